use jiff::Timestamp;
use mailparse::{MailHeaderMap, ParsedMail, addrparse_header, parse_mail};
use proptest::prelude::*;

use super::super::{Letter, Person};
use super::*;

fn person(name: &str, email: &str) -> Person {
    Person {
        name: name.to_owned(),
        email: email.to_owned(),
    }
}

fn letter() -> Letter {
    Letter {
        from: person("Ida Berg", "ida@nordlicht.example"),
        to: person("Mara Holm", "mara@wanderbuch.example"),
        subject: "Come and join".to_owned(),
        body: "Hello Mara,\n\nwould you like to?\n".to_owned(),
        at: "2026-03-04T05:06:07Z".parse::<Timestamp>().unwrap(),
    }
}

/// The file as another program reads it, after what holds of every file was checked.
fn read<T>(letter: &Letter, told: impl FnOnce(&ParsedMail<'_>) -> T) -> T {
    let bytes = eml(letter).unwrap();
    let text = String::from_utf8(bytes.clone()).expect("text");
    assert!(text.is_ascii(), "{text}");
    let bare = text.replace("\r\n", "");
    assert!(
        !bare.contains(['\r', '\n']),
        "every line ends in CR LF: {text:?}"
    );
    assert!(text.lines().all(|line| line.len() <= 998), "{text}");
    let head = text.split("\r\n\r\n").next().unwrap();
    let parsed = parse_mail(&bytes).unwrap();
    let names: Vec<String> = parsed
        .headers
        .iter()
        .map(|h| h.get_key().to_lowercase())
        .collect();
    let mut sorted = names.clone();
    sorted.sort();
    let expected = [
        "content-transfer-encoding",
        "content-type",
        "date",
        "from",
        "message-id",
        "mime-version",
        "subject",
        "to",
        "x-unsent",
    ];
    assert_eq!(sorted, expected, "no header but ours: {head}");
    told(&parsed)
}

fn value(mail: &ParsedMail<'_>, header: &str) -> String {
    mail.headers.get_first_value(header).unwrap()
}

fn single(mail: &ParsedMail<'_>, header: &str) -> (Option<String>, String) {
    let header = mail.headers.get_first_header(header).unwrap();
    let one = addrparse_header(header).unwrap().extract_single_info();
    let one = one.expect("one address");
    (one.display_name, one.addr)
}

#[test]
fn another_program_reads_what_was_written() {
    read(&letter(), |mail| {
        assert_eq!(value(mail, "Date"), "Wed, 04 Mar 2026 05:06:07 +0000");
        assert_eq!(value(mail, "MIME-Version"), "1.0");
        assert_eq!(value(mail, "Subject"), "Come and join");
        assert_eq!(
            single(mail, "From"),
            (
                Some("Ida Berg".to_owned()),
                "ida@nordlicht.example".to_owned()
            )
        );
        assert_eq!(
            single(mail, "To"),
            (
                Some("Mara Holm".to_owned()),
                "mara@wanderbuch.example".to_owned()
            )
        );
        assert_eq!(mail.ctype.mimetype, "text/plain");
        assert_eq!(mail.ctype.charset, "utf-8");
        let id = value(mail, "Message-ID");
        assert!(
            id.starts_with('<') && id.ends_with("@nordlicht.example>"),
            "{id}"
        );
        assert_eq!(
            mail.get_body().unwrap(),
            "Hello Mara,\r\n\r\nwould you like to?\r\n"
        );
    });
}

#[test]
fn subjects_of_any_script_and_length_come_through() {
    let long =
        "Ein sehr langer Betreff, der weit über eine Zeile hinausgeht und umbrochen werden muss "
            .repeat(4);
    let table = [
        "邀请您加入北极光合作伙伴计划",
        "邀请您加入北极光合作伙伴计划，期待与您在二〇二六年的春天一起开启一段长期而愉快的合作旅程，欢迎随时与我们联系，祝商祺",
        "مرحبا بكم \u{202e}abc\u{202c} في البرنامج",
        "=?utf-8?B?not a word?=",
        "👩‍💻 welcome — “quotes” and ümläuts",
        "plain, but quite a lot longer than a line of a header may be without being folded somewhere in it",
        "aVeryLongWordWithoutAnySpaceInItThatCannotBeFoldedAnywhereAtAllBecauseItHasNoPlaceToFoldIt0123456789",
        long.trim(),
    ];
    for subject in table {
        let letter = Letter {
            subject: subject.to_owned(),
            ..letter()
        };
        read(&letter, |mail| assert_eq!(value(mail, "Subject"), subject));
    }
}

#[test]
fn names_with_quotes_commas_and_any_script_come_through() {
    let table = [
        "Holm, Mara",
        r#"Mara "Wander" Holm"#,
        r"Back\slash",
        "山野志 沈若溪",
        "Zoë, Ltd. <not@this.example>",
        "a@b.example",
        "Ο Δήμος \u{202e}gnp.exe",
        "O'Neil; Sons: & Co. (Paris)",
    ];
    for name in table {
        let letter = Letter {
            to: person(name, "mara@wanderbuch.example"),
            from: person(name, "ida@nordlicht.example"),
            ..letter()
        };
        read(&letter, |mail| {
            for header in ["To", "From"] {
                assert_eq!(single(mail, header).0.as_deref(), Some(name), "{header}");
            }
        });
    }
}

#[test]
fn lines_of_any_length_and_script_come_through() {
    let table = [
        String::new(),
        "x".repeat(5_000),
        "长".repeat(3_000),
        format!("{}\n.\n\nFrom here\n", "word ".repeat(600)),
        "trailing space \n\ttab\n=3D =\n".to_owned(),
        "一行\r\n二行\r三行".to_owned(),
    ];
    for body in table {
        let letter = Letter {
            body: body.clone(),
            ..letter()
        };
        let expected = body.replace("\r\n", "\n").replace('\r', "\n");
        read(&letter, |mail| {
            let body = mail.get_body().unwrap().replace("\r\n", "\n");
            assert_eq!(body.trim_end_matches('\n'), expected.trim_end_matches('\n'));
        });
    }
}

#[test]
fn what_is_no_address_is_told_and_makes_no_file() {
    for email in [
        "",
        "mara",
        "@x.example",
        "mara@",
        "a b@x.example",
        "a@x.example\r\nBcc: b@x.example",
        "a@x.example, b@x.example",
    ] {
        let to = Letter {
            to: person("", email),
            ..letter()
        };
        assert_eq!(
            eml(&to),
            Err(LetterIssue::Recipient {
                address: email.to_owned()
            })
        );
        let from = Letter {
            from: person("", email),
            ..letter()
        };
        assert_eq!(
            eml(&from),
            Err(LetterIssue::Sender {
                address: email.to_owned()
            })
        );
    }
}

#[test]
fn a_domain_of_another_script_goes_over_the_wire_in_ascii() {
    let letter = Letter {
        to: person("", " info@bücher.example "),
        ..letter()
    };
    read(&letter, |mail| {
        assert_eq!(
            single(mail, "To"),
            (None, "info@xn--bcher-kva.example".to_owned())
        );
    });
}

#[test]
fn names_of_files_are_such_that_every_system_takes_them() {
    let table = [
        ("Wanderbuch", "Wanderbuch"),
        ("山野志 / 户外", "山野志 户外"),
        ("../../etc/passwd", "etc passwd"),
        ("a:b*c?\"d\"<e>|f\\g", "a b c d e f g"),
        ("CON", "message CON"),
        ("lpt1.txt", "message lpt1.txt"),
        ("COM1", "message COM1"),
        ("com\u{b9}", "message com\u{b9}"),
        ("LPT\u{b3}.a", "message LPT\u{b3}.a"),
        ("CONOUT$", "message CONOUT$"),
        ("COM12", "COM12"),
        ("  ...  ", "message"),
        ("", "message"),
        ("evil\u{202e}lme.exe", "evil lme.exe"),
        ("tab\tnew\r\nline", "tab new line"),
    ];
    for (name, expected) in table {
        assert_eq!(file_name(name), expected, "{name:?}");
    }
    assert_eq!(file_name(&"字".repeat(300)).chars().count(), NAMED);
    assert_eq!(file_name(&"\u{1f98a}".repeat(300)).len(), NAMED_BYTES);
}

#[test]
fn no_line_of_a_header_is_too_long() {
    let letter = Letter {
        to: person(&r#"a""#.repeat(2_000), "mara@wanderbuch.example"),
        subject: "x".repeat(5_000),
        ..letter()
    };
    read(&letter, |mail| {
        assert_eq!(value(mail, "Subject").len(), SUBJECT)
    });
}

proptest! {
    #[test]
    fn nothing_in_a_text_becomes_a_header(
        name in r#"(Bcc: x@y\.example|\r|\n|\r\n|,|"|<|>|\\| |字|a|:|=\?|\?=|\u{0}|\u{2028}){0,12}"#,
        subject in r"(Bcc: x@y\.example|\r|\n|\r\n|字|a| |\t|=\?utf-8\?Q\?|\?=){0,16}",
        body in r"(\r|\n|\r\n|字|a| |\.|=|From ){0,30}",
    ) {
        let letter = Letter { to: person(&name, "mara@wanderbuch.example"), subject, body, ..letter() };
        read(&letter, |mail| {
            assert_eq!(single(mail, "To").1, "mara@wanderbuch.example");
        });
    }
}
