//! The local log: what went wrong, without anybody's contact data. It says kinds, places in the program and numbers; never a value of a
//! workspace, and no path, for files are called after people too.

mod file;

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Mutex;

use prospect_core::error::TransactError;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

pub use file::{LogFile, latest};

/// Whose lines are written: our own. Nobody knows what other crates say, and of what.
const OURS: [&str; 2] = ["prospect_desk", "prospect_core"];

thread_local! {
    /// Where this thread panicked last.
    static PANICKED_AT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Begins to write to `folder`. Where that cannot be written, the app runs without a log.
pub fn start(folder: &Path) {
    let Ok(file) = LogFile::open(folder) else {
        return;
    };
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(Mutex::new(file));
    let ours = Targets::new().with_targets(OURS.map(|target| (target, LevelFilter::INFO)));
    let started = tracing_subscriber::registry()
        .with(ours)
        .with(lines)
        .try_init();
    // Another log is there already when many windows are made in one process, as tests do.
    if started.is_ok() {
        log_panics();
    }
}

/// Says where a panic happened; not its message, which may quote data, neither to the log nor to that of the desktop.
fn log_panics() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!("panic at {place}");
        PANICKED_AT.with(|at| at.replace(place));
        if cfg!(debug_assertions) {
            before(panic);
        }
    }));
}

/// Where something panicked. What it said is thrown away: it may quote data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("panicked at {0}")]
pub struct Panicked(String);

/// Does `work`, and goes on where it panics.
///
/// # Errors
/// Where it panics.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    panic::catch_unwind(AssertUnwindSafe(work))
        .map_err(|_| Panicked(PANICKED_AT.with(|at| std::mem::take(&mut *at.borrow_mut()))))
}

/// Why a change was not made, as a log may say it.
pub fn facts(error: &TransactError) -> String {
    match error {
        TransactError::Store(error) => error.facts(),
        _ => "it is refused".to_owned(),
    }
}
