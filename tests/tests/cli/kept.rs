//! Large workspaces are opened by what earlier commands kept, and say the same.

use std::fs;

use crate::desk::Desk;

#[test]
fn a_large_workspace_is_kept_for_the_next_command_and_says_the_same() {
    let desk = Desk::new();
    let kept = desk.folder.path().join("a.prospects-catalogue");
    assert!(!kept.exists(), "nobody waits for so few");
    let rows: String = (0..20_500)
        .map(|n| format!("{n},Partner {n},p{n}.example,{}\n", n * 10))
        .collect();
    let file = desk.file(
        "many.csv",
        format!("Partner ID,Name,Website,Monthly visits\n{rows}"),
    );
    desk.run(&["import", "catalogue", &file]).expect(0);
    let first = fs::read(&kept).unwrap();
    desk.run(&["mark", "--query", "visits:>200000"]).expect(0);
    let list = ["partners", "partner 204", "--sort", "name", "--limit", "3"];
    let names = desk.names(&list);
    assert_eq!(names.len(), 3);
    assert!(
        fs::read(&kept).unwrap() == first,
        "marks are no reason to write it anew"
    );
    desk.run(&["check"]).expect(0);
    // What is kept of a catalogue that was read anew: an import leaves more room.
    let kept_anew = |damage: &dyn Fn()| {
        damage();
        assert_eq!(desk.names(&list), names);
        fs::read(&kept).unwrap().len()
    };
    let whole = kept_anew(&|| fs::remove_file(&kept).unwrap());
    assert!(whole > first.len() / 2);
    let mended = kept_anew(&|| fs::write(&kept, &first[..first.len() / 2]).unwrap());
    assert_eq!(mended, whole);
    desk.run(&["check"]).expect(0);
    desk.run(&["undo"]).expect(0);
    desk.run(&["undo"]).expect(0);
    assert!(desk.names(&["partners"]).is_empty());
}
