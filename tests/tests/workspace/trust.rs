//! What must never happen beside an import or an export.

use prospect_core::changes::Target;
use prospect_core::import::{ImportKind, Progress, Unwatched, Watch};
use prospect_core::listing::Selecting;
use prospect_core::query::{Place, Query};
use prospect_core::workspace::{ExportError, ImportError, ListColumn, ListOut};

use crate::desk::{Desk, now, search};
use crate::imports::{PROSPECTS, desk_with_group};

#[test]
fn a_workspace_that_changed_since_the_dry_run_is_not_imported_into() {
    let desk = desk_with_group();
    let request = desk.request(ImportKind::Prospects, PROSPECTS.as_bytes());
    let dry = desk.workspace().dry_run(&request, &Unwatched).unwrap();
    desk.hide("Wanderbuch", "");
    let before = desk.everything();
    let changed = desk
        .workspace()
        .import(&request, Some(dry.report()), &Unwatched, now());
    assert!(matches!(changed, Err(ImportError::WorkspaceChanged)));
    assert_eq!(desk.everything(), before);
}

#[test]
fn an_import_that_changes_nothing_leaves_redo_as_it_was() {
    let desk = desk_with_group();
    desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    desk.workspace().undo(None, now()).unwrap();
    let refused = desk.import(ImportKind::Prospects, b"Name,Email\nNobody,\n");
    assert_eq!(refused.report.outcomes.error, 1);
    assert!(desk.workspace().redo(None, now()).is_ok());
    desk.assert_sound();
}

#[test]
fn a_selection_of_those_who_are_gone_never_means_others() {
    let desk = Desk::stocked();
    let result = desk.find(&Query::of(Place::Partners)).result;
    desk.workspace()
        .select(Place::Partners, &Selecting::All { result })
        .unwrap();
    desk.workspace().undo(None, now()).unwrap();
    desk.import(
        ImportKind::Catalogue,
        b"Name,Website\nOther,other.example\n",
    );
    let target = Target::Selected {
        place: Place::Partners,
    };
    assert_eq!(desk.workspace().census(&target, now()).unwrap().partners, 0);
}

#[test]
fn an_export_never_takes_the_place_of_the_workspace() {
    let desk = Desk::stocked();
    for ending in ["", "-wal", "-lock"] {
        let mut out = desk.path().into_os_string();
        out.push(ending);
        let refused = desk.workspace().export_list(
            &ListOut::whole(Query::of(Place::Partners)),
            out.as_ref(),
            &Unwatched,
        );
        assert!(
            matches!(refused, Err(ExportError::IsWorkspace { .. })),
            "{ending}"
        );
    }
    desk.assert_sound();
}

#[test]
fn an_exported_catalogue_imports_back_without_a_change() {
    let desk = Desk::stocked();
    desk.hide("Fellside", "");
    let out = desk.folder.path().join("partners.csv");
    assert_eq!(
        desk.workspace()
            .export_list(
                &ListOut::whole(Query::of(Place::Everyone)),
                &out,
                &Unwatched
            )
            .unwrap(),
        9
    );
    let again = desk.import(ImportKind::Catalogue, &std::fs::read(out).unwrap());
    assert_eq!(
        again.report.outcomes.unchanged, 9,
        "{:?}",
        again.report.causes
    );
}

#[test]
fn the_columns_of_a_table_are_written_as_they_are_shown_in_its_order() {
    let desk = desk_with_group();
    desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    let out = desk.folder.path().join("list.csv");
    let query = Query::of(Place::Prospects);
    let found = desk.find(&query);
    let first = Selecting::Rows {
        result: found.result,
        from: 0,
        to: 1,
        on: true,
    };
    desk.workspace().select(Place::Prospects, &first).unwrap();
    let list = |selected| ListOut {
        query: query.clone(),
        selected,
        with_hidden: false,
        columns: Some(vec![
            ListColumn::Name,
            ListColumn::Stage,
            ListColumn::Groups,
            ListColumn::Source,
            ListColumn::MarkedOn,
            ListColumn::Contact,
        ]),
    };
    assert_eq!(
        desk.workspace()
            .export_list(&list(false), &out, &Unwatched)
            .unwrap(),
        3
    );
    let written = std::fs::read_to_string(&out).unwrap();
    let names = desk.names(&query);
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(
        lines[0],
        "Name,Stage,Groups,Source,Marked on,Custom contact"
    );
    assert!(
        lines.contains(
            &"Cartes & Boussoles,New,DACH,Import 2,2026-11-01,new.contact@cartes-boussoles.example"
        ),
        "{written}"
    );
    for (line, name) in lines[1..].iter().zip(&names) {
        assert!(line.starts_with(name.as_str()), "{line}");
    }
    assert_eq!(
        desk.workspace()
            .export_list(&list(true), &out, &Unwatched)
            .unwrap(),
        2
    );
    let written = std::fs::read_to_string(&out).unwrap();
    assert_eq!(written.lines().count(), 3, "{written}");

    // Whom the filters do not show any more is selected still.
    let elsewhere = ListOut {
        query: search(Place::Prospects, "nobody has this"),
        ..list(true)
    };
    assert_eq!(
        desk.workspace()
            .export_list(&elsewhere, &out, &Unwatched)
            .unwrap(),
        2
    );
}

/// Stops at the first look.
struct Stopped;

impl Watch for Stopped {
    fn progress(&self, _: Progress) {}
    fn cancelled(&self) -> bool {
        true
    }
}

#[test]
fn an_export_that_is_cancelled_leaves_nothing_and_what_stood_there_stays() {
    let desk = Desk::stocked();
    let folder = tempfile::tempdir().unwrap();
    let files = || std::fs::read_dir(folder.path()).unwrap().count();
    let list = ListOut::whole(Query::of(Place::Partners));
    let out = folder.path().join("list.csv");
    let stopped = desk.workspace().export_list(&list, &out, &Stopped);
    assert!(matches!(stopped, Err(ExportError::Cancelled)));
    assert_eq!(files(), 0);
    std::fs::write(&out, "earlier").unwrap();
    let stopped = desk.workspace().export_list(&list, &out, &Stopped);
    assert!(matches!(stopped, Err(ExportError::Cancelled)));
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "earlier");
    assert_eq!(files(), 1);
    desk.workspace()
        .export_list(&list, &out, &Unwatched)
        .unwrap();
    assert_ne!(std::fs::read_to_string(&out).unwrap(), "earlier");
}
