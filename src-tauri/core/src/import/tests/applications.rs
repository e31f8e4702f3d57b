//! What rows of a file of applications come to.

mod doubts;

use jiff::Timestamp;
use jiff::civil::date;

use super::outcomes;
use crate::application::{ApplicationState, Finding};
use crate::group::GroupId;
use crate::import::testing::{Book, TODAY, file};
use crate::import::{
    Effect, ImportKind, IssueCode as Code, Look, Outcome, Reading, Reception, Receptions, Report,
    Request, RowFilter, RowReport, preview,
};
use crate::invitation::Invitation;
use crate::partner::{Contact, Partner, PartnerId};
use crate::standing::{Source, Standing};
use crate::vocabulary::Stage;
use crate::workflow::{Rules, Workflow, WorkflowId};

const HEAD: &str = "Applied on,Name,Email,Website,Partner ID,Invitation code\n";
const DACH: GroupId = GroupId(1);
const JOINERS: GroupId = GroupId(2);
const WANDERBUCH: PartnerId = PartnerId(1);
const NORDLICHT: PartnerId = PartnerId(2);
const BERGE: PartnerId = PartnerId(3);

fn account(name: &str, email: &str, website: &str, partner_id: &str) -> Partner {
    Partner {
        name: name.into(),
        website: website.into(),
        partner_id: partner_id.into(),
        contacts: vec![Contact {
            email: email.into(),
            ..Contact::default()
        }],
        ..Partner::default()
    }
}

/// Three partners who were invited with the codes W, N and B: the first two in DACH, whose workflow accepts, N revoked since.
fn book() -> Book {
    let mut book = Book::of(
        [
            account(
                "Wanderbuch",
                "anke@wanderbuch.example",
                "wanderbuch.example",
                "1001",
            ),
            account(
                "Nordlicht",
                "nils@nordlicht.example",
                "nordlicht.example",
                "1002",
            ),
            account("Berge", "bea@gmail.com", "berge.example", "1003"),
        ],
        &["DACH", "Joiners"],
    );
    book.members.extend([(DACH, WANDERBUCH), (DACH, NORDLICHT)]);
    for id in [WANDERBUCH, NORDLICHT, BERGE] {
        let marked = Standing::default().marked(Source::ByHand, Timestamp::UNIX_EPOCH);
        let emailed = marked.set_to(Stage::Outreach, Timestamp::UNIX_EPOCH);
        book.standings.insert(id, emailed);
    }
    for (code, partner, revoked) in [
        ("W", WANDERBUCH, false),
        ("N", NORDLICHT, true),
        ("B", BERGE, false),
    ] {
        let invitation = Invitation { partner, revoked };
        book.invitations.push((code.to_owned(), invitation));
    }
    book.workflows.push(Workflow {
        id: WorkflowId(1),
        rules: Rules {
            name: "Invitations".into(),
            on: true,
            groups: vec![DACH],
            accept: true,
            add_to: vec![JOINERS],
            ..Rules::default()
        },
        changed_at: Timestamp::UNIX_EPOCH,
    });
    book
}

fn import(book: &mut Book, rows: &str) -> (Report, Vec<RowReport>) {
    let file = file(format!("{HEAD}{rows}"));
    book.import(ImportKind::Applications, file.path())
}

fn stage(book: &Book, id: PartnerId) -> Option<Stage> {
    let standing = book.standings.get(&id)?;
    standing.prospect.as_ref().map(|prospect| prospect.stage)
}

fn reception(row: &RowReport) -> Option<(Reception, Finding)> {
    row.effects.iter().find_map(|effect| match effect {
        Effect::Application { reception, finding } => Some((*reception, *finding)),
        _ => None,
    })
}

#[test]
fn an_invited_one_in_a_group_whose_workflow_accepts_joins_at_once() {
    let mut book = book();
    let (report, rows) = import(
        &mut book,
        "2026-03-01,Wanderbuch,Anke@Wanderbuch.example,,,w\n2026-03-01,Eva,eva@elsewhere.example,,1003,B\n",
    );
    assert_eq!(outcomes(&rows)[0], (Outcome::Match, vec![]));
    assert_eq!(
        reception(&rows[0]),
        Some((Reception::Joins, Finding::InvitedContact))
    );
    assert_eq!(
        reception(&rows[1]),
        Some((Reception::Waits, Finding::InvitedAccount))
    );
    assert_eq!(stage(&book, WANDERBUCH), Some(Stage::Joined));
    assert_eq!(stage(&book, BERGE), Some(Stage::Negotiating), "no workflow");
    assert!(book.members.contains(&(JOINERS, WANDERBUCH)), "on sign-up");
    let receptions = Receptions {
        joins: 1,
        waits: 1,
        ..Receptions::default()
    };
    assert_eq!(report.applications, Some(receptions));
    let [first, second] = book.applications.as_slice() else {
        panic!("two are recorded");
    };
    assert_eq!(
        (first.state, first.decided_by.as_deref()),
        (ApplicationState::Accepted, Some("Invitations"))
    );
    assert_eq!(
        (second.state, second.partner),
        (ApplicationState::New, Some(BERGE))
    );
    assert_eq!(first.form.applied_on, date(2026, 3, 1));
    let contacts = &book.partners[&BERGE].contacts;
    assert_eq!(
        contacts.last().map(|c| c.email.as_str()),
        Some("eva@elsewhere.example")
    );
}

#[test]
fn a_shared_invitation_is_recorded_linked_to_nobody_and_says_so() {
    let mut book = book();
    let before = book.partners.clone();
    let (report, rows) = import(&mut book, "2026-03-01,Eva,eva@elsewhere.example,,,W\n");
    assert_eq!(
        outcomes(&rows),
        [(Outcome::Update, vec![Code::SharedInvitation])]
    );
    assert_eq!(rows[0].issues[0].suggestion.as_deref(), Some("Wanderbuch"));
    assert_eq!(
        reception(&rows[0]),
        Some((Reception::Shared, Finding::SharedInvitation))
    );
    assert_eq!(report.applications.unwrap().shared, 1);
    assert_eq!(
        (book.applications[0].partner, book.applications[0].invited),
        (None, Some(WANDERBUCH))
    );
    assert_eq!(
        (stage(&book, WANDERBUCH), book.partners),
        (Some(Stage::Outreach), before)
    );
}

#[test]
fn without_a_good_code_it_is_matched_as_a_row_of_prospects_is_or_brings_a_new_partner() {
    let mut book = book();
    let rows = "2026-03-01,Wanderbuch,x@y.example,wanderbuch.example,,\n\
        2026-03-01,,nils@nordlicht.example,,,N\n\
        2026-03-01,,fay@z.example,,,NOPE\n\
        2026-03-01,Ida's,ida@ida.example,ida.example,55,\n\
        2026-03-02,Ida's,ida@ida.example,,,\n\
        2026-03-02,Both,anke@wanderbuch.example,,1003,\n";
    let (_, rows) = import(&mut book, rows);
    assert_eq!(
        outcomes(&rows),
        [
            (Outcome::Match, vec![]),
            (Outcome::Match, vec![Code::RevokedCode]),
            (Outcome::Create, vec![Code::UnknownCode]),
            (Outcome::Create, vec![]),
            (Outcome::Match, vec![]),
            (Outcome::Error, vec![Code::ConflictOfMatches]),
        ]
    );
    let came: Vec<_> = rows.iter().map(reception).collect();
    assert_eq!(
        came,
        [
            Some((Reception::Joins, Finding::Matched)),
            Some((Reception::Matched, Finding::RevokedCode)),
            Some((Reception::New, Finding::UnknownCode)),
            Some((Reception::New, Finding::New)),
            Some((Reception::Matched, Finding::Matched)),
            None,
        ]
    );
    assert_eq!(
        stage(&book, NORDLICHT),
        Some(Stage::Negotiating),
        "never by itself"
    );
    let (fay, ida) = (&book.partners[&PartnerId(4)], &book.partners[&PartnerId(5)]);
    assert_eq!((fay.name.as_str(), fay.listed), ("fay@z.example", false));
    assert_eq!(
        (ida.name.as_str(), ida.partner_id.as_str()),
        ("Ida's", "55")
    );
    let standing = &book.standings[&PartnerId(5)];
    let prospect = standing.prospect.as_ref().unwrap();
    assert_eq!(
        (prospect.source, prospect.stage),
        (Source::Application, Stage::Negotiating)
    );
}

#[test]
fn who_is_out_or_through_is_left_where_it_is() {
    let mut book = book();
    let standing = |stage| {
        let marked = Standing::default().marked(Source::ByHand, Timestamp::UNIX_EPOCH);
        marked.set_to(stage, Timestamp::UNIX_EPOCH)
    };
    let archived = standing(Stage::Outreach).archived(Timestamp::UNIX_EPOCH);
    let table = [
        (standing(Stage::Joined), vec![Code::Joined]),
        (standing(Stage::RejectedByYou), vec![Code::RejectedBefore]),
        (archived, vec![Code::Archived]),
    ];
    for (standing, codes) in table {
        book.standings.insert(WANDERBUCH, standing.clone());
        book.applications.clear();
        let (_, rows) = import(&mut book, "2026-03-01,,anke@wanderbuch.example,,,W\n");
        assert_eq!(outcomes(&rows), [(Outcome::Match, codes)]);
        assert_eq!(
            reception(&rows[0]),
            Some((Reception::Waits, Finding::InvitedContact))
        );
        assert_eq!(book.standings[&WANDERBUCH], standing);
        assert_eq!(book.applications[0].partner, Some(WANDERBUCH));
        assert!(!book.members.contains(&(JOINERS, WANDERBUCH)));
    }
}

#[test]
fn later_rows_see_what_earlier_ones_did() {
    let mut book = book();
    let rows = "2026-03-01,,eva@elsewhere.example,,,W\n\
        2026-03-01,,anke@wanderbuch.example,,,W\n\
        2026-03-02,,anke@wanderbuch.example,,,W\n\
        2026-03-02,,eva@other.example,,,W\n\
        2026-03-01,,ANKE@wanderbuch.example,,,w\n";
    let (report, rows) = import(&mut book, rows);
    assert_eq!(
        outcomes(&rows),
        [
            (Outcome::Update, vec![Code::SharedInvitation]),
            (Outcome::Match, vec![]),
            (Outcome::Match, vec![Code::UsedCode, Code::Joined]),
            (Outcome::Update, vec![Code::SharedInvitation]),
            (Outcome::Unchanged, vec![Code::DuplicateRow]),
        ]
    );
    assert_eq!(rows[4].matched.as_ref().map(|m| m.id), Some(WANDERBUCH));
    let receptions = Receptions {
        joins: 1,
        waits: 1,
        shared: 2,
        ..Receptions::default()
    };
    assert_eq!(report.applications, Some(receptions));
}

#[test]
fn one_of_another_site_or_account_is_another_one() {
    let rows = "2026-03-01,,ida@ida.example,ida.example,,\n\
        2026-03-01,,ida@ida.example,ida-maps.example,,\n\
        2026-03-01,,ida@ida.example,ida.example,77,\n\
        2026-03-01,,IDA@ida.example,ida.example,,\n";
    let mut book = book();
    let (_, rows) = import(&mut book, rows);
    assert_eq!(book.applications.len(), 3);
    assert_eq!(
        outcomes(&rows)[3],
        (Outcome::Unchanged, vec![Code::DuplicateRow])
    );
}

#[test]
fn the_same_file_again_changes_nothing() {
    let mut book = book();
    let rows = "2026-03-01,,anke@wanderbuch.example,,,W\n,Ida,ida@ida.example,,,\n2026-03-01,,eva@other.example,,,W\n";
    let (_, first) = import(&mut book, rows);
    assert_eq!(
        outcomes(&first)[1],
        (Outcome::Create, vec![Code::Normalised]),
        "today"
    );
    assert_eq!(first[1].issues[0].suggestion, Some(TODAY.to_string()));
    assert_eq!(book.applications[1].form.applied_on, TODAY);
    let (report, again) = import(&mut book, rows);
    assert_eq!(report.outcomes.unchanged, 3, "{again:?}");
    assert!(again.iter().all(|row| row.issues.is_empty()));
    assert_eq!(book.applications.len(), 3);
}

#[test]
fn an_application_needs_an_address_and_a_day_that_is_one() {
    let rows = "2026-03-01,Name,,,,\n2026-03-01,Name,nobody,,,\n03/04/2026,Name,a@b.example,,,\nsoon,Name,a@b.example,,,\n";
    let (report, rows) = import(&mut book(), rows);
    assert_eq!(
        outcomes(&rows),
        [
            (Outcome::Error, vec![Code::RequiredMissing]),
            (Outcome::Error, vec![Code::EmailInvalid]),
            (Outcome::Error, vec![Code::DateUnclear]),
            (Outcome::Error, vec![Code::DateInvalid]),
        ]
    );
    assert_eq!(report.applications, Some(Receptions::default()));
}

#[test]
fn a_dry_run_shows_those_that_come_to_the_same() {
    let book = book();
    let rows = "2026-03-01,,anke@wanderbuch.example,,,W\n2026-03-01,,eva@other.example,,,W\n2026-03-01,,x,,,\n";
    let file = file(format!("{HEAD}{rows}"));
    let request = Request {
        kind: ImportKind::Applications,
        ..Request::of(file.path())
    };
    let dry_run = book.dry_run(&request).unwrap();
    let rows_of = |reception| {
        let filter = RowFilter::Reception { reception };
        let look = Look {
            filter,
            ..Look::at_all()
        };
        let page = dry_run.page(&look, 0, 10).unwrap();
        page.rows.iter().map(|row| row.row).collect::<Vec<u32>>()
    };
    assert_eq!(rows_of(Reception::Joins), [1]);
    assert_eq!(rows_of(Reception::Shared), [2]);
    assert_eq!(rows_of(Reception::New), [0; 0]);
}

#[test]
fn headers_are_known_in_five_languages() {
    let expected = "appliedOn,name,email,website,partnerId,invitationCode";
    for header in [
        "Applied on,Name,Email,Website,Partner ID,Invitation code",
        "Application Date,Publisher Name,Contact Email,Website URL,Publisher ID,Referral Code",
        "申请日期,合作伙伴名称,电子邮件,网站,合作伙伴 ID,邀请码",
        "Beworben am,Firma,E-Mail-Adresse,Webseite,Partner-Nr.,Einladungscode",
        "Date de candidature,Société,Adresse e-mail,Site web,Identifiant,Code d'invitation",
        "Fecha de solicitud,Empresa,Correo electrónico,Página web,ID de afiliado,Código de invitación",
        // Words of other fields, where they can mean nothing else.
        "Signup Date,Company,E-Mail,URL,ID,Code",
        "Date,Company,E-Mail,URL,ID,Invitation",
    ] {
        let file = file(format!(
            "{header}\n2026-03-01,a,a@b.example,b.example,1,X\n"
        ));
        let kind = ImportKind::Applications;
        let preview = preview(file.path(), kind, &Reading::default(), None).unwrap();
        let columns = preview.columns.iter();
        let fields: Vec<&str> = columns.filter_map(|c| Some(c.field?.key())).collect();
        assert_eq!(fields.join(","), expected, "{header}");
        assert!(preview.missing.is_empty());
    }
}
