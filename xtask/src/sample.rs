//! `cargo xtask sample`: an invented catalogue, and prospects to import into it, of any size, always the same.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use clap::Args;
use prospect_sample::{Size, write_catalogue, write_prospects};

use crate::failure::Failure;

/// What `sample` can be told.
#[derive(Args)]
pub struct Options {
    /// Partners and creators together
    #[arg(long, value_name = "N")]
    partners: u32,
    /// Where the catalogue goes (CSV)
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Where prospects go that match that catalogue in part (CSV)
    #[arg(long, value_name = "FILE")]
    prospects: Option<PathBuf>,
    /// Rows of prospects
    #[arg(
        long,
        value_name = "N",
        default_value_t = 1_000,
        requires = "prospects"
    )]
    rows: u32,
    /// The day that the dates in it are counted from
    #[arg(long, value_name = "YYYY-MM-DD", default_value = "2026-11-01", value_parser = day)]
    today: Day,
}

/// Year, month, day.
type Day = (i16, u8, u8);

/// Writes the files asked for.
///
/// # Errors
/// When a file cannot be written.
pub fn write(options: &Options) -> Result<(), Failure> {
    let size = Size::of_total(options.partners);
    to_file(&options.out, |out| {
        write_catalogue(out, size, options.today)
    })?;
    println!(
        "{}: {} partners and creators",
        options.out.display(),
        options.partners
    );
    if let Some(path) = &options.prospects {
        to_file(path, |out| write_prospects(out, size, options.rows))?;
        println!("{}: {} rows of prospects", path.display(), options.rows);
    }
    Ok(())
}

/// Writes a file that a closure fills.
///
/// # Errors
/// When it cannot be written.
pub fn to_file(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), Failure> {
    let written = File::create(path).and_then(|file| {
        let mut out = BufWriter::new(file);
        write(&mut out)?;
        out.flush()
    });
    written.map_err(|source| Failure::File {
        path: path.to_owned(),
        source,
    })
}

/// What is wrong with a day given on the command line.
#[derive(Debug, PartialEq, Eq)]
struct NotADay;

impl std::error::Error for NotADay {}

impl std::fmt::Display for NotADay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a day is written like 2026-11-01")
    }
}

fn day(text: &str) -> Result<Day, NotADay> {
    let mut parts = text.split('-');
    let mut part = || parts.next().ok_or(NotADay);
    let year = part()?.parse().map_err(|_| NotADay)?;
    let month = part()?.parse().map_err(|_| NotADay)?;
    let day = part()?.parse().map_err(|_| NotADay)?;
    let sound = (1..=12).contains(&month) && (1..=31).contains(&day) && parts.next().is_none();
    if sound {
        Ok((year, month, day))
    } else {
        Err(NotADay)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_and_anything_else_refused() {
        assert_eq!(day("2026-11-01"), Ok((2026, 11, 1)));
        for wrong in [
            "",
            "2026",
            "2026-13-01",
            "2026-11-32",
            "2026-11-01-02",
            "1.11.2026",
        ] {
            assert_eq!(day(wrong), Err(NotADay), "{wrong}");
        }
    }
}
