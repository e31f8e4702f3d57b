//! Words that files use: those that the window itself shows are taken.

use prospect_core::import::{ImportKind, Unwatched};

use crate::desk::Desk;

/// The file of the window's sentences in Chinese: what stands there is what people read, and write into files.
#[test]
fn every_chinese_word_that_the_window_shows_is_taken_by_an_import() {
    let messages = include_str!("../../../ui/messages/zh-CN.json");
    let messages: serde_json::Value = serde_json::from_str(messages).unwrap();
    let words = |prefix: &str| -> Vec<String> {
        let entries = messages.as_object().unwrap().iter();
        entries
            .filter(|(key, _)| key.starts_with(prefix))
            .map(|(_, word)| word.as_str().unwrap().to_owned())
            .collect()
    };
    let columns = [
        ("Business model", words("market_model_")),
        ("Categories", words("market_category_")),
        ("Platform", words("market_platform_")),
    ];
    let counts = columns.each_ref().map(|(_, words)| words.len());
    assert_eq!(counts, [12, 22, 12], "the vocabularies of the field");
    for (header, words) in columns {
        let rows = words
            .iter()
            .enumerate()
            .map(|(number, word)| format!("P{number},p{number}.example,h{number},{word}\n"));
        let csv = format!("Name,Website,Handle,{header}\n{}", rows.collect::<String>());
        let desk = Desk::empty();
        let request = desk.request(ImportKind::Catalogue, csv.as_bytes());
        let dry = desk.workspace().dry_run(&request, &Unwatched).unwrap();
        assert_eq!(
            dry.report().outcomes.error,
            0,
            "{header}: {:?}",
            dry.report().causes
        );
    }
}
