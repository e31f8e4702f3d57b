//! What is written by hand, from a terminal: notes.

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
