//! What the workspace says of its program: a setting that history knows of.

use rusqlite::Connection;

use super::{from_json, settings, to_json};
use crate::changes::ProgramShift;
use crate::error::StoreError;
use crate::program::Program;

const PROGRAM: &str = "program";

/// The program as it stands.
pub(crate) fn get(connection: &Connection) -> Result<Program, StoreError> {
    settings::get(connection, PROGRAM)?.map_or(Ok(Program::default()), |text| from_json(&text))
}

pub(super) fn shift(connection: &Connection, shift: &ProgramShift) -> Result<(), StoreError> {
    settings::set(connection, PROGRAM, &to_json(&shift.after)?)
}
