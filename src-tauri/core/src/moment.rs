//! Named moments, at which a test stands a program still to end it there, or to change what lies around it. They are no part of
//! what is shipped: without debug assertions nothing is left of them.
//!
//! `PROSPECTS_HALT_AT` names one of them, `name` or `name:n` for the n-th time that it is reached; the program makes the file
//! `PROSPECTS_HALT_FILE` there, and stands still until somebody takes that file away. `PROSPECTS_MOMENTS` is a file to which each
//! moment is written as it is reached.

/// The program is at this moment.
#[cfg(not(debug_assertions))]
pub(crate) const fn reached(_: &str) {}

#[cfg(debug_assertions)]
pub(crate) use debugging::reached;

#[cfg(debug_assertions)]
mod debugging {
    use std::env;
    use std::fs::{self, File, OpenOptions};
    use std::io::Write as _;
    use std::path::PathBuf;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::thread;
    use std::time::Duration;

    struct Wanted {
        name: String,
        time: u32,
        file: PathBuf,
        reached: AtomicU32,
    }

    struct Told {
        halt: Option<Wanted>,
        trace: Option<File>,
    }

    /// What the environment says, as it was at the first moment.
    fn told() -> &'static Told {
        static TOLD: OnceLock<Told> = OnceLock::new();
        TOLD.get_or_init(|| Told {
            halt: wanted(),
            trace: trace(),
        })
    }

    fn wanted() -> Option<Wanted> {
        let halt = env::var("PROSPECTS_HALT_AT").ok()?;
        let file = env::var_os("PROSPECTS_HALT_FILE")?.into();
        let (name, time) = match halt.rsplit_once(':') {
            Some((name, time)) => (name, time.parse().ok()?),
            None => (halt.as_str(), 1),
        };
        Some(Wanted {
            name: name.to_owned(),
            time,
            file,
            reached: AtomicU32::new(0),
        })
    }

    fn trace() -> Option<File> {
        let file = env::var_os("PROSPECTS_MOMENTS")?;
        OpenOptions::new().create(true).append(true).open(file).ok()
    }

    /// The program is at this moment.
    pub(crate) fn reached(name: &str) {
        let told = told();
        if let Some(mut trace) = told.trace.as_ref() {
            // Whoever reads it misses the line.
            let _ = trace.write_all(format!("{name}\n").as_bytes());
        }
        if let Some(halt) = told.halt.as_ref().filter(|halt| halt.name == name)
            && halt.reached.fetch_add(1, Ordering::Relaxed) + 1 == halt.time
            && fs::write(&halt.file, name).is_ok()
        {
            while halt.file.exists() {
                thread::sleep(Duration::from_millis(1));
            }
        }
    }
}
