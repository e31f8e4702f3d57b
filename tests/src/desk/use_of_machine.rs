//! What the app takes of the machine: the work of processors, and the memory of all that belongs to it.

use std::{collections::BTreeMap, fs, time::Duration};

use anyhow::Result;
use rustix::process::Pid;

use super::App;

/// Ticks a second in `/proc/*/stat`, the same on every Linux.
const TICKS: u32 = 100;

/// What drives the webview for us, and is no part of the app.
const DRIVER: &str = "WebKitWebDriver";

/// Megabytes of a program's processes, where what several share is parted among them (PSS).
pub type Memory = BTreeMap<String, f64>;

impl App<'_> {
    /// The memory of the app's processes by their programs, those of the webview with them.
    ///
    /// # Errors
    /// When there is none, or its memory cannot be read.
    pub fn memory(&self) -> Result<Memory> {
        let mut memory = Memory::new();
        for process in self.everything() {
            // One may end in between.
            if let Some((program, kilobytes)) = held(process)
                && program != DRIVER
            {
                *memory.entry(program).or_default() += kilobytes / 1024.0;
            }
        }
        anyhow::ensure!(!memory.is_empty(), "the app is gone");
        Ok(memory)
    }

    /// How long processors worked for the app so far, its webview with it: what is compared where a machine is busy with other
    /// things.
    ///
    /// # Errors
    /// When the app is gone.
    pub fn worked(&self) -> Result<Duration> {
        let ticks: Vec<u32> = self.everything().into_iter().filter_map(worked).collect();
        anyhow::ensure!(!ticks.is_empty(), "the app is gone");
        Ok(Duration::from_secs(1) * ticks.iter().sum() / TICKS)
    }
}

/// A value of `/proc/*/stat` by its number, from 1.
fn stat(process: Pid, number: usize) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", process.as_raw_nonzero())).ok()?;
    // The second is the name, which may hold spaces.
    let (_, values) = stat.rsplit_once(')')?;
    values.split_whitespace().nth(number - 3)?.parse().ok()
}

/// Ticks that processors worked for a process; none for the driver's.
fn worked(process: Pid) -> Option<u32> {
    let (program, _) = held(process)?;
    (program != DRIVER).then_some(())?;
    Some(stat(process, 14)? + stat(process, 15)?)
}

/// The program that a process runs, and the kilobytes that it holds.
fn held(process: Pid) -> Option<(String, f64)> {
    let folder = format!("/proc/{}", process.as_raw_nonzero());
    let program = fs::read_link(format!("{folder}/exe")).ok()?;
    let program = program.file_name()?.to_str()?.to_owned();
    let all = fs::read_to_string(format!("{folder}/smaps_rollup")).ok()?;
    let line = all.lines().find(|line| line.starts_with("Pss:"))?;
    Some((program, line.split_whitespace().nth(1)?.parse().ok()?))
}
