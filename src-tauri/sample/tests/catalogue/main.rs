//! What a reader of the sample files may rely on.

#![allow(clippy::unwrap_used, reason = "a failed step in a test may panic")]

mod vocabulary;

use std::collections::{BTreeMap, HashSet};

use prospect_sample::{GROUPS, Size, write_catalogue, write_prospects};
use vocabulary::{CATEGORIES, MODELS, PLATFORMS};

const TODAY: (i16, u8, u8) = (2026, 11, 21);

type Row = BTreeMap<String, String>;

fn catalogue_text(size: Size) -> Vec<u8> {
    let mut out = Vec::new();
    write_catalogue(&mut out, size, TODAY).unwrap();
    out
}

fn catalogue(size: Size) -> Vec<Row> {
    csv::Reader::from_reader(catalogue_text(size).as_slice())
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

fn shipped() -> Vec<Row> {
    catalogue(Size::SHIPPED)
}

fn domain(website: &str) -> &str {
    let host = website
        .split("//")
        .last()
        .unwrap()
        .split('/')
        .next()
        .unwrap();
    host.strip_prefix("www.").unwrap_or(host)
}

fn emails(row: &Row) -> impl Iterator<Item = &str> {
    [&row["Email"], &row["Other emails"]]
        .into_iter()
        .flat_map(|cell| cell.split("; "))
        .filter(|mail| !mail.is_empty())
}

fn share(rows: &[Row], of: impl Fn(&Row) -> bool) -> f64 {
    rows.iter().filter(|row| of(row)).count() as f64 / rows.len() as f64
}

#[test]
fn the_same_size_and_day_give_the_same_bytes() {
    assert_eq!(
        catalogue_text(Size::of_total(700)),
        catalogue_text(Size::of_total(700))
    );
}

#[test]
fn a_larger_catalogue_begins_with_the_smaller_one() {
    let size = |partners| Size {
        partners,
        creators: 0,
    };
    let (small, large) = (catalogue_text(size(300)), catalogue_text(size(900)));
    assert!(large.starts_with(&small));
}

#[test]
fn it_holds_as_many_of_each_as_asked() {
    let rows = shipped();
    assert_eq!(
        rows.iter().filter(|row| row["Type"] == "Partner").count(),
        3_000
    );
    assert_eq!(
        rows.iter().filter(|row| row["Type"] == "Creator").count(),
        2_000
    );
    assert_eq!(
        Size::of_total(7),
        Size {
            partners: 4,
            creators: 3
        }
    );
}

#[test]
fn ids_domains_emails_and_handles_are_unique_over_20_000() {
    let rows = catalogue(Size::of_total(20_000));
    let mut seen = HashSet::new();
    for row in &rows {
        assert!(
            seen.insert(row["Partner ID"].clone()),
            "ID {}",
            row["Partner ID"]
        );
        if !row["Website"].is_empty() {
            assert!(
                seen.insert(domain(&row["Website"]).to_owned()),
                "domain of {row:?}"
            );
        }
        for mail in emails(row) {
            assert!(seen.insert(mail.to_owned()), "email of {row:?}");
        }
        for channel in row["Channels"]
            .split("; ")
            .filter(|channel| !channel.is_empty())
        {
            let name = channel.split(' ').take(2).collect::<Vec<_>>().join(" ");
            assert!(seen.insert(name), "handle of {row:?}");
        }
    }
}

#[test]
fn every_domain_stands_under_example() {
    for row in shipped() {
        let hosts = emails(&row).map(|mail| mail.split_once('@').unwrap().1);
        for host in hosts.chain(Some(domain(&row["Website"])).filter(|host| !host.is_empty())) {
            let label = host.strip_suffix(".example").expect(host);
            assert!(
                !label.is_empty()
                    && label
                        .bytes()
                        .all(|b| b.is_ascii_alphanumeric() || b == b'-'),
                "{host}"
            );
            assert!(
                !label.starts_with('-') && !label.ends_with('-') && label.len() <= 63,
                "{host}"
            );
        }
    }
}

#[test]
fn words_are_those_of_the_vocabularies() {
    let letters = |text: &str, n: usize, upper: bool| {
        text.len() == n
            && text.bytes().all(|b| {
                if upper {
                    b.is_ascii_uppercase()
                } else {
                    b.is_ascii_lowercase()
                }
            })
    };
    for row in shipped() {
        assert!(MODELS.contains(&row["Business model"].as_str()), "{row:?}");
        let categories: Vec<_> = row["Categories"].split("; ").collect();
        assert!(
            (1..=4).contains(&categories.len())
                && categories.iter().all(|c| CATEGORIES.contains(c)),
            "{row:?}"
        );
        let areas: Vec<_> = row["Promotional areas"].split("; ").collect();
        assert!(
            (1..=5).contains(&areas.len()) && areas.iter().all(|a| letters(a, 2, true)),
            "{row:?}"
        );
        assert!(
            row["Country"].is_empty() || letters(&row["Country"], 2, true),
            "{row:?}"
        );
        assert!(
            row["Languages"].split("; ").all(|l| letters(l, 2, false)),
            "{row:?}"
        );
        assert!(
            !row["Name"].contains(['{', '}', '~']) && !row["Description"].contains(['{', '}', '~']),
            "{row:?}"
        );
    }
}

#[test]
fn channels_hold_platform_handle_followers_and_engagement() {
    for row in shipped() {
        for channel in row["Channels"]
            .split("; ")
            .filter(|channel| !channel.is_empty())
        {
            let [platform, handle, followers, engagement] =
                channel.split(' ').collect::<Vec<_>>()[..]
            else {
                panic!("{channel}");
            };
            assert!(
                PLATFORMS.contains(&platform) && handle.len() > 1 && handle.starts_with('@'),
                "{channel}"
            );
            assert!(followers.parse::<u64>().is_ok(), "{channel}");
            let engagement: f64 = engagement.strip_suffix('%').unwrap().parse().unwrap();
            assert!((0.4..=12.0).contains(&engagement), "{channel}");
        }
    }
}

#[test]
fn names_of_the_shipped_catalogue_need_no_numbers_and_partners_none_twice() {
    let rows = shipped();
    let mut seen = HashSet::new();
    for row in &rows {
        assert!(
            !row["Name"].contains(|c: char| c.is_ascii_digit()),
            "{}",
            row["Name"]
        );
        if row["Type"] == "Partner" {
            assert!(seen.insert(&row["Name"]), "{}", row["Name"]);
        }
    }
}

#[test]
fn descriptions_seldom_repeat() {
    let rows = shipped();
    let texts: Vec<_> = rows
        .iter()
        .map(|row| &row["Description"])
        .filter(|text| !text.is_empty())
        .collect();
    let distinct = texts.iter().collect::<HashSet<_>>().len();
    assert!(
        distinct * 100 > texts.len() * 93,
        "{distinct} of {}",
        texts.len()
    );
}

#[test]
fn a_few_cells_are_missing_and_statuses_are_spread_as_in_a_real_catalogue() {
    let rows = shipped();
    for (column, least, most) in [
        ("Description", 0.015, 0.06),
        ("Website", 0.05, 0.25),
        ("Email", 0.01, 0.05),
        ("Country", 0.01, 0.04),
        ("Last active on", 0.01, 0.04),
        ("Name", 0.0, 0.0),
        ("Partner ID", 0.0, 0.0),
    ] {
        let empty = share(&rows, |row| row[column].is_empty());
        assert!((least..=most).contains(&empty), "{column}: {empty}");
    }
    let new = share(&rows, |row| row["Listed on"].as_str() > "2026-08-23");
    assert!((0.065..0.095).contains(&new), "{new}");
    let active = share(&rows, |row| row["Last active on"].as_str() > "2025-11-21");
    assert!((0.70..0.76).contains(&active), "{active}");
    assert!(
        rows.iter().all(
            |row| row["Last active on"].is_empty() || row["Listed on"] <= row["Last active on"]
        )
    );
}

#[test]
fn chinese_creators_are_on_chinese_platforms() {
    let rows = shipped();
    let chinese = |row: &Row| row["Type"] == "Creator" && row["Languages"].starts_with("zh");
    assert!(rows.iter().filter(|row| chinese(row)).count() > 150);
    let platforms = ["Xiaohongshu", "Douyin", "Weibo", "Bilibili"];
    for row in rows.iter().filter(|row| chinese(row)) {
        assert!(
            row["Channels"]
                .split("; ")
                .all(|channel| platforms.iter().any(|p| channel.starts_with(p))),
            "{row:?}"
        );
    }
}

fn prospects(rows: u32) -> Vec<csv::StringRecord> {
    let mut out = Vec::new();
    write_prospects(&mut out, Size::SHIPPED, rows).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(out.as_slice());
    reader.records().map(Result::unwrap).collect()
}

#[test]
fn the_prospects_file_holds_each_kind_of_problem() {
    let rows = prospects(200);
    assert_eq!(rows.len(), 200);
    let is = |column: usize, test: &dyn Fn(&str) -> bool| {
        rows.iter()
            .filter(|r| r.get(column).is_some_and(test))
            .count()
    };
    for (what, found) in [
        ("missing email", is(1, &str::is_empty)),
        ("two @", is(1, &|mail| mail.contains("@@"))),
        ("no domain", is(1, &|mail| mail.ends_with('@'))),
        ("role address", is(1, &|mail| mail.starts_with("info@"))),
        ("invalid website", is(2, &|site| site.contains(' '))),
        ("leading zeros", is(3, &|id| id.starts_with("000"))),
        ("unknown type", is(6, &|kind| kind == "Blogger")),
        ("@handle", is(8, &|handle| handle.starts_with('@'))),
        ("unknown country", is(9, &|country| country == "Atlantis")),
        ("unknown model", is(10, &|model| model == "Influencer")),
        ("unknown group", is(11, &|group| group == "VIP 2025")),
        ("two groups", is(11, &|group| group == "VIP 2026, DACH")),
        ("formula", is(12, &|notes| notes == "=1+1")),
        ("phone", is(12, &|notes| notes.starts_with("+1 202"))),
        (
            "quoted comma and newline",
            is(12, &|notes| notes.contains(", ") && notes.contains('\n')),
        ),
        ("untrimmed", is(0, &|name| name.starts_with("  "))),
    ] {
        assert!((1..=4).contains(&found), "{what}: {found}");
    }
    assert_eq!(rows.iter().filter(|row| row.len() == 14).count(), 1);
    assert_eq!(rows.iter().filter(|row| row.len() == 12).count(), 1);
    let distinct = rows
        .iter()
        .map(|row| row.iter().collect::<Vec<_>>())
        .collect::<HashSet<_>>();
    assert_eq!(distinct.len(), 198, "one duplicate row in each hundred");
    let other_name = rows
        .iter()
        .find(|row| &row[0] == "Somebody Else Entirely")
        .unwrap();
    assert_eq!(rows.iter().filter(|row| row[1] == other_name[1]).count(), 2);
}

#[test]
fn the_prospects_file_matches_the_catalogue_by_each_key() {
    let catalogue = shipped();
    let column = |name: &str| {
        catalogue
            .iter()
            .map(|row| row[name].clone())
            .collect::<HashSet<_>>()
    };
    let (mails, ids) = (column("Email"), column("Partner ID"));
    let domains: HashSet<_> = catalogue
        .iter()
        .map(|row| domain(&row["Website"]).to_owned())
        .collect();
    let rows = prospects(1_000);
    let count =
        |test: &dyn Fn(&csv::StringRecord) -> bool| rows.iter().filter(|row| test(row)).count();
    let by_mail = count(&|row| mails.contains(&row[1].to_lowercase()) && !row[1].is_empty());
    let by_id = count(&|row| ids.contains(&row[3]));
    let by_domain = count(&|row| row[2].contains("/about") && domains.contains(domain(&row[2])));
    let by_handle = count(&|row| row[1].starts_with("bookings@") && !row[8].is_empty());
    assert!((220..=270).contains(&by_mail), "{by_mail}");
    assert!((95..=101).contains(&by_id), "{by_id}");
    assert!((45..=50).contains(&by_domain), "{by_domain}");
    assert!((25..=30).contains(&by_handle), "{by_handle}");
    for group in GROUPS {
        assert!(count(&|row| row.get(11) == Some(group)) > 10, "{group}");
    }
}
