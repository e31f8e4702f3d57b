//! What a workspace shows, and what is done to it.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::desk::Desk;

#[test]
fn the_sample_can_be_listed_searched_and_counted() {
    let desk = Desk::bare();
    let made = desk.json(&["init", "--sample"]);
    assert_eq!(
        (&made["partners"], &made["creators"]),
        (&json!(3000), &json!(2000))
    );

    let list = desk.json(&[
        "list",
        "partners",
        "country:DE",
        "--limit",
        "7",
        "--sort",
        "name",
        "--facets",
    ]);
    let rows = list["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 7);
    assert!(rows.iter().all(|row| row["country"] == "DE"), "{list}");
    assert_eq!(
        list["facets"]["country"]["DE"], list["total"],
        "{}",
        list["facets"]
    );
    assert!(list["milliseconds"].is_number());

    let next = desk.json(&[
        "list",
        "partners",
        "country:DE",
        "--offset",
        "3",
        "--limit",
        "2",
        "--sort",
        "name",
    ]);
    assert_eq!(next["rows"], json!(rows[3..5]));

    let text = desk.run(&["list", "creators", "tier:mega"]).expect(0);
    assert!(
        text.out.contains("Name") && text.out.trim_end().ends_with('.'),
        "{text:?}"
    );
    desk.run(&["check"]).expect(0);
}

#[test]
fn marks_and_hides_are_taken_back_after_reopening() {
    let desk = Desk::with_partners();
    let marked = desk.json(&["mark", "--query", "bright"]);
    assert_eq!(marked["name"], "Bright Home");
    assert_eq!(
        desk.names(&["partners", "--show", "prospects"]),
        ["Bright Home"]
    );
    desk.run(&["hide", "--query", "花园", "--reason", "off topic"])
        .expect(0);
    assert_eq!(desk.names(&["partners", "--show", "hidden"]), ["花园日记"]);

    let undone = desk.json(&["undo"]);
    assert_eq!(
        (&undone["title"]["kind"], &undone["undone"]),
        (&json!("hide"), &json!(true))
    );
    assert!(desk.names(&["partners", "--show", "hidden"]).is_empty());
    desk.run(&["redo"]).expect(0);
    assert_eq!(desk.names(&["partners", "--show", "hidden"]), ["花园日记"]);
    desk.run(&["show", "--query", "花园"]).expect(0);
    desk.run(&["unmark", "--query", "bright"]).expect(0);
    assert_eq!(desk.names(&["partners"]).len(), 3);
    assert!(desk.names(&["prospects"]).is_empty());
}

#[test]
fn a_backup_is_a_workspace_and_never_overwrites() {
    let desk = Desk::with_partners();
    let copy = desk.path("copy.prospects");
    desk.run(&["backup", &copy]).expect(0);
    let listed = desk
        .run_on(Path::new(&copy), &["--json", "list", "partners"])
        .expect(0)
        .json();
    assert_eq!(listed["total"], 3);
    let bytes = fs::read(&copy).unwrap();
    desk.run(&["backup", &copy]).expect(2);
    assert_eq!(fs::read(&copy).unwrap(), bytes);
}

#[test]
fn the_history_names_what_was_done() {
    let desk = Desk::with_partners();
    desk.run(&["mark", "--query", "bright"]).expect(0);
    let text = desk.run(&["history"]).expect(0).out;
    for part in [
        "Mark Bright Home as prospect",
        "Make group \"VIP 2026\"",
        "Import catalogue.csv",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn hidden_ones_say_since_when_until_when_and_why() {
    let desk = Desk::with_partners();
    let text = desk
        .run(&[
            "hide",
            "--query",
            "bright",
            "--until",
            "2999-01-31",
            "--reason",
            "too small",
        ])
        .expect(0)
        .out;
    assert_eq!(
        text.trim(),
        "Hide Bright Home until 2999-01-31 (too small)."
    );
    let row = |desk: &Desk| {
        let list = desk.json(&[
            "list",
            "partners",
            "--show",
            "hidden",
            "--sort",
            "hidden-on",
        ]);
        list["rows"][0].clone()
    };
    let hidden = row(&desk);
    assert_eq!(hidden["hiddenUntil"], "2999-01-31");
    assert_eq!(hidden["reason"], "too small");
    assert_eq!(hidden["sizeThen"]["kind"], "size");
    assert_eq!(hidden["sizeThen"]["value"], hidden["size"]);
    assert!(
        hidden["hiddenOn"]
            .as_str()
            .is_some_and(|day| day.len() == 10),
        "{hidden}"
    );

    let text = desk
        .run(&["snooze", "--query", "bright", "--until", "2999-02-28"])
        .expect(0)
        .out;
    assert_eq!(text.trim(), "Keep Bright Home hidden until 2999-02-28.");
    assert_eq!(row(&desk)["hiddenUntil"], "2999-02-28");
    desk.run(&["snooze", "--query", "bright"]).expect(0);
    assert_eq!(row(&desk)["hiddenUntil"], json!(null));
    let none = desk.json(&["expire"]);
    assert_eq!(none, json!({"changes": null, "back": null}));
    let refused = desk
        .run(&["snooze", "--query", "bright", "--until", "2020-01-01"])
        .expect(2);
    assert!(refused.err.contains("2020-01-01"), "{refused:?}");
    desk.run(&["check"]).expect(0);
}
