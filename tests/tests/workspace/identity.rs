//! What a partner is known by, edited by hand: the network's ID, channels and dates; files meet it by what it is from then on.

use jiff::civil::date;
use prospect_core::by_hand::{Details, Flaw};
use prospect_core::changes::{Changes, Op};
use prospect_core::error::TransactError;
use prospect_core::import::{Field, ImportKind, Unwatched};
use prospect_core::partner::{Channel, Partner};
use prospect_core::query::Place;
use prospect_core::vocabulary::{Platform, Size, Status};

use crate::desk::{Desk, now, search};

fn data(desk: &Desk, name: &str) -> Partner {
    desk.workspace()
        .profile(desk.id(name), now())
        .unwrap()
        .partner
}

fn edit(
    desk: &Desk,
    name: &str,
    change: impl FnOnce(&mut Details),
) -> Result<Changes, TransactError> {
    let mut details = Details::of(&data(desk, name));
    change(&mut details);
    let op = Op::SetDetails {
        partner: desk.id(name),
        details: Box::new(details),
    };
    desk.workspace().transact(&op, now())
}

fn weibo(handle: &str) -> Channel {
    Channel {
        platform: Platform::Weibo,
        handle: handle.into(),
        url: "https://weibo.com/fellside".into(),
        followers: Some(6_000_000),
        engagement: Some(2.5),
    }
}

/// Whom a row of a prospects' list would meet.
fn met(desk: &Desk, header: &str, row: &str) -> Option<String> {
    let list = format!("Name,Email,{header}\nSomebody,new@new.example,{row}\n");
    let request = desk.request(ImportKind::Prospects, list.as_bytes());
    let dry = desk.workspace().dry_run(&request, &Unwatched).unwrap();
    let rows: Vec<_> = dry.rows().unwrap().map(Result::unwrap).collect();
    rows[0].matched.as_ref().map(|matched| matched.name.clone())
}

#[test]
fn another_id_is_found_searched_matched_and_taken_back() {
    let mut desk = Desk::stocked();
    // The index of accounts that a dry run made is not used after the edit.
    assert_eq!(
        met(&desk, "Partner ID", "1005").as_deref(),
        Some("Fellside")
    );
    edit(&desk, "Fellside", |details| {
        details.partner_id = " Ａ-77 ".into()
    })
    .unwrap();
    assert_eq!(data(&desk, "Fellside").partner_id, "Ａ-77");
    assert_eq!(desk.names(&search(Place::Partners, "a-77")), ["Fellside"]);
    assert_eq!(
        met(&desk, "Partner ID", "a-77").as_deref(),
        Some("Fellside")
    );
    assert_eq!(met(&desk, "Partner ID", "1005"), None);
    desk.assert_sound();
    desk.reopen();
    assert_eq!(
        met(&desk, "Partner ID", "A-77").as_deref(),
        Some("Fellside")
    );
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(data(&desk, "Fellside").partner_id, "1005");
    assert_eq!(
        met(&desk, "Partner ID", "1005").as_deref(),
        Some("Fellside")
    );
    edit(&desk, "Fellside", |details| details.partner_id.clear()).unwrap();
    assert_eq!(met(&desk, "Partner ID", "1005"), None);
    desk.assert_sound();
}

#[test]
fn an_id_that_somebody_has_is_refused_with_the_name_of_whoever_has_it() {
    let desk = Desk::stocked();
    let before = desk.everything();
    for taken in ["1001", " 1001 ", "１００１"] {
        let refused = edit(&desk, "Fellside", |details| {
            details.partner_id = taken.into()
        });
        assert!(
            matches!(refused, Err(TransactError::PartnerIdTaken { ref name }) if name == "Wanderbuch"),
            "{taken}: {refused:?}"
        );
    }
    assert_eq!(desk.everything(), before);
    // A part of one is another, and whoever gave it up has it no more.
    edit(&desk, "Fellside", |details| {
        details.partner_id = "100".into()
    })
    .unwrap();
    edit(&desk, "Wanderbuch", |details| details.partner_id.clear()).unwrap();
    edit(&desk, "Fellside", |details| {
        details.partner_id = "1001".into()
    })
    .unwrap();
    desk.assert_sound();
}

#[test]
fn an_id_that_looks_like_an_address_is_unique_too() {
    let desk = Desk::stocked();
    edit(&desk, "Wanderbuch", |details| {
        details.partner_id = "anke@wanderbuch.example".into();
    })
    .unwrap();
    let refused = edit(&desk, "Fellside", |details| {
        details.partner_id = "ANKE@wanderbuch.example".into();
    });
    assert!(matches!(refused, Err(TransactError::PartnerIdTaken { .. })));
}

#[test]
fn channels_are_added_changed_and_removed_and_give_size_and_handle() {
    let desk = Desk::stocked();
    edit(&desk, "Moor & Tarn", |details| {
        details.channels = vec![weibo("@moor")]
    })
    .unwrap();
    let row = &desk.rows(&search(Place::Partners, "@moor"))[0];
    assert_eq!(
        (row.name.as_str(), row.size),
        ("Moor & Tarn", Some(Size::L))
    );
    let by_handle = |handle| met(&desk, "Platform,Handle", handle);
    assert_eq!(by_handle("Weibo,moor").as_deref(), Some("Moor & Tarn"));
    edit(&desk, "Moor & Tarn", |details| {
        details.channels[0].handle = "@tarn".into();
        details.channels[0].followers = None;
    })
    .unwrap();
    assert_eq!(by_handle("Weibo,moor"), None);
    assert_eq!(by_handle("Weibo,tarn").as_deref(), Some("Moor & Tarn"));
    let twice = edit(&desk, "Moor & Tarn", |details| {
        details.channels.push(weibo("TARN"));
    });
    match twice {
        Err(TransactError::Value(bad)) => {
            assert_eq!(
                (bad.field, bad.flaw, bad.place),
                (Field::Handle, Flaw::Taken, Some(2))
            );
        }
        other => panic!("{other:?}"),
    }
    edit(&desk, "Moor & Tarn", |details| details.channels.clear()).unwrap();
    assert_eq!(by_handle("Weibo,tarn"), None);
    desk.assert_sound();
    for _ in 0..3 {
        desk.workspace().undo(None, now()).unwrap();
        desk.assert_sound();
    }
    assert_eq!(data(&desk, "Moor & Tarn").channels, []);
}

#[test]
fn the_dates_are_edited_and_the_status_follows() {
    let desk = Desk::stocked();
    let status = |desk: &Desk| desk.rows(&search(Place::Partners, "chemin"))[0].status;
    assert_eq!(status(&desk), Status::Inactive);
    edit(&desk, "Vélo Chemin", |details| {
        details.last_active_on = Some(date(2026, 10, 1));
    })
    .unwrap();
    assert_eq!(status(&desk), Status::Active);
    edit(&desk, "Vélo Chemin", |details| {
        details.listed_on = Some(date(2026, 10, 1));
    })
    .unwrap();
    assert_eq!(status(&desk), Status::New);
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(status(&desk), Status::Active);
    desk.assert_sound();
}
