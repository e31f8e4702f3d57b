//! Typed filters: what each means, what is not understood, what moves out of the text, what is on offer.

use jiff::civil::date;
use proptest::prelude::*;
use prospect_core::catalogue::Catalogue;
use prospect_core::group::{Group, GroupId};
use prospect_core::partner::{Partner, PartnerId};
use prospect_core::place::{Country, Language};
use prospect_core::query::typed::{GroupNames, Parsed, extract, parse};
use prospect_core::query::{Choice, Filters, Place, Query, Range};
use prospect_core::text::name_key;
use prospect_core::vocabulary::{BusinessModel, Category, Platform, Size, Stage, Status, Tier};

fn groups() -> Vec<(String, GroupId)> {
    let mut names: Vec<(String, GroupId)> = ["VIP 2026", "VIP", "春季新品", "Tom & Co, Ltd"]
        .iter()
        .zip(1..)
        .map(|(name, number)| (name_key(name), GroupId(number)))
        .collect();
    names.sort();
    names
}

fn parsed(text: &str) -> Parsed {
    parse(text, &GroupNames::sorted(&groups()))
}

fn only<T>(values: Vec<T>) -> Choice<T> {
    Choice {
        values,
        exclude: false,
    }
}

/// The filters that a text is to mean.
fn meaning(set: impl FnOnce(&mut Filters)) -> Filters {
    let mut filters = Filters::default();
    set(&mut filters);
    filters
}

fn countries(codes: &[&str]) -> Vec<Country> {
    codes
        .iter()
        .filter_map(|code| Country::parse(code))
        .collect()
}

#[test]
fn values_are_named_by_key_label_or_the_beginning_of_a_word_in_both_languages() {
    let table: Vec<(&str, Filters)> = vec![
        (
            "country:DE",
            meaning(|f| f.country = only(countries(&["DE"]))),
        ),
        (
            "国家：de，fr",
            meaning(|f| f.country = only(countries(&["DE", "FR"]))),
        ),
        (
            "country:uk",
            meaning(|f| f.country = only(countries(&["GB"]))),
        ),
        ("area:cn", meaning(|f| f.area = only(countries(&["CN"])))),
        (
            "language:ZH",
            meaning(|f| f.language = only(Language::parse("zh").into_iter().collect())),
        ),
        (
            "model:coupon",
            meaning(|f| f.model = only(vec![BusinessModel::DealCoupons])),
        ),
        (
            "model:优惠",
            meaning(|f| f.model = only(vec![BusinessModel::DealCoupons])),
        ),
        (
            "MODEL:\"loyalty/rewards\"",
            meaning(|f| f.model = only(vec![BusinessModel::LoyaltyRewards])),
        ),
        (
            "category:旅游",
            meaning(|f| f.category = only(vec![Category::Travel])),
        ),
        (
            "category:garden",
            meaning(|f| f.category = only(vec![Category::Home])),
        ),
        (
            "platform:x",
            meaning(|f| f.platform = only(vec![Platform::X])),
        ),
        (
            "平台:小红书",
            meaning(|f| f.platform = only(vec![Platform::Xiaohongshu])),
        ),
        (
            "status:act",
            meaning(|f| f.status = only(vec![Status::Active])),
        ),
        (
            "stage:洽谈中",
            meaning(|f| f.stage = only(vec![Stage::Negotiating])),
        ),
        ("import:12,3", meaning(|f| f.import = only(vec![12, 3]))),
        ("导入：１２", meaning(|f| f.import = only(vec![12]))),
        (
            "tier:>=mid",
            meaning(|f| f.tier = only(vec![Tier::Mid, Tier::Macro, Tier::Mega])),
        ),
        (
            "size:<M",
            meaning(|f| f.size = only(vec![Size::Xs, Size::S])),
        ),
        (
            "size:＞＝Ｌ",
            meaning(|f| f.size = only(vec![Size::L, Size::Xl])),
        ),
        (
            "size:s..l",
            meaning(|f| f.size = only(vec![Size::S, Size::M, Size::L])),
        ),
        (
            "size:=M,xl",
            meaning(|f| f.size = only(vec![Size::M, Size::Xl])),
        ),
        (
            "group:\"VIP 2026\"",
            meaning(|f| f.group = only(vec![GroupId(1)])),
        ),
        ("group:vip", meaning(|f| f.group = only(vec![GroupId(2)]))),
        ("群组:春季", meaning(|f| f.group = only(vec![GroupId(3)]))),
        (
            "group:\"tom & co, ltd\"",
            meaning(|f| f.group = only(vec![GroupId(4)])),
        ),
        (
            "-country:DE",
            meaning(|f| {
                f.country = Choice {
                    values: countries(&["DE"]),
                    exclude: true,
                }
            }),
        ),
    ];
    for (text, filters) in table {
        let parsed = parsed(text);
        assert_eq!(parsed.filters, filters, "{text}");
        assert!(
            parsed.not_understood.is_empty() && parsed.words.is_empty(),
            "{text}"
        );
        assert_eq!(parsed.rest, "", "{text}");
    }
}

#[test]
fn figures_are_read_as_people_type_them() {
    let table = [
        ("visits:>=10000", Some(10_000.0), None),
        ("visits:>=10,000", Some(10_000.0), None),
        ("visits:5k", Some(5_000.0), None),
        ("visits:=5k", Some(5_000.0), Some(5_000.0)),
        ("visits:100k..2m", Some(100_000.0), Some(2e6)),
        ("visits:..1.5万", None, Some(15_000.0)),
        ("visits:<=3", None, Some(3.0)),
        ("visits:>=1 visits:<=9", Some(1.0), Some(9.0)),
    ];
    for (text, min, max) in table {
        let parsed = parsed(text);
        assert_eq!(parsed.filters.visits, Range { min, max }, "{text}");
        assert!(parsed.not_understood.is_empty(), "{text}");
    }
    let above = parsed("engagement:>3%").filters.engagement.min.unwrap();
    assert!(above > 3.0 && above < 3.001, "the end itself does not pass");
}

#[test]
fn what_is_not_understood_is_told_and_the_rest_holds() {
    let table: [(&str, &[&str], &[&str]); 9] = [
        ("country:QQ hiking", &["country:QQ"], &["hiking"]),
        ("country:DE,QQ", &["country:QQ"], &[]),
        ("country:", &["country:"], &[]),
        ("size:>XL", &["size:>XL"], &[]),
        ("visits:many", &["visits:many"], &[]),
        ("visits:9..1", &["visits:9..1"], &[]),
        ("visits:inf", &["visits:inf"], &[]),
        ("country:DE -country:FR", &["-country:FR"], &[]),
        (
            "https://a.example 10:30",
            &[],
            &["https://a.example", "10:30"],
        ),
    ];
    for (text, wrong, words) in table {
        let parsed = parsed(text);
        assert_eq!(parsed.not_understood, wrong, "{text}");
        assert_eq!(parsed.words, words, "{text}");
    }
}

#[test]
fn a_filter_moves_out_of_the_text_once_something_stands_behind_it() {
    let table = [
        ("country:DE ", "", true),
        ("country:DE", "country:DE", false),
        ("hiking country:DE trails", "hiking trails", true),
        ("country:QQ x", "country:QQ x", false),
    ];
    let groups = groups();
    for (text, rest, moved) in table {
        let parsed = extract(text, &GroupNames::sorted(&groups));
        assert_eq!(parsed.rest, rest, "{text:?}");
        assert_eq!(parsed.filters != Filters::default(), moved, "{text:?}");
    }
}

#[test]
fn keys_then_values_are_on_offer_with_their_counts() {
    let at_home = |code| Partner {
        country: Country::parse(code),
        ..Partner::default()
    };
    let partners = [at_home("DE"), at_home("DK"), at_home("DE"), at_home("FR")];
    let catalogue = Catalogue::load(
        date(2026, 11, 1),
        0,
        (1..).map(PartnerId).zip(partners),
        std::iter::empty(),
        vec![Group {
            id: GroupId(5),
            name: "VIP 2026".into(),
        }],
        std::iter::once((GroupId(5), PartnerId(1))),
    );
    let offered = |text: &str| -> Vec<(String, Option<u32>)> {
        let query = Query {
            text: text.into(),
            ..Query::of(Place::Partners)
        };
        let suggestions = catalogue.suggest(&query);
        suggestions
            .into_iter()
            .map(|one| (one.text, one.count))
            .collect()
    };
    let text = |text: &str, count| (text.to_owned(), count);
    assert_eq!(offered("alps cou"), [text("alps country:", None)]);
    assert_eq!(offered("-国"), [text("-country:", None)]);
    assert_eq!(
        offered("country:d"),
        [text("country:DE ", Some(2)), text("country:DK ", Some(1))]
    );
    assert_eq!(offered("country:FR,d")[0], text("country:FR,DE ", Some(2)));
    assert_eq!(offered("group:vi"), [text("group:\"VIP 2026\" ", Some(1))]);
    assert_eq!(offered("zzz"), []);
}

proptest! {
    #[test]
    fn any_text_is_parsed(text in ".{0,60}", key in "-?(country|size|visits|group|国家|engagement)", tail in "[ :：,.<>=\"“”0-9a-zM国k%-]{0,20}") {
        let text = format!("{text} {key}:{tail}");
        let whole = parsed(&text);
        let groups = groups();
        let names = GroupNames::sorted(&groups);
        // What was taken out stays out, and what was left says the same.
        let moved = extract(&format!("{text} "), &names);
        prop_assert_eq!(extract(&moved.rest, &names).filters, Filters::default());
        prop_assert_eq!(whole.words, parse(&moved.rest, &names).words);
    }
}
