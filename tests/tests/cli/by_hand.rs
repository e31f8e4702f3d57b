//! What is written by hand, from a terminal: notes and prospects.

use std::fs;

use crate::desk::Desk;

fn exported(desk: &Desk) -> String {
    let out = desk.path("partners.csv");
    desk.run(&["export", "partners", &out]).expect(0);
    let text = fs::read_to_string(&out).unwrap();
    fs::remove_file(&out).unwrap();
    text
}

#[test]
fn a_note_is_added_to_one_or_many_and_taken_back() {
    let desk = Desk::with_partners();
    let one = desk.run(&["note", "met in May", "--query", "bright"]);
    assert_eq!(
        one.expect(0).out.trim(),
        "Add note to Bright Home (met in May)."
    );
    let many = desk.run(&["note", "likes maps", "--query", "country:DE,US,CN"]);
    assert_eq!(
        many.expect(0).out.trim(),
        "Add note (likes maps) (3 partners)."
    );
    assert_eq!(exported(&desk).matches("likes maps").count(), 3);
    assert!(exported(&desk).contains("met in May\nlikes maps"));
    desk.run(&["undo"]).expect(0);
    assert_eq!(exported(&desk).matches("likes maps").count(), 0);
    desk.run(&["check"]).expect(0);
}

#[test]
fn a_note_that_says_nothing_or_is_for_nobody_is_refused() {
    let desk = Desk::with_partners();
    desk.refused(&["note", "  ", "--query", "bright"], "must not be empty");
    desk.refused(&["note", "x", "--id", "4000000"], "no partner 4000000");
    desk.refused(&["note", "x"], "--id");
    desk.refused(&["note", "x", "--query", " "], "blank");
    let long = "x".repeat(20_001);
    desk.refused(&["note", &long, "--query", "bright"], "20,000");
}

#[test]
fn a_prospect_is_added_by_hand_and_matched_as_an_import_matches() {
    let desk = Desk::with_partners();
    let known = [
        "add",
        "--email",
        "kim@alpenkraut.example",
        "--name",
        "Alpenkraut",
    ];
    let tried = desk.run(&[&known[..], &["--dry-run"]].concat()).expect(0);
    assert!(
        tried
            .out
            .contains("It is Alpenkraut, who becomes a prospect.")
    );
    assert_eq!(desk.names(&["prospects"]), Vec::<String>::new());
    let added = desk.run(&known).expect(0);
    assert!(added.out.contains("Add Alpenkraut by hand."), "{added:?}");
    let again = desk.run(&known).expect(0);
    assert!(
        again.out.contains("Nothing had to be changed."),
        "{again:?}"
    );
    let new = [
        "add",
        "--email",
        "eva@neu.example",
        "--name",
        "Neu",
        "--type",
        "creator",
        "--platform",
        "instagram",
        "--handle",
        "@neu",
        "--country",
        "at",
        "--business-model",
        "deal/coupons",
        "--group",
        "vip 2026",
        "--notes",
        "met in May",
    ];
    let new = desk.json(&new);
    assert_eq!(new["row"]["outcome"], "create");
    assert_eq!(
        desk.names(&["prospects", "source:\"by hand\" country:AT"]),
        ["Neu"]
    );
    desk.run(&["undo"]).expect(0);
    assert_eq!(desk.names(&["prospects"]), ["Alpenkraut"]);
    desk.run(&["check"]).expect(0);
}

#[test]
fn a_prospect_that_cannot_be_added_is_refused_with_what_is_wrong() {
    let desk = Desk::with_partners();
    let wrong = ["add", "--email", "kim@@b.example", "--name", "B"];
    desk.refused(
        &wrong,
        "Email: email invalid \"kim@@b.example\", \"kim@b.example\"",
    );
    desk.refused(
        &["add", "--email", "kim@b.example"],
        "Name: required value missing",
    );
    desk.refused(&["add", "--name", "B"], "--email");
    let both = [
        "add",
        "--email",
        "kim@alpenkraut.example",
        "--website",
        "bright.example",
    ];
    desk.refused(&both, "say which with --is");
    let group = [
        "add",
        "--email",
        "a@b.example",
        "--name",
        "B",
        "--group",
        "VPI",
    ];
    desk.refused(&group, "no group \"VPI\"");
    let bright = desk.json(&["list", "partners", "bright"])["rows"][0]["id"].to_string();
    desk.run(&[&both[..], &["--is", &bright]].concat())
        .expect(0);
    assert_eq!(desk.names(&["prospects"]), ["Bright Home"]);
}
