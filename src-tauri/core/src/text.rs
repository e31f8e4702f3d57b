//! The one place that folds what people write into keys to search and match by.

use caseless::Caseless;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Text folded for search: case, width, compatibility forms and accents make no difference, runs of white space are one
/// space, control characters are gone.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Writes folded text behind what is in `buffer`; see [`fold`].
pub fn fold_into(text: &str, buffer: &mut String) {
    if is_plain(text) {
        let start = buffer.len();
        buffer.push_str(text);
        buffer[start..].make_ascii_lowercase();
    } else {
        buffer.push_str(&fold_any(text));
    }
}

/// Whether folding changes nothing but ASCII case: so it is with most of what is folded, and fast to tell.
fn is_plain(text: &str) -> bool {
    let spaces_are_single = !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.as_bytes().windows(2).any(|pair| pair == b"  ");
    let plain = |character| matches!(character, ' '..='~' | '\u{4e00}'..='\u{9fff}');
    let printable = |byte| matches!(byte, b' '..=b'~');
    spaces_are_single && (text.bytes().all(printable) || text.chars().all(plain))
}

fn fold_any(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text
        .nfkd()
        .default_case_fold()
        .nfkd()
        .filter(|c| !is_accent(*c))
    {
        if character.is_whitespace() {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else if !character.is_control() {
            folded.push(character);
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded.nfc().collect()
}

/// Marks that Latin, Greek and Cyrillic letters carry; those that make another letter in other scripts stay.
fn is_accent(character: char) -> bool {
    is_combining_mark(character) && matches!(character, '\u{300}'..='\u{36f}')
}

/// The key by which names are the same: compatibility form and case folded, white space collapsed, accents kept.
pub fn name_key(name: &str) -> String {
    if is_plain(name) {
        return name.to_ascii_lowercase();
    }
    let folded = same_form(name);
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text in its compatibility form, case folded.
fn same_form(text: &str) -> String {
    // Most names are composed and plain already; composing them again costs more than all else that is done to a row.
    let composed = |text: &str| is_nfkc_quick(text.chars()) == IsNormalized::Yes;
    let mut folded: String = if composed(text) {
        text.chars().default_case_fold().collect()
    } else {
        text.nfkc().default_case_fold().collect()
    };
    if !composed(&folded) {
        folded = folded.nfkc().collect();
    }
    folded
}

/// The key by which addresses are the same: trimmed, case folded, the domain in its ASCII form. `None` when `email` has
/// no `@` with something on both sides.
pub fn email_key(email: &str) -> Option<String> {
    let (local, domain) = email.trim().rsplit_once('@')?;
    if local.is_empty() || domain.is_empty() {
        return None;
    }
    let domain = idna::domain_to_ascii(domain).unwrap_or_else(|_| domain.to_lowercase());
    Some(format!(
        "{}@{domain}",
        local.nfc().default_case_fold().collect::<String>()
    ))
}

/// The host of a website as written, with or without a scheme, in ASCII and without `www.`; `None` when there is none.
pub fn host_of(website: &str) -> Option<String> {
    let website = website.trim();
    let with_scheme = if website.contains("://") {
        website.to_owned()
    } else {
        format!("http://{website}")
    };
    let url = url::Url::parse(&with_scheme).ok()?;
    let host = url.host_str()?.trim_end_matches('.');
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && !host.starts_with('.')).then(|| host.to_owned())
}

/// The registrable domain of a website: the name under its public suffix; where there is none, its host. Hosts that many
/// partners share are not told apart here; see the import's matching.
pub fn registrable_domain(website: &str) -> Option<String> {
    let host = host_of(website)?;
    Some(domain_of(&host).map_or(host.clone(), str::to_owned))
}

/// The registrable domain of a host. `None`: it is a public suffix itself, or the number of a machine.
pub fn domain_of(host: &str) -> Option<&str> {
    let is_number = host.parse::<std::net::Ipv4Addr>().is_ok();
    psl::domain_str(host).filter(|_| !is_number)
}

/// The key of a handle: without `@`, folded by case and width. `None` when nothing is left.
pub fn handle_key(handle: &str) -> Option<String> {
    let folded = if handle.is_ascii() {
        handle.to_ascii_lowercase()
    } else {
        same_form(handle)
    };
    let key = folded.trim().trim_start_matches('@').trim_start();
    (!key.is_empty()).then(|| key.to_owned())
}

/// The key of a network's own partner ID: trimmed, case folded; leading zeros stay.
pub fn partner_id_key(id: &str) -> Option<String> {
    let folded = same_form(id);
    let key = folded.trim();
    (!key.is_empty()).then(|| key.to_owned())
}

/// What a logo shows: two initials, or one 汉字.
pub fn initials(name: &str) -> String {
    let mut words = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let Some(first) = words.next() else {
        return "?".to_owned();
    };
    let letter = first.chars().next().unwrap_or('?');
    if !letter.is_lowercase() && !letter.is_uppercase() && letter.is_alphabetic() {
        return letter.to_string();
    }
    match words.find_map(|word| {
        word.chars()
            .next()
            .filter(|c| c.is_uppercase() || c.is_numeric())
    }) {
        Some(second) => letter.to_uppercase().chain(second.to_uppercase()).collect(),
        None => letter
            .to_uppercase()
            .chain(first.chars().skip(1).take(1))
            .collect(),
    }
}

/// Which of 12 colours a logo has: the same for the same folded name, always.
pub fn logo_colour(folded_name: &str) -> u8 {
    let hash = folded_name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    (hash % 12) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_ignores_case_accents_and_width() {
        let table = [
            ("Vélo CHEMIN", "velo chemin"),
            ("Straße", "strasse"),
            ("ＡＢＣ１２３", "abc123"),
            ("Ｗｅｉ\u{3000}Ｈａｎ", "wei han"),
            ("  a \t\n b  ", "a b"),
            ("İstanbul", "istanbul"),
            ("山野志", "山野志"),
            ("が", "が"),
            ("Й", "и"),
            ("bad\u{0}name", "badname"),
            ("plain.example", "plain.example"),
        ];
        for (text, folded) in table {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    #[test]
    fn names_are_the_same_whatever_their_case_and_width() {
        let table = [
            ("Wanderbuch", "wanderbuch"),
            ("WANDER BUCH", "wander buch"),
            (" Wander\t Buch ", "wander buch"),
            ("ＷＡＮＤＥＲ buch", "wander buch"),
            ("Vélo", "vélo"),
            ("山野志 VIP", "山野志 vip"),
        ];
        for (name, key) in table {
            assert_eq!(name_key(name), key, "{name:?}");
        }
    }

    #[test]
    fn addresses_are_the_same_whatever_their_case_and_script_of_domain() {
        assert_eq!(
            email_key(" Info@Münster.example ").as_deref(),
            Some("info@xn--mnster-3ya.example")
        );
        assert_eq!(email_key("A@B.example"), email_key("a@b.EXAMPLE"));
        for none in ["", "a", "@b.example", "a@"] {
            assert_eq!(email_key(none), None, "{none:?}");
        }
    }

    #[test]
    fn a_registrable_domain_drops_scheme_www_path_and_subdomain() {
        let table = [
            (
                "https://www.wanderbuch.example/touren?x=1",
                Some("wanderbuch.example"),
            ),
            ("shop.wanderbuch.co.uk", Some("wanderbuch.co.uk")),
            ("HTTP://WWW.Wanderbuch.Example", Some("wanderbuch.example")),
            ("bücher.example", Some("xn--bcher-kva.example")),
            ("https://例子。example/路径", Some("xn--fsqu00a.example")),
            ("ｗｗｗ．ＳＨＯＰ．example", Some("shop.example")),
            ("http://203.0.113.7:8080/x", Some("203.0.113.7")),
            ("co.uk", Some("co.uk")),
            ("not a site", None),
            ("localhost", None),
            ("", None),
        ];
        for (website, domain) in table {
            assert_eq!(
                registrable_domain(website).as_deref(),
                domain,
                "{website:?}"
            );
        }
    }

    #[test]
    fn a_handle_is_the_same_with_and_without_its_at() {
        for handle in [
            "＠Anouk.D",
            "﹫anouk.d",
            " @ANOUK.d ",
            "ａｎｏｕｋ．ｄ",
            "@@anouk.d",
        ] {
            assert_eq!(handle_key(handle).as_deref(), Some("anouk.d"), "{handle}");
        }
        for none in ["", "@", " ＠ "] {
            assert_eq!(handle_key(none), None, "{none:?}");
        }
    }

    #[test]
    fn a_partner_id_keeps_its_leading_zeros() {
        let table = [
            (" 007A ", "007a"),
            ("００７Ａ", "007a"),
            ("007a", "007a"),
            ("7a", "7a"),
            ("1e5", "1e5"),
        ];
        for (id, key) in table {
            assert_eq!(partner_id_key(id).as_deref(), Some(key), "{id}");
        }
        assert_eq!(partner_id_key(" \u{3000}"), None);
    }

    #[test]
    fn initials_are_two_letters_or_one_ideograph() {
        let table = [
            ("Nordlicht Reisen", "NR"),
            ("Wanderbuch", "Wa"),
            ("Sentiers & Refuges", "SR"),
            ("沈若溪 Ruoxi Shen", "沈"),
            ("Élodie Marchand", "ÉM"),
            ("le monde", "Le"),
            ("  ", "?"),
        ];
        for (name, shown) in table {
            assert_eq!(initials(name), shown, "{name:?}");
        }
    }
}
