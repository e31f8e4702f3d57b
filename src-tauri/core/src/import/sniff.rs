//! The form of a file: what stands between and around its fields, and where its header is.

use encoding_rs::Encoding;

use super::dialect::Dialect;
use super::reader::Reader;
use super::text_file::TextFile;
use super::trial::{Header, Trial};
use super::{FileError, Quoting, Reading};

/// Delimiters that are tried, the likelier first.
const DELIMITERS: [char; 6] = [',', ';', '\t', '|', '^', '~'];
/// Lines that are looked at for quotes.
const LINES: usize = 200;
/// Characters of a line that are looked at for quotes.
const LINE: usize = 10_000;
/// Records with a quote inside of a field that tell of a file whose quotes mean nothing.
const MEANINGLESS: usize = 3;

/// The form of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Form {
    /// How its fields are told apart.
    pub(super) dialect: Dialect,
    /// The lines above its header, or above its first record where it has none.
    pub(super) above: u32,
    /// The line of the header; `None`: there is none.
    pub(super) header: Option<u32>,
    /// Fields of a record.
    pub(super) columns: usize,
    /// Lines on which other tables seem to begin.
    pub(super) other_tables: Vec<u32>,
    /// Whether all of this is beyond doubt.
    pub(super) sure: bool,
}

/// Finds the form of `file`; what `reading` says is taken as said.
pub(super) fn sniff(
    file: &TextFile,
    encoding: &'static Encoding,
    reading: &Reading,
) -> Result<Form, FileError> {
    if file.is_sheet() {
        let trial = Trial::of(file, encoding, Dialect::new(',', Quoting::Double), 0)?;
        return Ok(form(&trial, true, 0, reading));
    }
    let signs = Signs::of(file, encoding)?;
    // A line `sep=;` speaks to spreadsheets alone: it is no record.
    let above = u32::from(signs.delimiter.is_some());
    let told = reading.delimiter.filter(|told| Dialect::can_part(*told));
    let candidates = match told.or(signs.delimiter) {
        Some(delimiter) => vec![delimiter],
        None => DELIMITERS.to_vec(),
    };
    let told = candidates.len() == 1;
    let mut tried = Vec::new();
    for delimiter in candidates {
        tried.push(signs.best(file, encoding, delimiter, above, reading.quoting)?);
    }
    // Of equals the first stands: the likelier delimiter.
    let best = tried.iter().enumerate().reduce(|best, other| {
        if other.1.score() > best.1.score() {
            other
        } else {
            best
        }
    });
    let Some((at, best)) = best else {
        return Err(FileError::Empty);
    };
    let next = tried.iter().enumerate().filter(|(other, _)| *other != at);
    let next = next.map(|(_, trial)| trial.score()).fold(0.0, f64::max);
    // Where nothing parts fields there is one column, whatever the delimiter.
    let single = tried.iter().all(|trial| trial.usual <= 1);
    let clear = told || single || best.score() > 0.0 && next < best.score() * 0.6;
    Ok(form(best, clear, above, reading))
}

/// The form that the best trial tells of.
fn form(best: &Trial, clear: bool, above: u32, reading: &Reading) -> Form {
    let header = match reading.header_row {
        Some(0) => Header {
            line: None,
            columns: best.usual,
            sure: true,
        },
        Some(line) => Header {
            line: Some(line),
            columns: best.columns_at(line),
            sure: true,
        },
        None => best.header(),
    };
    let other_tables = best.other_tables(header);
    // That quotes mean nothing is told by their looks alone.
    let quoting = reading.quoting.is_some() || best.dialect.quoting() != Quoting::None;
    Form {
        dialect: best.dialect,
        above: header.line.map_or(above, |line| line - 1),
        header: header.line,
        columns: header.columns,
        sure: clear && quoting && header.sure && best.share() >= 0.9 && other_tables.is_empty(),
        other_tables,
    }
}

/// What the first lines of a file say by their looks.
struct Signs {
    /// The delimiter that the first line names.
    delimiter: Option<char>,
    /// The first lines, as far as they matter.
    lines: Vec<String>,
}

impl Signs {
    fn of(file: &TextFile, encoding: &'static Encoding) -> Result<Self, FileError> {
        let mut reader = Reader::open(file, encoding, Dialect::new(',', Quoting::None))?;
        let mut lines = Vec::new();
        while lines.len() < LINES
            && let Some(line) = reader.line()?
        {
            lines.push(line.chars().take(LINE).collect::<String>());
        }
        let delimiter = lines.first().and_then(|line| named_delimiter(line));
        Ok(Self { delimiter, lines })
    }

    /// The beginning of the file with this delimiter, and with the quotes that fit it best.
    fn best(
        &self,
        file: &TextFile,
        encoding: &'static Encoding,
        delimiter: char,
        above: u32,
        told: Option<Quoting>,
    ) -> Result<Trial, FileError> {
        let try_out = |quoting| Trial::of(file, encoding, Dialect::new(delimiter, quoting), above);
        if let Some(quoting) = told {
            return try_out(quoting);
        }
        let mut best = try_out(Quoting::Double)?;
        let doubled = self.opened('"', delimiter);
        let mut others = Vec::new();
        if doubled > 0 && self.holds("\\\"") {
            others.push(Quoting::DoubleBackslash);
        }
        let filled = self.lines.iter().filter(|line| !line.trim().is_empty());
        if doubled == 0 && self.opened('\'', delimiter) * 2 >= filled.count().max(1) {
            others.push(Quoting::Single);
            if self.holds("\\'") {
                others.push(Quoting::SingleBackslash);
            }
        }
        // In the world of commas and semicolons a stray quote is an error; elsewhere many programs know no quotes.
        if doubled == 0 && !matches!(delimiter, ',' | ';') && best.strays() >= MEANINGLESS {
            others.push(Quoting::None);
        }
        for quoting in others {
            let other = try_out(quoting)?;
            // Lines in which single quotes stand around fields are no worse than before: they are quoted so.
            let tie = quoting == Quoting::Single && other.sound() >= best.sound();
            if tie || other.sound() > best.sound() {
                best = other;
            }
        }
        Ok(best)
    }

    fn holds(&self, text: &str) -> bool {
        self.lines.iter().any(|line| line.contains(text))
    }

    /// How many lines have a field that begins with `mark`, and one that ends with it.
    fn opened(&self, mark: char, delimiter: char) -> usize {
        let has = |line: &&String| {
            let line = line.trim_end_matches([' ', '\t']);
            let opens = line.starts_with(mark) || line.contains(&format!("{delimiter}{mark}"));
            let closes = line.ends_with(mark) || line.contains(&format!("{mark}{delimiter}"));
            opens && closes
        };
        self.lines.iter().filter(has).count()
    }
}

/// The delimiter that a first line `sep=;` names, be it in quotes or filled up with delimiters to the width of the table.
fn named_delimiter(line: &str) -> Option<char> {
    let line = line.strip_prefix('\u{feff}').unwrap_or(line);
    let line = line.strip_prefix('"').unwrap_or(line);
    let (word, named) = line.split_at_checked(4)?;
    let delimiter = named.chars().next()?;
    let filled = named.chars().skip(1).all(|c| c == delimiter || c == '"');
    let parts = !delimiter.is_alphanumeric() && delimiter != '"' && Dialect::can_part(delimiter);
    (word.eq_ignore_ascii_case("sep=") && filled && parts).then_some(delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_may_name_the_delimiter() {
        let table = [
            ("sep=;", Some(';')),
            ("SEP=,", Some(',')),
            ("sep=\t", Some('\t')),
            ("\"sep=|\"", Some('|')),
            ("sep=;;;;;", Some(';')),
            ("sep=", None),
            ("sep=a", None),
            ("sep=\0", None),
            ("sep=;Name", None),
            ("separator;Name", None),
            ("分=;", None),
        ];
        for (line, delimiter) in table {
            assert_eq!(named_delimiter(line), delimiter, "{line}");
        }
    }
}
