//! Whom to write to in a group: as text, and as CSV.

use prospect_core::error::TransactError;
use prospect_core::group::GroupId;
use prospect_core::import::ImportKind;
use prospect_core::listing::EmailList;
use prospect_core::workspace::ExportError;

use crate::desk::Desk;
use crate::groups::put;
use crate::workflows::group;

/// A contact of the manager's own for Wanderbuch; a second partner with Fellside's address, in another case; one without.
const CONTACTS: &str = "\
Name,Email,Website,First name,Last name
Wanderbuch,Press@Wanderbuch.example,wanderbuch.example,=Ann,Vogt
";
const MORE: &str = "\
Partner ID,Type,Name,Email,Website
3001,Partner,Fellside Two,RUTH@FELLSIDE.example,fellside-two.example
3002,Partner,Nobody,,nobody.example
";

fn listed() -> (Desk, GroupId) {
    let desk = Desk::stocked();
    let done = desk.import(ImportKind::Prospects, CONTACTS.as_bytes());
    assert_eq!(done.report.outcomes.error, 0, "{:?}", done.report.causes);
    let done = desk.import(ImportKind::Catalogue, MORE.as_bytes());
    assert_eq!(done.report.outcomes.create, 2, "{:?}", done.report.causes);
    let vip = group(&desk, "VIP 2026");
    put(
        &desk,
        vip,
        &[
            "Wanderbuch",
            "Nobody",
            "Fellside",
            "Fellside Two",
            "山野志",
            "Jonas Hartwig",
        ],
    );
    desk.hide("Jonas Hartwig", "");
    (desk, vip)
}

#[test]
fn an_email_list_has_the_managers_own_contact_first_one_address_a_partner_and_duplicates_once() {
    let (desk, vip) = listed();
    let list = desk.workspace().email_list(vip).unwrap();
    assert_eq!(
        list,
        EmailList {
            text: "ruth@fellside.example\nPress@Wanderbuch.example\nbd@shanyezhi.example".into(),
            addresses: 3,
            without: 1,
            repeated: 1,
            hidden: 1,
        }
    );
    let empty = group(&desk, "Empty");
    assert_eq!(
        desk.workspace().email_list(empty).unwrap(),
        EmailList::default()
    );
    assert!(matches!(
        desk.workspace().email_list(GroupId(99)),
        Err(TransactError::NoSuchGroup(99))
    ));
}

#[test]
fn an_email_list_is_written_as_csv_that_no_spreadsheet_runs() {
    let (desk, vip) = listed();
    let out = desk.folder.path().join("emails.csv");
    assert_eq!(desk.workspace().export_email_list(vip, &out).unwrap(), 3);
    let written = std::fs::read_to_string(&out).unwrap();
    assert_eq!(
        written,
        "Email,Name,First name,Last name,Website,Partner ID\n\
         ruth@fellside.example,Fellside,Ruth,Moor,fellside.example,1005\n\
         Press@Wanderbuch.example,Wanderbuch,'=Ann,Vogt,https://www.wanderbuch.example,1001\n\
         bd@shanyezhi.example,山野志,,,shanyezhi.example,1003\n"
    );
    let nowhere = desk.folder.path().join("no such folder").join("emails.csv");
    assert!(matches!(
        desk.workspace().export_email_list(vip, &nowhere),
        Err(ExportError::Unwritable { .. })
    ));
    assert!(matches!(
        desk.workspace().export_email_list(vip, &desk.path()),
        Err(ExportError::IsWorkspace { .. })
    ));
    assert!(matches!(
        desk.workspace().export_email_list(GroupId(99), &out),
        Err(ExportError::NoSuchGroup(99))
    ));
    assert_eq!(
        std::fs::read_to_string(&out).unwrap(),
        written,
        "what stood there stands there still"
    );
}
