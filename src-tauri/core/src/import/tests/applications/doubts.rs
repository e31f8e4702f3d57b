//! What comes of an application where it is in doubt who applied.

use super::*;
use crate::import::{Fixes, MatchFix};

#[test]
fn an_address_that_came_with_a_code_in_doubt_is_not_taken_for_the_partners() {
    let mut book = book();
    let before = book.partners.clone();
    let rows = "2026-03-01,,eve@z.example,,1001,NOPE\n\
        2026-03-01,,ned@z.example,,1002,N\n\
        2026-03-02,,eve@z.example,,,\n";
    let (_, rows) = import(&mut book, rows);
    let came: Vec<_> = rows.iter().map(reception).collect();
    assert_eq!(
        came,
        [
            Some((Reception::Matched, Finding::UnknownCode)),
            Some((Reception::Matched, Finding::RevokedCode)),
            Some((Reception::New, Finding::New)),
        ],
        "the next one of the address is nobody's"
    );
    assert_eq!(book.partners.len(), before.len() + 1);
    for (id, partner) in &before {
        assert_eq!(&book.partners[id], partner);
    }
}

#[test]
fn the_likeliest_of_several_matches_never_joins_by_itself_unless_it_was_chosen() {
    let twin = |name: &str| account(name, "", "twins.example", "");
    let twins = |book: &mut Book| {
        for (id, name) in [(4, "Twin"), (5, "Twins")] {
            book.put(PartnerId(id), twin(name));
            book.members.insert((DACH, PartnerId(id)));
        }
    };
    let row = "2026-03-01,,new@post.example,twins.example,,\n";
    let file = file(format!("{HEAD}{row}"));
    for (choice, came) in [
        (None, (Reception::Matched, Finding::Guessed)),
        (Some(5), (Reception::Joins, Finding::Matched)),
    ] {
        let mut book = book();
        twins(&mut book);
        let choices = choice.map(|id| MatchFix {
            row: 1,
            partner: Some(PartnerId(id)),
        });
        let request = Request {
            kind: ImportKind::Applications,
            fixes: Fixes {
                choices: choices.into_iter().collect(),
                ..Fixes::default()
            },
            ..Request::of(file.path())
        };
        let (_, rows) = book.import_as(&request);
        assert_eq!(reception(&rows[0]), Some(came), "{choice:?}");
        let id = PartnerId(choice.unwrap_or(4));
        assert_eq!(book.applications[0].partner, Some(id));
        let joined = stage(&book, id) == Some(Stage::Joined);
        assert_eq!(joined, choice.is_some());
    }
}
