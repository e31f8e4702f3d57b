//! What a command prints: a text for people, or one JSON object.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use serde::Serialize;

/// Standard output.
pub struct Output {
    json: bool,
    out: BufWriter<Stdout>,
}

impl Output {
    /// Output as JSON, or as text.
    pub fn new(json: bool) -> Self {
        Self {
            json,
            out: BufWriter::new(io::stdout()),
        }
    }

    /// Prints one answer: `value` as JSON, or what `text` makes of it.
    ///
    /// # Errors
    /// What standard output answers.
    pub fn answer<T: Serialize>(
        &mut self,
        value: &T,
        text: impl FnOnce(&T) -> String,
    ) -> io::Result<()> {
        if self.json {
            self.line(value)
        } else {
            let text = text(value);
            for line in text.trim_end().lines() {
                writeln!(self.out, "{}", one_line(line))?;
            }
            Ok(())
        }
    }

    /// Prints a line of JSON.
    ///
    /// # Errors
    /// What standard output answers.
    pub fn line<T: Serialize>(&mut self, value: &T) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, value)?;
        self.out.write_all(b"\n")
    }

    /// Prints all that waits.
    ///
    /// # Errors
    /// What standard output answers.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Whether somebody looks on and can be shown progress.
    pub fn is_watched(&self) -> bool {
        !self.json && io::stderr().is_terminal()
    }
}

/// A text from a file on one line of a terminal: without control characters, which would move the cursor or do worse.
pub fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// A whole number with its thousands set apart: `1,048,216`.
pub fn number(value: u32) -> String {
    let digits = value.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The size of a file: `12.4 MB`.
pub fn bytes(value: u64) -> String {
    let megabytes = value as f64 / 1e6;
    format!("{megabytes:.1} MB")
}

/// A number of things, in the singular where it is one: `1 partner`, `3,000 partners`.
pub fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        for (value, expected) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (1_048_216, "1,048,216"),
        ] {
            assert_eq!(number(value), expected);
        }
        assert_eq!(counted(1, "row", "rows"), "1 row");
    }
}
