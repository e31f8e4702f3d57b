//! Saved views at the door: saved, changed, renamed, moved and deleted as changes like any other.

use prospect_core::changes::{Op, Title};
use prospect_core::error::TransactError;
use prospect_core::group::NameIssue;
use prospect_core::import::Unwatched;
use prospect_core::query::{Place, Query, Show, Sort, SortBy};
use prospect_core::view::{Arrangement, View, ViewColumn, ViewId};
use prospect_core::workspace::ListColumn;

use crate::desk::{Desk, now, search};
use crate::groups::{refused, there_and_back};
use crate::workflows::group;

/// What a list shows that searches a text.
pub fn arrangement(place: Place, text: &str) -> Box<Arrangement> {
    Box::new(Arrangement {
        query: search(place, text),
        columns: Vec::new(),
        cards: true,
    })
}

pub fn save(name: &str, place: Place, text: &str) -> Op {
    Op::SaveView {
        name: name.into(),
        arrangement: arrangement(place, text),
    }
}

fn rename(id: u32, name: &str) -> Op {
    Op::RenameView {
        id: ViewId(id),
        name: name.into(),
    }
}

fn shift(id: u32, to: u32) -> Op {
    Op::MoveView { id: ViewId(id), to }
}

fn views(desk: &Desk) -> Vec<View> {
    desk.workspace().views().unwrap()
}

/// The names of the views of a list, in their order.
fn names(desk: &Desk, place: Place) -> Vec<String> {
    let of_it = views(desk).into_iter().filter(|view| view.place == place);
    of_it.map(|view| view.name).collect()
}

#[test]
fn a_view_keeps_all_that_a_list_is_asked_for_and_how_it_is_shown() {
    let mut desk = Desk::stocked();
    let vip = group(&desk, "VIP 2026");
    let mut query = Query {
        text: "e".into(),
        show: Show::NotProspects,
        sort: Sort {
            by: SortBy::Visits,
            descending: false,
        },
        ..Query::of(Place::Prospects)
    };
    query.filters.group.values = vec![vip];
    query.filters.group.exclude = true;
    query.filters.visits.max = Some(2.5e6);
    let shown = Arrangement {
        query,
        columns: [(ListColumn::Name, None), (ListColumn::Website, Some(320))]
            .map(|(id, width)| ViewColumn { id, width })
            .into(),
        cards: false,
    };
    let op = Op::SaveView {
        name: "  DACH coupons\n".into(),
        arrangement: Box::new(shown.clone()),
    };
    let changes = there_and_back(&mut desk, &op);
    let title = Title::SaveView {
        name: "DACH coupons".into(),
    };
    assert_eq!((changes.title, changes.partners), (title, 0));
    let view = View {
        id: ViewId(1),
        place: Place::Prospects,
        name: "DACH coupons".into(),
        arrangement: Some(shown),
        gone: 0,
    };
    assert_eq!(views(&desk), [view]);
}

#[test]
fn a_view_is_updated_to_what_its_own_list_shows() {
    let mut desk = Desk::stocked();
    desk.transact(&save("Coupons", Place::Partners, "coupon"));
    let update = |id, place, text| Op::UpdateView {
        id: ViewId(id),
        arrangement: arrangement(place, text),
    };
    let changes = there_and_back(&mut desk, &update(1, Place::Partners, "deal"));
    let name = "Coupons".to_owned();
    assert_eq!(changes.title, Title::UpdateView { name });
    let shown = views(&desk)[0].arrangement.clone().unwrap();
    assert_eq!(shown, *arrangement(Place::Partners, "deal"));

    let same = desk.transact(&update(1, Place::Partners, "deal"));
    assert_eq!(same.change, None, "nothing has to change");
    for other in [
        update(1, Place::Creators, "deal"),
        update(2, Place::Partners, "deal"),
    ] {
        assert!(matches!(
            refused(&desk, &other),
            TransactError::NoSuchView(_)
        ));
    }
}

#[test]
fn names_are_those_of_groups_and_unique_in_their_list() {
    let mut desk = Desk::stocked();
    desk.transact(&save("VIP 2026", Place::Partners, "a"));
    desk.transact(&save("春季新品", Place::Partners, "b"));
    let taken = |existing: &str| NameIssue::Taken {
        existing: existing.into(),
    };
    for (name, issue) in [
        ("", NameIssue::Empty),
        (" \u{3000}\u{200b}", NameIssue::Empty),
        (" vip　2026", taken("VIP 2026")),
        ("ＶＩＰ ２０２６", taken("VIP 2026")),
        ("春季新品", taken("春季新品")),
        (&"长".repeat(201), NameIssue::TooLong { characters: 201 }),
    ] {
        let why = match refused(&desk, &save(name, Place::Partners, "c")) {
            TransactError::ViewName(why) => why,
            other => panic!("{name:?}: {other}"),
        };
        assert_eq!(why, issue, "{name:?}");
        if matches!(issue, NameIssue::Taken { .. }) {
            // Another list has names of its own.
            let change = desk.transact(&save(name, Place::Creators, "c")).change;
            desk.workspace().undo(change, now()).unwrap();
        }
    }

    let changes = there_and_back(&mut desk, &rename(1, "ｖｉｐ 2026"));
    let title = Title::RenameView {
        before: "VIP 2026".into(),
        name: "ｖｉｐ 2026".into(),
    };
    assert_eq!(changes.title, title, "its own name is free for it");
    assert!(matches!(
        refused(&desk, &rename(1, "春季新品 ")),
        TransactError::ViewName(NameIssue::Taken { .. })
    ));
    assert!(matches!(
        refused(&desk, &rename(99, "Other")),
        TransactError::NoSuchView(99)
    ));
    assert_eq!(desk.transact(&rename(2, "春季新品")).change, None);
}

#[test]
fn views_stand_in_the_order_that_they_are_put_in() {
    let mut desk = Desk::stocked();
    for name in ["a", "b", "c", "d"] {
        desk.transact(&save(name, Place::Partners, name));
        desk.transact(&save(name, Place::Creators, name));
    }
    let of = |desk: &Desk| names(desk, Place::Partners).concat();
    assert_eq!(of(&desk), "abcd");
    // The partners' views have the odd numbers.
    for (id, to, order) in [
        (1, 1, "bacd"),
        (1, 0, "abcd"),
        (7, 0, "dabc"),
        (7, 99, "abcd"),
    ] {
        there_and_back(&mut desk, &shift(id, to));
        assert_eq!(of(&desk), order);
    }
    assert_eq!(desk.transact(&shift(7, 3)).change, None, "it stands there");
    assert_eq!(desk.transact(&shift(7, 99)).change, None, "it is the last");

    there_and_back(&mut desk, &Op::DeleteView { id: ViewId(3) });
    assert_eq!(of(&desk), "acd");
    assert_eq!(desk.transact(&shift(7, 2)).change, None);
    there_and_back(&mut desk, &shift(7, 1));
    assert_eq!(of(&desk), "adc");
    desk.transact(&save("b", Place::Partners, ""));
    assert_eq!(of(&desk), "adcb");
    assert_eq!(
        views(&desk).last().unwrap().id,
        ViewId(9),
        "no number twice"
    );
    assert_eq!(names(&desk, Place::Creators).concat(), "abcd");
    assert!(matches!(
        refused(&desk, &Op::DeleteView { id: ViewId(3) }),
        TransactError::NoSuchView(3)
    ));
}

#[test]
fn a_group_that_is_gone_is_left_out_and_comes_back_with_its_undo() {
    let desk = Desk::stocked();
    let (vip, dach) = (group(&desk, "VIP 2026"), group(&desk, "DACH"));
    let mut shown = arrangement(Place::Partners, "e");
    shown.query.filters.group.values = vec![vip, dach];
    desk.transact(&Op::SaveView {
        name: "Best".into(),
        arrangement: shown.clone(),
    });
    let asked = |desk: &Desk| {
        let view = views(desk).remove(0);
        (
            view.arrangement.unwrap().query.filters.group.values,
            view.gone,
        )
    };
    assert_eq!(asked(&desk), (vec![vip, dach], 0));
    desk.transact(&Op::DeleteGroup { id: vip });
    assert_eq!(asked(&desk), (vec![dach], 1));
    desk.transact(&Op::DeleteGroup { id: dach });
    assert_eq!(asked(&desk), (vec![], 2));
    desk.workspace().undo(None, now()).unwrap();
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(asked(&desk), (vec![vip, dach], 0));
}

#[test]
fn a_view_that_is_not_understood_keeps_nobody_from_opening_and_can_be_mended() {
    let mut desk = Desk::stocked();
    desk.transact(&save("Newer", Place::Partners, "a"));
    desk.transact(&save("Sound", Place::Partners, "b"));
    desk.while_closed(|file| {
        file.execute(
            "UPDATE saved_view SET arrangement = replace(arrangement, '\"form\":1', '\"form\":2') WHERE id = 1",
            [],
        )
        .unwrap();
    });
    let readable: Vec<bool> = views(&desk)
        .iter()
        .map(|view| view.arrangement.is_some())
        .collect();
    assert_eq!(readable, [false, true]);
    desk.assert_sound();

    // Undo and redo carry along what they do not understand.
    there_and_back(&mut desk, &rename(1, "Not ours"));
    there_and_back(&mut desk, &Op::DeleteView { id: ViewId(1) });
    desk.workspace().undo(None, now()).unwrap();
    desk.while_closed(|file| {
        let form = "SELECT arrangement LIKE '%\"form\":2%' FROM saved_view WHERE id = 1";
        assert!(
            file.query_row(form, [], |row| row.get::<_, bool>(0))
                .unwrap()
        );
    });
    let mended = Op::UpdateView {
        id: ViewId(1),
        arrangement: arrangement(Place::Partners, "c"),
    };
    there_and_back(&mut desk, &mended);
    assert!(views(&desk).iter().all(|view| view.arrangement.is_some()));
}

#[test]
fn a_backup_has_the_views() {
    let desk = Desk::stocked();
    desk.transact(&save("Coupons", Place::Partners, "coupon"));
    let copy = desk.folder.path().join("copy.prospects");
    desk.workspace().backup(&copy, false, &Unwatched).unwrap();
    let copy = prospect_core::workspace::Workspace::open(&copy, now()).unwrap();
    assert_eq!(copy.views().unwrap(), views(&desk));
}
