//! Lists and profiles that cannot be told.

use prospect_core::workspace::{ProfileError, RowsError};

use super::CommandError;

impl From<RowsError> for CommandError {
    fn from(error: RowsError) -> Self {
        match error {
            RowsError::Overtaken => Self::Overtaken,
            RowsError::Store(error) => error.into(),
        }
    }
}

impl From<ProfileError> for CommandError {
    fn from(error: ProfileError) -> Self {
        match error {
            ProfileError::NoSuchPartner(_) => Self::NoSuchPartner,
            ProfileError::Store(error) => error.into(),
        }
    }
}
