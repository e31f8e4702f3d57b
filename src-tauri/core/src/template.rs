//! Email templates.
pub mod tags;
