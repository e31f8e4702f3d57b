//! Messages out: as letters and as CSV; and templates tried on prospects.

use std::path::Path;

use jiff::Timestamp;
use mailparse::{MailHeaderMap, parse_mail};
use prospect_core::by_hand::Person;
use prospect_core::changes::{Op, Pick};
use prospect_core::outbox::Lack;
use prospect_core::program::Program;
use prospect_core::query::{Place, Query};
use prospect_core::template::tags::Tag;
use prospect_core::workspace::ExportError;

use super::{assert_outbox, desk, just, later, messages, program, sent, told};
use crate::desk::{Desk, now};
use crate::templates::wording;

#[test]
fn the_managers_own_contact_is_written_to_first() {
    let desk = desk();
    let message = |name: &str| {
        let id = desk.id(name);
        desk.workspace().message(id, now()).unwrap().unwrap()
    };
    assert_eq!(
        message("Wanderbuch").message.recipient.email,
        "anke@wanderbuch.example"
    );
    assert!(message("Wanderbuch").body.unwrap().starts_with("Hi Anke,"));
    desk.transact(&Op::AddContact {
        partner: desk.id("Wanderbuch"),
        person: Person {
            first_name: "Mia".into(),
            last_name: "Roth".into(),
            email: "mia@roth.example".into(),
            ..Person::default()
        },
    });
    let draft = message("Wanderbuch");
    assert_eq!(draft.message.recipient.name, "Mia Roth");
    assert_eq!(draft.message.recipient.email, "mia@roth.example");
    assert_eq!(
        draft.message.subject.as_deref(),
        Some("Wanderbuch & Fjellvik")
    );
    let code = desk
        .workspace()
        .invitation_code(desk.id("Wanderbuch"))
        .unwrap();
    let body = format!("Hi Mia,\nhttps://join.fjellvik.example/{code}\nIda Berg");
    assert_eq!(draft.body.as_deref(), Some(body.as_str()));
    assert!(!draft.long);
}

#[test]
fn what_lacks_something_says_what_and_is_not_marked_as_sent() {
    let desk = desk();
    desk.transact(&Op::SetProgram {
        program: Box::new(Program {
            name: "Fjellvik".into(),
            ..Program::default()
        }),
    });
    let [first, _] = messages(&desk, now()).try_into().unwrap();
    let lacks = |tag| Lack::Value { tag };
    assert_eq!(
        first.lacks,
        [lacks(Tag::InvitationLink), lacks(Tag::Sender)]
    );
    assert_eq!(first.subject.as_deref(), Some("Wanderbuch & Fjellvik"));
    assert_eq!(sent(&desk, Pick::ALL, now()).change, None);
    let out = desk.folder.path().join("merge.csv");
    std::fs::write(&out, "mine").unwrap();
    let merged = desk.workspace().export_mail_merge(&Pick::ALL, &out, now());
    assert!(matches!(merged, Err(ExportError::NotReady)));
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "mine");
    let refused = desk
        .workspace()
        .export_letters(&Pick::ALL, desk.folder.path(), now());
    assert!(matches!(refused, Err(ExportError::NotReady)));
    assert_outbox(&desk, now());
    let op = Op::SkipMessages {
        messages: Pick::ALL,
    };
    assert_eq!(desk.transact(&op).partners, 2, "it can be skipped");
}

fn letters(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn letters_of(desk: &Desk, folder: &Path, at: Timestamp) -> Result<u32, ExportError> {
    desk.workspace().export_letters(&Pick::ALL, folder, at)
}

#[test]
fn letters_are_files_of_one_name_however_often_they_are_written() {
    let desk = desk();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("wanderbuch.eml"), "mine").unwrap();
    let ids = ["Fellside", "Wanderbuch"].map(|name| desk.id(name).0);
    let [fellside, wanderbuch] = ids;
    let invitation = format!("Wanderbuch ({wanderbuch}, invitation).eml");
    let expected = [
        format!("Fellside ({fellside}, invitation).eml"),
        invitation.clone(),
        "wanderbuch.eml".to_owned(),
    ];
    assert_eq!(letters_of(&desk, folder.path(), now()).unwrap(), 2);
    assert_eq!(letters(folder.path()), expected);
    let put = Op::PutTemplate {
        id: Some(messages(&desk, now())[0].template),
        wording: wording("Invite", "Of late", "Hi {{first_name}}"),
    };
    desk.transact(&put);
    assert_eq!(letters_of(&desk, folder.path(), now()).unwrap(), 2);
    assert_eq!(letters(folder.path()), expected, "none stands there twice");
    let bytes = std::fs::read(folder.path().join(&invitation)).unwrap();
    let subject = parse_mail(&bytes).unwrap().headers;
    assert_eq!(subject.get_first_value("Subject").unwrap(), "Of late");
    let kept = std::fs::read_to_string(folder.path().join("wanderbuch.eml")).unwrap();
    assert_eq!(kept, "mine");

    sent(&desk, just(&desk, &["Wanderbuch"]), now());
    let at = later(8);
    assert_eq!(letters_of(&desk, folder.path(), at).unwrap(), 2);
    let follow_up = format!("Wanderbuch ({wanderbuch}, follow-up 1).eml");
    assert!(letters(folder.path()).contains(&follow_up));
}

#[test]
fn where_one_letter_cannot_be_written_those_that_stood_there_stay() {
    let desk = desk();
    let folder = tempfile::tempdir().unwrap();
    letters_of(&desk, folder.path(), now()).unwrap();
    let names = letters(folder.path());
    let read = || {
        names
            .iter()
            .map(|name| std::fs::read(folder.path().join(name)).unwrap())
    };
    let before: Vec<Vec<u8>> = read().collect();
    let blocked = folder.path().join(format!("{}.half-written", names[0]));
    std::fs::create_dir(&blocked).unwrap();
    let refused = letters_of(&desk, folder.path(), later(1));
    assert!(matches!(refused, Err(ExportError::Unwritable { .. })));
    std::fs::remove_dir(&blocked).unwrap();
    assert_eq!(read().collect::<Vec<_>>(), before);
    assert_eq!(letters(folder.path()), names, "and nothing half is left");
}

#[test]
fn one_letter_is_a_file_that_another_program_reads() {
    let desk = desk();
    let out = desk.folder.path().join("one.eml");
    let id = desk.id("Wanderbuch");
    assert_eq!(desk.workspace().export_letter(id, &out, now()).unwrap(), 1);
    let bytes = std::fs::read(&out).unwrap();
    let mail = parse_mail(&bytes).unwrap();
    assert_eq!(
        mail.headers.get_first_value("Subject").unwrap(),
        "Wanderbuch & Fjellvik"
    );
    assert_eq!(
        mail.headers.get_first_value("To").unwrap(),
        "\"Anke Vogt\" <anke@wanderbuch.example>"
    );
    assert_eq!(told(&desk, now()).len(), 2, "writing notes nothing");
}

#[test]
fn without_a_sender_there_is_no_file_and_none_is_left() {
    let desk = desk();
    desk.transact(&Op::SetProgram {
        program: Box::new(Program {
            sender_email: String::new(),
            ..program()
        }),
    });
    let folder = tempfile::tempdir().unwrap();
    let written = desk
        .workspace()
        .export_letters(&Pick::ALL, folder.path(), now());
    assert!(matches!(written, Err(ExportError::NoSender)));
    assert_eq!(letters(folder.path()), Vec::<String>::new());
    let mail = desk
        .workspace()
        .mailto(desk.id("Wanderbuch"), now())
        .unwrap();
    assert!(
        mail.unwrap()
            .starts_with("mailto:anke@wanderbuch.example?subject=Wanderbuch%20%26%20")
    );
}

#[test]
fn a_mail_merge_has_what_is_to_be_sent() {
    let desk = desk();
    let out = desk.folder.path().join("merge.csv");
    let pick = just(&desk, &["Wanderbuch"]);
    assert_eq!(
        desk.workspace()
            .export_mail_merge(&pick, &out, now())
            .unwrap(),
        1
    );
    let mut csv = csv::Reader::from_path(&out).unwrap();
    let header: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(header, prospect_core::mail::MERGE_HEADER);
    let record = csv.records().next().unwrap().unwrap();
    let code = desk
        .workspace()
        .invitation_code(desk.id("Wanderbuch"))
        .unwrap();
    let link = format!("https://join.fjellvik.example/{code}");
    let body = format!("Hi Anke,\n{link}\nIda Berg");
    let expected = [
        "anke@wanderbuch.example",
        "Anke",
        "Vogt",
        "Wanderbuch",
        "https://www.wanderbuch.example",
        "VIP",
        &link,
        "Wanderbuch & Fjellvik",
        &body,
    ];
    assert_eq!(record.iter().collect::<Vec<_>>(), expected);
}

#[test]
fn a_mail_merge_has_address_subject_and_body_as_they_are_sent_and_strangers_data_harmless() {
    let desk = desk();
    desk.transact(&Op::AddContact {
        partner: desk.id("Wanderbuch"),
        person: Person {
            first_name: "=Mia".into(),
            last_name: "@Roth".into(),
            email: "+mia@roth.example".into(),
            ..Person::default()
        },
    });
    desk.transact(&Op::PutTemplate {
        id: Some(messages(&desk, now())[0].template),
        wording: wording("Invite", "-20% with {{program}}", "@{{first_name}}\n=)"),
    });
    let out = desk.folder.path().join("merge.csv");
    let pick = just(&desk, &["Wanderbuch"]);
    let written = desk.workspace().export_mail_merge(&pick, &out, now());
    assert_eq!(written.unwrap(), 1);
    let mut csv = csv::Reader::from_path(&out).unwrap();
    let record = csv.records().next().unwrap().unwrap();
    let cells: Vec<&str> = record.iter().collect();
    assert_eq!(cells[..3], ["+mia@roth.example", "'=Mia", "'@Roth"]);
    assert_eq!(cells[7..], ["-20% with Fjellvik", "@=Mia\n=)"]);
}

#[test]
fn a_template_is_previewed_on_prospects_before_it_is_saved() {
    let desk = desk();
    let preview = |subject: &str, text: &str, at| {
        let wording = wording("x", subject, "Hello {{first_name}}");
        desk.workspace()
            .preview_template(&wording, text, at)
            .unwrap()
    };
    let first = preview("{{name}} in {{group}}", "", 0);
    assert_eq!(
        (first.of, first.at, first.name.as_str()),
        (2, 0, "Fellside")
    );
    assert_eq!(first.subject.as_deref(), Some("Fellside in VIP"));
    assert_eq!(first.body.as_deref(), Some("Hello Ruth"));
    assert_eq!(preview("x", "", 9).name, "Wanderbuch", "the last one");
    assert_eq!(preview("x", "wander", 0).of, 1);
    let nobody = preview("{{nmae}}", "nobody of this name", 0);
    assert_eq!(
        (nobody.of, nobody.partner, nobody.faults.len()),
        (0, None, 1)
    );
    let faulty = preview("{{nmae}}", "", 0);
    assert_eq!((faulty.subject, faulty.faults.len()), (None, 1));
    let everyone = desk.find(&Query::of(Place::Prospects)).total;
    assert_eq!(everyone, 2);
}

#[test]
fn a_preview_follows_who_is_a_prospect() {
    let desk = desk();
    let shown = |text: &str, at| {
        let wording = wording("x", "x", "x");
        let preview = desk.workspace().preview_template(&wording, text, at);
        let preview = preview.unwrap();
        (preview.of, preview.name)
    };
    assert_eq!(shown("", 0), (2, "Fellside".to_owned()));
    assert_eq!(shown("", 1), (2, "Wanderbuch".to_owned()));
    desk.transact(&Op::Unmark {
        target: desk.just("Fellside"),
    });
    assert_eq!(shown("", 0), (1, "Wanderbuch".to_owned()));
    desk.mark("Moor & Tarn");
    assert_eq!(shown("", 0), (2, "Moor & Tarn".to_owned()));
    assert_eq!(shown("wander", 0), (1, "Wanderbuch".to_owned()));
    assert_eq!(shown("", 0), (2, "Moor & Tarn".to_owned()));
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(shown("", 0), (1, "Wanderbuch".to_owned()));
}
