//! The text of a file and its lines, found in one go and by the plainest code: what reading in parts is held against.

use encoding_rs::{DecoderResult, Encoding};

/// A line without its end, and whether bytes in it could not be decoded.
pub struct Line {
    pub text: String,
    pub broken: bool,
}

/// The lines of a file in this encoding. An end of a line at the end of the file begins none.
pub fn lines(bytes: &[u8], encoding: &'static Encoding) -> Vec<Line> {
    let (text, broken) = decoded(bytes, encoding);
    let mut lines = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let end = match &rest.as_bytes()[length..] {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        let next = start + length + end;
        lines.push(Line {
            text: rest[..length].to_owned(),
            broken: broken.iter().any(|at| (start..next).contains(at)),
        });
        start = next;
    }
    lines
}

/// The text, and where in it U+FFFD stands for bytes that could not be decoded.
fn decoded(bytes: &[u8], encoding: &'static Encoding) -> (String, Vec<usize>) {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let (mut text, mut broken, mut rest) = (
        String::with_capacity(bytes.len() * 4 + 64),
        Vec::new(),
        bytes,
    );
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = &rest[read..];
        match result {
            DecoderResult::InputEmpty => return (text, broken),
            DecoderResult::OutputFull => text.reserve(text.len() + 64),
            DecoderResult::Malformed(..) => {
                broken.push(text.len());
                text.push(char::REPLACEMENT_CHARACTER);
                text.reserve(64);
            }
        }
    }
}

/// Line ends in a text: LF, CR LF or CR.
pub fn line_ends(text: &str) -> usize {
    text.replace("\r\n", "\n").matches(['\n', '\r']).count()
}
