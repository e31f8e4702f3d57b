//! How files are read: encodings, forms, broken rows.

use encoding_rs::{BIG5, EUC_KR, GBK, SHIFT_JIS, WINDOWS_1252};

use crate::import::testing::file;
use crate::import::{
    Entry, Field, FileError, ImportKind, IssueCode as Code, Preview, Reading, preview, records,
};

fn look(bytes: impl AsRef<[u8]>) -> Result<Preview, FileError> {
    preview(
        file(bytes).path(),
        ImportKind::Prospects,
        &Reading::default(),
        None,
    )
}

/// Row, line, fields and problem of every record.
pub(super) fn read(bytes: impl AsRef<[u8]>) -> Vec<(u32, u32, Vec<String>, Option<Code>)> {
    let csv = file(bytes);
    let all = records(csv.path(), &Reading::default()).unwrap();
    all.filter_map(|entry| match entry.unwrap() {
        Entry::Record {
            row,
            line,
            fields,
            problem,
        } => Some((row, line, fields, problem)),
        Entry::Preamble { .. } => None,
    })
    .collect()
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    let bytes = |unit: u16| {
        if little {
            unit.to_le_bytes()
        } else {
            unit.to_be_bytes()
        }
    };
    text.encode_utf16().flat_map(bytes).collect()
}

const TEXT: &str = "Name,Email\n山野志 😀,a@b.example\nVélo,c@d.example\n";

#[test]
fn utf_8_and_utf_16_are_read_with_and_without_a_mark() {
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let table = [
        ("UTF-8", false, TEXT.as_bytes().to_vec()),
        ("UTF-8", true, marked(b"\xef\xbb\xbf", TEXT.into())),
        ("UTF-16LE", false, utf16(TEXT, true)),
        ("UTF-16BE", false, utf16(TEXT, false)),
        ("UTF-16LE", true, marked(b"\xff\xfe", utf16(TEXT, true))),
        ("UTF-16BE", true, marked(b"\xfe\xff", utf16(TEXT, false))),
    ];
    for (encoding, bom, bytes) in table {
        let preview = look(&bytes).unwrap();
        assert_eq!((preview.encoding.as_str(), preview.bom), (encoding, bom));
        assert_eq!(preview.columns[0].name, "Name", "{encoding} {bom}");
        let rows = read(&bytes);
        assert_eq!(rows[0].2, ["山野志 😀", "a@b.example"], "{encoding} {bom}");
        assert_eq!(rows[1].2[0], "Vélo");
    }
}

#[test]
fn older_encodings_are_found_from_all_of_the_file() {
    let table = [
        (
            "GB18030",
            GBK,
            "名称,邮箱\n春季新品推荐合作伙伴,a@b.example\n网站内容与旅行博客,c@d.example\n",
        ),
        (
            "Big5",
            BIG5,
            "名稱,信箱\n臺灣旅遊部落格與美食推薦,a@b.example\n網站內容與開發人員說明,c@d.example\n",
        ),
        (
            "Shift_JIS",
            SHIFT_JIS,
            "名前,email\nこんにちは世界の旅行ブログ,a@b.example\n東京の美味しいお店,c@d.example\n",
        ),
        (
            "EUC-KR",
            EUC_KR,
            "이름,email\n안녕하세요 여행 블로그입니다,a@b.example\n서울 맛집 소개,c@d.example\n",
        ),
        (
            "windows-1252",
            WINDOWS_1252,
            "Name,Email\nVélo Été à la mer,a@b.example\nGrüße aus Köln,c@d.example\n",
        ),
    ];
    for (name, encoding, text) in table {
        let (bytes, ..) = encoding.encode(text);
        assert_eq!(look(&bytes).unwrap().encoding, name);
        let expected = text.lines().nth(1).unwrap().split(',').next().unwrap();
        assert_eq!(read(&bytes)[0].2[0], expected, "{name}");
    }
}

#[test]
fn a_few_chinese_characters_late_in_a_file_of_ascii_are_not_taken_for_accents() {
    let mut bytes = b"Name,Email,Notes\n".to_vec();
    for row in 0..60_000 {
        bytes.extend(format!("Partner {row},p{row}@site{row}.example,plain\n").into_bytes());
    }
    let (last, ..) = GBK.encode("山野志,last@b.example,推荐\n");
    bytes.extend_from_slice(&last);
    let rows = read(&bytes);
    assert_eq!(rows.len(), 60_001);
    assert_eq!(rows[60_000].2, ["山野志", "last@b.example", "推荐"]);
}

#[test]
fn broken_bytes_are_the_matter_of_their_row_alone() {
    let mut bytes = b"Name,Email\n".to_vec();
    for _ in 0..30 {
        bytes.extend("山野志,a@b.example\n".as_bytes());
    }
    bytes.extend(b"V\xe9lo,c@d.example\nlast,e@f.example\n");
    let rows = read(&bytes);
    assert_eq!(rows[29].2[0], "山野志");
    assert_eq!(
        (rows[29].3, rows[30].3, rows[31].3),
        (None, Some(Code::Undecodable), None)
    );
    assert_eq!(rows[30].2[0], "V\u{fffd}lo");
}

#[test]
fn a_nul_is_the_matter_of_its_row_alone() {
    let rows = read("Name,Email\na\0b,a@b.example\nc,c@d.example\n");
    assert_eq!((rows[0].3, rows[1].3), (Some(Code::Nul), None));
}

#[test]
fn the_encoding_can_be_asked_for() {
    let csv = file(b"Name,Email\nV\xe9lo,a@b.example\n");
    let asked = |encoding: &str| Reading {
        encoding: Some(encoding.into()),
        ..Reading::default()
    };
    let all = records(csv.path(), &asked("iso-8859-2")).unwrap();
    assert_eq!(all.preview.encoding, "ISO-8859-2");
    // The second is one that the standard knows and nobody decodes.
    for label in ["klingon", "hz-gb-2312"] {
        let unknown = records(csv.path(), &asked(label)).map(|_| ());
        assert!(matches!(unknown, Err(FileError::UnknownEncoding(name)) if name == label));
    }
}

#[test]
fn delimiters_are_found_and_can_be_asked_for() {
    for delimiter in [',', ';', '\t', '|'] {
        let text = format!(
            "Name{delimiter}Email{delimiter}Notes\nA{delimiter}a@b.example{delimiter}\"x,y;z\"\n"
        );
        let preview = look(&text).unwrap();
        assert_eq!((preview.delimiter, preview.sure), (delimiter, true));
        assert_eq!(read(&text)[0].2, ["A", "a@b.example", "x,y;z"]);
    }
    let reading = Reading {
        delimiter: Some('^'),
        ..Reading::default()
    };
    let csv = file("Name^Email\nA^a@b.example\n");
    let preview = preview(csv.path(), ImportKind::Prospects, &reading, None).unwrap();
    assert_eq!(preview.columns.len(), 2);
}

#[test]
fn lists_in_cells_do_not_mislead_about_the_delimiter() {
    let text = "Name,Email,Languages\nA,a@b.example,de; en; fr\nB,b@b.example,de; en; fr\n";
    assert_eq!(look(text).unwrap().delimiter, ',');
    let text = "Name;Email;Visits\nA;a@b.example;1,5\nB;b@b.example;2,5\n";
    assert_eq!(look(text).unwrap().delimiter, ';');
}

#[test]
fn lines_above_the_header_are_passed_over_and_shown() {
    let text = "Exported on 2026-11-01\nby \"somebody\n\nName,Email,Group\nA,a@b.example,x\n";
    let csv = file(text);
    let mut all = records(csv.path(), &Reading::default()).unwrap();
    assert_eq!(all.preview.header_row, Some(4));
    let preamble = |line, text: &str| Entry::Preamble {
        line,
        text: text.into(),
    };
    assert_eq!(
        all.next().unwrap().unwrap(),
        preamble(1, "Exported on 2026-11-01")
    );
    assert_eq!(all.next().unwrap().unwrap(), preamble(2, "by \"somebody"));
    assert_eq!(all.next().unwrap().unwrap(), preamble(3, ""));
    assert_eq!(read(text)[0].1, 5);
}

#[test]
fn a_file_without_a_header_has_columns_by_position() {
    let preview = look("A,a@b.example\nB,b@b.example\n").unwrap();
    assert_eq!((preview.header_row, preview.sure), (None, false));
    assert_eq!(preview.columns[1].name, "2");
    assert_eq!(
        preview.columns[1].field,
        Some(Field::Email),
        "by its values"
    );
    assert_eq!(preview.rows, Some(2));
}

#[test]
fn line_ends_may_be_mixed_and_stand_in_quotes() {
    let rows = read(
        "Name,Email\r\nA,a@b.example\rB,b@b.example\n\n\"C\r\nD\",c@b.example\n  \nE,e@b.example",
    );
    let found: Vec<_> = rows
        .iter()
        .map(|row| (row.0, row.1, row.2[0].as_str(), row.3))
        .collect();
    assert_eq!(
        found,
        [
            (1, 2, "A", None),
            (2, 3, "B", None),
            (3, 5, "C\r\nD", None),
            (4, 8, "E", None)
        ]
    );
}

#[test]
fn one_bad_row_never_harms_another() {
    let good = |n: u32| format!("N{n},n{n}@b.example,note\n");
    let bad = [
        ("Bad,bad@b.example,\"open\n", Code::QuoteStray, "\"open"),
        (
            "Bad,bad@b.example,say \"hi\" now\n",
            Code::QuoteStray,
            "say \"hi\" now",
        ),
        (
            "Bad,bad@b.example,\"say \"hi\" now\"\n",
            Code::QuoteStray,
            "say \"hi\" now",
        ),
        ("Bad,bad@b.example,\"x\"y\n", Code::QuoteStray, "\"x\"y"),
        ("\"Bad,bad@b.example,note\n", Code::QuoteStray, "note"),
        ("Bad,bad@b.example,note,more\n", Code::ColumnCount, "note"),
        ("Bad,bad@b.example\n", Code::ColumnCount, ""),
    ];
    for (line, code, third) in bad {
        // A quoted row right after, and one at the end, so that an open quote has something to run into.
        let text = format!(
            "Name,Email,Notes\n{}{line}\"Q\",q@b.example,\"a, \"\"b\"\"\"\n{}{}",
            good(1),
            good(2),
            good(3)
        );
        let rows = read(&text);
        let problems: Vec<_> = rows.iter().map(|row| row.3).collect();
        assert_eq!(
            problems,
            [None, Some(code), None, None, None],
            "{line:?} {rows:?}"
        );
        assert_eq!(
            rows[1].2.get(2).map_or("", String::as_str),
            third,
            "{line:?}"
        );
        assert_eq!(rows[2].2, ["Q", "q@b.example", "a, \"b\""], "{line:?}");
        assert_eq!(rows[4].1, 6);
    }
}

#[test]
fn what_is_no_text_is_said_to_be_so() {
    let table: [(&[u8], &str); 6] = [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "jpeg"),
        (b"PK\x03\x04\x14\0something", "zip"),
        (b"%PDF-1.7\n", "pdf"),
        (b"<!DOCTYPE html><html><table>", "html"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x00\x00\x01", ""),
    ];
    for (bytes, kind) in table {
        let found = look(bytes);
        assert!(
            matches!(found, Err(FileError::NotText { looks_like }) if looks_like == kind),
            "{kind} {found:?}"
        );
    }
}

#[test]
fn a_file_with_nothing_in_it_is_empty() {
    for bytes in [
        &b""[..],
        b"\xef\xbb\xbf",
        b" \r\n\t\n",
        b"\xff\xfe",
        b"\xff\xfe \0\n\0",
    ] {
        assert!(matches!(look(bytes), Err(FileError::Empty)), "{bytes:?}");
    }
}

#[test]
fn a_file_that_is_gone_has_vanished() {
    let path = file("Name,Email\n").path().to_owned();
    let gone = preview(&path, ImportKind::Prospects, &Reading::default(), None);
    assert!(matches!(gone, Err(FileError::Vanished)));
    let folder = tempfile::tempdir().unwrap();
    let folder = preview(
        folder.path(),
        ImportKind::Prospects,
        &Reading::default(),
        None,
    );
    assert!(matches!(folder, Err(FileError::Unreadable(_))));
}

#[test]
fn a_mapping_is_held_against_the_columns() {
    let csv = file("Name,Email\nA,a@b.example\n");
    let map = |mapping: &[Option<Field>]| {
        preview(
            csv.path(),
            ImportKind::Prospects,
            &Reading::default(),
            Some(mapping),
        )
        .map(|p| p.missing)
    };
    assert!(matches!(
        map(&[Some(Field::Email); 2]),
        Err(FileError::MappedTwice(Field::Email))
    ));
    let long = map(&[None, None, None]);
    assert!(matches!(
        long,
        Err(FileError::MappingTooLong {
            mapped: 3,
            columns: 2
        })
    ));
    assert_eq!(
        map(&[Some(Field::Notes)]).unwrap(),
        [Field::Email, Field::Name]
    );
    assert_eq!(
        map(&[Some(Field::Website), Some(Field::Email)]).unwrap(),
        []
    );
}
