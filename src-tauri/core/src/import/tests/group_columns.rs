//! The columns that a file of group changes has, and needs.

use crate::import::testing::{Book, file};
use crate::import::{Field, FileError, ImportKind, Reading, Request, RunError, preview};

fn request(path: &std::path::Path) -> Request {
    Request {
        kind: ImportKind::Groups,
        ..Request::of(path)
    }
}

#[test]
fn a_file_needs_partner_ids_and_something_to_change() {
    for (header, missing) in [
        ("Name,Add to", vec![Field::PartnerId]),
        ("Partner ID,Name", vec![Field::AddTo]),
        ("Name,Email", vec![Field::PartnerId, Field::AddTo]),
    ] {
        let csv = file(format!("{header}\na,b\n"));
        let refused = Book::default().record(&request(csv.path()));
        let Err(RunError::File(FileError::RequiredColumn(fields))) = refused else {
            panic!("{header}: {refused:?}");
        };
        assert_eq!(fields, missing, "{header}");
    }
    for header in ["Partner ID,Remove all", "Partner ID,Remove from"] {
        let csv = file(format!("{header}\nA-1,VIP\n"));
        assert!(
            Book::default().record(&request(csv.path())).is_ok(),
            "{header}"
        );
    }
}

#[test]
fn headers_of_several_networks_and_languages_are_known() {
    let table = [
        (
            "impact.com",
            "Media Partner Id,Partner Name,Add to Groups,Remove from Groups,Remove All",
            "partnerId addTo removeFrom removeAll",
        ),
        (
            "Awin",
            "Publisher ID,Publisher,Tags to add,Tags to remove",
            "partnerId addTo removeFrom",
        ),
        (
            "Everflow",
            "Affiliate ID,Add Labels,Remove Labels,Clear all",
            "partnerId addTo removeFrom removeAll",
        ),
        (
            "PartnerStack",
            "partner_key,add_to_group,remove_from_group,remove_from_all",
            "partnerId addTo removeFrom removeAll",
        ),
        ("a list of members", "Affiliate ID,Group", "partnerId addTo"),
        (
            "both",
            "Partner ID,Group,Add to (optional)",
            "partnerId addTo",
        ),
        (
            "Chinese",
            "合作伙伴 ID,添加到,移除自,全部移除",
            "partnerId addTo removeFrom removeAll",
        ),
        (
            "other Chinese",
            "媒体ID,加入群组,移出群组,退出所有群组",
            "partnerId addTo removeFrom removeAll",
        ),
        (
            "German",
            "Partner-ID,Hinzufügen zu,Entfernen aus,Alle entfernen",
            "partnerId addTo removeFrom removeAll",
        ),
        (
            "French",
            "ID du partenaire,Ajouter à,Retirer de,Tout retirer",
            "partnerId addTo removeFrom removeAll",
        ),
        (
            "Spanish",
            "ID del socio,Añadir a,Quitar de,Quitar todos",
            "partnerId addTo removeFrom removeAll",
        ),
        (
            "template",
            "Partner ID,Add to,Remove from,Remove all",
            "partnerId addTo removeFrom removeAll",
        ),
    ];
    for (network, header, fields) in table {
        let csv = file(format!("{header}\n"));
        let found = preview(csv.path(), ImportKind::Groups, &Reading::default(), None).unwrap();
        let found = found.columns.iter().filter_map(|column| column.field);
        let keys: Vec<&str> = found.map(Field::key).collect();
        assert_eq!(keys.join(" "), fields, "{network}");
    }
}
