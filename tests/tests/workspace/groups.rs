//! Groups at the door: made, renamed, merged and deleted as changes like any other.

use prospect_core::changes::{Changes, Op, Title};
use prospect_core::error::TransactError;
use prospect_core::group::{GroupId, NameIssue};
use prospect_core::import::ImportKind;
use prospect_core::vocabulary::Stage;

use crate::desk::{Desk, now};
use crate::workflows::{group, make, rules};

pub fn put(desk: &Desk, group: GroupId, names: &[&str]) {
    for name in names {
        desk.transact(&Op::SetGroups {
            target: desk.just(name),
            add: vec![group],
            remove: Vec::new(),
        });
    }
}

fn rename(id: GroupId, name: &str) -> Op {
    Op::RenameGroup {
        id,
        name: name.into(),
    }
}

fn names(desk: &Desk) -> Vec<(String, u32)> {
    let groups = desk.workspace().groups().into_iter();
    groups
        .map(|summary| (summary.group.name, summary.members))
        .collect()
}

pub fn refused(desk: &Desk, op: &Op) -> TransactError {
    let before = desk.everything();
    let history = desk.workspace().history(100).unwrap();
    let error = desk.workspace().transact(op, now()).unwrap_err();
    assert_eq!(desk.everything(), before, "a refusal changes nothing");
    assert_eq!(desk.workspace().history(100).unwrap(), history);
    error
}

/// Does it, takes it back, does it again, each with a restart before, and looks that all is as it was each time.
pub fn there_and_back(desk: &mut Desk, op: &Op) -> Changes {
    let before = desk.everything();
    let changes = desk.transact(op);
    let after = desk.everything();
    desk.assert_sound();
    desk.reopen();
    assert_eq!(desk.everything(), after);
    desk.workspace().undo(changes.change, now()).unwrap();
    assert_eq!(desk.everything(), before);
    desk.assert_sound();
    desk.reopen();
    desk.workspace().redo(changes.change, now()).unwrap();
    assert_eq!(desk.everything(), after);
    desk.assert_sound();
    changes
}

#[test]
fn a_group_is_renamed_also_to_its_own_name_in_another_case_or_width() {
    let mut desk = Desk::stocked();
    let vip = group(&desk, "VIP 2026");
    put(&desk, vip, &["Wanderbuch"]);
    for (before, written, name) in [
        ("VIP 2026", "  vip 2026 ", "vip 2026"),
        ("vip 2026", "ＶＩＰ　２０２６", "ＶＩＰ　２０２６"),
        (
            "ＶＩＰ　２０２６",
            "\"Zelt\" & Hütte, 春季新品",
            "\"Zelt\" & Hütte, 春季新品",
        ),
    ] {
        let changes = there_and_back(&mut desk, &rename(vip, written));
        let title = Title::RenameGroup {
            before: before.into(),
            name: name.into(),
        };
        assert_eq!(changes.title, title);
        assert_eq!(names(&desk), [(name.to_owned(), 1)]);
    }
    let same = desk.transact(&rename(vip, " \"Zelt\" & Hütte, 春季新品"));
    assert_eq!(same.change, None, "what it is called already is no change");
}

#[test]
fn a_name_that_another_group_has_none_and_one_too_long_are_refused() {
    let desk = Desk::empty();
    let vip = group(&desk, "VIP 2026");
    group(&desk, "Straße & Söhne");
    for taken in [
        "straße & söhne",
        " STRASSE & SÖHNE\u{3000}",
        "Ｓｔｒａｓｓｅ　＆　Söhne",
    ] {
        for op in [rename(vip, taken), Op::CreateGroup { name: taken.into() }] {
            let error = refused(&desk, &op);
            assert!(
                matches!(&error, TransactError::GroupName(NameIssue::Taken { existing }) if existing == "Straße & Söhne"),
                "{error:?}"
            );
        }
    }
    for (name, issue) in [
        (String::new(), NameIssue::Empty),
        ("\u{3000} \u{feff}".into(), NameIssue::Empty),
        (
            "长".repeat(10_000),
            NameIssue::TooLong { characters: 10_000 },
        ),
    ] {
        for op in [rename(vip, &name), Op::CreateGroup { name: name.clone() }] {
            let TransactError::GroupName(said) = refused(&desk, &op) else {
                panic!("{op:?}")
            };
            assert_eq!(said, issue);
        }
    }
    let gone = GroupId(7);
    for op in [
        rename(gone, "A"),
        Op::DeleteGroup { id: gone },
        merge(&[vip], gone),
        merge(&[gone], vip),
    ] {
        assert!(
            matches!(refused(&desk, &op), TransactError::NoSuchGroup(7)),
            "{op:?}"
        );
    }
}

fn merge(from: &[GroupId], into: GroupId) -> Op {
    Op::MergeGroups {
        from: from.into(),
        into,
    }
}

#[test]
fn deleting_a_group_keeps_its_members_unpairs_its_workflows_and_undo_brings_all_of_it_back() {
    let mut desk = Desk::stocked();
    let (vip, dach) = (group(&desk, "VIP 2026"), group(&desk, "DACH"));
    put(&desk, vip, &["Wanderbuch", "Fellside"]);
    put(&desk, dach, &["Wanderbuch"]);
    make(&desk, rules("Accept", &[vip, dach], true));
    make(&desk, rules("Only DACH", &[dach], false));

    let page = desk.workspace().group_page(vip).unwrap();
    let paired: Vec<&str> = page
        .workflows
        .iter()
        .map(|w| w.rules.name.as_str())
        .collect();
    assert_eq!(
        (page.members, paired),
        (2, vec!["Accept"]),
        "known beforehand"
    );

    let changes = there_and_back(&mut desk, &Op::DeleteGroup { id: vip });
    let title = Title::DeleteGroup {
        name: "VIP 2026".into(),
        workflows: vec!["Accept".into()],
    };
    assert_eq!((changes.title, changes.partners), (title.clone(), 2));
    assert_eq!(names(&desk), [("DACH".to_owned(), 1)]);
    let workflows = desk.workspace().workflows();
    assert_eq!(workflows[0].rules, rules("Accept", &[dach], true));
    assert_eq!(
        workflows[0].changed_at,
        now(),
        "nobody changed what it says"
    );
    let profile = desk
        .workspace()
        .profile(desk.id("Fellside"), now())
        .unwrap();
    assert!(profile.groups.is_empty());
    assert_eq!(
        profile.timeline[0].change.title, title,
        "and it stands on the timeline"
    );
    assert!(matches!(
        desk.workspace().group_page(vip),
        Err(TransactError::NoSuchGroup(_))
    ));
    assert!(
        group(&desk, "VIP 2026") > dach,
        "a number is never given twice"
    );
}

#[test]
fn merged_groups_are_one_with_all_their_members_and_workflows() {
    let mut desk = Desk::stocked();
    let [a, b, c] = ["A", "B", "C"].map(|name| group(&desk, name));
    put(&desk, a, &["Wanderbuch", "Fellside"]);
    put(&desk, b, &["Fellside", "Jonas Hartwig"]);
    put(&desk, c, &["Wanderbuch"]);
    make(&desk, rules("Of A and B", &[a, b], true));
    make(&desk, rules("Of B and C", &[b, c], false));
    make(&desk, rules("Of C", &[c], false));

    let merger = desk.workspace().merger(&[a, b, c, a], c).unwrap();
    assert_eq!((merger.members, merger.joining), (3, 2));
    let newly: Vec<&str> = merger
        .workflows
        .iter()
        .map(|w| w.rules.name.as_str())
        .collect();
    assert_eq!(
        newly,
        ["Of A and B"],
        "those of C are paired with it already"
    );
    assert_eq!(
        (merger.accepts, merger.would_accept),
        (false, false),
        "the youngest says so"
    );

    let changes = there_and_back(&mut desk, &merge(&[b, a, c, b], c));
    let title = Title::MergeGroups {
        merged: vec!["A".into(), "B".into()],
        into: "C".into(),
        workflows: vec!["Of A and B".into()],
    };
    assert_eq!((changes.title, changes.partners), (title, 3));
    assert_eq!(names(&desk), [("C".to_owned(), 3)]);
    let paired: Vec<Vec<GroupId>> = desk
        .workspace()
        .workflows()
        .into_iter()
        .map(|workflow| workflow.rules.groups)
        .collect();
    assert_eq!(paired, [vec![c], vec![c], vec![c]]);
    let nothing = desk.transact(&merge(&[c], c));
    assert_eq!(nothing.change, None, "a group is itself already");
}

#[test]
fn merging_tells_beforehand_that_a_group_comes_to_accept() {
    let desk = Desk::empty();
    let (plain, accepting) = (group(&desk, "Plain"), group(&desk, "Accepting"));
    make(&desk, rules("Accept", &[accepting], true));
    let merger = desk.workspace().merger(&[accepting], plain).unwrap();
    assert_eq!((merger.accepts, merger.would_accept), (false, true));
    desk.transact(&merge(&[accepting], plain));
    let [workflow] = desk.workspace().workflows().try_into().unwrap();
    assert_eq!(workflow.rules.groups, [plain]);
}

#[test]
fn an_import_can_be_taken_back_after_a_group_of_it_was_deleted_or_merged() {
    for merged in [false, true] {
        let mut desk = Desk::stocked();
        let (a, b) = (group(&desk, "A"), group(&desk, "B"));
        put(&desk, a, &["Fellside"]);
        let list = "Partner ID,Add to,Remove from\n1001,A,\n1005,B,A\n";
        let import = desk.import(ImportKind::Groups, list.as_bytes()).import;
        let before = desk.everything();
        desk.transact(&if merged {
            merge(&[a], b)
        } else {
            Op::DeleteGroup { id: a }
        });
        let deleted = desk.everything();
        desk.workspace().undo_import(import, now()).unwrap();
        desk.assert_sound();
        let left = desk.workspace().import_summary(import).unwrap().unwrap();
        let left: Vec<&str> = left
            .left_alone
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        assert_eq!(
            left,
            ["Wanderbuch"],
            "whom the deletion touched is left alone"
        );
        desk.reopen();
        desk.workspace().undo(None, now()).unwrap();
        assert_eq!(desk.everything(), deleted);
        desk.workspace().undo(None, now()).unwrap();
        assert_eq!(desk.everything(), before);
        desk.assert_sound();
    }
}

#[test]
fn the_page_of_a_group_counts_its_members_by_stage() {
    let desk = Desk::stocked();
    let all = group(&desk, "All");
    put(
        &desk,
        all,
        &[
            "Wanderbuch",
            "Fellside",
            "Moor & Tarn",
            "Jonas Hartwig",
            "山野志",
        ],
    );
    for name in ["Wanderbuch", "Fellside", "Moor & Tarn"] {
        desk.mark(name);
    }
    desk.transact(&Op::SetStage {
        target: desk.just("Fellside"),
        stage: Stage::Joined,
        reason: "signed".into(),
    });
    desk.transact(&Op::Archive {
        target: desk.just("Moor & Tarn"),
    });
    desk.hide("Jonas Hartwig", "");
    let page = desk.workspace().group_page(all).unwrap();
    let some: Vec<(Stage, u32)> = page
        .stages
        .iter()
        .filter(|stage| stage.count > 0)
        .map(|stage| (stage.stage, stage.count))
        .collect();
    assert_eq!(some, [(Stage::New, 1), (Stage::Joined, 1)]);
    assert_eq!(page.stages.len(), Stage::ALL.len());
    assert_eq!(
        (page.members, page.archived, page.strangers, page.hidden),
        (5, 1, 2, 1)
    );
}
