//! A walk over every command with every argument as it should not be: left out, of another type, too large, too deep. Each is
//! answered soon, with a refusal that is no incident, and nothing has changed.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use serde_json::Map;
use specta::Types;
use specta::function::collect_functions;
use tauri::ipc::InvokeResponse;

use super::described::{Command, Description, Type};
use super::*;

/// How long an answer may take: far longer than any does.
const PATIENCE: Duration = Duration::from_secs(10);
/// In the place of a refusal: none came.
const UNANSWERED: &str = "no answer";
/// Bytes of a text and entries of a list that no command takes; what is pasted may be longer.
const OVERSIZED: usize = 5 << 20;
const ENTRIES: usize = 1_000_000;
/// As many again and again would take minutes: still more than the largest bound.
const MORE_ENTRIES: usize = 120_000;
/// A number that is allowed, but nothing is there.
const FAR_OUT: &str = "the largest number";

/// What was done with a command.
#[derive(Default)]
struct Walked {
    cases: usize,
    oversized: usize,
    far_out: usize,
    slowest: Duration,
    /// What should not be.
    found: Vec<String>,
}

/// What is put in the place of a part of an argument; `None`: it is left out. Serde takes a number for the place of a kind among the
/// kinds, and a list for fields in their order: those are of the type too, and the numbers and lists here are none of those.
fn wrongs() -> Vec<(&'static str, Option<Value>)> {
    let deep = (0..100).fold(json!(true), |inner, _| json!([inner]));
    let deep_objects = (0..100).fold(json!(true), |inner, _| json!({ "kind": inner, "x": [] }));
    let values = [
        ("null", Value::Null),
        ("a truth", json!(true)),
        ("a number", json!(77)),
        ("a negative number", json!(-1)),
        ("a fraction", json!(0.5)),
        ("a huge number", json!(1e300)),
        ("2^53", json!(1_u64 << 53)),
        ("2^32", json!(1_u64 << 32)),
        (FAR_OUT, json!(u32::MAX)),
        ("not a number", json!("NaN")),
        ("infinity", json!("-Infinity")),
        ("a number as text", json!("1")),
        ("a text", json!("\u{202e}<script>\u{0}")),
        ("nothing", json!("")),
        ("a list", json!([true])),
        ("a list of lists", deep),
        (
            "an object",
            json!({ "kind": "no such kind", "__proto__": 1 }),
        ),
        ("objects in objects", deep_objects),
    ];
    let values = values.map(|(called, value)| (called, Some(value)));
    [("left out", None)].into_iter().chain(values).collect()
}

impl Window {
    /// Sends what a page may send, and waits for the answer as long as is decent.
    fn send(&self, command: &str, body: InvokeBody) -> Result<Value, Value> {
        let request = InvokeRequest {
            cmd: command.into(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: "tauri://localhost".parse().unwrap(),
            body,
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        let (tell, answered) = mpsc::channel();
        self.webview.as_ref().clone().on_message(
            request,
            Box::new(move |_, _, answer, _, _| tell.send(answer).unwrap_or_default()),
        );
        match answered.recv_timeout(PATIENCE) {
            Ok(InvokeResponse::Ok(_)) => Ok(Value::Null),
            Ok(InvokeResponse::Err(error)) => Err(error.0),
            Err(_) => Err(json!({ "kind": UNANSWERED })),
        }
    }

    /// All that a change of the workspace or of the settings shows in.
    fn digest(&self) -> String {
        let history = json!({ "about": null, "offset": 0, "limit": 1000 });
        let asked = [
            ("overview", json!({})),
            ("history", history),
            ("settings", json!({})),
        ];
        let answers = asked.map(|(command, arguments)| self.call(command, arguments).unwrap());
        json!(answers).to_string()
    }
}

fn described() -> Description {
    Description::read(include_str!("../../../ui/src/lib/ipc/bindings.ts"))
}

/// Whether it shows a dialog, or has another program do something, when it is asked as it should be.
fn acts_outside(command: &Command) -> bool {
    let saves = command.gives != Type::Null && format!("{:?}", command.gives).contains("\"Saved\"");
    let asks = command
        .arguments
        .iter()
        .any(|(_, ty)| *ty == Type::Named("DialogWords".into(), vec![]));
    saves || asks || ["open_website", "notify", "load_sample"].contains(&command.name.as_str())
}

/// A place in a value, as the keys and indices that lead there, with the type of what stands there.
type Place = (Vec<String>, Type);

/// All places in a sample.
fn places(of: &Description, sample: &Value, ty: &Type, here: &[String], found: &mut Vec<Place>) {
    found.push((here.to_vec(), ty.clone()));
    let step = |key: &str| [here, &[key.to_owned()]].concat();
    match (of.plain(ty), sample) {
        (Type::Fields(fields), Value::Object(given)) => {
            for (name, _, ty) in fields {
                places(of, &given[&name], &ty, &step(&name), found);
            }
        }
        (Type::List(inner), Value::Array(given)) => {
            for (n, value) in given.iter().enumerate() {
                places(of, value, &inner, &step(&n.to_string()), found);
            }
        }
        (Type::Either(types), value) => {
            // The place of the whole stands there already.
            let own = types.iter().find(|ty| of.is_of(value, ty)).unwrap();
            let own = of.plain(own);
            if matches!(own, Type::Fields(_) | Type::List(_)) {
                let before = found.len();
                places(of, value, &own, here, found);
                found.remove(before);
            }
        }
        _ => {}
    }
}

/// What stands in a place.
fn at<'a>(whole: &'a Value, place: &[String]) -> &'a Value {
    place.iter().fold(whole, |value, key| match value {
        Value::Array(values) => &values[key.parse::<usize>().unwrap()],
        value => &value[key],
    })
}

/// The value with another in a place, or without it.
fn with(whole: &Value, place: &[String], wrong: Option<&Value>) -> Value {
    let mut whole = whole.clone();
    let Some((last, way)) = place.split_last() else {
        return wrong.cloned().unwrap_or(Value::Null);
    };
    let parent = way.iter().fold(&mut whole, |value, key| match value {
        Value::Array(values) => &mut values[key.parse::<usize>().unwrap()],
        value => &mut value[key],
    });
    match (parent, wrong) {
        (Value::Array(values), Some(wrong)) => {
            values[last.parse::<usize>().unwrap()] = wrong.clone()
        }
        (Value::Array(values), None) => values.clear(),
        (Value::Object(fields), Some(wrong)) => drop(fields.insert(last.clone(), wrong.clone())),
        (Value::Object(fields), None) => drop(fields.remove(last)),
        _ => unreachable!("what holds a place is a list or an object"),
    }
    whole
}

/// The kinds of the objects that a place stands in, from the outermost on.
fn kinds(sample: &Value, place: &[String]) -> Vec<Option<String>> {
    (0..place.len())
        .map(|n| at(sample, &place[..n]))
        .filter(|holder| holder.is_object())
        .map(|holder| holder["kind"].as_str().map(str::to_owned))
        .collect()
}

/// The part as no command takes it for its size, where it is of a kind that can be too large.
fn oversized(
    of: &Description,
    command: &str,
    ty: &Type,
    sample: &Value,
    entries: &mut usize,
) -> Option<Value> {
    match (of.plain(ty), sample) {
        (Type::Text, _) if command == "paste_table" => Some(json!("x".repeat((32 << 20) + 1))),
        (Type::Text, _) => Some(json!("长".repeat(OVERSIZED / 3))),
        (Type::List(_), Value::Array(values)) => {
            let most = std::mem::replace(entries, MORE_ENTRIES);
            Some(vec![values.first()?.clone(); most].into())
        }
        (Type::Either(types), sample) => {
            let own = types.iter().find(|ty| of.is_of(sample, ty))?;
            oversized(of, command, own, sample, entries)
        }
        _ => None,
    }
}

/// A call that is to be made.
struct Case {
    what: String,
    arguments: Value,
    expected: Expected,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    /// It is of another type.
    Refused,
    /// It is far too large, and nothing else is wrong with it.
    TooLarge,
    /// It is allowed, but so far out that nothing is there: it is answered without an incident.
    Answered,
}

/// The calls of a command: for each argument, each sample of it and each place in it all that should not be there.
fn cases(of: &Description, command: &Command, each: &mut dyn FnMut(Case)) {
    let first = |ty| of.samples(ty).swap_remove(0);
    let arguments = command.arguments.iter();
    let fair: Map<_, _> = arguments
        .map(|(name, ty)| (name.clone(), first(ty)))
        .collect();
    let mut entries = ENTRIES;
    for (argument, ty) in &command.arguments {
        let mut call = |what: &str, place: &[String], value: Option<Value>, expected| {
            let mut arguments = fair.clone();
            match value {
                Some(value) => drop(arguments.insert(argument.clone(), value)),
                None => drop(arguments.remove(argument)),
            }
            let place = place.join(".");
            each(Case {
                what: format!("{}: {what} at {argument} {place}", command.name),
                arguments: arguments.into(),
                expected,
            });
        };
        let (mut tried, mut filled) = (HashSet::new(), HashSet::new());
        for sample in of.samples(ty) {
            let mut found = Vec::new();
            places(of, &sample, ty, &[], &mut found);
            for (place, part) in found {
                // What an object is made of is the same wherever it stands; how large it may be, each that holds it must ask, but
                // for what lies deep within.
                let mut kinds = kinds(&sample, &place);
                if tried.insert((place.clone(), kinds.last().cloned())) {
                    for (called, value) in wrongs() {
                        let argued = with(&sample, &place, value.as_ref());
                        let expected = match of.is_of(&argued, ty) {
                            false => Expected::Refused,
                            true if called == FAR_OUT && !acts_outside(command) => {
                                Expected::Answered
                            }
                            true => continue,
                        };
                        let is_left_out = place.is_empty() && value.is_none();
                        call(called, &place, (!is_left_out).then_some(argued), expected);
                    }
                }
                if place.len() > 3 {
                    kinds.drain(..kinds.len() - 1);
                }
                let own = at(&sample, &place);
                if (own.is_string() || own.is_array())
                    && filled.insert((place.clone(), kinds))
                    && let Some(huge) = oversized(of, &command.name, &part, own, &mut entries)
                {
                    let argued = with(&sample, &place, Some(&huge));
                    call("too much", &place, Some(argued), Expected::TooLarge);
                }
            }
        }
    }
}

/// Makes the calls of a command; the workspace must then be as it was.
fn walk(window: &Window, of: &Description, command: &Command, walked: &mut Walked) {
    let before = window.digest();
    let mut far_out = Vec::new();
    cases(of, command, &mut |case| match case.expected {
        Expected::Answered => far_out.push(case),
        _ => walked.ask(window, command, case),
    });
    if command
        .arguments
        .iter()
        .any(|(_, ty)| !of.is_of(&Value::Null, ty))
    {
        let texts = [json!(null), json!([]), json!("x"), json!(1)].map(InvokeBody::Json);
        for body in texts.into_iter().chain([InvokeBody::Raw(vec![0xff; 9])]) {
            walked.cases += 1;
            if window.send(&command.name, body).is_ok() {
                walked
                    .found
                    .push(format!("{}: no object was taken", command.name));
            }
        }
    }
    if window.digest() != before {
        walked
            .found
            .push(format!("{} changed something", command.name));
    }
    for case in far_out {
        walked.ask(window, command, case);
    }
}

impl Walked {
    fn ask(&mut self, window: &Window, command: &Command, case: Case) {
        let begun = Instant::now();
        let answer = window.send(&command.name, InvokeBody::Json(case.arguments));
        self.slowest = self.slowest.max(begun.elapsed());
        self.cases += 1;
        self.oversized += usize::from(case.expected == Expected::TooLarge);
        self.far_out += usize::from(case.expected == Expected::Answered);
        let how = match (&answer, case.expected) {
            (Ok(_), Expected::Answered) => return,
            (Ok(_), _) => "taken",
            (Err(error), expected) => match kind(error) {
                UNANSWERED | "internal" => kind(error),
                // A country, a language or a day is no text of any length; and a path is one that was pointed at.
                "none" | "tooLarge" | "notGranted" => return,
                kind if expected == Expected::TooLarge => kind,
                _ => return,
            },
        };
        self.found.push(format!("{}: {how}", case.what));
    }
}

#[test]
fn every_command_refuses_what_it_should_not_be_given() {
    let window = Window::with_partners();
    let of = described();
    let mut described: Vec<_> = of
        .commands
        .iter()
        .map(|command| (command.name.clone(), command.arguments.len()))
        .collect();
    // No command is forgotten: the list is that of the handler.
    let known = commands!(collect_functions, MockRuntime)(&mut Types::default());
    let mut known: Vec<_> = known
        .iter()
        .map(|known| (known.name().to_owned(), known.args().len()))
        .collect();
    described.sort();
    known.sort();
    assert_eq!(described, known);

    // So that the rows of one could be asked for.
    let file = window.chosen("again.csv", CATALOGUE);
    window
        .call("dry_run", import_of(&file, "catalogue"))
        .unwrap();
    let mut walked = Walked::default();
    for command in &of.commands {
        walk(&window, &of, command, &mut walked);
    }
    println!(
        "{} commands, {} calls, {} of them too large, {} far out; the slowest took {:?}",
        known.len(),
        walked.cases,
        walked.oversized,
        walked.far_out,
        walked.slowest
    );
    assert!(walked.found.is_empty(), "{:#?}", walked.found);
    assert!(walked.cases > 100 * known.len(), "{} calls", walked.cases);
    assert_eq!(
        window
            .call("groups", json!({}))
            .map(|groups| groups.is_array()),
        Ok(true),
        "it lives on"
    );
}
