//! Files in and out: dry run, import, results, export.

use std::fs;

use serde_json::{Value, json};

use crate::desk::{Desk, PROSPECTS};

#[test]
fn a_dry_run_touches_nothing() {
    let desk = Desk::with_partners();
    let file = desk.file("prospects.csv", PROSPECTS);
    let before = desk.sight();
    let ran = desk
        .run(&["--json", "import", "prospects", &file, "--dry-run"])
        .expect(1);
    let report = ran.json();
    assert_eq!(
        (&report["dryRun"], &report["rows"]),
        (&json!(true), &json!(4))
    );
    let expected =
        json!({ "create": 1, "match": 1, "update": 0, "unchanged": 0, "error": 2, "skipped": 0 });
    assert_eq!(report["outcomes"], expected);
    assert_eq!(desk.sight(), before);
}

#[test]
fn rows_with_errors_are_told_with_line_column_code_and_nearest() {
    let desk = Desk::with_partners();
    let file = desk.file("prospects.csv", PROSPECTS);
    let text = desk
        .run(&["import", "prospects", &file, "--dry-run"])
        .expect(1)
        .out;
    assert!(
        text.contains("\"VPI 2026\"") && text.contains("nearest \"VIP 2026\""),
        "{text}"
    );

    let done = desk
        .run(&["--json", "import", "prospects", &file])
        .expect(1)
        .json();
    let errors: Vec<&Value> = done["problems"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|problem| problem["severity"] == "error")
        .collect();
    let email = json!({ "row": 3, "line": 4, "column": "Email", "code": "emailInvalid",
        "value": "not-an-address", "suggestion": null, "severity": "error" });
    let group = json!({ "row": 4, "line": 5, "column": "Group", "code": "unknownGroup",
        "value": "VPI 2026", "suggestion": "VIP 2026", "severity": "error" });
    assert_eq!(errors, [&email, &group]);
    assert_eq!(
        desk.names(&["prospects", "--sort", "name"]),
        ["Alpenkraut", "Nordlicht"]
    );
    assert_eq!(
        desk.json(&["groups", "members", "vip 2026"])["rows"][0]["name"],
        "Alpenkraut"
    );
    assert_eq!(
        desk.json(&["groups", "list"])["groups"]
            .as_array()
            .map(Vec::len),
        Some(1),
        "no group is made"
    );
}

#[test]
fn what_a_file_holds_moves_no_cursor() {
    let desk = Desk::with_partners();
    let file = desk.file(
        "prospects.csv",
        "Name,Email,Country\nA,a@a.example,\"At\nlan\u{1b}[2Jtis\"\n",
    );
    let text = desk
        .run(&["import", "prospects", &file, "--dry-run"])
        .expect(1)
        .out;
    assert!(text.contains("    \"At lan [2Jtis\" (1 row)\n"), "{text}");
}

#[test]
fn the_same_file_again_changes_nothing() {
    let desk = Desk::with_partners();
    let rows = "Name,Email,Website,Group\nAlpenkraut,kim@alpenkraut.example,,VIP 2026\nNordlicht,ann@nordlicht.example,,\n";
    let file = desk.file("prospects.csv", rows);
    desk.run(&["import", "prospects", &file]).expect(0);
    let again = desk
        .run(&["--json", "import", "prospects", &file])
        .expect(0)
        .json();
    assert_eq!(
        (&again["outcomes"]["unchanged"], &again["rows"]),
        (&json!(2), &json!(2)),
        "{again}"
    );
    let catalogue = desk.path("catalogue.csv");
    let again = desk
        .run(&["--json", "import", "catalogue", &catalogue])
        .expect(0)
        .json();
    assert_eq!(
        (&again["outcomes"]["unchanged"], &again["rows"]),
        (&json!(3), &json!(3)),
        "{again}"
    );
}

#[test]
fn corrected_errors_import_as_they_are() {
    let desk = Desk::with_partners();
    let file = desk.file("prospects.csv", PROSPECTS);
    let errors = desk.path("errors.csv");
    let results = desk.path("results.csv");
    desk.run(&[
        "import",
        "prospects",
        &file,
        "--errors",
        &errors,
        "--results",
        &results,
    ])
    .expect(1);
    assert_eq!(fs::read_to_string(&results).unwrap().lines().count(), 5);
    let corrected = fs::read_to_string(&errors)
        .unwrap()
        .replace("not-an-address", "right@wrong.example")
        .replacen("VPI 2026", "VIP 2026", 1);
    fs::write(&errors, corrected).unwrap();
    let again = desk
        .run(&["--json", "import", "prospects", &errors])
        .expect(0)
        .json();
    assert_eq!(again["outcomes"]["create"], 2, "{again}");
}

#[test]
fn columns_can_be_named_by_hand() {
    let desk = Desk::with_partners();
    let rows = "Brand;Mail A;Mail B\nNordlicht;old@nordlicht.example;ann@nordlicht.example\n";
    let file = desk.file("odd.csv", rows);
    let mapped = [
        "--map",
        "Brand=name",
        "--map",
        "Mail B=email",
        "--map",
        "Mail A=-",
    ];
    desk.run(
        &[
            &["import", "prospects", &file, "--delimiter", ";"],
            &mapped[..],
        ]
        .concat(),
    )
    .expect(0);
    assert_eq!(
        desk.json(&["list", "prospects"])["rows"][0]["email"],
        "ann@nordlicht.example"
    );
    desk.refused(
        &["import", "prospects", &file, "--map", "Phone=email"],
        "no column \"Phone\"",
    );
    desk.refused(
        &["import", "prospects", &file, "--map", "Brand=shoe"],
        "no field \"shoe\"",
    );
}

#[test]
fn an_import_is_undone_whole() {
    let desk = Desk::with_partners();
    let before = desk.json(&["list", "partners"])["rows"].clone();
    let file = desk.file("prospects.csv", PROSPECTS);
    desk.run(&["import", "prospects", &file]).expect(1);
    desk.run(&["undo"]).expect(0);
    assert_eq!(desk.json(&["list", "partners"])["rows"], before);
    assert!(desk.names(&["prospects"]).is_empty());
    desk.run(&["check"]).expect(0);
}

#[test]
fn a_list_that_is_exported_imports_back_without_a_change() {
    let desk = Desk::with_partners();
    let out = desk.path("out.csv");
    desk.run(&["export", "partners", &out]).expect(0);
    let again = desk
        .run(&["--json", "import", "catalogue", &out])
        .expect(0)
        .json();
    assert_eq!(again["outcomes"]["unchanged"], 3, "{again}");
}

#[test]
fn a_preview_tells_how_a_file_is_read() {
    let desk = Desk::bare();
    let (gbk, file) = (
        b"\xd0\xd5\xc3\xfb;Email\n\xbb\xa8;a@b.example\nx;y;z\n",
        "gbk.csv",
    );
    let file = desk.file(file, gbk);
    let ran = desk.run(&["preview", &file, "--encoding", "gb18030"]);
    let lines: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        (&lines[0]["encoding"], &lines[0]["delimiter"]),
        (&json!("GB18030"), &json!(";"))
    );
    assert_eq!(
        (&lines[0]["headerRow"], &lines[0]["columns"]),
        (&json!(1), &json!(["姓名", "Email"]))
    );
    assert_eq!(
        lines[1],
        json!({ "row": 1, "line": 2, "fields": ["花", "a@b.example"] })
    );
    assert_eq!(
        (&lines[2]["problem"], &lines[2]["row"]),
        (&json!("columnCount"), &json!(2))
    );
}

#[test]
fn those_who_are_out_come_back_only_where_it_is_asked_for() {
    let desk = Desk::with_partners();
    desk.run(&["hide", "--query", "alpenkraut"]).expect(0);
    let file = desk.file(
        "prospects.csv",
        "Name,Email\nAlpenkraut,kim@alpenkraut.example\n",
    );
    let told = desk.run(&["import", "prospects", &file]).expect(0).out;
    assert!(
        told.contains("1 partner is hidden") && told.contains("--revive"),
        "{told}"
    );
    assert!(desk.names(&["prospects"]).is_empty());

    let back = desk.json(&["import", "prospects", &file, "--revive"]);
    assert_eq!(
        (&back["outcomes"]["match"], &back["revivable"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(back["problems"][0]["code"], "hidden", "the warning stands");
    assert_eq!(desk.names(&["prospects"]), ["Alpenkraut"]);
    desk.run(&["undo"]).expect(0);
    assert_eq!(
        desk.names(&["partners", "--show", "hidden"]),
        ["Alpenkraut"]
    );
    desk.run(&["check"]).expect(0);
}
