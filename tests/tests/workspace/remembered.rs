//! What imports teach for the next file: columns by header, values by field.

use prospect_core::import::{Field, Fixes, ImportKind, Preview, Request, Unwatched, ValueFix};

use crate::desk::{Desk, now};

const CSV: &str = "Firma,Kontakt,Art\nTalwärts,moin@talwaerts.example,Influencer\n";

fn influencer() -> ValueFix {
    ValueFix {
        field: Field::BusinessModel,
        from: "Influencer".into(),
        to: "Social Influencer".into(),
    }
}

fn preview(desk: &Desk, csv: &str) -> Preview {
    let request = desk.request(ImportKind::Prospects, csv.as_bytes());
    desk.workspace().preview_import(&request).unwrap()
}

fn fields(preview: &Preview) -> Vec<Option<Field>> {
    preview.columns.iter().map(|column| column.field).collect()
}

/// Imports the file with columns and values as a person set them.
fn import(desk: &Desk, fields: &[Option<Field>], values: Vec<ValueFix>) {
    let request = Request {
        mapping: Some(fields.to_vec()),
        fixes: Fixes {
            values,
            ..Fixes::default()
        },
        ..desk.request(ImportKind::Prospects, CSV.as_bytes())
    };
    let done = desk.workspace().import(&request, None, &Unwatched, now());
    assert_eq!(done.unwrap().report.outcomes.error, 0);
}

const SET: [Option<Field>; 3] = [
    Some(Field::Name),
    Some(Field::Email),
    Some(Field::BusinessModel),
];

#[test]
fn a_header_that_was_imported_fills_the_same_fields_the_next_time() {
    let mut desk = Desk::stocked();
    let before = preview(&desk, CSV);
    assert!(!before.remembered && before.values.is_empty());
    assert_ne!(fields(&before), SET);
    import(&desk, &SET, vec![influencer()]);
    desk.reopen();
    let next = preview(
        &desk,
        "FIRMA, Kontakt ,Art\nBergauf,post@bergauf.example,KOL\n",
    );
    assert!(next.remembered);
    assert_eq!(fields(&next), SET);
    assert_eq!(next.values, [influencer()]);
    let other = preview(
        &desk,
        "Firma,Art,Kontakt\nBergauf,KOL,post@bergauf.example\n",
    );
    assert!(!other.remembered, "another header");
}

#[test]
fn of_a_value_that_was_mapped_twice_the_latest_is_remembered() {
    let desk = Desk::stocked();
    let other = ValueFix {
        to: "Content/Reviews".into(),
        ..influencer()
    };
    import(&desk, &SET, vec![influencer()]);
    import(&desk, &SET, vec![other.clone()]);
    assert_eq!(preview(&desk, CSV).values, [other]);
}
