//! The operating system: its dialogs, its folders, its browser.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use prospect_sample::Size;
use serde::Deserialize;
use url::Url;

use crate::bounds;
use crate::error::{CommandError, Outcome};

/// Endings of workspace files, the first being that of new ones.
pub const WORKSPACES: &[&str] = &["prospects"];
/// Endings of files with tables, the first being that of new ones.
pub const TABLES: &[&str] = &["csv", "tsv", "tab", "txt"];
/// Endings of files with tables that can be read.
pub const READABLE: &[&str] = &[
    "csv", "tsv", "tab", "txt", "xlsx", "xlsm", "xls", "xlsb", "ods",
];
/// The ending of letters for mail programs.
pub const LETTERS: &[&str] = &["eml"];
/// The name under which the sample catalogue stands among the imports.
pub const SAMPLE_NAME: &str = "sample-catalogue.csv";

/// What a dialog says, in the language of the window.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DialogWords {
    /// Its title.
    pub title: String,
    /// What files of the kind are called.
    pub filter: String,
    /// What the filter that shows every file is called.
    pub all: String,
}

impl DialogWords {
    /// Refuses words that are too long.
    ///
    /// # Errors
    /// [`CommandError::TooLarge`].
    pub fn check(&self) -> Outcome<()> {
        bounds::text("title", &self.title)?;
        bounds::text("filter", &self.filter)?;
        bounds::text("all", &self.all)
    }

    fn dialog(&self, endings: &[&str]) -> rfd::AsyncFileDialog {
        // Of letters in both cases, since systems tell them apart.
        let both: Vec<String> = endings
            .iter()
            .flat_map(|ending| [(*ending).to_owned(), ending.to_uppercase()])
            .collect();
        rfd::AsyncFileDialog::new()
            .set_title(&self.title)
            .add_filter(&self.filter, &both)
    }
}

/// Asks for a file. `None`: the user cancelled.
pub async fn choose_file(words: &DialogWords, endings: &[&str]) -> Option<PathBuf> {
    let dialog = words.dialog(endings).add_filter(&words.all, &["*"]);
    dialog.pick_file().await.map(Into::into)
}

/// Asks for a folder. `None`: the user cancelled.
pub async fn choose_folder(title: &str) -> Option<PathBuf> {
    let dialog = rfd::AsyncFileDialog::new().set_title(title);
    dialog.pick_folder().await.map(Into::into)
}

/// Asks for a place for a new file, with `name` proposed. `None`: the user cancelled.
pub async fn choose_place(words: &DialogWords, endings: &[&str], name: &str) -> Option<PathBuf> {
    let dialog = words.dialog(endings).set_file_name(name);
    let path: PathBuf = dialog.save_file().await?.into();
    Some(with_ending(path, endings))
}

/// The path with an ending where the user typed none; but never one at which a file stands, for the dialog has asked about
/// the path as typed alone.
fn with_ending(path: PathBuf, endings: &[&str]) -> PathBuf {
    match endings.first() {
        Some(ending) if path.extension().is_none() => {
            let ended = path.with_extension(ending);
            if ended.exists() { path } else { ended }
        }
        _ => path,
    }
}

/// The folder of the app's own data, where the terminal looks for it too; `None`: the system has none for such.
pub fn data_folder(identifier: &str) -> Option<PathBuf> {
    let folders = directories::BaseDirs::new()?;
    Some(folders.data_dir().join(identifier))
}

/// The workspace that a first start makes.
pub fn default_workspace(data: &Path) -> PathBuf {
    data.join("Prospect Desk.prospects")
}

/// The sample catalogue as CSV, with dates that are recent on the day of `now`.
///
/// # Errors
/// An incident, where it cannot be made.
pub fn sample_catalogue(now: Timestamp) -> Outcome<Vec<u8>> {
    let today = now.to_zoned(TimeZone::UTC).date();
    let mut csv = Vec::new();
    let parts = (
        today.year(),
        today.month().unsigned_abs(),
        today.day().unsigned_abs(),
    );
    prospect_sample::write_catalogue(&mut csv, Size::SHIPPED, parts)
        .map_err(|error| CommandError::logged(&format!("the sample: {}", error.kind())))?;
    Ok(csv)
}

/// Opens an address in the program that the system has for it. One without a scheme is a website.
///
/// # Errors
/// [`CommandError::AddressRefused`] for all that is neither `http`, `https` nor `mailto`; [`CommandError::NothingOpens`].
pub fn open_website(address: &str) -> Outcome<()> {
    let url = website(address)?;
    open::that_detached(url.as_str()).map_err(|error| {
        tracing::warn!("nothing opens an address: {}", error.kind());
        CommandError::NothingOpens {
            address: address.to_owned(),
        }
    })
}

/// What a `mailto:` address may say besides whom it goes to: what a letter says by itself. Others would be files of this machine
/// (`attach`, which some mail programs take), or recipients whom nobody sees (`bcc`).
const MAIL: [&str; 3] = ["subject", "body", "cc"];

fn website(address: &str) -> Outcome<Url> {
    let refused = || CommandError::AddressRefused {
        address: address.to_owned(),
    };
    let address = address.trim();
    // Those that browsers pass over, so that what is opened is not what was read.
    if address.contains(is_unseen) {
        return Err(refused());
    }
    let is_whole = address.contains("://") || is_mail(address);
    let whole = if is_whole {
        address.to_owned()
    } else {
        format!("https://{address}")
    };
    let url = Url::parse(&whole).map_err(|_| refused())?;
    match url.scheme() {
        "http" | "https" => Ok(url),
        "mailto" => {
            let all = url.query_pairs().all(|(key, _)| is_said(&key));
            all.then_some(url).ok_or_else(refused)
        }
        _ => Err(refused()),
    }
}

fn is_mail(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto"))
}

fn is_said(key: &str) -> bool {
    MAIL.iter().any(|known| known.eq_ignore_ascii_case(key))
}

/// Control characters, and marks that turn the text round.
fn is_unseen(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_websites_and_mail_are_opened() {
        let opened = |address: &str| website(address).map(String::from).ok();
        assert_eq!(
            opened("https://a.example/b?c").as_deref(),
            Some("https://a.example/b?c")
        );
        assert_eq!(
            opened(" www.a.example ").as_deref(),
            Some("https://www.a.example/")
        );
        assert_eq!(
            opened("a.example:8080/x").as_deref(),
            Some("https://a.example:8080/x")
        );
        assert_eq!(
            opened("mailto:kim@a.example").as_deref(),
            Some("mailto:kim@a.example")
        );
        for refused in [
            "",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "smb://a.example",
            "--help --",
            "data:text/html,x",
            "FILE:///etc/passwd",
            "java\nscript:alert(1)",
            "javascript://a.example/%0aalert(1)",
            "vbscript:x",
            "ftp://a.example",
            "tauri://localhost",
            "-a.example --help",
            "https://a.example/\nx",
            "https://a.ex\tample",
            "https://a.example/\u{0}",
            "https://\u{202e}elpmaxe.a",
            "https://",
            "https:// a.example",
            "https://a b.example",
            "mailto:kim@a.example?attach=/etc/passwd",
            "mailto:kim@a.example?subject=x&Attachment=/etc/passwd",
            "mailto:kim@a.example?bcc=all@a.example",
            "mailto:kim@a.example?%62cc=all@a.example",
        ] {
            assert_eq!(opened(refused), None, "{refused}");
        }
    }

    #[test]
    fn what_is_opened_is_whole_and_never_an_option() {
        let opened = |address: &str| String::from(website(address).unwrap());
        // What stands before the @ is a name for the site behind it: the window asks before it opens one (`doubtsOf`).
        assert_eq!(
            opened("https://a.example@evil.example"),
            "https://a.example@evil.example/"
        );
        assert_eq!(
            opened("https://раураl.example/"),
            "https://xn--l-7sba6dbr.example/"
        );
        assert_eq!(
            opened("MAILTO:kim@a.example?Subject=Hi&cc=jo@a.example&body=x%0Ay"),
            "mailto:kim@a.example?Subject=Hi&cc=jo@a.example&body=x%0Ay"
        );
        for address in [
            "-x.example",
            "--help",
            "https://a.example/' -x `y` $(z) \"q",
        ] {
            let opened = website(address).map(String::from).unwrap_or_default();
            assert!(!opened.starts_with('-'), "{opened}");
            assert!(!opened.contains([' ', '"', '\n']), "{opened}");
        }
    }

    #[test]
    fn an_ending_is_added_where_none_was_typed_and_nothing_stands() {
        let folder = tempfile::tempdir().unwrap();
        let typed = folder.path().join("results");
        assert_eq!(
            with_ending(typed.clone(), TABLES),
            folder.path().join("results.csv")
        );
        assert_eq!(
            with_ending(folder.path().join("a.txt"), TABLES),
            folder.path().join("a.txt")
        );
        std::fs::write(folder.path().join("results.csv"), "").unwrap();
        assert_eq!(with_ending(typed.clone(), TABLES), typed);
    }
}
