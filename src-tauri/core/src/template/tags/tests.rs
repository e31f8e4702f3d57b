use proptest::prelude::*;

use super::*;

fn value(tag: Tag) -> &'static str {
    match tag {
        Tag::Name => "Wanderbuch",
        Tag::FirstName => "",
        Tag::Website => "https://wanderbuch.example",
        Tag::Program => "Nordlicht",
        Tag::Group => "DACH & VIP",
        Tag::InvitationLink => "https://join.example/ABCD",
        Tag::Sender => "  ",
    }
}

fn rendered(text: &'static str) -> Result<String, Vec<Tag>> {
    parse(Part::Body, text).unwrap().render(value)
}

#[test]
fn tags_give_way_to_values_and_else_to_what_follows_the_bar() {
    let table = [
        ("", ""),
        ("Hello", "Hello"),
        ("Hello {{name}}!", "Hello Wanderbuch!"),
        ("{{name}}{{name}}", "WanderbuchWanderbuch"),
        ("{{ Name }} of {{GROUP}}", "Wanderbuch of DACH & VIP"),
        ("Hi {{first_name|there}},", "Hi there,"),
        ("Hi {{first_name | there, friend }},", "Hi there, friend,"),
        ("Hi{{first_name|}},", "Hi,"),
        ("{{name|friend}}", "Wanderbuch"),
        ("{{first_name|a|b}}", "a|b"),
        ("你好，{{name|朋友}}：", "你好，Wanderbuch："),
        ("{ {name} } }} {", "{ {name} } }} {"),
        ("{{{name}}}", "{Wanderbuch}"),
        ("{{sender|us}}\r\n{{program}}", "us\r\nNordlicht"),
    ];
    for (text, expected) in table {
        assert_eq!(rendered(text).as_deref(), Ok(expected), "{text:?}");
    }
}

#[test]
fn what_has_no_value_and_nothing_in_its_stead_is_told_once() {
    let missing = rendered("{{first_name}} {{name}} {{first_name}} {{sender}} {{first_name|x}}");
    assert_eq!(missing, Err(vec![Tag::FirstName, Tag::Sender]));
    let pieces = parse(Part::Body, "{{name}} {{website|}} {{sender}}").unwrap();
    assert_eq!(pieces.needs().collect::<Vec<_>>(), [Tag::Name, Tag::Sender]);
}

#[test]
fn a_value_is_one_line_and_is_never_read_as_a_tag() {
    let pieces = parse(Part::Subject, "To {{name}}").unwrap();
    let text = pieces.render(|_| "A\r\nBcc: x@evil.example {{website}}");
    assert_eq!(text.unwrap(), "To A  Bcc: x@evil.example {{website}}");
}

#[test]
fn a_tag_that_cannot_stand_says_where_and_what_it_is_like() {
    let unknown = |tag: &str, nearest: Option<&str>| TagIssue::Unknown {
        tag: tag.to_owned(),
        nearest: nearest.map(str::to_owned),
    };
    let unclosed = |tag: &str| TagIssue::Unclosed {
        tag: tag.to_owned(),
    };
    let table: [(&str, &[(u32, TagIssue)]); 13] = [
        ("{{nmae}}", &[(1, unknown("nmae", Some("name")))]),
        (
            "a\n{{firstname|x}}",
            &[(2, unknown("firstname", Some("first_name")))],
        ),
        (
            "{{first name}}",
            &[(1, unknown("first name", Some("first_name")))],
        ),
        (
            "{{Invitation-Link}}",
            &[(1, unknown("Invitation-Link", Some("invitation_link")))],
        ),
        ("{{bank_account}}", &[(1, unknown("bank_account", None))]),
        ("{{姓名}}", &[(1, unknown("姓名", None))]),
        ("{{}}", &[(1, TagIssue::Empty)]),
        ("\r\n\r\n{{ |there}}", &[(3, TagIssue::Empty)]),
        ("Hi {{name", &[(1, unclosed("name"))]),
        ("Hi {{name}\nBye {{sender}}", &[(1, unclosed("name}"))]),
        ("{{name {{sender}}", &[(1, unclosed("name"))]),
        ("{{", &[(1, unclosed(""))]),
        (
            "{{x}} {{}}\n{{y",
            &[
                (1, unknown("x", None)),
                (1, TagIssue::Empty),
                (2, unclosed("y")),
            ],
        ),
    ];
    for (text, expected) in table {
        let faults = parse(Part::Subject, text).unwrap_err();
        let told: Vec<(u32, TagIssue)> = faults
            .iter()
            .map(|fault| (fault.line, fault.issue.clone()))
            .collect();
        assert_eq!(told, expected, "{text:?}");
        assert!(faults.iter().all(|fault| fault.part == Part::Subject));
    }
}

#[test]
fn every_tag_can_be_written() {
    for tag in Tag::ALL {
        let text = format!("{{{{{}}}}}", tag.word());
        let pieces = parse(Part::Body, &text).unwrap();
        assert_eq!(pieces.tags().collect::<Vec<_>>(), [tag]);
    }
}

proptest! {
    #[test]
    fn a_text_without_braces_stands_as_it_is(text in "[^{]*") {
        let pieces = parse(Part::Body, &text).unwrap();
        prop_assert_eq!(pieces.render(|_| "").unwrap(), text);
    }

    #[test]
    fn any_text_is_either_rendered_or_refused(
        text in r"(\{|\}|\||name|first_name|x|字|\n|\r| ){0,24}",
        value in ".{0,8}",
    ) {
        match parse(Part::Body, &text) {
            Ok(pieces) => {
                let tags = pieces.tags().count();
                let rendered = pieces.render(|_| &value);
                prop_assert!(rendered.is_ok() || tags > 0);
            }
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                let lines = 1 + text.matches('\n').count() as u32;
                prop_assert!(faults.iter().all(|fault| (1..=lines).contains(&fault.line)));
            }
        }
    }
}
