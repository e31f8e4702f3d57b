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
    let made = json!({ "id": 1, "name": "Accept ours", "on": true, "groups": ["Ours"], "invite": null,
            "followUps": [], "accept": true, "addTo": [] });
    assert_eq!(workflows(&desk), std::slice::from_ref(&made));
    assert_eq!(
        desk.json(&["list", "workflows"]),
        desk.json(&["workflows", "list"])
    );
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
fn emails_are_drafted_and_groups_joined_as_a_workflow_says() {
    let desk = desk();
    for name in ["Invitation", "Reminder"] {
        let put = [
            "templates",
            "put",
            name,
            "--subject",
            "Hello",
            "--body",
            "Hi {{name}}",
        ];
        desk.run(&put).expect(0);
    }
    let set = |change: &[&str]| {
        desk.run(&[&["workflows", "set", "Accept ours"], change].concat())
            .expect(0);
        workflows(&desk).remove(0)
    };
    let said = set(&[
        "--invite",
        "invitation",
        "--follow-up",
        "7=Reminder",
        "14=Invitation",
        "--add-to",
        "VIP 2026",
    ]);
    assert_eq!(said["invite"], "Invitation");
    assert_eq!(
        said["followUps"],
        json!([{ "after": 7, "template": "Reminder" }, { "after": 14, "template": "Invitation" }])
    );
    assert_eq!(said["addTo"], json!(["VIP 2026"]));
    let told = desk.run(&["workflows", "list"]).expect(0).out;
    assert!(told.contains("Invitation; 7 days: Reminder"), "{told}");
    let said = set(&["--invite", "", "--follow-up", "--add-to"]);
    assert_eq!(
        (&said["invite"], &said["followUps"], &said["addTo"]),
        (&json!(null), &json!([]), &json!([]))
    );

    for (follow_up, says) in [
        ("seven=Reminder", "7=\"Gentle reminder\""),
        ("7", "7=\"Gentle reminder\""),
        ("7=Nothing", "\"Nothing\""),
        ("0=Reminder", "follow-up 1 has to come later"),
    ] {
        desk.refused(
            &["workflows", "set", "Accept ours", "--follow-up", follow_up],
            says,
        );
    }
    let falling = [
        "workflows",
        "set",
        "Accept ours",
        "--follow-up",
        "7=Reminder",
        "7=Reminder",
    ];
    desk.refused(&falling, "follow-up 2 has to come later");
}

#[test]
fn a_simulation_tells_who_would_be_accepted_and_written_to_and_then_they_are() {
    let desk = desk();
    let put = [
        "templates",
        "put",
        "Invitation",
        "--subject",
        "Hello",
        "--body",
        "Hi {{name}}",
    ];
    desk.run(&put).expect(0);
    desk.run(&["mark", "--query", "Bright"]).expect(0);
    let file = desk.file(
        "sign-ups.csv",
        "Applied on,Name,Email\n2026-10-01,Alpenkraut,kim@alpenkraut.example\n",
    );
    desk.run(&["import", "applications", &file]).expect(0);
    let change = "Name,Email,Group\nAlpenkraut,kim@alpenkraut.example,Ours\nBright Home,jo@bright.example,Ours\n";
    let file = desk.file("members.csv", change);
    desk.run(&["import", "prospects", &file]).expect(0);
    desk.run(&[
        "workflows",
        "set",
        "Accept ours",
        "--invite",
        "Invitation",
        "--off",
    ])
    .expect(0);

    let before = desk.sight();
    let told = desk.json(&["workflows", "simulate", "Accept ours"]);
    assert_eq!(desk.sight(), before);
    assert_eq!(told["governed"], 2);
    assert_eq!(told["accepted"]["first"][0]["name"], "Alpenkraut");
    assert_eq!(told["accepted"]["first"][0]["why"]["finding"], "matched");
    assert_eq!(told["invitations"]["first"][0]["name"], "Bright Home");
    let text = desk
        .run(&["workflows", "simulate", "Accept ours"])
        .expect(0)
        .out;
    assert!(
        text.contains("Alpenkraut  Negotiating -> Joined  applied on 2026-10-01"),
        "{text}"
    );
    assert!(
        text.starts_with("It is off; switched on, it would:\n"),
        "{text}"
    );
    assert_eq!(told["off"], true);

    desk.run(&["workflows", "set", "Accept ours", "--on"])
        .expect(0);
    let simulate = ["workflows", "simulate", "Accept ours"];
    assert_eq!(desk.json(&simulate).get("off"), None);
    let text = desk.run(&simulate).expect(0).out;
    assert!(text.starts_with("It speaks for 2 partners."), "{text}");
    let told = desk
        .run(&["workflows", "accept-waiting", "Accept ours"])
        .expect(0)
        .out;
    assert!(told.contains("1 application"), "{told}");
    assert_eq!(desk.names(&["prospects", "stage:joined"]), ["Alpenkraut"]);
    let outbox = desk.json(&["list", "outbox"]);
    assert_eq!(outbox["messages"][0]["name"], "Bright Home");
    desk.run(&["undo"]).expect(0);
    assert_eq!(
        desk.names(&["prospects", "stage:joined"]),
        Vec::<String>::new()
    );
    desk.run(&["check"]).expect(0);
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
