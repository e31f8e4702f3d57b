//! What rows of a catalogue file come to.

use insta::assert_json_snapshot;

use super::outcomes;
use crate::import::testing::{Book, file};
use crate::import::{ImportKind, IssueCode as Code, Outcome, Reading, Request, RowReport};
use crate::partner::{Contact, Origin, Partner, PartnerId};
use crate::vocabulary::{Kind, Platform};

const HEADER: &str = "Partner ID,Type,Name,Description,Website,Email,First name,Last name,Title,Other emails,Country,\
    Languages,Business model,Categories,Promotional areas,Channels,Monthly visits,Listed on,Last active on\n";

const ROWS: &str = "1001,Partner,Wanderbuch,\"Routes, huts\",https://www.wanderbuch.example,hallo@wanderbuch.example,Eva,Roth,\
    Editor,a@wanderbuch.example; b@wanderbuch.example,DE,de; en,Content/Reviews,\"Travel; Sports, Outdoor & Fitness\",\
    DE; AT,,\"12,300\",2026-10-01,2026-10-20\n\
    2001,Creator,沈若溪,旅行,,ruoxi@shen.example,,,,,CN,zh,Social Influencer,Travel,CN,\
    Xiaohongshu @ruoxi 318600 8.4%; Weibo @若溪 142900,,,\n";

fn import(book: &mut Book, csv: &str) -> Vec<RowReport> {
    book.import(ImportKind::Catalogue, file(csv).path()).1
}

#[test]
fn every_column_is_read_and_the_same_file_again_changes_nothing() {
    let mut book = Book::default();
    let csv = format!("{HEADER}{ROWS}");
    let rows = import(&mut book, &csv);
    assert_eq!(
        outcomes(&rows),
        [(Outcome::Create, vec![]), (Outcome::Create, vec![])]
    );
    let ruoxi = &book.partners[&PartnerId(2)];
    assert_eq!((ruoxi.kind, ruoxi.listed), (Kind::Creator, true));
    assert_eq!(ruoxi.channels[0].platform, Platform::Xiaohongshu);
    assert_eq!(
        (ruoxi.channels[0].followers, ruoxi.channels[0].engagement),
        (Some(318_600), Some(8.4))
    );
    assert_eq!(
        (
            ruoxi.channels[1].handle.as_str(),
            ruoxi.channels[1].engagement
        ),
        ("@若溪", None)
    );
    assert_json_snapshot!(book.partners[&PartnerId(1)], @r#"
    {
      "partnerId": "1001",
      "kind": "partner",
      "name": "Wanderbuch",
      "description": "Routes, huts",
      "website": "https://www.wanderbuch.example",
      "contacts": [
        {
          "firstName": "Eva",
          "lastName": "Roth",
          "email": "hallo@wanderbuch.example",
          "title": "Editor",
          "origin": "account"
        },
        {
          "firstName": "",
          "lastName": "",
          "email": "a@wanderbuch.example",
          "title": "",
          "origin": "account"
        },
        {
          "firstName": "",
          "lastName": "",
          "email": "b@wanderbuch.example",
          "title": "",
          "origin": "account"
        }
      ],
      "country": "DE",
      "languages": [
        "de",
        "en"
      ],
      "businessModel": "contentReviews",
      "categories": [
        "travel",
        "sports"
      ],
      "areas": [
        "DE",
        "AT"
      ],
      "channels": [],
      "monthlyVisits": 12300,
      "listedOn": "2026-10-01",
      "lastActiveOn": "2026-10-20",
      "listed": true,
      "notes": ""
    }
    "#);
    assert!(
        import(&mut book, &csv)
            .iter()
            .all(|row| row.outcome == Outcome::Unchanged)
    );
}

#[test]
fn an_update_changes_what_differs_and_blank_cells_keep_what_stands() {
    let mut book = Book::default();
    import(&mut book, &format!("{HEADER}{ROWS}"));
    let custom = Contact {
        email: "me@agency.example".into(),
        origin: Origin::Custom,
        added: None,
        ..Contact::default()
    };
    book.partners
        .get_mut(&PartnerId(1))
        .unwrap()
        .contacts
        .push(custom.clone());
    let before = book.partners[&PartnerId(1)].clone();

    let rows = import(
        &mut book,
        "Partner ID,Name,Description,Country,Email\n1001,Wanderbuch Neu,,AT,neu@wanderbuch.example\n",
    );
    assert_eq!(rows[0].outcome, Outcome::Update);
    let after = &book.partners[&PartnerId(1)];
    assert_eq!(
        (after.name.as_str(), after.country.unwrap().as_str()),
        ("Wanderbuch Neu", "AT")
    );
    assert_eq!(after.description, before.description);
    assert_eq!(after.contacts[0].email, "neu@wanderbuch.example");
    assert_eq!(after.contacts[0].first_name, "Eva");
    assert_eq!(
        after.contacts.last(),
        Some(&custom),
        "the manager's own contact is never touched"
    );
}

#[test]
fn accounts_are_the_same_by_partner_id_else_by_domain() {
    let mut book = Book::default();
    import(&mut book, &format!("{HEADER}{ROWS}"));
    let csv = "Partner ID,Name,Website\n\
        ,Wanderbuch,wanderbuch.example/neu\n\
        1002,Wanderbuch Shop,shop.wanderbuch.example\n\
        ,Bergwelt,bergwelt.example\n\
        ,Bergwelt,www.bergwelt.example\n";
    let rows = import(&mut book, csv);
    let ids: Vec<_> = rows
        .iter()
        .map(|row| (row.outcome, row.matched.as_ref().map(|m| m.id.0)))
        .collect();
    assert_eq!(
        ids,
        [
            (Outcome::Update, Some(1)),
            (Outcome::Create, None),
            (Outcome::Create, None),
            (Outcome::Error, Some(4)),
        ],
        "two partner IDs on one domain are two accounts; one partner cannot have two sites"
    );
    assert_eq!(rows[3].issues[0].code, Code::ConflictInFile);
}

#[test]
fn a_creator_without_id_and_site_is_known_by_its_channel() {
    let mut book = Book::default();
    let csv = "Name,Platform,Handle,Followers\nAnouk,TikTok,@anouk.d,20000\n";
    assert_eq!(import(&mut book, csv)[0].outcome, Outcome::Create);
    assert_eq!(book.partners[&PartnerId(1)].kind, Kind::Creator);
    assert_eq!(import(&mut book, csv)[0].outcome, Outcome::Unchanged);
}

#[test]
fn the_same_account_twice_in_a_file_may_add_but_not_contradict() {
    let mut book = Book::default();
    let csv = "Partner ID,Name,Country,Description\n\
        1,One,DE,\n\
        1,One,,About one\n\
        1,One,DE,\n\
        1,One,AT,\n\
        1,Other,DE,\n";
    let rows = import(&mut book, csv);
    let kinds: Vec<Outcome> = rows.iter().map(|row| row.outcome).collect();
    assert_eq!(
        kinds,
        [
            Outcome::Create,
            Outcome::Update,
            Outcome::Unchanged,
            Outcome::Error,
            Outcome::Error
        ]
    );
    assert_eq!(rows[2].issues[0].code, Code::DuplicateRow);
    assert_eq!(rows[3].issues[0].code, Code::ConflictInFile);
    let again = import(&mut book, csv);
    assert!(
        again
            .iter()
            .all(|row| matches!(row.outcome, Outcome::Unchanged | Outcome::Error)),
        "{again:?}"
    );
}

#[test]
fn an_unlisted_prospect_that_the_catalogue_knows_is_listed() {
    let unlisted = Partner {
        name: "One".into(),
        website: "one.example".into(),
        listed: false,
        ..Partner::default()
    };
    let mut book = Book::of([unlisted], &[]);
    import(&mut book, "Partner ID,Name,Website\n7,One,one.example\n");
    let one = &book.partners[&PartnerId(1)];
    assert_eq!((one.listed, one.partner_id.as_str()), (true, "7"));
}

#[test]
fn faulty_lists_and_figures_are_errors_of_their_row() {
    let header =
        "Name,Website,Categories,Languages,Promotional areas,Channels,Monthly visits,Listed on\n";
    let table = [
        (
            "Travel; Cooking,,,,,",
            Code::UnknownCategory,
            Some("Flowers, Gifts, Food & Drink"),
        ),
        (",klingon,,,,", Code::UnknownLanguage, None),
        (",,DE; Germny,,,", Code::UnknownCountry, Some("Germany")),
        (",,,Instagram,,", Code::ChannelInvalid, None),
        (",,,MySpace @a 10,,", Code::ChannelInvalid, None),
        (",,,,12.3.4,", Code::NumberInvalid, None),
        (",,,,,03/04/2026", Code::DateUnclear, None),
        (",,,,,2026-02-30", Code::DateInvalid, None),
    ];
    for (cells, code, suggestion) in table {
        let rows = import(
            &mut Book::default(),
            &format!("{header}A,a.example,{cells}\n"),
        );
        assert_eq!(outcomes(&rows), [(Outcome::Error, vec![code])], "{cells}");
        assert_eq!(
            rows[0].issues[0].suggestion.as_deref(),
            suggestion,
            "{cells}"
        );
    }
}

#[test]
fn a_region_behind_a_language_is_left_out_and_that_is_told() {
    let mut book = Book::default();
    let rows = import(
        &mut book,
        "Name,Languages\nA,\"pt-BR, zh_Hans; de\"\nB,\"pt, zh; de\"\n",
    );
    let told = |row: &RowReport| {
        let pairs = row.issues.iter().map(|issue| {
            let kept = issue.suggestion.clone().unwrap_or_default();
            (issue.code, issue.value.clone(), kept)
        });
        pairs.collect::<Vec<_>>()
    };
    let left_out = |value: &str, kept: &str| (Code::Normalised, value.to_owned(), kept.to_owned());
    assert_eq!(
        told(&rows[0]),
        [left_out("pt-BR", "pt"), left_out("zh_Hans", "zh")]
    );
    assert_eq!(told(&rows[1]), []);
    assert_eq!(
        book.partners[&PartnerId(1)].languages,
        book.partners[&PartnerId(2)].languages
    );
}

#[test]
fn a_list_of_thousands_of_wrong_entries_is_told_in_part_and_refused() {
    let entries: String = (0..700).map(|n| format!("x{n};")).collect();
    let csv = file(format!("Name,Categories\nA,{entries}\n"));
    let request = Request {
        kind: ImportKind::Catalogue,
        reading: Reading {
            delimiter: Some(','),
            ..Reading::default()
        },
        ..Request::of(csv.path())
    };
    let (_, rows) = Book::default().import_as(&request);
    assert_eq!(
        (rows[0].outcome, rows[0].issues.len()),
        (Outcome::Error, 100)
    );
    assert_eq!(rows[0].issues[0].code, Code::UnknownCategory);
}
