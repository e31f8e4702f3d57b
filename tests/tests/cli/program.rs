//! The program and its invitations from a terminal.

use serde_json::json;

use crate::desk::Desk;

const LINK: &str = "https://join.fjellvik.example/?code={code}";

#[test]
fn the_program_is_said_shown_and_undone() {
    let desk = Desk::with_partners();
    assert_eq!(desk.run(&["program"]).expect(0).out.trim(), "nothing");
    let say = [
        "program",
        "--name",
        "Fjellvik",
        "--link",
        LINK,
        "--sender",
        "Ida Berg",
        "--expires-after",
        "30",
    ];
    desk.run(&say).expect(0);
    let said = desk.json(&["program"]);
    let expected = json!({ "name": "Fjellvik", "linkPattern": LINK, "senderName": "Ida Berg",
        "senderEmail": "", "expiresAfter": 30 });
    assert_eq!(said, expected);
    desk.run(&["program", "--expires-after", "0"]).expect(0);
    assert_eq!(desk.json(&["program"])["expiresAfter"], json!(null));
    desk.run(&["undo"]).expect(0);
    assert_eq!(desk.json(&["program"]), expected);
}

#[test]
fn what_cannot_be_said_of_a_program_is_refused() {
    let desk = Desk::with_partners();
    for (option, value, says) in [
        (
            "--link",
            "https://join.example/",
            "no place for the invitation's code: put {code}",
        ),
        ("--link", "https://join.example/{code}/{code}", "2 times"),
        ("--link", "join.example/{code}", "is no web address"),
        ("--sender-email", "ida", "is no email address"),
        ("--expires-after", "4000", "1 to 3650 days"),
    ] {
        desk.refused(&["program", option, value], says);
    }
}

#[test]
fn an_invitation_is_shown_revoked_and_brought_back() {
    let desk = Desk::with_partners();
    desk.refused(&["invitations", "show", "1"], "no prospect 1");
    desk.run(&["mark", "--id", "1"]).expect(0);
    let show = || desk.json(&["invitations", "show", "1"])["invitations"][0].clone();
    let text = desk.run(&["invitations", "show", "1"]).expect(0).out;
    assert!(
        text.contains("prospects program --link"),
        "the way is named: {text}"
    );
    desk.run(&["program", "--link", LINK]).expect(0);
    let first = show();
    let code = first["code"].as_str().unwrap();
    assert_eq!(first["link"], LINK.replace("{code}", code));
    desk.run(&["invitations", "revoke", "--id", "1"]).expect(0);
    let second = show();
    assert_ne!(second["code"], first["code"]);
    assert_eq!(second["revoked"], 1);
    desk.run(&["undo"]).expect(0);
    assert_eq!(show(), first);
}
