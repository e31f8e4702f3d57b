//! What single cells hold: addresses, sites, numbers, dates.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use crate::text;

/// The most bytes of an address (RFC 5321), and of the part before its `@`.
const EMAIL_LIMIT: usize = 254;
const LOCAL_LIMIT: usize = 64;

/// Whether an address can be mailed to: the rule of HTML's email fields, with the lengths of RFC 5321. A domain beyond ASCII
/// is checked in its ASCII form.
pub(super) fn is_email(address: &str) -> bool {
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
    domain.split('.').all(|label| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    })
}

/// The address that a faulty one may have meant: the one in angle brackets, without `mailto:`, in plain width, without spaces.
pub(super) fn mend_email(address: &str) -> Option<String> {
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
pub(super) fn is_role(email_key: &str) -> bool {
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
    email_key
        .split_once('@')
        .is_some_and(|(local, _)| ROLES.contains(&local))
}

/// What a website came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Site {
    /// Its host in ASCII, without `www.`.
    pub(super) host: String,
    /// Its registrable domain, unless many partners share it.
    pub(super) domain: Option<String>,
}

/// Reads a website as written, with or without a scheme; `None` when it is none.
pub(super) fn read_site(website: &str) -> Option<Site> {
    let host = match plain_host(website) {
        Some(host) => host,
        None => {
            let scheme = website.split_once("://").map(|(scheme, _)| scheme);
            let web = scheme
                .is_none_or(|s| s.eq_ignore_ascii_case("http") || s.eq_ignore_ascii_case("https"));
            let no_site =
                website.contains(char::is_whitespace) || website.contains('@') && scheme.is_none();
            if !web || no_site {
                return None;
            }
            text::host_of(website)?
        }
    };
    if !is_domain(&host) {
        return None;
    }
    let domain = psl::domain_str(&host).unwrap_or(&host);
    let domain = (!is_shared(domain)).then(|| domain.to_owned());
    Some(Site { host, domain })
}

/// The host of a site written in the plainest way; what is not is left to the slower, whole rule.
fn plain_host(website: &str) -> Option<String> {
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
    plain.then(|| host.to_owned())
}

/// Hosts on which many partners have their pages: the domain says nothing of who it is.
const SHARED: &[&str] = &[
    "youtube.com",
    "youtu.be",
    "instagram.com",
    "tiktok.com",
    "facebook.com",
    "fb.com",
    "fb.me",
    "x.com",
    "twitter.com",
    "twitch.tv",
    "pinterest.com",
    "linkedin.com",
    "xiaohongshu.com",
    "xhslink.com",
    "weibo.com",
    "weibo.cn",
    "douyin.com",
    "bilibili.com",
    "b23.tv",
    "zhihu.com",
    "kuaishou.com",
    "qq.com",
    "163.com",
    "sina.com.cn",
    "sohu.com",
    "toutiao.com",
    "jianshu.com",
    "csdn.net",
    "douban.com",
    "snapchat.com",
    "threads.net",
    "threads.com",
    "reddit.com",
    "discord.gg",
    "discord.com",
    "t.me",
    "telegram.me",
    "wa.me",
    "whatsapp.com",
    "vk.com",
    "ok.ru",
    "line.me",
    "naver.com",
    "daum.net",
    "tistory.com",
    "ameblo.jp",
    "hatenablog.com",
    "note.com",
    "fc2.com",
    "livejournal.com",
    "blogspot.com",
    "blogger.com",
    "wordpress.com",
    "tumblr.com",
    "medium.com",
    "substack.com",
    "ghost.io",
    "beehiiv.com",
    "patreon.com",
    "onlyfans.com",
    "ko-fi.com",
    "buymeacoffee.com",
    "linktr.ee",
    "linktree.com",
    "beacons.ai",
    "bio.link",
    "lnk.bio",
    "campsite.bio",
    "carrd.co",
    "about.me",
    "taplink.cc",
    "msha.ke",
    "solo.to",
    "allmylinks.com",
    "liketoknow.it",
    "shopltk.com",
    "ltk.app",
    "wix.com",
    "wixsite.com",
    "weebly.com",
    "squarespace.com",
    "godaddysites.com",
    "webnode.com",
    "jimdo.com",
    "jimdofree.com",
    "jimdosite.com",
    "strikingly.com",
    "yolasite.com",
    "webflow.io",
    "myshopify.com",
    "shopify.com",
    "bigcartel.com",
    "etsy.com",
    "ebay.com",
    "amazon.com",
    "amazon.de",
    "amazon.co.uk",
    "taobao.com",
    "tmall.com",
    "jd.com",
    "alibaba.com",
    "aliexpress.com",
    "github.io",
    "github.com",
    "gitlab.io",
    "netlify.app",
    "vercel.app",
    "pages.dev",
    "web.app",
    "firebaseapp.com",
    "herokuapp.com",
    "google.com",
    "goo.gl",
    "bit.ly",
    "tinyurl.com",
    "apple.com",
    "spotify.com",
    "soundcloud.com",
    "podbean.com",
    "anchor.fm",
    "vimeo.com",
    "dailymotion.com",
    "flickr.com",
    "behance.net",
    "dribbble.com",
    "gumroad.com",
    "eventbrite.com",
    "meetup.com",
    "over-blog.com",
    "canalblog.com",
    "skyrock.com",
    "blog.de",
    "typepad.com",
    "mystrikingly.com",
    "business.site",
    "rumble.com",
    "kick.com",
    "bsky.app",
];

/// Whether many partners share a domain, or the one above it.
pub(super) fn is_shared(domain: &str) -> bool {
    SHARED.iter().any(|shared| {
        domain
            .strip_suffix(shared)
            .is_some_and(|before| before.is_empty() || before.ends_with('.'))
    })
}

/// A value read from a cell, and whether more was made of it than stands there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Read<T> {
    pub(super) value: T,
    pub(super) normalised: bool,
}

/// Reads a count: digits, with thousands parted by `,` `.` `'` or spaces, or a round figure such as `12.5K` or `3万`.
pub(super) fn read_count(cell: &str) -> Option<Read<u32>> {
    if cell.len() <= 10 && !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Read {
            value: cell.parse().ok()?,
            normalised: false,
        });
    }
    if cell.len() > 60 {
        return None;
    }
    let plain: String = cell.nfkc().collect();
    let plain = plain.trim();
    let units = [
        ('k', 1e3),
        ('K', 1e3),
        ('千', 1e3),
        ('万', 1e4),
        ('萬', 1e4),
        ('m', 1e6),
        ('M', 1e6),
        ('亿', 1e8),
    ];
    for (unit, times) in units {
        if let Some(figure) = plain.strip_suffix(unit) {
            let figure = read_decimal(figure.trim_end())? * times;
            let value = figure.round();
            let fits = (0.0..=f64::from(u32::MAX)).contains(&value);
            return fits.then_some(Read {
                value: value as u32,
                normalised: true,
            });
        }
    }
    let (whole, zeros) = match plain.rsplit_once('.') {
        Some((whole, zeros))
            if zeros.len() <= 2 && !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') =>
        {
            (whole, true)
        }
        _ => (plain, false),
    };
    let (digits, dots) = ungroup(whole)?;
    Some(Read {
        value: digits.parse().ok()?,
        normalised: zeros || dots,
    })
}

/// The digits of a number whose thousands are parted alike; whether by dots, which could have been decimals.
fn ungroup(number: &str) -> Option<(String, bool)> {
    let Some(separator) = number.chars().find(|c| !c.is_ascii_digit()) else {
        return (!number.is_empty()).then(|| (number.to_owned(), false));
    };
    if !matches!(
        separator,
        ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}'
    ) {
        return None;
    }
    let mut groups = number.split(separator);
    let first = groups.next()?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let first_fits = (1..=3).contains(&first.len()) && digits(first);
    let rest: Vec<&str> = groups.collect();
    let fits = first_fits && rest.iter().all(|group| group.len() == 3 && digits(group));
    fits.then(|| (format!("{first}{}", rest.concat()), separator == '.'))
}

/// Reads a number with a decimal point or comma.
fn read_decimal(text: &str) -> Option<f64> {
    let (whole, part) = match text.find(['.', ',']) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, "0"),
    };
    let digits = |text: &str| {
        !text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit())
    };
    (digits(whole) && digits(part)).then(|| format!("{whole}.{part}").parse().ok())?
}

/// Reads a rate in percent, with or without its sign: `4.2`, `12,5 %`. More than 1,000 % is none.
pub(super) fn read_percent(cell: &str) -> Option<f32> {
    if cell.len() > 60 {
        return None;
    }
    let plain: String = cell.nfkc().collect();
    let figure = read_decimal(plain.trim().trim_end_matches('%').trim_end())?;
    (figure <= 1_000.0).then_some(figure as f32)
}

/// Reads a date: ISO, or another form in which day and month cannot be mistaken for each other.
pub(super) fn read_date(cell: &str) -> Option<Read<Date>> {
    if cell.len() > 60 {
        return None;
    }
    if let Ok(value) = cell.parse::<Date>()
        && cell.len() == 10
    {
        return Some(Read {
            value,
            normalised: false,
        });
    }
    let plain: String = cell.nfkc().collect();
    // A time of day is dropped, and said to be.
    let clock = plain
        .find(':')
        .map(|at| plain[..at].trim_end_matches(|c: char| c.is_ascii_digit()));
    let (day, normalised) = match clock {
        Some(day) => (day.trim_end_matches(['T', ' ', '\t']), true),
        None => (plain.as_str(), false),
    };
    let value = read_day(day.trim())?;
    Some(Read { value, normalised })
}

fn read_day(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "-/.,年月日".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    let [a, b, c] = parts.as_slice() else {
        return None;
    };
    let number = |part: &str| (part.len() <= 4).then(|| part.parse::<i16>().ok())?;
    let date = |year: i16, month: i16, day: i16| {
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    let month_of = |word: &str| {
        const MONTHS: [&str; 12] = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ];
        let word = word.to_lowercase();
        let known = MONTHS
            .iter()
            .position(|month| word.len() >= 3 && word.starts_with(month));
        known
            .filter(|_| word.chars().all(char::is_alphabetic))
            .map(|at| at as i16 + 1)
    };
    match (number(a), number(b), number(c)) {
        (Some(year), Some(month), Some(day)) if a.len() == 4 => date(year, month, day),
        (Some(day), Some(month), Some(year)) if c.len() == 4 && text.contains('.') => {
            date(year, month, day)
        }
        (Some(day), Some(month), Some(year)) if c.len() == 4 && (day > 12 || day == month) => {
            date(year, month, day)
        }
        (Some(month), Some(day), Some(year)) if c.len() == 4 && day > 12 => date(year, month, day),
        (Some(day), None, Some(year)) if c.len() == 4 => date(year, month_of(b)?, day),
        (None, Some(day), Some(year)) if c.len() == 4 => date(year, month_of(a)?, day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

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
            &label,
            &total,
        ] {
            assert!(!is_email(bad), "{bad}");
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
                assert_eq!(
                    text::host_of(site).as_deref(),
                    Some(host.as_str()),
                    "{site}"
                );
            }
        }
        assert!(
            plain_host("https://www.a.example/b").is_some(),
            "the plain form takes the quick way"
        );
    }

    #[test]
    fn counts_are_read_with_care() {
        let table = [
            ("1234", Some((1_234, false))),
            ("1,234", Some((1_234, false))),
            ("1 234 567", Some((1_234_567, false))),
            ("1’234", Some((1_234, false))),
            ("１２３", Some((123, false))),
            ("1.234", Some((1_234, true))),
            ("1234.0", Some((1_234, true))),
            ("12.5k", Some((12_500, true))),
            ("1,2M", Some((1_200_000, true))),
            ("3.5万", Some((35_000, true))),
            ("12,34", None),
            ("1,234.5", None),
            ("-5", None),
            ("4294967296", None),
            ("99999M", None),
            ("", None),
            ("1e5", None),
        ];
        for (cell, read) in table {
            let found = read_count(cell).map(|read| (read.value, read.normalised));
            assert_eq!(found, read, "{cell:?}");
        }
    }

    #[test]
    fn rates_are_percent() {
        let table = [
            ("4.2", Some(4.2)),
            ("12.5 %", Some(12.5)),
            ("12,5%", Some(12.5)),
            ("８％", Some(8.0)),
            ("1001", None),
            ("x", None),
            ("-1", None),
        ];
        for (cell, read) in table {
            assert_eq!(read_percent(cell), read, "{cell:?}");
        }
    }

    #[test]
    fn dates_are_read_where_day_and_month_cannot_be_mistaken() {
        let day = date(2026, 11, 3);
        for cell in [
            "2026-11-03",
            "2026/11/3",
            "2026.11.03",
            "2026年11月3日",
            "03.11.2026",
            "3 Nov 2026",
            "November 3, 2026",
            "3-Nov-2026",
        ] {
            assert_eq!(
                read_date(cell).map(|read| (read.value, read.normalised)),
                Some((day, false)),
                "{cell}"
            );
        }
        for cell in ["2026-11-03T10:20:30Z", "2026-11-03 10:20"] {
            assert_eq!(
                read_date(cell).map(|read| (read.value, read.normalised)),
                Some((day, true)),
                "{cell}"
            );
        }
        assert_eq!(
            read_date("25/12/2026").map(|read| read.value),
            Some(date(2026, 12, 25))
        );
        assert_eq!(
            read_date("12/25/2026").map(|read| read.value),
            Some(date(2026, 12, 25))
        );
        for cell in [
            "03/11/2026",
            "2026-13-01",
            "yesterday",
            "26-11-03",
            "2026-11",
            "",
        ] {
            assert_eq!(read_date(cell), None, "{cell}");
        }
    }
}
