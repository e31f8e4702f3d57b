//! The local log: what went wrong, without anybody's contact data, in a file for each of the last days.

use std::panic;
use std::path::Path;

use tracing::Level;
use tracing_appender::rolling::{RollingFileAppender, Rotation};

/// Days that are kept.
const DAYS: usize = 14;

/// Begins to write to `folder`. Where that cannot be written, the app runs without a log.
pub fn start(folder: &Path) {
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("prospect-desk")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folder);
    let Ok(file) = file else { return };
    let started = tracing_subscriber::fmt()
        .with_max_level(Level::INFO)
        .with_ansi(false)
        .with_writer(std::sync::Mutex::new(file))
        .try_init();
    // Another log is there already when many windows are made in one process, as tests do.
    if started.is_ok() {
        log_panics();
    }
}

/// Says where a panic happened; not its message, which may quote data.
fn log_panics() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!("panic at {place}");
        before(panic);
    }));
}
