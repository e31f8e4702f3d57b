//! What single cells hold: addresses and sites.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;

use crate::text;

/// The most bytes of an address (RFC 5321), and of the part before its `@`.
const EMAIL_LIMIT: usize = 254;
const LOCAL_LIMIT: usize = 64;
/// The most characters of a name in the domain name system.
const DOMAIN_LIMIT: usize = 253;

/// Whether an address can be mailed to: the rule of HTML's email fields, with the lengths of RFC 5321. A domain beyond ASCII
/// is checked in its ASCII form.
pub(crate) fn is_email(address: &str) -> bool {
    let Some((local, domain)) = address.rsplit_once('@') else {
        return false;
    };
    let allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    if local.is_empty() || local.len() > LOCAL_LIMIT || !local.bytes().all(allowed) {
        return false;
    }
    if domain.is_ascii() {
        return address.len() <= EMAIL_LIMIT && is_domain(domain);
    }
    idna::domain_to_ascii(domain)
        .is_ok_and(|ascii| local.len() + 1 + ascii.len() <= EMAIL_LIMIT && is_domain(&ascii))
}

fn is_domain(domain: &str) -> bool {
    domain.len() <= DOMAIN_LIMIT
        && domain.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
}

/// The address that a faulty one may have meant: the one in angle brackets, without `mailto:`, in plain width, without spaces.
pub(crate) fn mend_email(address: &str) -> Option<String> {
    let plain: String = address.chars().take(400).nfkc().collect();
    let inner = match (plain.rfind('<'), plain.rfind('>')) {
        (Some(open), Some(close)) if open < close => &plain[open + 1..close],
        _ => plain.trim().trim_start_matches("mailto:"),
    };
    let joined: String = inner.chars().filter(|c| !c.is_whitespace()).collect();
    let ends: &[char] = &['.', ',', ';', ':', '<', '>', '(', ')', '"', '\''];
    let candidate = joined
        .trim_matches(ends)
        .replace(',', ".")
        .replace("@@", "@")
        .replace("..", ".");
    (candidate != address && candidate.contains('.') && is_email(&candidate)).then_some(candidate)
}

/// Addresses that belong to an office rather than a person.
pub(super) fn is_role(email: &str) -> bool {
    const ROLES: [&str; 22] = [
        "info",
        "sales",
        "admin",
        "administrator",
        "contact",
        "support",
        "office",
        "marketing",
        "webmaster",
        "postmaster",
        "hostmaster",
        "noreply",
        "no-reply",
        "donotreply",
        "help",
        "service",
        "billing",
        "enquiries",
        "inquiries",
        "abuse",
        "mail",
        "team",
    ];
    email
        .split_once('@')
        .is_some_and(|(local, _)| ROLES.iter().any(|role| local.eq_ignore_ascii_case(role)))
}

/// What a website came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Site<'w> {
    /// Its host in ASCII, without `www.`.
    pub(super) host: Cow<'w, str>,
    /// The bytes of its registrable domain, with which the host ends; 0 where many partners share it.
    domain: usize,
}

impl Site<'_> {
    /// Its registrable domain, unless many partners share it.
    pub(crate) fn domain(&self) -> Option<&str> {
        let start = self.host.len() - self.domain;
        self.host.get(start..).filter(|domain| !domain.is_empty())
    }
}

/// Reads a website as written, with or without a scheme; `None` when it is none.
pub(crate) fn read_site(website: &str) -> Option<Site<'_>> {
    let host = match plain_host(website) {
        Some(host) => Cow::Borrowed(host),
        None => {
            let scheme = website.split_once("://").map(|(scheme, _)| scheme);
            let web = scheme
                .is_none_or(|s| s.eq_ignore_ascii_case("http") || s.eq_ignore_ascii_case("https"));
            let no_site =
                website.contains(char::is_whitespace) || website.contains('@') && scheme.is_none();
            if !web || no_site {
                return None;
            }
            Cow::Owned(text::host_of(website)?)
        }
    };
    if !is_domain(&host) {
        return None;
    }
    let domain = text::domain_of(&host).filter(|domain| !is_shared(domain));
    let domain = domain.map_or(0, str::len);
    Some(Site { host, domain })
}

/// The host of a site written in the plainest way; what is not is left to the slower, whole rule.
fn plain_host(website: &str) -> Option<&str> {
    let after = ["https://", "http://"]
        .iter()
        .find_map(|scheme| website.strip_prefix(scheme))
        .unwrap_or(website);
    let end = after.find('/').unwrap_or(after.len());
    let (host, path) = after.split_at(end);
    let host = host.strip_prefix("www.").unwrap_or(host);
    let (_, last) = host.rsplit_once('.')?;
    let plain = host
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-')
        && last.len() >= 2
        && last.bytes().all(|b| b.is_ascii_lowercase())
        && !host.contains("xn--")
        && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    plain.then_some(host)
}

/// Hosts on which many partners have their pages: the domain says nothing of who it is.
const SHARED: &str = include_str!("shared_hosts.txt");

/// Whether many partners share a domain, or one above it.
pub(crate) fn is_shared(domain: &str) -> bool {
    static HOSTS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| SHARED.lines().collect());
    let mut above = Some(domain);
    while let Some(domain) = above {
        if HOSTS.contains(domain) {
            return true;
        }
        above = domain.split_once('.').map(|(_, above)| above);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_follow_the_rule_of_html_and_the_lengths_of_the_standard() {
        for good in [
            "a@b",
            "a.b+c@d-e.example",
            "x@xn--bcher-kva.example",
            "o'neil@b.example",
            "a@bücher.example",
        ] {
            assert!(is_email(good), "{good}");
        }
        let long = format!("{}@{}.example", "a".repeat(64), "b".repeat(63));
        assert!(is_email(&long));
        let label = format!("a@{}.example", "b".repeat(64));
        let total = format!("a@{}", vec!["b".repeat(60); 5].join("."));
        let of_length = |length: usize| {
            let before = format!("{}@{}.", "a".repeat(20), vec!["b".repeat(60); 3].join("."));
            format!("{before}{}", "c".repeat(length - before.len()))
        };
        let over = of_length(255);
        assert!(is_email(&of_length(254)));
        for bad in [
            "",
            "a",
            "@b",
            "a@",
            "a b@c",
            "a@b..c",
            "a@-b",
            "ä@b.example",
            "a@b_c",
            "a@b@c",
            "a@b.",
            "a@.b",
            "a@b-.example",
            "\"a b\"@c.example",
            "a@[203.0.113.7]",
            &format!("{}@b.example", "a".repeat(65)),
            &label,
            &total,
            &over,
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn a_site_has_a_host_and_a_domain_of_its_own_where_it_is_one() {
        let site = |host: &str, domain: &str| {
            Some((
                host.to_owned(),
                (!domain.is_empty()).then(|| domain.to_owned()),
            ))
        };
        let long = format!("{}.example", vec!["a"; 130].join("."));
        let table = [
            (
                "wanderbuch.example",
                site("wanderbuch.example", "wanderbuch.example"),
            ),
            (
                "HTTPS://www.Wanderbuch.Example:443/a?b#c",
                site("wanderbuch.example", "wanderbuch.example"),
            ),
            (
                "http://shop.wanderbuch.co.uk",
                site("shop.wanderbuch.co.uk", "wanderbuch.co.uk"),
            ),
            (
                "wanderbuch.example.",
                site("wanderbuch.example", "wanderbuch.example"),
            ),
            (
                "//wanderbuch.example/x",
                site("wanderbuch.example", "wanderbuch.example"),
            ),
            (
                "https://me:secret@wanderbuch.example",
                site("wanderbuch.example", "wanderbuch.example"),
            ),
            (
                "BÜCHER.example",
                site("xn--bcher-kva.example", "xn--bcher-kva.example"),
            ),
            (
                "山野。example",
                site("xn--rhtu55j.example", "xn--rhtu55j.example"),
            ),
            // Many share the host, the suffix belongs to nobody, and a number is no name.
            ("m.youtube.com/@a", site("m.youtube.com", "")),
            ("a.blogspot.com", site("a.blogspot.com", "")),
            ("co.uk", site("co.uk", "")),
            ("https://203.0.113.7/x", site("203.0.113.7", "")),
            ("http://[2001:db8::1]/", None),
            ("ftp://wanderbuch.example", None),
            ("mailto:a@wanderbuch.example", None),
            ("a@wanderbuch.example", None),
            ("wander buch.example", None),
            ("localhost", None),
            ("a_b.example", None),
            ("-a.example", None),
            ("n/a", None),
            (&long, None),
            ("", None),
        ];
        for (website, expected) in table {
            let found = read_site(website).map(|site| {
                let domain = site.domain().map(str::to_owned);
                (site.host.into_owned(), domain)
            });
            assert_eq!(found, expected, "{website}");
        }
    }

    #[test]
    fn an_office_has_an_address_of_its_own_kind() {
        for role in ["Info@a.example", "sales@a.example", "no-reply@a.example"] {
            assert!(is_role(role), "{role}");
        }
        for person in [
            "informed@a.example",
            "eva@info.example",
            "info.eva@a.example",
        ] {
            assert!(!is_role(person), "{person}");
        }
    }

    #[test]
    fn the_quick_way_to_a_host_and_the_whole_rule_agree() {
        for site in [
            "a.example",
            "https://www.a.example/b",
            "http://shop.a.co.uk",
            "www.a.example/x?y#z",
            "1.2.3.4",
            "a.b-c.example",
        ] {
            if let Some(host) = plain_host(site) {
                assert_eq!(text::host_of(site).as_deref(), Some(host), "{site}");
            }
        }
        assert!(
            plain_host("https://www.a.example/b").is_some(),
            "the plain form takes the quick way"
        );
    }
}
