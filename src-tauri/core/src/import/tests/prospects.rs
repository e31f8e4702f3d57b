//! Whom rows of a prospects file match, and what comes of it.

use jiff::Timestamp;
use jiff::civil::date;

use super::outcomes;
use crate::import::testing::{Book, file};
use crate::import::{ImportKind, IssueCode as Code, Outcome, RowReport};
use crate::partner::{Channel, Contact, Origin, Partner, PartnerId};
use crate::standing::{Source, Standing};
use crate::vocabulary::{Kind, Platform, Stage};

fn account(name: &str, email: &str, website: &str, partner_id: &str) -> Partner {
    let contact = Contact {
        email: email.into(),
        ..Contact::default()
    };
    Partner {
        name: name.into(),
        website: website.into(),
        partner_id: partner_id.into(),
        contacts: vec![contact],
        ..Partner::default()
    }
}

const WANDERBUCH: PartnerId = PartnerId(1);
const NORDLICHT: PartnerId = PartnerId(2);
const ANOUK: PartnerId = PartnerId(3);
const NEXT: PartnerId = PartnerId(4);

fn book() -> Book {
    let anouk = Partner {
        kind: Kind::Creator,
        channels: vec![Channel {
            platform: Platform::TikTok,
            handle: "@anouk.d".into(),
            url: String::new(),
            followers: Some(20_000),
            engagement: None,
        }],
        ..account("Anouk Delisle", "anouk@delisle.example", "", "")
    };
    Book::of(
        [
            account(
                "Wanderbuch",
                "hallo@wanderbuch.example",
                "https://www.wanderbuch.example",
                "1001",
            ),
            account(
                "Nordlicht Reisen",
                "post@nordlicht.example",
                "nordlicht.example",
                "0042",
            ),
            anouk,
        ],
        &["VIP 2026", "DACH"],
    )
}

fn import(book: &mut Book, csv: &str) -> Vec<RowReport> {
    book.import(ImportKind::Prospects, file(csv).path()).1
}

#[test]
fn a_good_file_creates_matches_and_is_unchanged_the_second_time() {
    let mut book = book();
    let csv = "Name,Email,Website,Partner ID,Group,Notes\n\
         Alpenblick,team.a@alpenblick.example,alpenblick.example,,DACH,\n\
         Wanderbuch,HALLO@wanderbuch.example,,,VIP 2026,Met in Cologne\n\
         Nordlicht Reisen,eva@nordlicht.example,https://nordlicht.example/x,,,\n";
    let rows = import(&mut book, csv);
    let good = |outcome| (outcome, vec![]);
    assert_eq!(
        outcomes(&rows),
        [
            good(Outcome::Create),
            good(Outcome::Match),
            good(Outcome::Match)
        ]
    );
    let new = &book.partners[&NEXT];
    assert_eq!(
        (new.name.as_str(), new.listed, new.kind),
        ("Alpenblick", false, Kind::Partner)
    );
    assert_eq!(new.contacts[0].origin, Origin::Custom);
    assert_eq!(book.partners[&WANDERBUCH].notes, "Met in Cologne");
    assert_eq!(
        book.partners[&WANDERBUCH].contacts.len(),
        1,
        "its address was known"
    );
    let contacts = &book.partners[&NORDLICHT].contacts;
    assert_eq!(
        (contacts[1].email.as_str(), contacts[1].origin),
        ("eva@nordlicht.example", Origin::Custom)
    );

    for row in import(&mut book, csv) {
        assert_eq!(row.outcome, Outcome::Unchanged);
        assert_eq!(row.issues[0].code, Code::AlreadyProspect);
    }
}

#[test]
fn keys_match_in_their_order_whatever_their_form() {
    let table = [
        ("1001", "new@a.example", "", "", "", Some(WANDERBUCH)),
        ("0042", "new@b.example", "", "", "", Some(NORDLICHT)),
        ("42", "new@c.example", "", "", "", None),
        ("", "Hallo@WANDERBUCH.example", "", "", "", Some(WANDERBUCH)),
        (
            "",
            "new@d.example",
            "http://shop.wanderbuch.example/a?b",
            "",
            "",
            Some(WANDERBUCH),
        ),
        ("", "new@e.example", "", "tiktok", "anouk.D", Some(ANOUK)),
        ("", "new@f.example", "", "YouTube", "@anouk.d", None),
        (
            "",
            "new@g.example",
            "https://tiktok.com/@anouk.d",
            "",
            "",
            None,
        ),
        (
            "1001",
            "hallo@wanderbuch.example",
            "wanderbuch.example",
            "",
            "",
            Some(WANDERBUCH),
        ),
    ];
    for (id, email, website, platform, handle, expected) in table {
        let csv = format!(
            "Partner ID,Name,Email,Website,Platform,Handle\n{id},Somebody,{email},{website},{platform},{handle}\n"
        );
        let rows = import(&mut book(), &csv);
        let matched = rows[0].matched.as_ref().map(|matched| matched.id);
        assert_eq!(matched, expected, "{csv}{rows:?}");
    }
}

#[test]
fn shared_hosts_never_match_by_domain() {
    for host in [
        "youtube.com/@a",
        "www.instagram.com/a",
        "a.blogspot.com",
        "a.wordpress.com",
        "linktr.ee/a",
        "m.weibo.cn/u",
    ] {
        let mut book = Book::of([account("One", "one@one.example", host, "")], &[]);
        let csv = format!("Name,Email,Website\nTwo,two@two.example,https://{host}\n");
        assert_eq!(
            import(&mut book, &csv)[0].outcome,
            Outcome::Create,
            "{host}"
        );
    }
}

#[test]
fn keys_that_lead_to_different_accounts_are_an_error() {
    let csv = "Name,Email,Website,Partner ID\n\
         Wanderbuch,hallo@wanderbuch.example,nordlicht.example,\n\
         Wanderbuch,hallo@wanderbuch.example,,0042\n";
    for row in import(&mut book(), csv) {
        assert_eq!(
            (row.outcome, row.issues.len()),
            (Outcome::Error, 1),
            "{row:?}"
        );
        assert_eq!(row.issues[0].code, Code::ConflictOfMatches);
    }
}

#[test]
fn of_several_matches_the_one_last_active_is_taken() {
    let on = |name: &str, active| Partner {
        last_active_on: active,
        ..account(name, "", "site.example", "")
    };
    let mut book = Book::of(
        [
            on("Never", None),
            on("Old", Some(date(2024, 1, 1))),
            on("Recent", Some(date(2026, 1, 1))),
            on("Also recent", Some(date(2026, 1, 1))),
        ],
        &[],
    );
    let rows = import(
        &mut book,
        "Name,Email,Website\nRecent,a@b.example,site.example\n",
    );
    assert_eq!(outcomes(&rows), [(Outcome::Match, vec![Code::Ambiguous])]);
    assert_eq!(rows[0].matched.as_ref().unwrap().id, PartnerId(3));
    assert_eq!(rows[0].issues[0].suggestion.as_deref(), Some("Recent"));
}

#[test]
fn a_matched_name_that_differs_is_told_with_the_accounts_own() {
    let csv = "Name,Email\nWander-Buch,hallo@wanderbuch.example\nＮｏｒｄｌｉｃｈｔ  reisen,post@nordlicht.example\n";
    let rows = import(&mut book(), csv);
    assert_eq!(rows[0].issues[0].code, Code::NameDiffers);
    assert_eq!(rows[0].issues[0].suggestion.as_deref(), Some("Wanderbuch"));
    assert_eq!(
        rows[1].issues,
        [],
        "case, width and spaces make no other name"
    );
}

#[test]
fn an_import_never_revives() {
    let now = Timestamp::UNIX_EPOCH;
    let staged = |stage| {
        let mut standing = Standing::default().marked(Source::ByHand, now);
        standing.prospect.as_mut().unwrap().stage = stage;
        standing
    };
    let table = [
        (
            Standing::default().hidden("", false, now),
            vec![Code::Hidden],
        ),
        (staged(Stage::Outreach).unmarked(now), vec![Code::Archived]),
        (staged(Stage::Joined), vec![Code::Joined]),
        (staged(Stage::RejectedByPartner), vec![Code::RejectedBefore]),
        (staged(Stage::RejectedByYou), vec![Code::RejectedBefore]),
        (
            staged(Stage::Joined).unmarked(now),
            vec![Code::Archived, Code::Joined],
        ),
        (
            staged(Stage::New).hidden("", true, now),
            vec![Code::Hidden, Code::Archived],
        ),
    ];
    for (standing, codes) in table {
        let mut book = book();
        book.standings.insert(WANDERBUCH, standing.clone());
        let csv = "Name,Email,Group,Notes\nWanderbuch,hallo@wanderbuch.example,DACH,a note\n";
        assert_eq!(
            outcomes(&import(&mut book, csv)),
            [(Outcome::Unchanged, codes)]
        );
        assert_eq!(book.standings[&WANDERBUCH], standing);
        assert!(book.members.is_empty() && book.partners[&WANDERBUCH].notes.is_empty());
    }
}

#[test]
fn several_rows_of_one_partner_join_several_groups() {
    let mut book = book();
    let csv = "Name,Email,Group,Notes\n\
         Alpenblick,a@alpenblick.example,DACH,one\n\
         Alpenblick,A@alpenblick.example,VIP 2026,two\n\
         Alpenblick,a@alpenblick.example,,one\n\
         Alpenblick,a@alpenblick.example,DACH,one\n\
         Alpenblick,a@alpenblick.example,DACH,three\n\
         Wanderbuch,hallo@wanderbuch.example,DACH,\n\
         Wanderbuch,hallo@wanderbuch.example,VIP 2026,\n\
         Wanderbuch,hallo@wanderbuch.example,VIP 2026,\n";
    let rows = import(&mut book, csv);
    let kinds: Vec<Outcome> = rows.iter().map(|row| row.outcome).collect();
    use Outcome::{Create, Match, Unchanged, Update};
    assert_eq!(
        kinds,
        [
            Create, Update, Unchanged, Unchanged, Update, Match, Update, Unchanged
        ]
    );
    let duplicates = rows.iter().filter(|row| {
        row.issues
            .iter()
            .any(|issue| issue.code == Code::DuplicateRow)
    });
    assert_eq!(duplicates.map(|row| row.row).collect::<Vec<_>>(), [4, 8]);
    assert_eq!(book.partners[&NEXT].notes, "one\ntwo\nthree");
    assert_eq!(book.partners[&NEXT].contacts.len(), 1);
    assert_eq!(book.members.len(), 4);
    assert!(
        import(&mut book, csv)
            .iter()
            .all(|row| row.outcome == Unchanged)
    );
}

#[test]
fn the_same_email_under_another_name_is_a_conflict() {
    let csv = "Name,Email,Website\n\
         Alpenblick,a@alpenblick.example,\n\
         ,a@alpenblick.example,alpenblick.example\n\
         Fernblick,A@alpenblick.example,\n\
         ALPENBLICK,a@alpenblick.example,\n";
    let rows = import(&mut book(), csv);
    let kinds: Vec<Outcome> = rows.iter().map(|row| row.outcome).collect();
    assert_eq!(
        kinds,
        [
            Outcome::Create,
            Outcome::Unchanged,
            Outcome::Error,
            Outcome::Unchanged
        ]
    );
    assert_eq!(rows[2].issues[0].code, Code::ConflictInFile);
}

#[test]
fn rows_with_one_partner_id_are_one_partner() {
    let mut book = book();
    let csv = "Name,Email,Partner ID\nAlpenblick,a@alpenblick.example,77\nAlpenblick,b@alpenblick.example,77\n";
    let rows = import(&mut book, csv);
    assert_eq!(
        outcomes(&rows),
        [(Outcome::Create, vec![]), (Outcome::Update, vec![])]
    );
    let emails: Vec<_> = book.partners[&NEXT]
        .contacts
        .iter()
        .map(|contact| contact.email.as_str())
        .collect();
    assert_eq!(emails, ["a@alpenblick.example", "b@alpenblick.example"]);
}

#[test]
fn a_row_without_a_name_is_named_by_its_site() {
    let mut book = book();
    import(
        &mut book,
        "Email,Website\na@b.example,https://www.Bergwelt.example/x\n",
    );
    assert_eq!(book.partners[&NEXT].name, "bergwelt.example");
    assert_eq!(
        book.partners[&NEXT].website,
        "https://www.Bergwelt.example/x"
    );
}

#[test]
fn what_goes_in_stays_as_it_is() {
    for text in [
        "@handle",
        "+49 30 1234",
        "=1+1",
        "007",
        "a \u{1f600} b",
        "\u{202e}abc\u{202c}",
        "山野志",
        "a\nb",
    ] {
        let mut book = book();
        let quoted = text.replace('"', "\"\"");
        import(
            &mut book,
            &format!("Name,Email,Notes,Partner ID\n\"{quoted}\",a@b.example,\"{quoted}\",0077\n"),
        );
        let partner = &book.partners[&NEXT];
        assert_eq!(
            (partner.name.as_str(), partner.notes.as_str()),
            (text, text)
        );
        assert_eq!(partner.partner_id, "0077");
    }
}
