//! Files that are no text, whatever their name says.

/// How the beginnings of known files look, and what they are.
const BEGINNINGS: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"%PDF-", "pdf"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"SQLite format 3\0", "sqlite"),
    (b"\x7fELF", "program"),
    (b"{\\rtf", "rtf"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"\0\0\x01\0", "icon"),
    (b"OggS", "media"),
    (b"ID3", "media"),
];

/// What a file that begins with `head` is, when it is no text: its kind, or an empty word when that is not known. `wide`:
/// it reads well as UTF-16.
pub(super) fn looks_like(head: &[u8], wide: bool) -> Option<&'static str> {
    if head.starts_with(b"PK\x03\x04") {
        let holds = |name: &[u8]| memchr::memmem::find(head, name).is_some();
        return Some(match () {
            () if holds(b"xl/") => "xlsx",
            () if holds(b"opendocument.spreadsheet") => "ods",
            () if holds(b"word/") => "docx",
            () => "zip",
        });
    }
    let known = BEGINNINGS.iter().find(|(begin, _)| head.starts_with(begin));
    if let Some((_, kind)) = known {
        return Some(kind);
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return Some("webp");
    }
    if !wide && is_binary(head) {
        return Some(match head {
            [b'B', b'M', ..] => "bmp",
            [b'M', b'Z', ..] => "program",
            _ => "",
        });
    }
    let start: Vec<u8> = head
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace())
        .take(14)
        .map(u8::to_ascii_lowercase)
        .collect();
    (start.starts_with(b"<!doctype html") || start.starts_with(b"<html")).then_some("html")
}

/// Whether control characters that text never has make up more than a stray few of the bytes.
fn is_binary(head: &[u8]) -> bool {
    let control = |byte: &&u8| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f);
    head.iter().filter(control).count() * 20 > head.len()
}
