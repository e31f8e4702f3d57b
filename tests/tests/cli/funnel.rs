//! Prospects on their way, from a terminal.

use serde_json::{Value, json};

use crate::desk::Desk;

fn marked() -> Desk {
    let desk = Desk::with_partners();
    desk.run(&["mark", "--query", "bright"]).expect(0);
    desk.run(&["mark", "--query", "alpen"]).expect(0);
    desk
}

fn row(desk: &Desk, query: &str) -> Value {
    let list = desk.json(&["list", "prospects", query]);
    assert_eq!(list["total"], 1, "{query}: {list}");
    list["rows"][0].clone()
}

#[test]
fn a_stage_is_set_with_a_reason_and_taken_back() {
    let desk = marked();
    let set = [
        "stage",
        "joined",
        "--query",
        "bright",
        "--reason",
        "signed at the fair",
    ];
    let text = desk.run(&set).expect(0).out;
    assert_eq!(
        text.trim(),
        "Set Bright Home to Joined (signed at the fair)."
    );
    assert_eq!(row(&desk, "bright")["stage"], "joined");
    assert_eq!(desk.names(&["prospects", "stage:joined"]), ["Bright Home"]);
    let again = desk.run(&set).expect(0).out;
    assert_eq!(again.trim(), "Nothing had to be changed.");
    let undone = desk.json(&["undo"]);
    assert_eq!(
        undone["title"],
        json!({"kind": "setStage", "stage": "joined", "reason": "signed at the fair"})
    );
    assert_eq!(row(&desk, "bright")["stage"], "new");
}

#[test]
fn stages_follow_from_what_is_recorded() {
    let desk = marked();
    for (event, stage) in [
        (&["emailed", "--on", "2026-01-02"][..], "outreach"),
        (
            &["proposal", "--on", "2026-01-03", "--expires", "2026-01-09"],
            "negotiating",
        ),
        (&["accepted"], "joined"),
        (&["contract-ended", "--reason", "sold the site"], "expired"),
        (&["application"], "negotiating"),
        (&["rejected-by-you"], "rejectedByYou"),
    ] {
        desk.run(&[&["record"], event, &["--query", "bright"]].concat())
            .expect(0);
        assert_eq!(row(&desk, "bright")["stage"], stage, "{event:?}");
    }
    assert_eq!(row(&desk, "bright")["contactedOn"], "2026-01-03");
    let undone = || desk.run(&["undo"]).expect(0).out;
    let taken_back: String = (0..6).map(|_| undone()).collect();
    for part in [
        "Email to Bright Home on 2026-01-02",
        "Proposal to Bright Home on 2026-01-03, which expires on 2026-01-09",
        "End of the contract with Bright Home (sold the site)",
    ] {
        assert!(taken_back.contains(part), "{part}: {taken_back}");
    }
    desk.run(&["record", "application", "--query", "花园"])
        .expect(0);
    assert_eq!(row(&desk, "花园")["source"]["kind"], "application");
    desk.run(&["check"]).expect(0);
}

#[test]
fn proposals_expire_once_their_last_day_has_passed() {
    let desk = marked();
    let nothing = desk.json(&["expire"]);
    assert_eq!(nothing["changes"], Value::Null);
    for name in ["bright", "alpen"] {
        let sent = [
            "record",
            "proposal",
            "--on",
            "2026-01-03",
            "--expires",
            "2026-01-09",
            "--query",
            name,
        ];
        desk.run(&sent).expect(0);
    }
    let done = desk.json(&["expire"]);
    assert_eq!(done["changes"]["partners"], 2);
    assert_eq!(desk.names(&["prospects", "stage:expired"]).len(), 2);
}

#[test]
fn archived_prospects_come_back() {
    let desk = marked();
    desk.run(&["record", "emailed", "--query", "bright"])
        .expect(0);
    desk.run(&["archive", "--query", "stage:outreach"])
        .expect(0);
    assert_eq!(desk.names(&["prospects"]), ["Alpenkraut"]);
    assert_eq!(desk.names(&["prospects", "archived:yes"]), ["Bright Home"]);
    let counts = desk.json(&["list", "prospects", "--facets"])["facets"]["archived"].clone();
    assert_eq!(counts, json!({"no": 1, "yes": 1}));
    desk.run(&["restore", "--query", "bright"]).expect(0);
    assert_eq!(
        desk.names(&["prospects", "--sort", "stage"]),
        ["Alpenkraut", "Bright Home"]
    );
}

#[test]
fn the_funnel_is_told_in_figures() {
    let desk = marked();
    desk.run(&["record", "emailed", "--query", "bright"])
        .expect(0);
    let funnel = desk.json(&["funnel"]);
    assert_eq!(
        (&funnel["marked"], &funnel["outreach"]["reached"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(
        funnel["stages"][1],
        json!({"stage": "outreach", "count": 1, "thisWeek": 1})
    );
    let text = desk
        .run(&["funnel", "source:\"partner marketplace\""])
        .expect(0)
        .out;
    assert!(text.contains("to Outreach: 1, 50%"), "{text}");
}

#[test]
fn what_cannot_be_is_refused_with_a_clear_line() {
    let desk = marked();
    let id = row(&desk, "bright")["id"].to_string();
    let table: [(&[&str], &str); 9] = [
        (&["stage", "joined", "--id", &id], "--reason"),
        (
            &["stage", "joined", "--id", &id, "--reason", " "],
            "needs a reason",
        ),
        (
            &["stage", "gone", "--id", &id, "--reason", "why"],
            "rejected-by-you",
        ),
        (&["stage", "joined", "--reason", "why"], "--id"),
        (&["archive", "--id", "4000000"], "no partner 4000000"),
        (&["restore", "--query", "stage:gone"], "not understood"),
        (
            &["record", "emailed", "--id", &id, "--on", "2999-01-01"],
            "yet to come",
        ),
        (
            &[
                "record",
                "proposal",
                "--id",
                &id,
                "--on",
                "2026-01-09",
                "--expires",
                "2026-01-03",
            ],
            "cannot expire on 2026-01-03",
        ),
        (&["record", "emailed", "--id", &id, "--on", "soon"], "--on"),
    ];
    for (arguments, says) in table {
        desk.refused(arguments, says);
    }
}
