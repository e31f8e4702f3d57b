//! Which encoding a file has, found from all of its bytes; and its hash, taken on the same way.

use std::io::Read;
use std::path::Path;

use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::decode::{CHUNK, open, refused};
use super::{FileError, Progress, Step, Stop, Watch};

/// What the bytes of a file say.
#[derive(Debug, Clone)]
pub(super) struct Survey {
    /// The encoding of the text.
    pub(super) encoding: &'static Encoding,
    /// Whether a byte order mark tells so.
    pub(super) bom: bool,
    /// Whether the encoding is beyond doubt.
    pub(super) sure: bool,
    /// Bytes of the file.
    pub(super) bytes: u64,
    /// Their BLAKE3 hash in hexadecimal digits; empty where not all of them were to be looked at.
    pub(super) hash: String,
}

impl Survey {
    /// The name that people know the encoding by.
    pub(super) fn name(&self) -> &'static str {
        if self.encoding == GB18030 {
            "GB18030"
        } else {
            self.encoding.name()
        }
    }
}

/// Reads `file`, at most its first `limit` bytes, for its encoding, or takes the one that was `asked` for.
pub(super) fn survey(
    file: &Path,
    asked: Option<&str>,
    limit: u64,
    watch: &dyn Watch,
) -> Result<Survey, Stop> {
    let asked = match asked {
        None => None,
        Some(label) => Some(
            Encoding::for_label_no_replacement(label.trim().as_bytes())
                .ok_or_else(|| FileError::UnknownEncoding(label.to_owned()))?,
        ),
    };
    let mut source = open(file)?;
    let bytes = source.metadata().map_err(refused)?.len();
    // Who looks at the beginning alone waits for an answer, and has no use for half a hash.
    let mut hasher = (limit == u64::MAX).then(blake3::Hasher::new);
    let mut head = Vec::new();
    let mut utf8 = Utf8Check::default();
    let (mut read, mut something) = (0_u64, false);
    let mut chunk = vec![0; CHUNK * 4];
    loop {
        if watch.cancelled() {
            return Err(Stop::Cancelled);
        }
        let n = source.read(&mut chunk).map_err(refused)?;
        if n == 0 || read >= limit {
            utf8.end();
            break;
        }
        let raw = &chunk[..n];
        if let Some(hasher) = &mut hasher {
            hasher.update(raw);
        }
        if head.len() < CHUNK {
            head.extend_from_slice(&raw[..n.min(CHUNK - head.len())]);
        }
        let bom = if read == 0 {
            Encoding::for_bom(raw).map_or(0, |(_, length)| length)
        } else {
            0
        };
        something = something
            || raw[bom..]
                .iter()
                .any(|b| !b.is_ascii_whitespace() && *b != 0);
        utf8.feed(raw);
        read += n as u64;
        watch.progress(Progress {
            step: Step::Reading,
            rows: 0,
            part: read as f64 / bytes.max(1) as f64,
        });
    }
    let marked = Encoding::for_bom(&head);
    let wide = wide(&head);
    let whole = read >= bytes;
    if whole && !something && (!head.contains(&0) || marked.is_some() || wide.is_some()) {
        return Err(FileError::Empty.into());
    }
    let found = |encoding, bom, sure| Survey {
        encoding,
        bom,
        sure,
        bytes,
        hash: hasher
            .as_ref()
            .map_or_else(String::new, |hasher| hasher.finalize().to_hex().to_string()),
    };
    if let Some(encoding) = asked {
        let bom = marked.is_some_and(|(marked, _)| marked == encoding);
        return Ok(found(
            if encoding == GBK { GB18030 } else { encoding },
            bom,
            true,
        ));
    }
    if let Some((encoding, _)) = marked {
        return Ok(found(encoding, true, true));
    }
    if let Some(looks_like) = super::not_text::looks_like(&head, wide.is_some()) {
        return Err(FileError::NotText { looks_like }.into());
    }
    if let Some(encoding) = wide {
        return Ok(found(encoding, false, true));
    }
    if utf8.wrong == 0 {
        return Ok(found(UTF_8, false, whole));
    }
    let (encoding, sure) = legacy(file, limit, watch)?;
    // Some characters of Chinese are UTF-8 by chance; much UTF-8 is no Chinese by chance.
    if utf8.holds() && !(encoding == GB18030 && sure) {
        return Ok(found(UTF_8, false, false));
    }
    Ok(found(encoding, false, sure && whole))
}

/// UTF-16 without a mark: in most texts every other byte of many characters is zero.
fn wide(head: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = head.as_chunks::<2>();
    let zeros = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = |these: usize, others: usize| these * 20 >= pairs.len() && these > others * 20;
    if pairs.is_empty() || !head.len().is_multiple_of(2) && head.len() < 16 {
        None
    } else if many(odd, even) && wide_holds(head, UTF_16LE) {
        Some(UTF_16LE)
    } else if many(even, odd) && wide_holds(head, UTF_16BE) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether `head` makes text in this form of UTF-16.
fn wide_holds(head: &[u8], encoding: &'static Encoding) -> bool {
    let (text, _) = encoding.decode_without_bom_handling(head);
    let strange = text
        .chars()
        .filter(|c| *c == char::REPLACEMENT_CHARACTER || c.is_control() && !c.is_whitespace());
    strange.count() * 50 <= text.chars().count()
}

/// How well bytes stand as UTF-8.
#[derive(Debug, Default)]
struct Utf8Check {
    /// Characters beyond ASCII.
    characters: u64,
    /// Places that are no UTF-8.
    wrong: u64,
    /// The beginning of a character at the end of what was fed.
    held: Vec<u8>,
}

impl Utf8Check {
    /// Enough wrong places to give up.
    const HOPELESS: u64 = 10_000;

    fn feed(&mut self, raw: &[u8]) {
        if self.held.is_empty() && raw.is_ascii() || self.hopeless() {
            return;
        }
        if self.held.is_empty() {
            self.check(raw);
        } else {
            let mut joined = std::mem::take(&mut self.held);
            joined.extend_from_slice(raw);
            self.check(&joined);
        }
    }

    fn check(&mut self, mut raw: &[u8]) {
        loop {
            let (valid, rest) = match std::str::from_utf8(raw) {
                Ok(_) => (raw, None),
                Err(error) => {
                    let (valid, after) = raw.split_at(error.valid_up_to());
                    (valid, Some((after, error.error_len())))
                }
            };
            self.characters += valid.iter().filter(|byte| **byte >= 0xc0).count() as u64;
            match rest {
                None => break,
                Some((after, None)) => {
                    self.held = after.to_vec();
                    break;
                }
                Some((after, Some(length))) => {
                    self.wrong += 1;
                    raw = &after[length..];
                    if self.hopeless() {
                        break;
                    }
                }
            }
        }
    }

    fn end(&mut self) {
        self.wrong += u64::from(!self.held.is_empty());
    }

    fn hopeless(&self) -> bool {
        self.wrong > Self::HOPELESS && self.wrong > self.characters
    }

    /// Whether the file is UTF-8, if need be with some broken bytes in it: those are the matter of their rows, and must not
    /// turn all the others into another encoding's letters.
    fn holds(&self) -> bool {
        self.wrong == 0 || self.characters >= self.wrong * 20
    }
}

/// The encoding of text that is neither UTF-8 nor UTF-16, from all of its bytes, and whether that is beyond doubt.
fn legacy(file: &Path, limit: u64, watch: &dyn Watch) -> Result<(&'static Encoding, bool), Stop> {
    let mut source = open(file)?.take(limit);
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let mut chinese = ChineseCheck::default();
    let mut chunk = vec![0; CHUNK];
    loop {
        if watch.cancelled() {
            return Err(Stop::Cancelled);
        }
        let n = source.read(&mut chunk).map_err(refused)?;
        if n == 0 {
            break;
        }
        detector.feed(&chunk[..n], false);
        chinese.feed(&chunk[..n]);
    }
    detector.feed(&[], true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    let chinese_holds = chinese.holds();
    if guess == GBK || guess == GB18030 || chinese_holds {
        return Ok((
            GB18030,
            chinese_holds && chinese.common + chinese.late >= 20,
        ));
    }
    Ok((guess, false))
}

/// Whether bytes stand as pairs of the common Chinese characters. Statistics alone take a few of those in a file that is
/// ASCII else for accented letters of the West, and a few repeated often for another script of the East.
#[derive(Debug, Default)]
struct ChineseCheck {
    /// Pairs of the common characters, which stand by their sound from A to Z.
    common: u64,
    /// Those of them in the second half of the alphabet, where Korean has next to nothing.
    late: u64,
    /// Punctuation and full-width letters.
    signs: u64,
    /// Kana, and the rarer characters.
    other: u64,
    /// What the common character set does not have.
    broken: u64,
    lead: Option<u8>,
}

impl ChineseCheck {
    fn feed(&mut self, raw: &[u8]) {
        if self.lead.is_none() && raw.is_ascii() {
            return;
        }
        for byte in raw {
            let Some(lead) = self.lead.take() else {
                match byte {
                    0..0x80 => {}
                    0xa1..=0xf7 => self.lead = Some(*byte),
                    _ => self.broken += 1,
                }
                continue;
            };
            *match (lead, byte) {
                (_, 0..0xa1 | 0xff) => &mut self.broken,
                (0xb0..0xc9, _) => &mut self.common,
                (0xc9..=0xd7, _) => &mut self.late,
                (0xa1 | 0xa3, _) => &mut self.signs,
                _ => &mut self.other,
            } += 1;
        }
    }

    fn holds(&self) -> bool {
        let ideographs = self.common + self.late;
        let all = ideographs + self.signs + self.other + self.broken;
        ideographs > 0
            && self.late * 8 >= ideographs
            && self.broken * 50 <= all
            && self.other * 5 <= all
    }
}
