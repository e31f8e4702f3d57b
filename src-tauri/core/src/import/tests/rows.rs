//! What is said of single rows: each error and warning of a cell.

use super::outcomes;
use crate::import::testing::{Book, file};
use crate::import::{Field, ImportKind, IssueCode as Code, Outcome, RowReport};

fn check(header: &str, row: &str) -> RowReport {
    let mut book = Book::of(
        [],
        &["VIP 2026", "Tom & \"Co\"", "Loyalty, gold", "春季新品"],
    );
    let csv = file(format!("{header}\n{row}\n"));
    book.import(ImportKind::Prospects, csv.path()).1.remove(0)
}

/// The codes and first suggestion for a row of name, email and one more cell.
fn cell(field: &str, value: &str) -> (Vec<Code>, Option<String>) {
    let quoted = value.replace('"', "\"\"");
    let row = check(
        &format!("Name,Email,{field}"),
        &format!("A,a.b@c.example,\"{quoted}\""),
    );
    let suggestion = row
        .issues
        .first()
        .and_then(|issue| issue.suggestion.clone());
    (
        row.issues.iter().map(|issue| issue.code).collect(),
        suggestion,
    )
}

#[test]
fn each_faulty_cell_has_its_code_and_the_nearest_value() {
    let table = [
        ("Group", "VIP 2025", Code::UnknownGroup, Some("VIP 2026")),
        ("Group", "春季", Code::UnknownGroup, Some("春季新品")),
        ("Group", "Something else", Code::UnknownGroup, None),
        ("Group", "VIP 2026; 春季新品", Code::TwoGroups, None),
        ("Group", "VIP 2026, 春季新品", Code::TwoGroups, None),
        ("Type", "Influencer", Code::UnknownType, Some("Creator")),
        ("Type", "Publisher", Code::UnknownType, Some("Partner")),
        (
            "Platform",
            "Instagramm",
            Code::UnknownPlatform,
            Some("Instagram"),
        ),
        ("Platform", "MySpace", Code::UnknownPlatform, None),
        ("Country", "Germny", Code::UnknownCountry, Some("Germany")),
        ("Country", "Atlantis", Code::UnknownCountry, None),
        (
            "Business model",
            "Influencer",
            Code::UnknownBusinessModel,
            Some("Social Influencer"),
        ),
        (
            "Business model",
            "Coupon",
            Code::UnknownBusinessModel,
            Some("Deal/Coupons"),
        ),
        ("Website", "not a site", Code::WebsiteInvalid, None),
        ("Website", "htp:/my shop", Code::WebsiteInvalid, None),
        ("Website", "ftp://files.example", Code::WebsiteInvalid, None),
        ("Website", "info@shop.example", Code::WebsiteInvalid, None),
        ("Website", "localhost", Code::WebsiteInvalid, None),
        ("Followers", "many", Code::NumberInvalid, None),
        ("Engagement", "high", Code::NumberInvalid, None),
    ];
    for (field, value, code, suggestion) in table {
        assert_eq!(
            cell(field, value),
            (vec![code], suggestion.map(str::to_owned)),
            "{field} {value:?}"
        );
    }
}

#[test]
fn names_are_read_in_both_languages_and_by_code() {
    let table = [
        ("Group", "vip　2026"),
        ("Group", "Tom & \"Co\""),
        ("Group", "loyalty, gold"),
        ("Type", "CREATOR"),
        ("Type", "合作伙伴"),
        ("Platform", "小红书"),
        ("Platform", "Twitter"),
        ("Platform", "tik tok"),
        ("Country", "de"),
        ("Country", "DEU"),
        ("Country", "Germany"),
        ("Country", "德国"),
        ("Country", "UK"),
        ("Country", "Côte d’Ivoire"),
        ("Country", "Czech Republic"),
        ("Business model", "deal / coupons"),
        ("Business model", "返现"),
        ("Business model", "Cash back"),
        ("Website", "https://例子.example/路径"),
        ("Website", "WWW.Shop.Example:8080/x"),
        ("Followers", "1,234,567"),
        ("Engagement", "12.5 %"),
    ];
    for (field, value) in table {
        assert_eq!(cell(field, value), (vec![], None), "{field} {value:?}");
    }
}

#[test]
fn what_is_stored_otherwise_than_it_stands_is_told() {
    let table = [
        ("Notes", "  padded ", "padded"),
        ("Notes", "\u{a0}hard space", "hard space"),
        ("First name", "Eva\t", "Eva"),
        ("Followers", "12.5K", "12500"),
        ("Followers", "3万", "30000"),
        ("Followers", "1.234", "1234"),
    ];
    for (field, value, stored) in table {
        assert_eq!(
            cell(field, value),
            (vec![Code::Normalised], Some(stored.to_owned())),
            "{value:?}"
        );
    }
}

#[test]
fn a_row_needs_an_email_and_a_name_or_a_website() {
    let header = "Name,Email,Website";
    let missing = |row: &str| {
        let issues = check(header, row).issues;
        issues
            .iter()
            .map(|issue| (issue.code, issue.field))
            .collect::<Vec<_>>()
    };
    let required = |field| (Code::RequiredMissing, Some(field));
    assert_eq!(missing("A,,a.example"), [required(Field::Email)]);
    assert_eq!(missing(",a@b.example,"), [required(Field::Name)]);
    assert_eq!(
        missing(",,"),
        [required(Field::Email), required(Field::Name)]
    );
    assert_eq!(missing(",a@b.example,b.example"), []);
}

#[test]
fn a_role_address_is_worth_a_warning() {
    let row = check("Name,Email", "A,Info@b.example");
    assert_eq!(
        outcomes(&[row]),
        [(Outcome::Create, vec![Code::RoleAddress])]
    );
}

#[test]
fn a_faulty_address_comes_with_what_it_may_have_meant() {
    let table = [
        ("a@@b.example", Some("a@b.example")),
        ("Eva <eva@b.example>", Some("eva@b.example")),
        ("mailto:eva@b.example", Some("eva@b.example")),
        ("eva＠b.example", Some("eva@b.example")),
        ("eva@b,example", Some("eva@b.example")),
        ("eva@b.example.", Some("eva@b.example")),
        ("eva", None),
        ("@b.example", None),
        ("eva@", None),
        ("eva@-b.example", None),
    ];
    for (email, suggestion) in table {
        let row = check("Name,Email", &format!("A,\"{email}\""));
        assert_eq!(row.issues[0].code, Code::EmailInvalid, "{email}");
        assert_eq!(row.issues[0].suggestion.as_deref(), suggestion, "{email}");
    }
    let long = format!("{}@b.example", "a".repeat(65));
    assert_eq!(
        check("Name,Email", &format!("A,{long}")).issues[0].code,
        Code::EmailInvalid
    );
    assert_eq!(check("Name,Email", "A,eva+x@bücher.example").issues, []);
}

#[test]
fn a_value_that_is_too_long_is_an_error_and_shown_in_part() {
    let row = check("Name,Email", &format!("{},a@b.example", "长".repeat(301)));
    assert_eq!(row.issues[0].code, Code::TooLong);
    assert_eq!(row.issues[0].value.chars().count(), 200);
    assert_eq!(
        check("Name,Email", &format!("{},a@b.example", "长".repeat(300))).issues,
        []
    );
}

#[test]
fn unmapped_columns_are_kept_with_the_row() {
    let row = check("Name,Inner,Email", "A,keep me,a@b.example");
    assert_eq!((row.outcome, &row.fields[1]), (Outcome::Create, "keep me"));
}
