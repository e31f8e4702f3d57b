//! Imports at the door: dry run, import, the same file again, undo, and files that cannot be.

use prospect_core::changes::Op;
use prospect_core::import::{FileError, ImportKind, IssueCode, Outcomes, Unwatched};
use prospect_core::partner::Origin;
use prospect_core::query::{Place, Query, Show};
use prospect_core::standing::Source;
use prospect_core::workspace::{ImportError, RowsOut};

use crate::desk::{CATALOGUE, Desk, now, place};

/// Two matches (by address and by ID), a new one in a group, one of an unknown group, one without an address.
pub const PROSPECTS: &str = "\
Name,Email,Website,Partner ID,Group,Notes,Internal
Wanderbuch,ANKE@wanderbuch.example,,,,=1+1,a
Cartes,new.contact@cartes-boussoles.example,,1002,DACH,,b
Weitblick Touren,info@weitblick-touren.example,weitblick-touren.example,,DACH,,c
Lindenhof Wandern,j.vogt@lindenhof.example,,,DACHH,,d
Ohne Adresse,,ohne.example,,,,e
";

pub fn desk_with_group() -> Desk {
    let desk = Desk::stocked();
    desk.transact(&Op::CreateGroup {
        name: "DACH".into(),
    });
    desk
}

#[test]
fn a_dry_run_says_what_the_import_does_and_touches_nothing() {
    let desk = desk_with_group();
    let request = desk.request(ImportKind::Prospects, PROSPECTS.as_bytes());
    let before = desk.everything();
    let dry = desk.workspace().dry_run(&request, &Unwatched).unwrap();
    assert_eq!(desk.everything(), before);

    let expected = Outcomes {
        create: 1,
        matched: 2,
        error: 2,
        ..Outcomes::default()
    };
    assert_eq!(dry.report().outcomes, expected, "{:?}", dry.report().causes);
    let done = desk
        .workspace()
        .import(&request, Some(dry.report()), &Unwatched, now())
        .unwrap();
    assert_eq!(
        (done.report.outcomes, &done.report.causes),
        (expected, &dry.report().causes)
    );
    desk.assert_sound();
}

#[test]
fn an_unknown_group_is_an_error_with_the_nearest_name_and_is_never_made() {
    let desk = desk_with_group();
    let done = desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    let cause = done
        .report
        .causes
        .iter()
        .find(|cause| cause.code == IssueCode::UnknownGroup)
        .unwrap();
    assert_eq!((cause.rows, cause.values[0].value.as_str()), (1, "DACHH"));
    assert_eq!(cause.values[0].suggestion.as_deref(), Some("DACH"));
    assert_eq!(desk.workspace().groups().len(), 1);
}

#[test]
fn a_match_keeps_the_account_and_adds_the_imported_contact() {
    let desk = desk_with_group();
    desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    let profile = desk
        .workspace()
        .profile(desk.id("Cartes & Boussoles"), now())
        .unwrap();
    let custom: Vec<_> = profile
        .partner
        .contacts
        .iter()
        .filter(|c| c.origin == Origin::Custom)
        .collect();
    assert_eq!(custom.len(), 1);
    assert_eq!(custom[0].email, "new.contact@cartes-boussoles.example");
    assert_eq!(profile.groups[0].name, "DACH");
    assert_eq!(profile.standing.prospect.unwrap().source, Source::Import(2));

    let wanderbuch = desk
        .workspace()
        .profile(desk.id("Wanderbuch"), now())
        .unwrap();
    assert_eq!(
        wanderbuch.partner.contacts.len(),
        1,
        "the same address in another case is no new contact"
    );
    assert_eq!(wanderbuch.partner.notes, "=1+1");
}

#[test]
fn a_new_prospect_is_not_listed_in_the_marketplace() {
    let desk = desk_with_group();
    desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    assert_eq!(desk.find(&Query::of(Place::Partners)).of, 6);
    let prospects = desk.names(&Query::of(Place::Prospects));
    assert!(
        prospects.contains(&"Weitblick Touren".to_owned()),
        "{prospects:?}"
    );
    assert_eq!(prospects.len(), 3);
}

#[test]
fn the_same_file_again_changes_nothing() {
    let desk = desk_with_group();
    for (kind, text) in [
        (ImportKind::Prospects, PROSPECTS),
        (ImportKind::Catalogue, CATALOGUE),
    ] {
        desk.import(kind, text.as_bytes());
        let before = desk.everything();
        let again = desk.import(kind, text.as_bytes());
        let outcomes = again.report.outcomes;
        assert_eq!(
            outcomes.create + outcomes.matched + outcomes.update,
            0,
            "{kind:?} {outcomes:?}"
        );
        assert_eq!(again.changes.partners, 0);
        assert_eq!(desk.everything(), before);
    }
}

#[test]
fn an_import_never_revives() {
    let desk = desk_with_group();
    desk.hide("Wanderbuch", "no");
    desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    assert_eq!(
        desk.names(&place(Place::Partners, Show::Hidden)),
        ["Wanderbuch"]
    );
    assert!(
        !desk
            .names(&Query::of(Place::Prospects))
            .contains(&"Wanderbuch".to_owned())
    );
}

#[test]
fn an_import_is_undone_and_done_again_whole() {
    let mut desk = desk_with_group();
    let before = desk.everything();
    desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    let after = desk.everything();
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(desk.everything(), before);
    assert!(desk.workspace().imports().unwrap()[0].undone);
    desk.reopen();
    assert_eq!(desk.everything(), before);
    desk.workspace().redo(None, now()).unwrap();
    assert_eq!(desk.everything(), after);
    desk.assert_sound();
}

#[test]
fn a_catalogue_import_updates_by_partner_id_and_blank_cells_keep_what_stands() {
    let desk = Desk::stocked();
    let update = "Partner ID,Name,Description,Country\n1001,Wanderbuch Neu,,AT\n";
    let done = desk.import(ImportKind::Catalogue, update.as_bytes());
    assert_eq!(done.report.outcomes.update, 1, "{:?}", done.report.causes);
    let partner = desk
        .workspace()
        .profile(desk.id("Wanderbuch Neu"), now())
        .unwrap()
        .partner;
    assert_eq!(
        partner
            .country
            .map(|country| country.to_string())
            .as_deref(),
        Some("AT")
    );
    assert_eq!(partner.description, "Hiking routes");
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(
        desk.workspace()
            .profile(desk.id("Wanderbuch"), now())
            .unwrap()
            .partner
            .description,
        "Hiking routes"
    );
    desk.assert_sound();
}

#[test]
fn the_summary_and_every_row_are_kept() {
    let mut desk = desk_with_group();
    let done = desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    desk.reopen();
    let summary = desk
        .workspace()
        .import_summary(done.import)
        .unwrap()
        .unwrap();
    assert_eq!(
        (summary.import.rows, summary.import.file.as_str()),
        (5, "list.csv")
    );
    assert_eq!(summary.causes, done.report.causes);

    let results = desk.folder.path().join("results.csv");
    assert_eq!(
        desk.workspace()
            .export_import(done.import, RowsOut::Results, &results)
            .unwrap(),
        5
    );
    let text = std::fs::read_to_string(&results).unwrap();
    assert!(
        text.contains("Internal"),
        "unmapped columns come out: {text}"
    );
    assert!(text.contains("Cartes & Boussoles"), "{text}");
    assert!(
        !text.contains(",=1+1"),
        "a cell that a spreadsheet would run is made harmless: {text}"
    );
}

#[test]
fn the_error_file_imports_as_it_is_once_corrected() {
    let desk = desk_with_group();
    let done = desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    let errors = desk.folder.path().join("errors.csv");
    assert_eq!(
        desk.workspace()
            .export_import(done.import, RowsOut::Errors, &errors)
            .unwrap(),
        2
    );
    let corrected = std::fs::read_to_string(&errors)
        .unwrap()
        .replace("DACHH", "DACH");
    let again = desk.import(ImportKind::Prospects, corrected.as_bytes());
    assert_eq!(
        (again.report.outcomes.create, again.report.outcomes.error),
        (1, 1),
        "{corrected}"
    );
}

#[test]
fn a_file_that_cannot_be_imported_says_why_and_changes_nothing() {
    let desk = Desk::stocked();
    let before = desk.everything();
    let png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00";
    let dry = |bytes: &[u8]| {
        let request = desk.request(ImportKind::Prospects, bytes);
        desk.workspace()
            .dry_run(&request, &Unwatched)
            .map(|_| ())
            .unwrap_err()
    };
    assert!(matches!(dry(b""), ImportError::File(FileError::Empty)));
    assert!(matches!(
        dry(b"\xef\xbb\xbf \n"),
        ImportError::File(FileError::Empty)
    ));
    assert!(matches!(
        dry(png),
        ImportError::File(FileError::NotText { looks_like: "png" })
    ));
    assert!(matches!(
        dry(b"Name,City\nA,B\n"),
        ImportError::File(FileError::RequiredColumn(_))
    ));

    let request = desk.request(ImportKind::Prospects, PROSPECTS.as_bytes());
    std::fs::remove_file(&request.file).unwrap();
    let gone = desk.workspace().import(&request, None, &Unwatched, now());
    assert!(matches!(gone, Err(ImportError::File(FileError::Vanished))));
    assert_eq!(desk.everything(), before);
}

#[test]
fn a_file_that_changed_since_the_dry_run_is_not_imported() {
    let desk = desk_with_group();
    let request = desk.request(ImportKind::Prospects, PROSPECTS.as_bytes());
    let dry = desk.workspace().dry_run(&request, &Unwatched).unwrap();
    let before = desk.everything();
    desk.file(
        "list.csv",
        PROSPECTS.replace("Weitblick", "Fernblick").as_bytes(),
    );
    let changed = desk
        .workspace()
        .import(&request, Some(dry.report()), &Unwatched, now());
    assert!(matches!(
        changed,
        Err(ImportError::File(FileError::Changed))
    ));
    assert_eq!(desk.everything(), before);
}

#[test]
fn the_whole_sample_loads_and_is_sound() {
    let desk = Desk::empty();
    let mut csv = Vec::new();
    prospect_sample::write_catalogue(&mut csv, prospect_sample::Size::SHIPPED, (2026, 11, 1))
        .unwrap();
    let done = desk
        .workspace()
        .load_sample(&csv, "Sample catalogue", &Unwatched, now())
        .unwrap();
    assert_eq!(
        done.report.outcomes.create, 5_000,
        "{:?}",
        done.report.causes
    );
    let overview = desk.workspace().overview().unwrap();
    assert_eq!((overview.partners, overview.creators), (3_000, 2_000));
    desk.assert_sound();
}
