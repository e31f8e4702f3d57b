//! Merge tags and invitation codes: a text with tags is filled or said to be wrong, a checked one is checked, and a code is what it
//! is written as.

use prospect_core::invitation::Code;
use prospect_core::template::Wording;
use prospect_core::template::tags::{Part, Tag, parse};

/// Takes a text apart.
pub fn holds(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else {
        return;
    };
    for part in [Part::Subject, Part::Body] {
        match parse(part, text) {
            Err(faults) => {
                assert!(!faults.is_empty());
                let lines = 1 + text.matches('\n').count();
                assert!(
                    faults
                        .iter()
                        .all(|fault| (1..=lines).contains(&(fault.line as usize)))
                );
            }
            Ok(pieces) => filled(text, &pieces.tags().collect::<Vec<_>>(), |values| {
                pieces.render(values)
            }),
        }
    }
    let wording = Wording {
        name: "A".to_owned(),
        subject: text.to_owned(),
        body: text.to_owned(),
    };
    if let Ok(checked) = wording.checked() {
        assert_eq!(
            checked.checked().as_ref(),
            Ok(&checked),
            "it is checked once"
        );
        assert!(
            !checked.subject.contains(char::is_control),
            "a subject is one line"
        );
    }
    for code in Code::all_in(text).into_iter().chain(Code::read(text)) {
        assert_eq!(Code::read(&code.to_string()), Some(code));
        assert_eq!(Code::all_in(&code.to_string()), [code]);
    }
}

fn filled<'v>(
    text: &str,
    tags: &[Tag],
    render: impl Fn(fn(Tag) -> &'v str) -> Result<String, Vec<Tag>>,
) {
    let value = "two\nlines {{name}}";
    let written = render(|_| "two\nlines {{name}}").expect("each has a value");
    if tags.is_empty() {
        assert_eq!(written, text, "nothing is lost");
    }
    let in_one_line = value.replace('\n', " ");
    assert!(
        written.matches(&in_one_line).count() >= tags.len(),
        "a value is never read for tags"
    );
    if let Err(missing) = render(|_| "") {
        assert!(!missing.is_empty() && missing.iter().all(|tag| tags.contains(tag)));
    }
}
