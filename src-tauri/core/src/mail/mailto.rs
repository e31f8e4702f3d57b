//! A letter as a `mailto:` address by RFC 6068.

use super::{Letter, lines, one_line};

/// Mail programs, and what hands them the address, take about so many characters and no more.
pub const MAILTO_LIMIT: usize = 2_000;

/// The address by which the system's mail program begins the letter; `None` where it is longer than [`MAILTO_LIMIT`], or the
/// letter's address is none.
pub fn mailto(letter: &Letter) -> Option<String> {
    let (local, domain) = letter.to.email.trim().rsplit_once('@')?;
    let domain = idna::domain_to_ascii(domain).ok()?;
    if local.is_empty() || domain.is_empty() || local.contains(char::is_control) {
        return None;
    }
    let mut url = String::from("mailto:");
    escape(local, &mut url);
    url.push('@');
    escape(&domain, &mut url);
    url.push_str("?subject=");
    escape(&one_line(&letter.subject), &mut url);
    url.push_str("&body=");
    let body: Vec<&str> = lines(&letter.body).collect();
    escape(&body.join("\r\n"), &mut url);
    (url.len() <= MAILTO_LIMIT).then_some(url)
}

/// Writes all but what never has a meaning in an address as `%XX`.
fn escape(text: &str, url: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            url.push('%');
            url.push(char::from(HEX[usize::from(byte >> 4)]));
            url.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;

    use super::super::Person;
    use super::*;

    fn letter(email: &str, subject: &str, body: &str) -> Letter {
        Letter {
            from: Person::default(),
            to: Person {
                name: String::new(),
                email: email.to_owned(),
            },
            subject: subject.to_owned(),
            body: body.to_owned(),
            at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn what_has_a_meaning_in_an_address_is_escaped() {
        let table = [
            (
                ("mara@wanderbuch.example", "Hello", "One\nTwo"),
                "mailto:mara@wanderbuch.example?subject=Hello&body=One%0D%0ATwo",
            ),
            (
                ("a+b?c@x.example", "50% & more", "x=y"),
                "mailto:a%2Bb%3Fc@x.example?subject=50%25%20%26%20more&body=x%3Dy",
            ),
            (
                ("info@bücher.example", "你好", ""),
                "mailto:info@xn--bcher-kva.example?subject=%E4%BD%A0%E5%A5%BD&body=",
            ),
            (
                ("a@x.example", "a\r\nBcc: b@x.example", ""),
                "mailto:a@x.example?subject=a%20%20Bcc%3A%20b%40x.example&body=",
            ),
        ];
        for ((email, subject, body), url) in table {
            assert_eq!(mailto(&letter(email, subject, body)).as_deref(), Some(url));
        }
    }

    #[test]
    fn a_letter_that_is_too_long_or_goes_nowhere_has_no_address() {
        let head = mailto(&letter("a@x.example", "", "")).unwrap().len();
        let fits = "x".repeat(MAILTO_LIMIT - head);
        assert!(mailto(&letter("a@x.example", "", &fits)).is_some());
        assert_eq!(
            mailto(&letter("a@x.example", "", &format!("{fits}x"))),
            None
        );
        for none in ["", "a", "@x.example", "a@"] {
            assert_eq!(mailto(&letter(none, "", "")), None, "{none:?}");
        }
    }

    proptest! {
        #[test]
        fn the_address_says_what_the_letter_says(subject in "[^\r\n\u{85}\u{2028}\u{2029}]{0,20}", body in r"[a-z字&?=% \n]{0,40}") {
            let url = url::Url::parse(&mailto(&letter("a@x.example", &subject, &body)).unwrap()).unwrap();
            // `+` is no space in such an address; none stands in ours.
            prop_assert!(!url.as_str().contains('+'));
            let said: Vec<(String, String)> = url.query_pairs().into_owned().collect();
            prop_assert_eq!(&said[0].1, &one_line(&subject));
            prop_assert_eq!(said[1].1.replace("\r\n", "\n"), body);
        }
    }
}
