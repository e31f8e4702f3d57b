//! Email templates and the outbox from a terminal.

use jiff::Timestamp;
use prospect_core::changes::{Op, Target};
use prospect_core::group::GroupId;
use prospect_core::partner::PartnerId;
use prospect_core::program::Program;
use prospect_core::template::TemplateId;
use prospect_core::workflow::{FollowUp, Rules};
use prospect_core::workspace::Workspace;
use serde_json::{Value, json};

use crate::desk::Desk;

/// A desk with a template, and a workflow that sends it to its three prospects: Alpenkraut (1), 花园日记 (2) and Bright Home (3).
fn desk() -> Desk {
    let desk = Desk::with_partners();
    let put = [
        "templates",
        "put",
        "Invite",
        "--subject",
        "{{name}} & {{program}}",
        "--body",
        "Hi {{first_name|there}}\n{{invitation_link}}",
    ];
    desk.run(&put).expect(0);
    let ids = || [1, 2, 3].map(PartnerId).to_vec();
    let target = || Target::Ids { ids: ids() };
    let now = Timestamp::now();
    let workspace = Workspace::open(&desk.workspace(), now).unwrap();
    let group = workspace.groups()[0].group.id;
    let join = Op::SetGroups {
        target: target(),
        add: vec![group],
        remove: Vec::new(),
    };
    for op in [
        program(),
        workflow(group),
        Op::Mark { target: target() },
        join,
    ] {
        workspace.transact(&op, now).unwrap();
    }
    drop(workspace);
    desk
}

fn program() -> Op {
    Op::SetProgram {
        program: Box::new(Program {
            name: "Fjellvik".into(),
            link_pattern: "https://join.example/{code}".into(),
            sender_name: "Ida".into(),
            sender_email: "ida@fjellvik.example".into(),
            expires_after: None,
        }),
    }
}

fn workflow(group: GroupId) -> Op {
    Op::PutWorkflow {
        id: None,
        rules: Rules {
            name: "Invite ours".into(),
            on: true,
            groups: vec![group],
            invite: Some(TemplateId(1)),
            follow_ups: vec![FollowUp {
                after: 7,
                template: TemplateId(1),
            }],
            ..Rules::default()
        },
    }
}

fn due(desk: &Desk) -> Vec<Value> {
    let outbox = desk.json(&["list", "outbox"]);
    let messages = outbox["messages"].as_array().unwrap();
    messages
        .iter()
        .map(|message| message["name"].clone())
        .collect()
}

#[test]
fn messages_are_listed_shown_written_and_noted() {
    let desk = desk();
    let outbox = desk.json(&["list", "outbox", "--limit", "1"]);
    assert_eq!(
        outbox["counts"],
        json!({ "total": 3, "ready": 3, "blocked": 0 })
    );
    assert_eq!(outbox["messages"].as_array().unwrap().len(), 1);
    let message = &outbox["messages"][0];
    assert_eq!(message["subject"], "Alpenkraut & Fjellvik");
    assert_eq!(message["step"], json!({ "kind": "invitation" }));
    let told = desk.run(&["list", "outbox"]).expect(0).out;
    assert!(told.contains("3 messages due, 3 ready."), "{told}");
    let shown = desk.run(&["outbox", "show", "2"]).expect(0).out;
    assert!(
        shown.contains("Subject: 花园日记 & Fjellvik\n\nHi there\nhttps://join.example/"),
        "{shown}"
    );

    let out = desk.path("merge.csv");
    assert_eq!(
        desk.json(&["outbox", "export", &out, "--id", "1,3"])["rows"],
        2
    );
    let csv = std::fs::read_to_string(&out).unwrap();
    assert!(csv.starts_with("Email,First name,Last name,Name,"), "{csv}");
    let folder = desk.path("letters");
    std::fs::create_dir(&folder).unwrap();
    assert_eq!(desk.json(&["outbox", "eml", &folder])["rows"], 3);
    assert_eq!(desk.json(&["outbox", "eml", &folder])["rows"], 3);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 3);

    let sent = desk.run(&["outbox", "sent", "--id", "1"]).expect(0).out;
    assert!(sent.contains("Mark as sent"), "{sent}");
    assert_eq!(desk.names(&["prospects", "stage:outreach"]), ["Alpenkraut"]);
    desk.run(&["outbox", "skip", "--id", "2"]).expect(0);
    assert_eq!(due(&desk), ["Bright Home"]);
    desk.run(&["undo"]).expect(0);
    desk.run(&["outbox", "sent", "--all", "--on", "2026-01-01"])
        .expect(0);
    assert_eq!(
        due(&desk).len(),
        2,
        "follow-ups of those who were written to long ago"
    );
}

#[test]
fn what_cannot_be_done_is_refused_in_a_line() {
    let desk = desk();
    desk.refused(&["list", "outbox", "country:DE"], "listed whole");
    desk.refused(
        &["views", "save", "Mine", "outbox"],
        "only partners, creators and prospects have views",
    );
    desk.refused(&["outbox", "show", "9"], "no message is due for partner 9");
    desk.refused(&["outbox", "sent"], "--all");
    desk.refused(
        &["outbox", "sent", "--all", "--on", "2999-01-01"],
        "yet to come",
    );
    desk.refused(
        &["outbox", "eml", &desk.path("none"), "--id", "9"],
        "no message is ready",
    );
    desk.refused(&["outbox", "eml", &desk.path("none")], "cannot be written");
    let out = desk.path("none.csv");
    let nobodys = ["outbox", "export", &out, "--id", "9"];
    desk.refused(&nobodys, "no message is ready");
    assert!(!std::path::Path::new(&out).exists());
    std::fs::write(&out, "mine").unwrap();
    desk.refused(&nobodys, "no message is ready");
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "mine");
}

#[test]
fn templates_are_made_changed_shown_and_deleted() {
    let desk = desk();
    let all = desk.json(&["templates", "list"]);
    assert_eq!(all["templates"][0]["wording"]["name"], "Invite");
    let told = desk
        .run(&["templates", "show", "INVITE", "--query", "花园"])
        .expect(0)
        .out;
    assert!(told.contains("Subject: 花园日记 & Fjellvik"), "{told}");
    let body = desk.file("body.txt", "Hello\r\n{{sender}}\r\n");
    desk.run(&[
        "templates",
        "put",
        "invite",
        "--rename",
        "Last",
        "--body-file",
        &body,
    ])
    .expect(0);
    let shown = desk.json(&["templates", "show", "last"]);
    let expected =
        json!({ "name": "Last", "subject": "{{name}} & {{program}}", "body": "Hello\n{{sender}}" });
    assert_eq!(shown["wording"], expected);

    let put = |subject| ["templates", "put", "B", "--subject", subject, "--body", "x"];
    desk.refused(
        &put("{{nmae}}"),
        "there is no tag {{nmae}}, perhaps {{name}} is meant (subject, line 1)",
    );
    desk.refused(&put("{{name"), "not closed");
    desk.refused(&put(" "), "the subject is empty");
    desk.refused(
        &["templates", "show", "none"],
        "there is no email template \"none\"; there are \"Last\"",
    );
    desk.refused(&["templates", "delete", "Last"], "used by \"Invite ours\"");
    desk.refused(
        &["templates", "put", "B", "--body-file", "none.txt"],
        "cannot be read",
    );
    desk.run(&put("fine")).expect(0);
    desk.run(&["templates", "delete", "b"]).expect(0);
    assert_eq!(
        desk.json(&["templates", "list"])["templates"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}
