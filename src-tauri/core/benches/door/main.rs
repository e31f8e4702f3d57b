//! The figures of a whole workspace, as one table a size: what the door answers, how long it takes, how much memory, what others
//! need for the same; and how the figures grow from the smallest size to the largest.
//!
//! `cargo xtask bench` runs it. Sizes come from `PROSPECT_BENCH_SIZES` (partners, separated by commas); an argument names the parts to
//! measure, such as `search`. Each part runs in a process of its own, so that none finds what another left in memory. Files are made once under
//! `target/bench` and measured as copies. Peers are measured in the same run with the `sqlite3` program, where there is one.

mod bulk;
mod imports;
mod lists;
mod memory;
mod opening;
mod peers;
mod search;
mod table;
mod words;
mod worlds;

use std::error::Error;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

use jiff::Timestamp;

use memory::Peak;
use table::{Line, Table};

/// As the programs have it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Says of a process that it is to measure one part, and which.
const PART: &str = "PROSPECT_BENCH_PART";

/// A part of the table, by name, and what measures it at a size.
type Part = (&'static str, fn(u32) -> Result<()>);

/// What is measured at each size.
const PARTS: [Part; 7] = [
    ("open", opening::measure),
    ("search", search::measure),
    ("lists", lists::measure),
    ("bulk", bulk::measure),
    ("catalogue", imports::of_a_catalogue),
    ("prospects", imports::of_prospects),
    ("wizard", imports::in_the_wizard),
];

fn main() -> Result<()> {
    if let Ok(part) = std::env::var(PART) {
        let size = sizes(&part).next().ok_or("a part has a size")?;
        let part = PARTS.iter().find(|(name, _)| part.starts_with(name));
        let (_, measure) = part.ok_or("there is no such part")?;
        return measure(size);
    }
    // Cargo says `--bench` to every bench.
    let filter = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let wanted = |name: &str| {
        filter
            .as_ref()
            .is_none_or(|filter| name.contains(filter.as_str()))
    };
    let parts: Vec<&str> = PARTS
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| wanted(name))
        .collect();
    if parts.is_empty() {
        return Ok(());
    }
    let asked =
        std::env::var("PROSPECT_BENCH_SIZES").unwrap_or_else(|_| "10000,100000,1000000".to_owned());
    let mut tables: Vec<Table> = Vec::new();
    for size in sizes(&asked) {
        let mut table = Table::begin(size);
        for part in &parts {
            run(part, size, &mut table)?;
        }
        tables.push(table);
    }
    table::growth(&tables);
    Ok(())
}

/// The numbers of a list.
fn sizes(list: &str) -> impl Iterator<Item = u32> + '_ {
    list.split([',', ':'])
        .filter_map(|size| size.trim().parse().ok())
}

/// Measures a part in a process of its own and tells its lines as they come.
fn run(part: &str, size: u32, table: &mut Table) -> Result<()> {
    let mut child = Command::new(std::env::current_exe()?)
        .env(PART, format!("{part}:{size}"))
        .stdout(Stdio::piped())
        .spawn()?;
    for line in BufReader::new(child.stdout.take().ok_or("it has an output")?).lines() {
        table.add(serde_json::from_str(&line?)?);
    }
    if child.wait()?.success() {
        Ok(())
    } else {
        Err(format!("{part} at {size} failed").into())
    }
}

/// The moment of all that is measured.
fn now() -> Timestamp {
    Timestamp::constant(1_793_534_400, 0)
}

/// How long work took, in milliseconds, and what it gave.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed().as_secs_f64() * 1e3, done)
}

/// A line of how long work took and how much memory it needed at most, and what it gave.
fn line<T>(figure: impl Into<String>, work: impl FnOnce() -> T) -> (Line, T) {
    let peak = Peak::begin();
    let (took, done) = timed(work);
    (Line::ms(figure, took).peak(peak.end()), done)
}

/// Times in order.
struct Times(Vec<f64>);

impl Times {
    fn of(mut times: Vec<f64>) -> Self {
        times.sort_unstable_by(f64::total_cmp);
        Self(times)
    }

    /// The time that `part` of them do not pass.
    fn quantile(&self, part: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        self.0
            .get((last as f64 * part).round() as usize)
            .copied()
            .unwrap_or_default()
    }

    fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    fn worst(&self) -> f64 {
        self.quantile(1.0)
    }
}
