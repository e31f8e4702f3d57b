//! Waiting for a condition, never for a while.

use std::{
    future::Future,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

/// How often a condition is looked at.
const PAUSE: Duration = Duration::from_millis(25);

/// What one look at a condition found.
pub enum Look<T> {
    /// It holds.
    Done(T),
    /// It does not hold yet; why is told if it never does.
    NotYet(String),
}

/// Looks until the condition holds.
///
/// # Errors
/// When `limit` passes first, with the last reason; when a look itself fails, at once.
pub async fn until<T, F>(what: &str, limit: Duration, mut look: impl FnMut() -> F) -> Result<T>
where
    F: Future<Output = Result<Look<T>>>,
{
    let end = Instant::now() + limit;
    loop {
        match look().await? {
            Look::Done(found) => return Ok(found),
            Look::NotYet(why) if Instant::now() >= end => {
                bail!("{what}: not within {limit:?}: {why}")
            }
            Look::NotYet(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}
