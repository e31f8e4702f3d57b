//! Files for other programs, written in the place of others while power goes away.

use std::fs;
use std::path::PathBuf;

use prospect_core::changes::{Op, Target};
use prospect_core::program::Program;
use prospect_core::query::{Place, Query};
use prospect_core::template::TemplateId;
use prospect_core::workflow::Rules;
use prospect_core::workspace::Workspace;

use super::plans::{Plan, after};
use crate::command::Work;
use crate::state::reopened;
use crate::world::{World, now, transact};

/// A list in place of another: it is there whole, or the other one is.
pub fn an_export(world: &World) -> Plan {
    let export = Work::Prospects(&["export", "partners", "FOLDER/out.csv"]);
    let (world, out) = (world.copy(), |world: &World| world.file("out.csv"));
    fs::write(out(&world), "old").unwrap();
    let new = fs::read(out(&after(&world, &[export]))).unwrap();
    Plan::new("export", world, export, move |left, said| {
        let found = fs::read(out(left)).unwrap();
        assert!(
            found == new || (found == b"old" && said == 0),
            "{} bytes",
            found.len()
        );
        reopened(&left.workspace());
    })
}

/// Letters into a folder where one of them stands already: each that has its name is whole.
pub fn letters(world: &World) -> Plan {
    let eml = Work::Prospects(&["outbox", "eml", "FOLDER/letters"]);
    let world = ready_to_write(world);
    let written = after(&world, &[eml]);
    let new: Vec<String> = letters_in(&written).iter().map(whole).collect();
    assert!(new.len() > 1);
    let old = &letters_in(&written)[0];
    let place = world.file("letters").join(old.file_name().unwrap());
    fs::copy(old, place).unwrap();
    Plan::new("letters", world, eml, move |left, said| {
        let found: Vec<String> = letters_in(left).iter().map(whole).collect();
        assert!(found.iter().all(|letter| new.contains(letter)), "{found:?}");
        let least = if said > 0 { new.len() } else { 1 };
        assert!(found.len() >= least, "{found:?}");
    })
}

fn letters_in(world: &World) -> Vec<PathBuf> {
    let files = fs::read_dir(world.file("letters")).unwrap();
    let files = files.map(|entry| entry.unwrap().path());
    let letters = files.filter(|file| file.extension().is_some_and(|ending| ending == "eml"));
    let mut letters: Vec<PathBuf> = letters.collect();
    letters.sort();
    letters
}

/// A letter but for what each writing of it gives it anew.
fn whole(letter: &PathBuf) -> String {
    let text = fs::read_to_string(letter).unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.starts_with("Date:") && !line.starts_with("Message-ID:"));
    lines.collect::<Vec<_>>().join("\n")
}

/// A workspace with some prospects to whom an invitation is due.
fn ready_to_write(world: &World) -> World {
    let template = "templates put Invite --subject Hello --body {{name}}:{{invitation_link}}";
    let template: Vec<&str> = template.split(' ').collect();
    let first = [
        Work::Prospects(template.leak()),
        Work::Prospects(&[
            "add",
            "--name",
            "Nordlicht Eins",
            "--email",
            "a@eins.example",
        ]),
        Work::Prospects(&[
            "add",
            "--name",
            "Nordlicht Zwei",
            "--email",
            "a@zwei.example",
        ]),
    ];
    let world = after(world, &first);
    fs::create_dir(world.file("letters")).unwrap();
    let open = Workspace::open(&world.workspace(), now()).unwrap();
    let group = open.groups()[0].group.id;
    let program = Program {
        name: "Fjellvik".into(),
        link_pattern: "https://join.example/{code}".into(),
        sender_name: "Ida".into(),
        sender_email: "ida@fjellvik.example".into(),
        expires_after: None,
    };
    let rules = Rules {
        name: "Invite ours".into(),
        on: true,
        groups: vec![group],
        invite: Some(TemplateId(1)),
        ..Rules::default()
    };
    let query = Query {
        text: "Nordlicht".to_owned(),
        ..Query::of(Place::Prospects)
    };
    for op in [
        Op::SetProgram {
            program: Box::new(program),
        },
        Op::PutWorkflow { id: None, rules },
        Op::SetGroups {
            target: Target::Matching {
                query: Box::new(query),
            },
            add: vec![group],
            remove: Vec::new(),
        },
    ] {
        transact(&open, &op);
    }
    world
}
