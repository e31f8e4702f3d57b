//! The memory of this process as Linux tells it; elsewhere it is not told.

use std::fs;

/// From here on the most memory at once.
pub struct Peak;

impl Peak {
    pub fn begin() -> Self {
        let _ = fs::write("/proc/self/clear_refs", "5");
        Self
    }

    /// The most megabytes since it began.
    pub fn end(self) -> Option<f64> {
        megabytes("VmHWM:")
    }
}

/// The megabytes of now.
pub fn resident() -> Option<f64> {
    megabytes("VmRSS:")
}

fn megabytes(figure: &str) -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(figure))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some((kilobytes / 1024.0).round())
}
