//! Workflows from a terminal, and what they do to an import of existing partners.

use serde_json::{Value, json};

use crate::desk::Desk;

/// A desk with two groups and a workflow that accepts those of the first.
fn desk() -> Desk {
    let desk = Desk::with_partners();
    desk.run(&["groups", "add", "Ours"]).expect(0);
    let add = [
        "workflows",
        "add",
        "Accept ours",
        "--group",
        "ours",
        "--accept",
    ];
    desk.run(&add).expect(0);
    desk
}

fn workflows(desk: &Desk) -> Vec<Value> {
    let all = desk.json(&["workflows", "list"]);
    let mut all = all["workflows"].as_array().unwrap().clone();
    for workflow in &mut all {
        workflow.as_object_mut().unwrap().remove("changedAt");
    }
    all
}

#[test]
fn a_workflow_is_made_changed_and_deleted() {
    let desk = desk();
    let made =
        json!({ "id": 1, "name": "Accept ours", "on": true, "groups": ["Ours"], "accept": true });
    assert_eq!(workflows(&desk), std::slice::from_ref(&made));
    let told = desk.run(&["workflows", "list"]).expect(0).out;
    assert!(
        told.contains("Accept ours") && told.contains("accept"),
        "{told}"
    );

    let set = |change: &[&str]| {
        desk.run(&[&["workflows", "set", "ACCEPT OURS"], change].concat())
            .expect(0);
        workflows(&desk).remove(0)
    };
    assert_eq!(set(&["--off"])["on"], false);
    assert_eq!(set(&["--on", "--no-accept"])["accept"], false);
    assert_eq!(
        set(&["--group", "Ours", "VIP 2026"])["groups"],
        json!(["VIP 2026", "Ours"])
    );
    assert_eq!(set(&["--group"])["groups"], json!([]));
    let told = desk
        .run(&["workflows", "set", "Accept ours", "--on"])
        .expect(0)
        .out;
    assert_eq!(told.trim(), "Nothing had to be changed.");

    desk.run(&["workflows", "delete", "accept ours"]).expect(0);
    assert_eq!(workflows(&desk), Vec::<Value>::new());
    for _ in 0..5 {
        desk.run(&["undo"]).expect(0);
    }
    assert_eq!(workflows(&desk), [made]);
    desk.run(&["check"]).expect(0);
}

#[test]
fn what_cannot_be_is_refused_with_what_there_is() {
    let desk = desk();
    desk.refused(
        &["workflows", "add", "ACCEPT OURS"],
        "\"Accept ours\" already",
    );
    desk.refused(&["workflows", "add", " "], "needs a name");
    desk.refused(
        &["workflows", "add", "New", "--group", "Nobody"],
        "no group \"Nobody\"",
    );
    desk.refused(
        &["workflows", "set", "Other", "--on"],
        "there are \"Accept ours\"",
    );
    desk.refused(&["workflows", "set", "Accept ours"], "required");
    desk.refused(
        &["workflows", "set", "Accept ours", "--on", "--off"],
        "cannot be used with",
    );
    desk.refused(&["workflows", "delete", "Other"], "no workflow \"Other\"");
}

#[test]
fn existing_partners_join_where_a_workflow_accepts_their_group() {
    let desk = desk();
    let rows = "Name,Email,Group\nAlpenkraut,kim@alpenkraut.example,Ours\nNordlicht,ann@nordlicht.example,VIP 2026\n";
    let file = desk.file("partners.csv", rows);
    let import = ["import", "prospects", &file, "--existing-partners"];
    let dry = desk.json(&[&import[..], &["--dry-run"]].concat());
    let told = json!({ "row": 2, "line": 3, "column": "Group", "code": "notAccepted",
        "value": "VIP 2026", "suggestion": null, "severity": "warning" });
    assert_eq!(dry["problems"], json!([told]));
    let text = desk.run(&import).expect(0).out;
    assert!(text.contains("no workflow accepts the group"), "{text}");
    assert!(
        text.contains("prospects workflows"),
        "the way is named: {text}"
    );
    assert_eq!(desk.names(&["prospects", "stage:joined"]), ["Alpenkraut"]);
    assert_eq!(desk.names(&["prospects", "stage:new"]), ["Nordlicht"]);
}
