//! The empty file that a manager can fill and import.

use prospect_core::export::CATALOGUE_HEADER;
use prospect_core::import::{Field, ImportKind};

/// The columns of a prospects file, in the order in which a manager thinks of them.
const PROSPECTS: [Field; 13] = [
    Field::Name,
    Field::Email,
    Field::Website,
    Field::PartnerId,
    Field::FirstName,
    Field::LastName,
    Field::Type,
    Field::Platform,
    Field::Handle,
    Field::Country,
    Field::BusinessModel,
    Field::Group,
    Field::Notes,
];

/// The columns of a file of group changes.
const GROUPS: [Field; 4] = [
    Field::PartnerId,
    Field::AddTo,
    Field::RemoveFrom,
    Field::RemoveAll,
];

/// The columns of a file of applications.
const APPLICATIONS: [Field; 6] = [
    Field::AppliedOn,
    Field::Name,
    Field::Email,
    Field::Website,
    Field::PartnerId,
    Field::InvitationCode,
];

/// The header of a kind of file, as CSV that spreadsheets open as UTF-8.
pub fn of(kind: ImportKind) -> String {
    let columns: Vec<&str> = match kind {
        ImportKind::Prospects => labels(&PROSPECTS),
        ImportKind::Catalogue => CATALOGUE_HEADER.to_vec(),
        ImportKind::Groups => labels(&GROUPS),
        ImportKind::Applications => labels(&APPLICATIONS),
    };
    format!("\u{feff}{}\r\n", columns.join(","))
}

fn labels(fields: &[Field]) -> Vec<&'static str> {
    fields.iter().map(|field| field.label()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_names_its_columns_as_the_import_knows_them() {
        let prospects = of(ImportKind::Prospects);
        assert!(
            prospects.starts_with("\u{feff}Name,Email,Website,Partner ID,"),
            "{prospects}"
        );
        assert!(
            prospects.ends_with(",Business model,Group,Notes\r\n"),
            "{prospects}"
        );
        assert!(of(ImportKind::Catalogue).contains("Monthly visits"));
        assert_eq!(
            of(ImportKind::Groups),
            "\u{feff}Partner ID,Add to,Remove from,Remove all\r\n"
        );
        assert_eq!(
            of(ImportKind::Applications),
            "\u{feff}Applied on,Name,Email,Website,Partner ID,Invitation code\r\n"
        );
    }
}
