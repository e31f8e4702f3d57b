//! Group changes from a file, at the door: dry run, import, the same file again, undo, redo.

use prospect_core::changes::{Changes, Op, Title};
use prospect_core::group::GroupId;
use prospect_core::import::{Effect, Field, Fixes, ImportKind, Look, Request, Unwatched, ValueFix};
use prospect_core::query::{Place, Query, Show};
use prospect_core::standing::Source;
use prospect_core::workspace::RowsOut;

use crate::desk::{Desk, now, place};

/// Joins, leaves, a partner who leaves all but one, one who comes and goes, one of an unknown group, one who is not there.
pub const CHANGES: &str = "\
Partner ID,Add to,Remove from,Remove all,Internal
1001,\"DACH; Shoes, Bags & Co\",VIP 2026,,a
1002,VIP 2026,,yes,b
1003,DACH,,,c
1003,,DACH,,d
2001,\"VIP 2025, DACH\",,,e
9999,DACH,,,f
";

/// A desk with three groups, of which Wanderbuch is in the second, and Cartes & Boussoles in the first two.
pub fn desk_with_members() -> Desk {
    let desk = Desk::stocked();
    let groups: Vec<GroupId> = ["DACH", "VIP 2026", "Shoes, Bags & Co"]
        .into_iter()
        .filter_map(|name| desk.transact(&Op::CreateGroup { name: name.into() }).group)
        .collect();
    put(&desk, "Wanderbuch", &groups[1..2]);
    put(&desk, "Cartes & Boussoles", &groups[..2]);
    desk
}

fn put(desk: &Desk, name: &str, groups: &[GroupId]) -> Changes {
    desk.transact(&Op::SetGroups {
        target: desk.just(name),
        add: groups.to_vec(),
        remove: Vec::new(),
    })
}

fn groups_of(desk: &Desk, name: &str) -> Vec<String> {
    let profile = desk.workspace().profile(desk.id(name), now()).unwrap();
    let groups = profile.groups.into_iter();
    groups.map(|group| group.name).collect()
}

fn request(desk: &Desk) -> Request {
    desk.request(ImportKind::Groups, CHANGES.as_bytes())
}

fn import(desk: &Desk) -> prospect_core::workspace::ImportDone {
    desk.import(ImportKind::Groups, CHANGES.as_bytes())
}

#[test]
fn a_dry_run_tells_who_joins_and_leaves_what_and_the_import_does_it() {
    let desk = desk_with_members();
    let before = desk.everything();
    let dry = desk
        .workspace()
        .dry_run(&request(&desk), &Unwatched)
        .unwrap();
    assert_eq!(desk.everything(), before);
    let page = dry.page(&Look::at_all(), 0, 10).unwrap();
    let joins = |name: &str| Effect::Group { name: name.into() };
    let leaves = |name: &str| Effect::Leave { name: name.into() };
    let effects: Vec<Vec<Effect>> = page.rows.into_iter().map(|row| row.effects).collect();
    assert_eq!(
        effects,
        [
            vec![leaves("VIP 2026"), joins("DACH"), joins("Shoes, Bags & Co")],
            vec![leaves("DACH")],
            vec![joins("DACH")],
            vec![leaves("DACH")],
            vec![],
            vec![],
        ]
    );

    let done = desk
        .workspace()
        .import(&request(&desk), Some(dry.report()), &Unwatched, now())
        .unwrap();
    assert_eq!(done.report.outcomes, dry.report().outcomes);
    assert_eq!(
        (done.report.outcomes.update, done.report.outcomes.error),
        (4, 2)
    );
    assert_eq!(groups_of(&desk, "Wanderbuch"), ["DACH", "Shoes, Bags & Co"]);
    assert_eq!(groups_of(&desk, "Cartes & Boussoles"), ["VIP 2026"]);
    assert_eq!(groups_of(&desk, "山野志"), [] as [&str; 0]);
    assert_eq!(done.changes.partners, 2, "who came and went is as before");
    assert!(matches!(done.changes.title, Title::Import { .. }));
    assert_eq!(
        desk.find(&Query::of(Place::Prospects)).of,
        0,
        "nobody is marked"
    );
    desk.assert_sound();
}

#[test]
fn the_same_file_again_changes_nothing_and_is_nothing_to_undo() {
    let desk = desk_with_members();
    import(&desk);
    let after = desk.everything();
    let again = import(&desk);
    assert_eq!((again.changes.change, again.changes.partners), (None, 0));
    assert_eq!(desk.everything(), after);
    assert_eq!(desk.workspace().imports().unwrap().len(), 3, "it is kept");
}

#[test]
fn group_changes_are_undone_and_done_again_whole_also_after_a_restart() {
    let mut desk = desk_with_members();
    let before = desk.everything();
    import(&desk);
    let after = desk.everything();
    desk.reopen();
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(desk.everything(), before);
    assert!(desk.workspace().imports().unwrap()[0].undone);
    desk.reopen();
    desk.workspace().redo(None, now()).unwrap();
    assert_eq!(desk.everything(), after);
    desk.assert_sound();
}

#[test]
fn taken_back_after_other_changes_those_who_changed_since_are_left_alone() {
    let desk = desk_with_members();
    import(&desk);
    put(&desk, "Wanderbuch", &[GroupId(2)]);
    let back = desk.workspace().undo_import(2, now()).unwrap();
    assert_eq!(back.partners, 1);
    assert_eq!(
        groups_of(&desk, "Wanderbuch"),
        ["DACH", "Shoes, Bags & Co", "VIP 2026"]
    );
    assert_eq!(groups_of(&desk, "Cartes & Boussoles"), ["DACH", "VIP 2026"]);
    let summary = desk.workspace().import_summary(2).unwrap().unwrap();
    assert_eq!(summary.import.kind, ImportKind::Groups);
    let left: Vec<_> = summary
        .left_alone
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(left, ["Wanderbuch"]);
    desk.assert_sound();
}

#[test]
fn who_is_hidden_or_archived_changes_groups_and_is_not_revived() {
    let desk = desk_with_members();
    desk.mark("Wanderbuch");
    desk.transact(&Op::Hide {
        target: desk.just("Wanderbuch"),
        reason: "asked not to be written to".into(),
        until: None,
        archive_prospects: true,
    });
    import(&desk);
    assert_eq!(groups_of(&desk, "Wanderbuch"), ["DACH", "Shoes, Bags & Co"]);
    assert_eq!(
        desk.names(&place(Place::Partners, Show::Hidden)),
        ["Wanderbuch"]
    );
    let standing = desk
        .workspace()
        .profile(desk.id("Wanderbuch"), now())
        .unwrap()
        .standing;
    assert!(standing.is_archived());
    let source = standing.prospect.map(|prospect| prospect.source);
    assert!(!matches!(source, Some(Source::Import(_))));
}

#[test]
fn a_missing_group_is_created_or_another_taken_for_it_and_that_is_remembered() {
    let desk = desk_with_members();
    let fix = ValueFix {
        field: Field::AddTo,
        from: "VIP 2025".into(),
        to: "VIP 2026".into(),
    };
    let mended = Request {
        fixes: Fixes {
            values: vec![fix.clone()],
            ..Fixes::default()
        },
        ..request(&desk)
    };
    let dry = desk.workspace().dry_run(&mended, &Unwatched).unwrap();
    assert_eq!(dry.report().outcomes.error, 1, "{:?}", dry.report().causes);
    desk.transact(&Op::CreateGroup {
        name: "VIP 2025".into(),
    });
    let dry = desk
        .workspace()
        .dry_run(&request(&desk), &Unwatched)
        .unwrap();
    assert_eq!(dry.report().outcomes.error, 1, "{:?}", dry.report().causes);

    desk.workspace()
        .import(&mended, None, &Unwatched, now())
        .unwrap();
    assert_eq!(groups_of(&desk, "Anouk Delacroix"), ["DACH", "VIP 2026"]);
    let preview = desk.workspace().preview_import(&request(&desk)).unwrap();
    assert_eq!(preview.values, [fix]);
}

#[test]
fn rows_with_errors_are_corrected_and_imported_as_they_are() {
    let desk = desk_with_members();
    let done = import(&desk);
    let out = desk.folder.path().join("errors.csv");
    desk.workspace()
        .export_import(done.import, RowsOut::Errors, &out)
        .unwrap();
    let errors = std::fs::read_to_string(&out).unwrap();
    assert!(
        errors.contains("Add to,unknownGroup,Unknown group,VIP 2026"),
        "{errors}"
    );
    assert!(
        errors.contains("Partner ID,unknownPartner,Unknown partner ID,"),
        "{errors}"
    );
    let corrected = errors
        .replace("\"VIP 2025, DACH\"", "DACH")
        .replace("9999", "1005");
    let again = desk.import(ImportKind::Groups, corrected.as_bytes());
    assert_eq!(again.report.outcomes.update, 2, "{:?}", again.report.causes);
    assert_eq!(groups_of(&desk, "Fellside"), ["DACH"]);
    desk.assert_sound();
}
