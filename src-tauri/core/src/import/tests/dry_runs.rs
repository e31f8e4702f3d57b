//! Pages of a dry run, its report, and how it stops.

use std::sync::atomic::{AtomicU32, Ordering};

use super::outcomes;
use crate::import::testing::{Book, file};
use crate::import::{
    DryRun, FileError, IssueCode as Code, Look, Outcome, Progress, Request, RowFilter, RunError,
    Watch,
};

fn request(csv: &tempfile::NamedTempFile) -> Request {
    Request::of(csv.path())
}

/// Rows of which every third is of an unknown group, and every fifth has spaces around its name; in GBK.
fn many(rows: u32) -> tempfile::NamedTempFile {
    let mut text = String::from("名称,邮箱,群组\n");
    for row in 1..=rows {
        let group = if row % 3 == 0 {
            if row % 2 == 0 { "DACHH" } else { "VIP" }
        } else {
            ""
        };
        let name = if row % 5 == 0 {
            format!(" 山野志 {row} ")
        } else {
            format!("山野志 {row}")
        };
        text += &format!("{name},p{row}@b.example,{group}\n");
    }
    let (bytes, ..) = encoding_rs::GBK.encode(&text);
    file(&bytes)
}

#[test]
fn any_page_of_any_filter_is_read_again_from_the_file() {
    let csv = many(30_000);
    let dry = Book::of([], &["DACH"]).dry_run(&request(&csv)).unwrap();
    let page = |filter: &RowFilter, problems_first, offset| {
        let look = Look {
            filter: filter.clone(),
            problems_first,
            ..Look::at_all()
        };
        dry.page(&look, offset, 3).unwrap()
    };

    let all = page(&RowFilter::All, false, 29_998);
    assert_eq!((all.total, all.rows.len()), (30_000, 2));
    assert_eq!(
        all.rows[1].fields,
        [" 山野志 30000 ", "p30000@b.example", "DACHH"]
    );
    assert_eq!((all.rows[1].row, all.rows[1].line), (30_000, 30_001));
    assert_eq!(
        outcomes(&all.rows[1..]),
        [(Outcome::Error, vec![Code::Normalised, Code::UnknownGroup])]
    );
    assert_eq!(all.rows[1].issues[0].value, " 山野志 30000 ");
    assert_eq!(all.rows[1].issues[1].suggestion.as_deref(), Some("DACH"));

    let ordered = page(&RowFilter::All, true, 9_999);
    let ranks: Vec<_> = ordered.rows.iter().map(|row| row.row).collect();
    assert_eq!(
        ranks,
        [30_000, 5, 10],
        "errors, then warnings, each in the order of the file"
    );

    let errors = page(
        &RowFilter::Outcome {
            outcome: Outcome::Error,
        },
        false,
        1,
    );
    assert_eq!((errors.total, errors.rows[0].row), (10_000, 6));
    let code = |value: Option<&str>| RowFilter::Code {
        code: Code::UnknownGroup,
        value: value.map(str::to_owned),
    };
    assert_eq!(page(&code(None), false, 0).total, 10_000);
    assert_eq!(page(&code(Some("VIP")), false, 0).total, 5_000);
    assert_eq!(page(&code(Some("other")), false, 0).rows, []);
}

#[test]
fn problems_are_counted_by_cause_and_value() {
    let csv = many(30);
    let dry = Book::of([], &["DACH"]).dry_run(&request(&csv)).unwrap();
    insta::assert_json_snapshot!(dry.report(), @r#"
    {
      "preview": {
        "encoding": "GB18030",
        "bom": false,
        "delimiter": ",",
        "quoting": "double",
        "headerRow": 1,
        "bytes": 799.0,
        "rows": 30,
        "sure": true,
        "otherTables": [],
        "sheet": null,
        "sheets": [],
        "columns": [
          {
            "name": "名称",
            "field": "name",
            "dates": null
          },
          {
            "name": "邮箱",
            "field": "email",
            "dates": null
          },
          {
            "name": "群组",
            "field": "group",
            "dates": null
          }
        ],
        "sample": [
          [
            "山野志 1",
            "p1@b.example",
            ""
          ],
          [
            "山野志 2",
            "p2@b.example",
            ""
          ],
          [
            "山野志 3",
            "p3@b.example",
            "VIP"
          ],
          [
            "山野志 4",
            "p4@b.example",
            ""
          ],
          [
            " 山野志 5 ",
            "p5@b.example",
            ""
          ],
          [
            "山野志 6",
            "p6@b.example",
            "DACHH"
          ],
          [
            "山野志 7",
            "p7@b.example",
            ""
          ],
          [
            "山野志 8",
            "p8@b.example",
            ""
          ],
          [
            "山野志 9",
            "p9@b.example",
            "VIP"
          ],
          [
            " 山野志 10 ",
            "p10@b.example",
            ""
          ],
          [
            "山野志 11",
            "p11@b.example",
            ""
          ],
          [
            "山野志 12",
            "p12@b.example",
            "DACHH"
          ],
          [
            "山野志 13",
            "p13@b.example",
            ""
          ],
          [
            "山野志 14",
            "p14@b.example",
            ""
          ],
          [
            " 山野志 15 ",
            "p15@b.example",
            "VIP"
          ],
          [
            "山野志 16",
            "p16@b.example",
            ""
          ],
          [
            "山野志 17",
            "p17@b.example",
            ""
          ],
          [
            "山野志 18",
            "p18@b.example",
            "DACHH"
          ],
          [
            "山野志 19",
            "p19@b.example",
            ""
          ],
          [
            " 山野志 20 ",
            "p20@b.example",
            ""
          ]
        ],
        "missing": [],
        "remembered": false,
        "values": []
      },
      "rows": 30,
      "outcomes": {
        "create": 20,
        "match": 0,
        "update": 0,
        "unchanged": 0,
        "error": 10,
        "skipped": 0
      },
      "applications": null,
      "warnings": 6,
      "revivable": 0,
      "revive": false,
      "causes": [
        {
          "code": "unknownGroup",
          "severity": "error",
          "rows": 10,
          "values": [
            {
              "value": "DACHH",
              "rows": 5,
              "suggestion": "DACH"
            },
            {
              "value": "VIP",
              "rows": 5,
              "suggestion": null
            }
          ]
        },
        {
          "code": "normalised",
          "severity": "warning",
          "rows": 6,
          "values": []
        }
      ],
      "fileHash": "a15479e4bc24259cebfbbb889459f6cf61f623d8d81da6176c11c1c02a617e7e",
      "revision": 0,
      "seconds": 0.0
    }
    "#);
}

#[test]
fn a_file_that_changed_after_the_dry_run_is_not_shown() {
    let csv = many(10);
    let dry = Book::default().dry_run(&request(&csv)).unwrap();
    std::fs::write(csv.path(), "other").unwrap();
    let page = dry.page(&Look::at_all(), 0, 5);
    assert!(matches!(page, Err(FileError::Changed)));
}

#[test]
fn a_file_without_the_needed_columns_or_a_header_is_refused() {
    let refused = |csv: &str| {
        let csv = file(csv);
        match Book::default().dry_run(&request(&csv)) {
            Err(RunError::File(error)) => error,
            other => panic!("{other:?}"),
        }
    };
    assert!(
        matches!(refused("Name,City\nA,B\n"), FileError::RequiredColumn(fields) if fields == [crate::import::Field::Email])
    );
    assert!(matches!(
        refused("A,a@b.example\nB,b@b.example\n"),
        FileError::NoHeader
    ));
}

struct Impatient(AtomicU32);

impl Watch for Impatient {
    fn progress(&self, progress: Progress) {
        assert!((0.0..=1.0).contains(&progress.part));
    }
    fn cancelled(&self) -> bool {
        self.0.fetch_add(1, Ordering::Relaxed) >= 4
    }
}

#[test]
fn a_dry_run_stops_when_it_is_cancelled() {
    let csv = many(30_000);
    let stopped = DryRun::of(
        &request(&csv),
        &Book::default(),
        Default::default(),
        &Impatient(AtomicU32::new(0)),
    );
    assert!(matches!(stopped, Err(RunError::Cancelled)));
}

#[test]
fn rows_are_found_by_a_text_in_any_of_their_cells() {
    let csv = file(
        "Name,Email,Notes\nV\u{e9}lo Chemin,a@velo.example,\nWanderbuch,b@b.example,VELO club\nAlp,c@c.example,x\nvelo,,\n",
    );
    let dry = Book::of([], &[]).dry_run(&request(&csv)).unwrap();
    let found = |text: &str, problems_first: bool| {
        let look = Look {
            text: text.to_owned(),
            problems_first,
            ..Look::at_all()
        };
        let page = dry.page(&look, 0, 10).unwrap();
        assert_eq!(page.total as usize, page.rows.len());
        let rows: Vec<u32> = page.rows.iter().map(|row| row.row).collect();
        (rows, page.errors)
    };
    assert_eq!(found("v", false), (vec![1, 2, 4], 1));
    assert_eq!(found("V\u{c9}LO", false), (vec![1, 2, 4], 1), "narrowed");
    assert_eq!(found("velo", true), (vec![4, 1, 2], 1));
    assert_eq!(found("velo c", false), (vec![1, 2], 0));
    assert_eq!(found("chemina", false), (vec![], 0), "not across cells");
    assert_eq!(found("", true).0, [4, 1, 2, 3], "and all of them again");
    assert_eq!(found("", false).0, [1, 2, 3, 4]);
    assert_eq!(found("@", false).0, [1, 2, 3]);
}
