//! What stands between and around fields, and where tables begin: found out, and as told.

use crate::import::testing::file;
use crate::import::{
    Entry, FileError, ImportKind, IssueCode as Code, Pasted, Preview, Quoting, Reading, preview,
    records,
};

fn look_as(text: &str, reading: &Reading) -> Preview {
    let csv = file(text);
    preview(csv.path(), ImportKind::Prospects, reading, None).unwrap()
}

fn look(text: &str) -> Preview {
    look_as(text, &Reading::default())
}

/// Line, fields and problem of every record.
fn read_as(text: &str, reading: &Reading) -> Vec<(u32, Vec<String>, Option<Code>)> {
    let csv = file(text);
    let all = records(csv.path(), reading).unwrap();
    all.filter_map(|entry| match entry.unwrap() {
        Entry::Record {
            line,
            fields,
            problem,
            ..
        } => Some((line, fields, problem)),
        Entry::Preamble { .. } => None,
    })
    .collect()
}

fn read(text: &str) -> Vec<(u32, Vec<String>, Option<Code>)> {
    read_as(text, &Reading::default())
}

#[test]
fn quotes_are_found_out() {
    let table = [
        (
            "Name,Email,Notes\n\"A, Inc\",a@b.example,\"say \"\"hi\"\"\"\n",
            Quoting::Double,
            ["A, Inc", "a@b.example", "say \"hi\""],
        ),
        (
            "'Name','Email','Notes'\n'A, Inc','a@b.example','it''s'\n",
            Quoting::Single,
            ["A, Inc", "a@b.example", "it's"],
        ),
        (
            "'Name','Email','Notes'\n'A, Inc','a@b.example','it\\'s \\\\ ok'\n'B','b@b.example','x'\n",
            Quoting::SingleBackslash,
            ["A, Inc", "a@b.example", "it's \\ ok"],
        ),
        (
            "\"Name\",\"Email\",\"Notes\"\n\"A, Inc\",\"a@b.example\",\"say \\\"hi\\\", C:\\dir\"\n",
            Quoting::DoubleBackslash,
            ["A, Inc", "a@b.example", "say \"hi\", C:\\dir"],
        ),
        (
            "Name\tEmail\tNotes\n5\" pipes\ta@b.example\t6\"\n4\" x\tb@b.example\t\n3\" y\tc@b.example\t\n",
            Quoting::None,
            ["5\" pipes", "a@b.example", "6\""],
        ),
    ];
    for (text, quoting, first) in table {
        assert_eq!(look(text).quoting, quoting, "{text}");
        let rows = read(text);
        assert_eq!(rows[0].1, first, "{text}");
        assert!(rows.iter().all(|row| row.2.is_none()), "{rows:?}");
    }
}

#[test]
fn quotes_are_read_as_told() {
    let told = |quoting| Reading {
        quoting: Some(quoting),
        ..Reading::default()
    };
    let text = "Name,Email\n\"A\",a@b.example\n'B',b@b.example\n";
    let table = [
        (Quoting::Double, ["A", "'B'"]),
        (Quoting::Single, ["\"A\"", "B"]),
        (Quoting::None, ["\"A\"", "'B'"]),
    ];
    for (quoting, names) in table {
        let rows = read_as(text, &told(quoting));
        assert_eq!([rows[0].1[0].as_str(), rows[1].1[0].as_str()], names);
        assert_eq!(look_as(text, &told(quoting)).quoting, quoting);
    }
}

#[test]
fn a_few_apostrophes_are_no_quotes() {
    let text = "Name,Email,Notes\n'=1+1,a@b.example,'+49 30 1234\nB,b@b.example,it's\n'n Beetje,c@b.example,x\n";
    assert_eq!(look(text).quoting, Quoting::Double);
    assert_eq!(read(text)[0].1[0], "'=1+1");
}

#[test]
fn stray_quotes_between_commas_stay_errors_of_their_rows() {
    let text =
        "Name,Email\n5\" A,a@b.example\n6\" B,b@b.example\n7\" C,c@b.example\nD,d@b.example\n";
    let problems: Vec<_> = read(text).into_iter().map(|row| row.2).collect();
    let stray = Some(Code::QuoteStray);
    assert_eq!(problems, [stray, stray, stray, None]);
}

#[test]
fn a_backslash_at_the_end_of_a_quoted_field_does_not_hide_its_end() {
    let text = "\"Name\",\"Email\",\"Notes\"\n\"A\",\"a@b.example\",\"C:\\\"\n\"B\",\"b@b.example\",\"x\"\n";
    assert_eq!(look(text).quoting, Quoting::Double);
    assert_eq!(read(text)[0].1[2], "C:\\");
}

#[test]
fn one_bad_row_never_harms_another_whatever_the_quotes() {
    let bad = [
        (Quoting::Single, "'Bad,bad@b.example,note"),
        (Quoting::Single, "Bad,bad@b.example,it's"),
        (Quoting::SingleBackslash, "'Bad\\',bad@b.example,note"),
        (Quoting::DoubleBackslash, "\"Bad\\\",bad@b.example,note"),
        (Quoting::DoubleBackslash, "Bad,bad@b.example,\"open\\"),
        (Quoting::None, "Bad,bad@b.example,note,\""),
    ];
    for (quoting, line) in bad {
        let mark = quoting.mark().map(String::from).unwrap_or_default();
        let good = format!("{mark}Q{mark},q@b.example,{mark}a{mark}\n");
        let text = format!("Name,Email,Notes\n{good}{line}\n{good}{good}");
        let reading = Reading {
            quoting: Some(quoting),
            ..Reading::default()
        };
        let rows = read_as(&text, &reading);
        assert_eq!(rows.len(), 4, "{line} {rows:?}");
        for (at, row) in rows.iter().enumerate() {
            assert_eq!(row.2.is_some(), at == 1, "{line} {rows:?}");
            if at != 1 {
                assert_eq!(row.1, ["Q", "q@b.example", "a"], "{line}");
            }
        }
    }
}

#[test]
fn carets_and_tildes_are_found_and_others_taken_when_told() {
    for delimiter in ['^', '~'] {
        let text = format!("Name{delimiter}Email\nA, Inc{delimiter}a@b.example\n");
        let preview = look(&text);
        assert_eq!((preview.delimiter, preview.sure), (delimiter, true));
    }
    for delimiter in [':', ' ', '；', '§'] {
        let text = format!("Name{delimiter}Email\nA{delimiter}a@b.example\n");
        let told = Reading {
            delimiter: Some(delimiter),
            ..Reading::default()
        };
        assert_eq!(read_as(&text, &told)[0].1, ["A", "a@b.example"]);
    }
}

#[test]
fn what_cannot_stand_between_fields_is_not_taken_when_told() {
    for delimiter in ['\n', '\r', '\0'] {
        let told = Reading {
            delimiter: Some(delimiter),
            ..Reading::default()
        };
        let text = "Name;Email\n\"A\";a@b.example\nB;b@b.example\n";
        assert_eq!(look_as(text, &told).delimiter, ';');
        assert_eq!(
            read_as(text, &told)[1],
            (3, vec!["B".into(), "b@b.example".into()], None)
        );
    }
}

#[test]
fn a_first_line_that_names_the_delimiter_is_no_record() {
    let text = "sep=;\nName;Email\nA, B;a@b.example\n";
    let preview = look(text);
    assert_eq!((preview.delimiter, preview.header_row), (';', Some(2)));
    assert!(preview.sure);
    assert_eq!(read(text)[0].0, 3);

    let unnamed = "sep=|\nA|a@b.example\nB|b@b.example\n";
    let preview = look(unnamed);
    assert_eq!((preview.delimiter, preview.header_row), ('|', None));
    assert_eq!(preview.rows, Some(2));
    assert_eq!(read(unnamed)[0].0, 2);

    let told = Reading {
        header_row: Some(0),
        ..Reading::default()
    };
    assert_eq!(read_as(text, &told).len(), 2, "the header is a row then");
}

#[test]
fn a_file_of_one_column_reads_well() {
    let text = "Email\na@b.example\nb@b.example\n";
    let preview = look(text);
    assert_eq!((preview.header_row, preview.sure), (Some(1), true));
    assert_eq!((preview.columns.len(), preview.rows), (1, Some(2)));
    let bare = look("a@b.example\nb@b.example\n");
    assert_eq!((bare.header_row, bare.columns.len()), (None, 1));
}

#[test]
fn a_second_table_is_told_of_and_its_rows_do_not_fit() {
    let text = "Name,Email,Website\nA,a@b.example,a.example\nB,b@b.example,b.example\n\nGroup,Owner\nVIP,Kim\nDACH,Lee\n";
    let preview = look(text);
    assert_eq!(preview.header_row, Some(1));
    assert_eq!((preview.sure, preview.other_tables), (false, vec![5]));
    let problems: Vec<_> = read(text).into_iter().map(|row| row.2).collect();
    let wrong = Some(Code::ColumnCount);
    assert_eq!(problems, [None, None, wrong, wrong, wrong]);
}

#[test]
fn a_second_table_with_more_words_that_we_know_does_not_push_out_the_first() {
    let text =
        "Name,Email\nA,a@b.example\n\nName,Email,Website,Group\nB,b@b.example,b.example,VIP\n";
    let preview = look(text);
    assert_eq!(
        (preview.header_row, preview.other_tables),
        (Some(1), vec![4])
    );
}

#[test]
fn a_second_table_of_the_same_width_is_told_of() {
    let text = "Name,Email\nA,a@b.example\n\nWebsite,Country\nb.example,DE\n";
    let preview = look(text);
    assert_eq!((preview.sure, preview.other_tables), (false, vec![4]));
}

#[test]
fn a_second_table_far_below_is_told_of_once_all_is_read() {
    let rows: String = (0..3_000)
        .map(|n| format!("N{n},n{n}@b.example,x\n"))
        .collect();
    let text = format!("Name,Email,Notes\n{rows}\nGroup,Rows\nVIP,7\n");
    let preview = look(&text);
    assert_eq!((preview.sure, preview.other_tables), (false, vec![3_003]));
}

#[test]
fn blank_lines_between_rows_make_no_tables() {
    let text = "Name,Email\n\nA,a@b.example\n\nB,b@b.example\n\n\nC,c@b.example\n";
    let preview = look(text);
    assert_eq!((preview.sure, preview.other_tables), (true, vec![]));
    let preamble = "Report,Prospects\nDate,2026-11-01\n\nName,Email\nA,a@b.example\n";
    let preview = look(preamble);
    assert_eq!(
        (preview.header_row, preview.other_tables),
        (Some(4), vec![])
    );
}

#[test]
fn a_pasted_table_is_read_as_a_file_and_goes_with_its_owner() {
    let text =
        "Name\tEmail\tNotes\r\nA, Inc\ta@b.example\t\"two\nlines\"\r\n山野志\tb@b.example\t\r\n";
    let folder = tempfile::tempdir().unwrap();
    let pasted = Pasted::new(text, folder.path()).unwrap();
    let request = pasted.request();
    let found = preview(&request.file, request.kind, &request.reading, None).unwrap();
    assert_eq!((found.delimiter, found.rows), ('\t', Some(2)));
    assert_eq!(found.sample[0], ["A, Inc", "a@b.example", "two\nlines"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let own = request.file.parent().unwrap().metadata().unwrap();
        assert_eq!(own.permissions().mode() & 0o777, 0o700, "nobody else's");
    }
    drop(pasted);
    assert!(!request.file.exists());
    let nothing = Pasted::new(" \r\n", folder.path());
    assert!(matches!(nothing, Err(FileError::Empty)));
}

#[test]
fn what_was_kept_of_earlier_imports_is_read_still() {
    let kept = r#"{"encoding":"UTF-8","bom":false,"delimiter":",","quote":"\"","headerRow":1,"bytes":10,"rows":1,
        "sure":true,"columns":[],"sample":[],"missing":[]}"#;
    let preview: Preview = serde_json::from_str(kept).unwrap();
    assert_eq!(preview.quoting, Quoting::Double);
    assert_eq!(
        (preview.sheet, preview.sheets.len(), preview.other_tables),
        (None, 0, vec![])
    );
}
