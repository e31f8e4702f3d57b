//! Group changes from a file.

use std::fs;

use serde_json::{Value, json};

use crate::desk::Desk;

/// A partner that joins one of two groups and leaves the other, one without such a group, and one that is not there.
const CHANGES: &str = "Partner ID,Add to,Remove from,Remove all\n\
    11,\"Gold, Silver & Co\",VIP 2026,\n\
    12,\"VIP 2026; VPI 2026\",,\n\
    99,VIP 2026,,\n\
    13,VIP 2026,,yes\n";

/// Three partners with IDs, of whom the first is in a group.
fn desk() -> Desk {
    let desk = Desk::new();
    let catalogue = "Partner ID,Name\n11,Alpenkraut\n12,花园日记\n13,Bright Home\n";
    let file = desk.file("catalogue.csv", catalogue);
    desk.run(&["import", "catalogue", &file]).expect(0);
    for group in ["VIP 2026", "Gold, Silver & Co"] {
        desk.run(&["groups", "add", group]).expect(0);
    }
    let file = desk.file("first.csv", "Partner ID,Group\n11,VIP 2026\n");
    desk.run(&["import", "groups", &file]).expect(0);
    desk
}

fn members(desk: &Desk, group: &str) -> Vec<String> {
    let members = desk.json(&["groups", "members", group]);
    let rows = members["rows"].as_array().unwrap();
    rows.iter()
        .map(|row| row["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn partners_join_and_leave_groups_and_rows_with_errors_are_told() {
    let desk = desk();
    let file = desk.file("changes.csv", CHANGES);
    let before = desk.sight();
    let dry = desk
        .run(&["--json", "import", "groups", &file, "--dry-run"])
        .expect(1)
        .json();
    let outcomes =
        json!({ "create": 0, "match": 0, "update": 2, "unchanged": 0, "error": 2, "skipped": 0 });
    assert_eq!(
        (&dry["outcomes"], &dry["dryRun"]),
        (&outcomes, &json!(true))
    );
    assert_eq!(desk.sight(), before);

    let done = desk
        .run(&["--json", "import", "groups", &file])
        .expect(1)
        .json();
    assert_eq!(done["outcomes"], outcomes);
    let group = json!({ "row": 2, "line": 3, "column": "Add to", "code": "unknownGroup",
        "value": "VPI 2026", "suggestion": "VIP 2026", "severity": "error" });
    let partner = json!({ "row": 3, "line": 4, "column": "Partner ID", "code": "unknownPartner",
        "value": "99", "suggestion": null, "severity": "error" });
    assert_eq!(done["problems"], Value::from(vec![group, partner]));
    assert_eq!(members(&desk, "VIP 2026"), ["Bright Home"]);
    assert_eq!(members(&desk, "Gold, Silver & Co"), ["Alpenkraut"]);

    let again = desk
        .run(&["--json", "import", "groups", &file])
        .expect(1)
        .json();
    assert_eq!(again["outcomes"]["unchanged"], 2, "{again}");
    desk.run(&["undo"]).expect(0);
    assert_eq!(members(&desk, "VIP 2026"), ["Alpenkraut"]);
    assert!(members(&desk, "Gold, Silver & Co").is_empty());
}

#[test]
fn what_is_wrong_is_said_in_words_and_corrected_in_a_file() {
    let desk = desk();
    let file = desk.file("changes.csv", CHANGES);
    let errors = desk.path("errors.csv");
    let text = desk
        .run(&["import", "groups", &file, "--errors", &errors])
        .expect(1)
        .out;
    assert!(text.contains("4 rows — 2 updated, 2 errors"), "{text}");
    assert!(text.contains("Unknown partner ID — 1 row"), "{text}");
    let corrected = fs::read_to_string(&errors)
        .unwrap()
        .replace("VIP 2026; VPI 2026", "\"VIP 2026; Gold, Silver & Co\"")
        .replace("99,", "13,");
    fs::write(&errors, corrected).unwrap();
    desk.run(&["import", "groups", &errors]).expect(0);
    assert_eq!(
        members(&desk, "Gold, Silver & Co"),
        ["Alpenkraut", "花园日记"]
    );
}

#[test]
fn a_file_that_asks_for_nothing_is_refused_with_what_it_needs() {
    let desk = desk();
    let file = desk.file("none.csv", "Partner ID,Name\n11,Alpenkraut\n");
    desk.refused(
        &["import", "groups", &file],
        "no column for Add to, Remove from or Remove all; --map",
    );
    let file = desk.file("odd.csv", "No,Whither\n11,VIP 2026\n");
    desk.refused(
        &["import", "groups", &file],
        "no column for Partner ID, Add to, Remove from",
    );
    let mapped = ["--map", "No=partnerId", "--map", "Whither=add-to"];
    desk.run(&[&["import", "groups", &file], mapped.as_slice()].concat())
        .expect(0);
}
