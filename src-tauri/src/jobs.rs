//! Long work: one at a time, with progress to the window, and stopped when the window asks.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use prospect_core::import::{Progress, Watch};
use tauri::ipc::Channel;

use crate::error::{CommandError, Outcome};
use crate::state::lock;

/// The job that is under way, if any.
#[derive(Default, Clone)]
pub struct Jobs(Arc<Mutex<Option<Running>>>);

struct Running {
    id: u32,
    stop: Arc<AtomicBool>,
}

impl Jobs {
    /// Begins the job that the window has given this number, and tells `channel` how far it is.
    ///
    /// # Errors
    /// [`CommandError::AlreadyRunning`] while another is under way.
    pub fn begin(&self, id: u32, channel: Channel<Progress>) -> Outcome<Job> {
        let mut running = lock(&self.0);
        if running.is_some() {
            return Err(CommandError::AlreadyRunning);
        }
        let stop = Arc::new(AtomicBool::new(false));
        *running = Some(Running {
            id,
            stop: Arc::clone(&stop),
        });
        Ok(Job {
            jobs: self.clone(),
            channel,
            stop,
        })
    }

    /// Refuses what must not happen while long work is under way.
    ///
    /// # Errors
    /// [`CommandError::AlreadyRunning`].
    pub fn none_running(&self) -> Outcome<()> {
        match *lock(&self.0) {
            Some(_) => Err(CommandError::AlreadyRunning),
            None => Ok(()),
        }
    }

    /// Asks the job of this number to stop; says whether it is under way.
    pub fn cancel(&self, id: u32) -> bool {
        match lock(&self.0).as_ref() {
            Some(running) if running.id == id => {
                running.stop.store(true, Ordering::Relaxed);
                true
            }
            _ => false,
        }
    }
}

/// A job under way. It is over when this is dropped, also by a panic.
pub struct Job {
    jobs: Jobs,
    channel: Channel<Progress>,
    stop: Arc<AtomicBool>,
}

impl Watch for Job {
    fn progress(&self, progress: Progress) {
        // A window that no longer listens is no reason to stop.
        let _ = self.channel.send(progress);
    }

    fn cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        *lock(&self.jobs.0) = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_job_at_a_time_and_only_its_own_number_stops_it() {
        let jobs = Jobs::default();
        let begin = |id| jobs.begin(id, Channel::new(|_| Ok(())));
        let job = begin(1).unwrap();
        assert_eq!(begin(2).err(), Some(CommandError::AlreadyRunning));
        assert!(!jobs.cancel(2) && !job.cancelled());
        assert!(jobs.cancel(1) && job.cancelled());
        drop(job);
        assert!(!jobs.cancel(1));
        assert!(jobs.none_running().is_ok() && begin(3).is_ok());
    }
}
