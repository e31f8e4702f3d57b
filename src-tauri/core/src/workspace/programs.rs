//! What the workspace says of its program.

use super::Workspace;
use super::present::Present;
use crate::changes::{Delta, ProgramShift, Title};
use crate::error::{StoreError, TransactError};
use crate::program::Program;
use crate::store::program;

impl Workspace {
    /// What is said of the program.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn program(&self) -> Result<Program, StoreError> {
        program::get(&self.reader())
    }
}

/// What saying this of the program comes to.
pub(super) fn set(after: &Program, present: Present) -> Result<(Title, Delta), TransactError> {
    let Present::Program(before) = present else {
        unreachable!("the program is read for who sets it")
    };
    let (before, after) = (*before, after.checked()?);
    let mut delta = Delta::default();
    if before != after {
        delta.program.push(ProgramShift { before, after });
    }
    Ok((Title::SetProgram, delta))
}
