//! The word lists, one text file a language, read once for each file that is written.
//!
//! A word is `noun`, `noun+stem` where compounds need another form, or `word~romanised` in scripts other than Latin.

use crate::vocabulary::{CATEGORIES, category};

/// One word in the forms that names need.
#[derive(Clone, Copy)]
pub struct Word {
    /// As it stands alone.
    pub noun: &'static str,
    /// As a compound begins with it.
    pub stem: &'static str,
    /// In Latin letters; empty when it is in Latin script already.
    pub roman: &'static str,
}

impl Word {
    fn parse(text: &'static str) -> Word {
        let (text, roman) = text.split_once('~').unwrap_or((text, ""));
        let (noun, stem) = text.split_once('+').unwrap_or((text, text));
        Word { noun, stem, roman }
    }

    /// In Latin letters.
    pub fn latin(&self) -> &'static str {
        if self.roman.is_empty() {
            self.noun
        } else {
            self.roman
        }
    }
}

/// A pattern for a partner's name, and the business model it tells of (`?` for any).
pub struct NamePattern {
    /// The model's letter.
    pub model: char,
    /// The name, with `{n}` noun, `{s}` stem, `{m}` another noun of the category.
    pub text: &'static str,
    /// The same in Latin letters, or empty.
    pub roman: &'static str,
}

/// All that is said in one language.
pub struct Lang {
    /// ISO 639-1.
    pub code: &'static str,
    /// Between the last two of a list.
    pub and: String,
    /// Between the others of a list.
    pub list: String,
    /// Between thousands.
    pub thousands: String,
    /// How first (`{f}`) and last name (`{l}`) stand together.
    pub name: String,
    /// Places, which also tell namesakes apart.
    pub cities: Vec<Word>,
    /// Given names.
    pub first: Vec<Word>,
    /// Family names.
    pub last: Vec<Word>,
    /// Job titles.
    pub titles: Vec<&'static str>,
    /// Local parts of a company's first address.
    pub mailboxes: Vec<&'static str>,
    /// Legal forms, ready to append.
    pub legal: Vec<&'static str>,
    /// Names of creators' channels, with `{f}` given name and `{n}` noun.
    pub creators: Vec<&'static str>,
    /// Patterns for partners' names.
    pub names: Vec<NamePattern>,
    /// The words that names turn on, by category, in the order of the categories.
    pub topics: Vec<(usize, Word)>,
    /// What partners of a category write about or sell.
    pub items: Vec<Vec<&'static str>>,
    /// First sentences of descriptions, by business model.
    pub about: Vec<(char, &'static str)>,
    /// Second sentences.
    pub more: Vec<&'static str>,
}

impl Lang {
    fn parse(code: &'static str, text: &'static str) -> Lang {
        let section = |name: &str| lines(text, name);
        let style = |key: &str, default: &str| {
            let found = section("style").find_map(|line| line.strip_prefix(key)?.strip_prefix(' '));
            found.unwrap_or(default).replace('_', " ")
        };
        let by_category = |name: &str| {
            let mut lists: Vec<Vec<&'static str>> = vec![Vec::new(); CATEGORIES.len()];
            for (code, list) in section(name).filter_map(|line| line.split_once(':')) {
                if let Some(category) = category(code) {
                    lists[category] = commas(list).collect();
                }
            }
            lists
        };
        let list = |name: &str| section(name).flat_map(commas).collect::<Vec<_>>();
        let words = |name: &str| list(name).into_iter().map(Word::parse).collect::<Vec<_>>();
        let topics = by_category("topics").into_iter().enumerate();
        Lang {
            code,
            and: style("and", " & "),
            list: style("list", ",_"),
            thousands: style("thousands", ""),
            name: style("name", "{f}_{l}"),
            cities: words("cities"),
            first: words("first"),
            last: words("last"),
            titles: list("titles"),
            mailboxes: list("mailboxes"),
            legal: section("legal").flat_map(|line| line.split('|')).collect(),
            creators: section("creators").collect(),
            names: section("names").filter_map(letter).map(pattern).collect(),
            topics: topics
                .flat_map(|(c, list)| list.into_iter().map(move |word| (c, Word::parse(word))))
                .collect(),
            items: by_category("items"),
            about: section("about").filter_map(letter).collect(),
            more: section("more").collect(),
        }
    }

    /// The topic words of the category of topic `at`, and the place of `at` among them.
    pub fn siblings(&self, at: usize) -> (&[(usize, Word)], usize) {
        let category = self.topics[at].0;
        let start = self.topics.partition_point(|(c, _)| *c < category);
        let end = self.topics.partition_point(|(c, _)| *c <= category);
        (&self.topics[start..end], at - start)
    }
}

fn lines(text: &'static str, section: &str) -> impl Iterator<Item = &'static str> + use<> {
    let head = format!("[{section}]");
    let after = text.lines().skip_while(move |line| *line != head).skip(1);
    after
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.is_empty())
}

fn commas(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(',').map(str::trim)
}

fn letter(line: &'static str) -> Option<(char, &'static str)> {
    let (letter, text) = line.split_once(' ')?;
    Some((letter.chars().next()?, text))
}

fn pattern((model, text): (char, &'static str)) -> NamePattern {
    let (text, roman) = text.split_once('~').unwrap_or((text, ""));
    NamePattern { model, text, roman }
}

/// Every language that there are word lists for.
pub struct Lexicon(pub Vec<Lang>);

impl Lexicon {
    /// Reads the word lists that are built in.
    pub fn load() -> Lexicon {
        Lexicon(
            SOURCES
                .iter()
                .map(|(code, text)| Lang::parse(code, text))
                .collect(),
        )
    }

    /// The place of language `code`.
    pub fn place(&self, code: &str) -> usize {
        self.0
            .iter()
            .position(|lang| lang.code == code)
            .expect("every place speaks a language that has word lists")
    }
}

const SOURCES: &[(&str, &str)] = &[
    ("en", include_str!("words/en.txt")),
    ("de", include_str!("words/de.txt")),
    ("fr", include_str!("words/fr.txt")),
    ("es", include_str!("words/es.txt")),
    ("it", include_str!("words/it.txt")),
    ("nl", include_str!("words/nl.txt")),
    ("pl", include_str!("words/pl.txt")),
    ("sv", include_str!("words/sv.txt")),
    ("pt", include_str!("words/pt.txt")),
    ("ja", include_str!("words/ja.txt")),
    ("ko", include_str!("words/ko.txt")),
    ("zh", include_str!("words/zh.txt")),
];
