//! Text to records. Cutting never fails: what does not fit is read line by line, and said to be so.

use super::dialect::Dialect;
use super::fields::Fields;
use super::limits;

/// A record that was cut off the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    /// Bytes of it with its line end.
    pub(super) bytes: usize,
    /// Line ends in it.
    pub(super) lines: u32,
    /// Whether its quotes do not add up, so that it is one line read by itself.
    pub(super) quote: bool,
    /// Bytes looked at in vain beyond the record.
    pub(super) vain: usize,
}

/// Why no record could be cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoCut {
    /// The text ends before the record does.
    More,
    /// The line is longer than any record.
    LongLine,
}

/// Where the first line of `text` ends, without and with its line end. `None`: not in this text.
pub(super) fn line_end(text: &str, ended: bool) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    match memchr::memchr2(b'\n', b'\r', bytes) {
        Some(at) if bytes[at] == b'\n' => Some((at, at + 1)),
        Some(at) if bytes.get(at + 1) == Some(&b'\n') => Some((at, at + 2)),
        // The line feed of this carriage return may come with the next window.
        Some(at) if at + 1 == bytes.len() && !ended => None,
        Some(at) => Some((at, at + 1)),
        None if ended => Some((bytes.len(), bytes.len())),
        None => None,
    }
}

/// Cuts the record off the beginning of `text` into `fields`. `columns`: how many fields a record has, once that is known.
/// `ended`: the file has no more than this text. `alone`: no quote reaches beyond the line.
pub(super) fn cut(
    text: &str,
    ended: bool,
    dialect: Dialect,
    columns: Option<usize>,
    alone: bool,
    fields: &mut Fields,
) -> Result<Cut, NoCut> {
    fields.clear();
    let Some((end, next)) = line_end(text, ended) else {
        // A carriage return at the end may be half of a line end.
        return Err(if text.len() > limits::REACH {
            NoCut::LongLine
        } else {
            NoCut::More
        });
    };
    if end > limits::RECORD {
        return Err(NoCut::LongLine);
    }
    let line = &text[..end];
    let whole = |bytes, lines| Cut {
        bytes,
        lines,
        quote: false,
        vain: 0,
    };
    let quote = dialect.mark();
    let Some(quote) = quote.filter(|quote| memchr::memchr(*quote, line.as_bytes()).is_some())
    else {
        split(line, dialect.delimiter, fields);
        return Ok(whole(next, 1));
    };
    // What comes of a record must not hang on how much of the text happens to be in memory.
    let within = text.len() <= limits::REACH;
    let reach = match alone {
        true => line,
        false if within => text,
        false => first_bytes(text, limits::REACH),
    };
    let vain = match quoted(reach, alone || ended && within, dialect, quote, fields) {
        Quoted::Record { end: at, lines } if at == end => return Ok(whole(next, lines)),
        Quoted::Record { end: at, lines }
            if columns.is_none_or(|columns| columns == fields.len()) =>
        {
            let (_, after) = line_end(&text[at..], ended).ok_or(NoCut::More)?;
            return Ok(whole(at + after, lines));
        }
        Quoted::Open if !ended && !alone && within => return Err(NoCut::More),
        Quoted::Open => reach.len(),
        Quoted::Record { end, .. } | Quoted::Stray { at: end } => end,
    };
    fields.clear();
    by_itself(line, dialect, fields);
    Ok(Cut {
        bytes: next,
        lines: 1,
        quote: true,
        vain,
    })
}

/// Cuts the row of a sheet off the beginning of `text`, which this program wrote: its quotes add up, and its line ends within.
/// Gives the bytes of it; `None`: the text ends before the row does.
pub(super) fn cut_row(
    text: &str,
    ended: bool,
    dialect: Dialect,
    fields: &mut Fields,
) -> Option<usize> {
    fields.clear();
    match quoted(text, ended, dialect, b'"', fields) {
        Quoted::Record { end, .. } => line_end(&text[end..], ended).map(|(_, after)| end + after),
        Quoted::Open if !ended => None,
        Quoted::Open | Quoted::Stray { .. } => Some(text.len()),
    }
}

/// Splits a line without quotes.
fn split(line: &str, delimiter: char, fields: &mut Fields) {
    let mut rest = line;
    while let Some(at) = find(rest, delimiter) {
        fields.push(&rest[..at]);
        rest = &rest[at + delimiter.len_utf8()..];
    }
    fields.push(rest);
}

fn find(text: &str, delimiter: char) -> Option<usize> {
    if delimiter.is_ascii() {
        memchr::memchr(delimiter as u8, text.as_bytes())
    } else {
        text.find(delimiter)
    }
}

/// What reading with quotes came to.
enum Quoted {
    /// A record whose text ends at `end`, before its line end.
    Record { end: usize, lines: u32 },
    /// A quote stands where none can.
    Stray { at: usize },
    /// A quote is not closed in this text.
    Open,
}

/// Reads a record by the book: a field in quotes is quoted as a whole, and one without has no quotes.
fn quoted(text: &str, ended: bool, dialect: Dialect, quote: u8, fields: &mut Fields) -> Quoted {
    let (mut rest, mut lines) = (text, 1);
    let end_of = |rest: &str| text.len() - rest.len();
    let mark = char::from(quote);
    loop {
        if let Some(inner) = rest.strip_prefix(mark) {
            match unquote(inner, dialect, quote, fields, &mut lines) {
                Some(after) => rest = after,
                None => return Quoted::Open,
            }
        } else {
            let stop = field_end(rest, dialect.delimiter, mark);
            if rest[stop..].starts_with(mark) {
                return Quoted::Stray { at: end_of(rest) };
            }
            fields.more(&rest[..stop]);
            rest = &rest[stop..];
        }
        fields.end_field();
        if let Some(after) = rest.strip_prefix(dialect.delimiter) {
            rest = after;
        } else if rest.is_empty() {
            // More text may follow what looks like the end.
            return if ended {
                Quoted::Record {
                    end: end_of(rest),
                    lines,
                }
            } else {
                Quoted::Open
            };
        } else if rest.starts_with(['\n', '\r']) {
            return Quoted::Record {
                end: end_of(rest),
                lines,
            };
        } else {
            return Quoted::Stray { at: end_of(rest) };
        }
    }
}

/// Where an unquoted field stops: at a delimiter, a line end, a quote or the end of the text.
fn field_end(text: &str, delimiter: char, mark: char) -> usize {
    let stops = |c: char| c == delimiter || c == mark || matches!(c, '\n' | '\r');
    text.find(stops).unwrap_or(text.len())
}

/// Takes the inside of a quoted field up to its closing quote; gives what stands after that.
fn unquote<'a>(
    mut text: &'a str,
    dialect: Dialect,
    quote: u8,
    fields: &mut Fields,
    lines: &mut u32,
) -> Option<&'a str> {
    loop {
        let at = sign(text, dialect, quote)?;
        *lines += line_ends(&text[..at]);
        fields.more(&text[..at]);
        let (found, after) = (text.as_bytes()[at], &text[at + 1..]);
        if let Some(meant) = meant(found, after, quote) {
            fields.more_char(meant);
            text = &after[1..];
        } else if found == quote {
            return Some(after);
        } else {
            fields.more_char(char::from(found));
            text = after;
        }
    }
}

/// Where the next quote stands, or the next backslash where those mean something.
fn sign(text: &str, dialect: Dialect, quote: u8) -> Option<usize> {
    if dialect.escapes() {
        memchr::memchr2(quote, b'\\', text.as_bytes())
    } else {
        memchr::memchr(quote, text.as_bytes())
    }
}

/// The character that a sign inside of quotes means together with what stands after it: two quotes are one, and a backslash
/// means something before a quote or another backslash alone.
fn meant(found: u8, after: &str, quote: u8) -> Option<char> {
    let next = *after.as_bytes().first()?;
    let pair = next == quote || found != quote && next == b'\\';
    pair.then_some(char::from(next))
}

/// Line ends in `text`: LF, CR LF or CR.
pub(super) fn line_ends(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|at| !(bytes[*at] == b'\r' && bytes.get(at + 1) == Some(&b'\n')));
    u32::try_from(ends.count()).unwrap_or(u32::MAX)
}

/// Reads a line whose quotes do not add up as well as can be: a quoted field ends where a quote stands before a delimiter,
/// and a quote that never ends is a character like any other.
fn by_itself(line: &str, dialect: Dialect, fields: &mut Fields) {
    let Some(quote) = dialect.mark() else {
        return split(line, dialect.delimiter, fields);
    };
    let (mut rest, mut closes) = (line, true);
    loop {
        let inner = rest.strip_prefix(char::from(quote)).filter(|_| closes);
        let end = inner.and_then(|inner| closing(inner, dialect, quote));
        // Where no quote closes one field, none closes those after it: looking once is enough.
        closes = closes && (inner.is_none() || end.is_some());
        if let Some((inner, end)) = inner.zip(end) {
            push_meant(&inner[..end], dialect, quote, fields);
            rest = &inner[end + 1..];
        } else {
            let stop = find(rest, dialect.delimiter).unwrap_or(rest.len());
            fields.more(&rest[..stop]);
            rest = &rest[stop..];
        }
        fields.end_field();
        match rest.strip_prefix(dialect.delimiter) {
            Some(after) => rest = after,
            None => break,
        }
    }
}

/// Adds the inside of a quoted field; a sign in it that means nothing stays as it is.
fn push_meant(inner: &str, dialect: Dialect, quote: u8, fields: &mut Fields) {
    let mut rest = inner;
    while let Some(at) = sign(rest, dialect, quote) {
        fields.more(&rest[..at]);
        let (found, after) = (rest.as_bytes()[at], &rest[at + 1..]);
        let meant = meant(found, after, quote);
        fields.more_char(meant.unwrap_or(char::from(found)));
        rest = if meant.is_some() { &after[1..] } else { after };
    }
    fields.more(rest);
}

/// The first characters of `text` that fit into so many bytes.
pub(super) fn first_bytes(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Reads the beginning of a line that is longer than any record.
pub(super) fn beginning(line: &str, dialect: Dialect, fields: &mut Fields) {
    fields.clear();
    by_itself(first_bytes(line, limits::RECORD / 16), dialect, fields);
}

/// Where the quote stands that closes a field: the first that means no character and has a delimiter or the line's end
/// behind it.
fn closing(inner: &str, dialect: Dialect, quote: u8) -> Option<usize> {
    let mut at = 0;
    loop {
        at += sign(&inner[at..], dialect, quote)?;
        let (found, after) = (inner.as_bytes()[at], &inner[at + 1..]);
        if found == quote && (after.is_empty() || after.starts_with(dialect.delimiter)) {
            return Some(at);
        }
        at += if meant(found, after, quote).is_some() {
            2
        } else {
            1
        };
    }
}
