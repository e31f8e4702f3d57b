//! Saved views from a terminal.

use serde_json::json;

use crate::desk::Desk;

#[test]
fn a_view_is_saved_listed_through_renamed_moved_and_deleted() {
    let desk = Desk::with_partners();
    let run = |arguments: &[&str]| desk.run(arguments).expect(0).out;
    let save = run(&[
        "views",
        "save",
        "Große",
        "partners",
        "visits:>=1000",
        "--sort",
        "name:desc",
    ]);
    assert_eq!(save, "Save view \"Große\".\n");
    run(&["views", "save", "中国", "partners", "country:CN"]);

    let through =
        |name: &str, more: &[&str]| desk.names(&[&["partners", "--view", name], more].concat());
    assert_eq!(through("große", &[]), ["Bright Home", "Alpenkraut"]);
    assert_eq!(through("Große", &["country:DE"]), ["Alpenkraut"]);
    assert_eq!(through(" 中国 ", &[]), ["花园日记"]);

    run(&["views", "rename", "partners", "Große", "Big"]);
    run(&["views", "move", "partners", "中国", "1"]);
    let text = run(&["views", "list"]);
    let lines: Vec<&str> = text.lines().skip(1).map(str::trim_end).collect();
    assert_eq!(
        lines,
        ["Partner Marketplace  中国", "Partner Marketplace  Big"]
    );
    run(&["views", "delete", "partners", "BIG"]);
    let listed = desk.json(&["views", "list"]);
    assert_eq!(listed["views"].as_array().unwrap().len(), 1);
    assert_eq!(listed["views"][0]["name"], "中国");
    run(&["undo"]);
    assert_eq!(through("Big", &[]).len(), 2);
}

#[test]
fn a_group_that_is_gone_is_told() {
    let desk = Desk::with_partners();
    let group = "group:\"VIP 2026\"";
    desk.run(&["views", "save", "VIP", "partners", group])
        .expect(0);
    // What is typed stays typed: it finds its group by name.
    let list = desk.json(&["list", "partners", "--view", "VIP"]);
    assert_eq!(
        (&list["total"], &list["goneGroups"]),
        (&json!(0), &json!(0))
    );
    desk.run(&["groups", "delete", "VIP 2026"]).expect(0);
    let text = desk
        .run(&["list", "partners", "--view", "VIP"])
        .expect(0)
        .out;
    assert!(text.contains("not understood: group:"), "{text}");
}

#[test]
fn what_cannot_be_is_refused() {
    let desk = Desk::with_partners();
    let list = ["list", "prospects", "--view", "Best"];
    desk.refused(&list, "Prospects has no view \"Best\", nor any other");
    desk.run(&["views", "save", "Best", "partners", "a"])
        .expect(0);
    desk.refused(&list, "nor any other");
    let other = ["list", "partners", "--view", "Worst"];
    desk.refused(
        &other,
        "Partner Marketplace has no view \"Worst\"; there are \"Best\"",
    );
    let both = ["list", "partners", "--view", "Best", "--sort", "name"];
    desk.refused(&both, "cannot be used with");
    for (name, says) in [
        ("  ", "a view needs a name"),
        ("ＢＥＳＴ", "there is a view \"Best\" of this list already"),
        (&"x".repeat(201), "the name has 201 characters"),
    ] {
        desk.refused(&["views", "save", name, "partners"], says);
    }
    let lost = ["views", "delete", "creators", "Best"];
    desk.refused(&lost, "Creator Marketplace has no view");

    let file = rusqlite::Connection::open(desk.workspace()).unwrap();
    file.execute("UPDATE saved_view SET arrangement = '{\"form\":9}'", [])
        .unwrap();
    drop(file);
    let unreadable = ["list", "partners", "--view", "Best"];
    desk.refused(&unreadable, "a later version of Prospect Desk saved it");
    let text = desk.run(&["views", "list"]).expect(0).out;
    assert!(text.contains("cannot be read"), "{text}");
}
