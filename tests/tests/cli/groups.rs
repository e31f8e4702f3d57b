//! Groups from a terminal: made, renamed, merged, deleted, their members and addresses.

use serde_json::{Value, json};

use crate::desk::Desk;

/// A desk with two groups and a workflow: Alpenkraut and Bright Home in the first, 花园日记 and Bright Home in the second.
fn desk() -> Desk {
    let desk = Desk::new();
    let catalogue = "Partner ID,Name,Email\n1,Alpenkraut,kim@alpenkraut.example\n\
        2,花园日记,li@huayuan.example\n3,Bright Home,jo@bright.example\n";
    let catalogue = desk.file("catalogue.csv", catalogue);
    desk.run(&["import", "catalogue", &catalogue]).expect(0);
    desk.run(&["groups", "add", "VIP 2026"]).expect(0);
    desk.run(&["groups", "add", "\"Zelt\" & Hütte, 春"])
        .expect(0);
    let changes = desk.file(
        "changes.csv",
        "Partner ID,Add to\n1,VIP 2026\n3,\"VIP 2026; \"\"Zelt\"\" & Hütte, 春\"\n2,\"\"\"Zelt\"\" & Hütte, 春\"\n",
    );
    desk.run(&["import", "groups", &changes]).expect(0);
    let add = ["workflows", "add", "Accept VIP", "--group", "VIP 2026"];
    desk.run(&add).expect(0);
    desk
}

fn groups(desk: &Desk) -> Vec<(String, u64)> {
    let all = desk.json(&["groups", "list"]);
    let all = all["groups"].as_array().unwrap().iter();
    all.map(|summary| {
        let name = summary["group"]["name"].as_str().unwrap().to_owned();
        (name, summary["members"].as_u64().unwrap())
    })
    .collect()
}

fn paired(desk: &Desk) -> Value {
    desk.json(&["workflows", "list"])["workflows"][0]["groups"].clone()
}

const TENT: &str = "\"Zelt\" & Hütte, 春";

#[test]
fn a_group_is_renamed_merged_and_deleted_and_each_is_undone() {
    let desk = desk();
    let both = [(TENT.to_owned(), 2), ("VIP 2026".to_owned(), 2)];
    assert_eq!(groups(&desk), both);

    let told = desk
        .run(&["groups", "rename", "ｖｉｐ 2026", "  Vip, \"27\" "])
        .expect(0);
    assert_eq!(told.out, "Rename group \"VIP 2026\" to \"Vip, \"27\"\".\n");
    assert_eq!(groups(&desk)[1].0, "Vip, \"27\"");
    desk.run(&["undo"]).expect(0);
    assert_eq!(groups(&desk), both);

    let told = desk
        .run(&["groups", "merge", "vip 2026", "--into", TENT])
        .expect(0);
    assert!(
        told.out.contains("now paired with workflow \"Accept VIP\""),
        "{told:?}"
    );
    assert_eq!(groups(&desk), [(TENT.to_owned(), 3)]);
    assert_eq!(paired(&desk), json!([TENT]));
    desk.run(&["undo"]).expect(0);
    assert_eq!(groups(&desk), both);

    let deleted = desk.json(&["groups", "delete", "VIP 2026"]);
    assert_eq!(
        deleted["title"],
        json!({ "kind": "deleteGroup", "name": "VIP 2026", "workflows": ["Accept VIP"] })
    );
    assert_eq!(deleted["partners"], 2);
    assert_eq!(desk.names(&["partners"]).len(), 3, "members stay");
    assert_eq!(paired(&desk), json!([]));
    let told = desk.run(&["undo"]).expect(0).out;
    assert!(
        told.contains("Delete group \"VIP 2026\", no longer paired with workflow \"Accept VIP\""),
        "{told}"
    );
    assert_eq!(groups(&desk), both);
    assert_eq!(paired(&desk), json!(["VIP 2026"]));
    desk.run(&["check"]).expect(0);
}

#[test]
fn the_members_and_addresses_of_a_group_are_told_and_written() {
    let desk = desk();
    let members = desk.json(&["groups", "members", "vip 2026"]);
    assert_eq!(members["total"], 2);
    let told = desk.run(&["groups", "emails", "vip 2026"]).expect(0).out;
    assert_eq!(told, "kim@alpenkraut.example\njo@bright.example\n");
    let list = desk.json(&["groups", "emails", TENT]);
    assert_eq!(list["addresses"], 2);
    let out = desk.path("emails.csv");
    let told = desk
        .run(&["groups", "emails", TENT, "--out", &out])
        .expect(0)
        .out;
    assert!(told.starts_with("Wrote 2 addresses to "), "{told}");
    let written = std::fs::read_to_string(&out).unwrap();
    assert!(
        written.contains("\njo@bright.example,Bright Home,"),
        "{written}"
    );
}

#[test]
fn what_cannot_be_is_refused_in_one_line_and_changes_nothing() {
    let desk = desk();
    let long = "长".repeat(10_000);
    let rename = |to| ["groups", "rename", "VIP 2026", to];
    desk.refused(&rename(" ＂ZELT＂ & hütte, 春"), "there is a group");
    desk.refused(&rename(" \u{3000}"), "a group needs a name");
    desk.refused(&rename(&long), "10000 characters");
    desk.refused(&["groups", "add", &long], "at most 200");
    desk.refused(&["groups", "add", "vip　2026"], "\"VIP 2026\" already");
    for command in [
        &["groups", "rename", "VPI", "A"][..],
        &["groups", "delete", "VPI"],
        &["groups", "members", "VPI"],
        &["groups", "emails", "VPI"],
        &["groups", "merge", "VPI", "--into", "VIP 2026"],
        &["groups", "merge", "VIP 2026", "--into", "VPI"],
    ] {
        desk.refused(command, "there is no group \"VPI\"");
    }
    let nowhere = desk.path("no such folder/emails.csv");
    desk.refused(
        &["groups", "emails", "VIP 2026", "--out", &nowhere],
        "cannot be written",
    );
    let workspace = desk.workspace();
    let ours = workspace.to_str().unwrap();
    desk.refused(
        &["groups", "emails", "VIP 2026", "--out", ours],
        "is the open workspace",
    );
}

#[test]
fn merging_a_group_with_itself_changes_nothing() {
    let desk = desk();
    let told = desk
        .run(&["groups", "merge", "VIP 2026", "--into", "vip 2026"])
        .expect(0)
        .out;
    assert_eq!(told.trim(), "Nothing had to be changed.");
}
