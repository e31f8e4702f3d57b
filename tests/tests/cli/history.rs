//! The history from a terminal: page by page, one change, and back to it.

use serde_json::json;

use crate::desk::Desk;

fn busy() -> Desk {
    let desk = Desk::with_partners();
    for name in ["bright", "alpen"] {
        desk.run(&["mark", "--query", name]).expect(0);
    }
    desk.run(&[
        "stage",
        "negotiating",
        "--reason",
        "met",
        "--query",
        "bright",
    ])
    .expect(0);
    desk
}

#[test]
fn it_is_read_page_by_page() {
    let desk = busy();
    let page = desk.json(&["history", "--limit", "2", "--offset", "1"]);
    assert_eq!(page["total"], 5);
    let numbers: Vec<_> = page["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| &change["id"])
        .collect();
    assert_eq!(numbers, [&json!(4), &json!(3)]);
    let text = desk
        .run(&["history", "--limit", "2", "--offset", "1"])
        .expect(0)
        .out;
    assert!(text.ends_with("2 to 3 of 5 changes.\n"), "{text}");
    let groups = desk.json(&["history", "--about", "groups"]);
    assert_eq!(groups["total"], 1);
    let beyond = desk.run(&["history", "--offset", "9"]).expect(0).out;
    assert_eq!(beyond, "5 changes, none of them so far back.\n");
}

#[test]
fn one_change_tells_what_it_came_to_and_what_rests_on_it() {
    let desk = busy();
    let text = desk.run(&["history", "show", "3"]).expect(0).out;
    for part in [
        "Mark Bright Home as prospect\n",
        "1 partner: no prospect -> New",
        "2 later changes rest on it",
        "prospects undo --back-to 3",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let last = desk.run(&["history", "show", "5"]).expect(0).out;
    assert!(
        last.contains("New -> Negotiating") && !last.contains("rest"),
        "{last}"
    );
    let import = desk.run(&["history", "show", "1"]).expect(0).out;
    assert!(import.contains("3 partners came"), "{import}");
    assert!(
        import.contains("Touched: Alpenkraut, 花园日记, Bright Home"),
        "{import}"
    );
    desk.refused(&["history", "show", "99"], "there is no change 99");
}

#[test]
fn undo_goes_back_to_a_change() {
    let desk = busy();
    let said = desk.run(&["undo", "--back-to", "3"]).expect(0).out;
    assert!(
        said.starts_with("3 changes undone. The earliest: Undone: Mark Bright Home"),
        "{said}"
    );
    assert_eq!(desk.names(&["prospects"]), Vec::<String>::new());
    let text = desk.run(&["history", "show", "3"]).expect(0).out;
    assert!(text.contains("It is undone."), "{text}");
    desk.refused(
        &["undo", "--back-to", "3"],
        "another change is the next one",
    );
    desk.refused(&["undo", "--back-to", "99"], "there is no change 99");
    for _ in 0..3 {
        desk.run(&["redo"]).expect(0);
    }
    assert_eq!(desk.names(&["prospects"]).len(), 2);
}
