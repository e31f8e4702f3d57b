//! The commands and their arguments as `bindings.ts` describes them, which a test keeps current: read into types of which values
//! can be made, and that know whether a value is of them.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// A type, as TypeScript says it.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    Null,
    Text,
    Number,
    /// A number of any size, also a fraction: those of ranges.
    Real,
    Truth,
    /// One text and no other.
    Literal(String),
    List(Box<Type>),
    /// Fields by name; whether they may be left out.
    Fields(Vec<(String, bool, Type)>),
    /// One of them.
    Either(Vec<Type>),
    /// All of them at once.
    Both(Vec<Type>),
    /// A named type, and what it is made for.
    Named(String, Vec<Type>),
}

/// A command: its name, its arguments, and what it gives.
#[derive(Debug)]
pub struct Command {
    pub name: String,
    pub arguments: Vec<(String, Type)>,
    pub gives: Type,
}

/// All that is described.
pub struct Description {
    pub commands: Vec<Command>,
    types: BTreeMap<String, (Vec<String>, Type)>,
}

/// How a channel crosses the border.
const CHANNEL: &str = "__CHANNEL__:7";

impl Description {
    /// Reads the bindings.
    pub fn read(bindings: &str) -> Self {
        let code = without_comments(bindings);
        let (head, rest) = code.split_once("export const events").unwrap();
        let commands = head
            .split("typedError")
            .zip(head.split("typedError").skip(1))
            .map(|(before, after)| command(before, after))
            .collect();
        let types = rest
            .split("export type ")
            .skip(1)
            .map(|declared| {
                let mut reader = Reader::new(declared);
                let name = reader.word();
                let parameters = reader.list("<", ">", Reader::word);
                reader.expect("=");
                (name, (parameters, reader.ty()))
            })
            .collect();
        Self { commands, types }
    }

    /// The type behind a name.
    fn behind(&self, name: &str, made_for: &[Type]) -> Type {
        let (parameters, ty) = self
            .types
            .get(name)
            .unwrap_or_else(|| panic!("what is a {name}?"));
        let known: BTreeMap<_, _> = parameters.iter().zip(made_for).collect();
        put_in(ty, &known)
    }

    /// The type with the names of types replaced by what they stand for, but for channels and maps.
    pub fn plain(&self, ty: &Type) -> Type {
        match ty {
            Type::Named(name, _) if name == "Channel" || name == "Partial" => ty.clone(),
            Type::Named(name, _) if name == "Range" => {
                let bound = Type::Either(vec![Type::Real, Type::Null]);
                Type::Fields(
                    ["min", "max"]
                        .map(|end| (end.to_owned(), true, bound.clone()))
                        .into(),
                )
            }
            Type::Named(name, made_for) => self.plain(&self.behind(name, made_for)),
            Type::Both(parts) => Type::Fields(
                parts
                    .iter()
                    .flat_map(|part| match self.plain(part) {
                        Type::Fields(fields) => fields,
                        other => panic!("{other:?} is no object"),
                    })
                    .collect(),
            ),
            other => other.clone(),
        }
    }

    /// Values of the type: each of its alternatives, and each alternative of its parts, at least once.
    pub fn samples(&self, ty: &Type) -> Vec<Value> {
        match self.plain(ty) {
            Type::Null => vec![Value::Null],
            Type::Text => vec![json!(text_of(ty))],
            Type::Number | Type::Real => vec![json!(1)],
            Type::Truth => vec![json!(true)],
            Type::Literal(text) => vec![json!(text)],
            Type::List(of) => self
                .samples(&of)
                .into_iter()
                .map(|one| json!([one]))
                .collect(),
            Type::Either(types) if types.iter().all(|ty| matches!(ty, Type::Literal(_))) => {
                let [first, .., last] = &types[..] else {
                    panic!("one alone")
                };
                [first, last]
                    .map(|ty| self.samples(ty).swap_remove(0))
                    .into()
            }
            Type::Either(types) => types.iter().flat_map(|ty| self.samples(ty)).collect(),
            Type::Named(name, _) if name == "Channel" => vec![json!(CHANNEL)],
            Type::Named(..) => vec![json!({})],
            Type::Fields(fields) => self.objects(&fields),
            Type::Both(_) => unreachable!("made one by `plain`"),
        }
    }

    fn objects(&self, fields: &[(String, bool, Type)]) -> Vec<Value> {
        let parts: Vec<_> = fields
            .iter()
            .map(|(name, _, ty)| (name, self.samples(ty)))
            .collect();
        let most = parts
            .iter()
            .map(|(_, samples)| samples.len())
            .max()
            .unwrap_or(1);
        (0..most)
            .map(|n| {
                parts
                    .iter()
                    .map(|(name, samples)| ((*name).clone(), samples[n % samples.len()].clone()))
                    .collect::<Map<_, _>>()
                    .into()
            })
            .collect()
    }

    /// Whether a value is of the type, as serde takes it: what may be null may be left out too, so may the
    /// lists that older rules have not, and what is unknown is passed over.
    pub fn is_of(&self, value: &Value, ty: &Type) -> bool {
        match (self.plain(ty), value) {
            (Type::Null, value) => value.is_null(),
            (Type::Text, value) => value.is_string(),
            (Type::Number, value) => value.as_u64().is_some_and(|n| u32::try_from(n).is_ok()),
            (Type::Real, value) => value.is_number(),
            (Type::Truth, value) => value.is_boolean(),
            (Type::Literal(text), value) => value.as_str() == Some(&text),
            (Type::List(of), Value::Array(values)) => {
                values.iter().all(|value| self.is_of(value, &of))
            }
            (Type::Either(types), value) => types.iter().any(|ty| self.is_of(value, ty)),
            (Type::Named(name, _), value) if name == "Channel" => value == CHANNEL,
            (Type::Named(..), value) => value.is_object(),
            (Type::Fields(fields), Value::Object(given)) => {
                fields
                    .iter()
                    .all(|(name, optional, ty)| match given.get(name) {
                        Some(value) => self.is_of(value, ty),
                        None => {
                            let by_default = ["followUps", "addTo"].contains(&name.as_str());
                            *optional || by_default || self.is_of(&Value::Null, ty)
                        }
                    })
            }
            _ => false,
        }
    }
}

/// A text that a type with this name takes.
fn text_of(ty: &Type) -> &str {
    match ty {
        Type::Named(name, _) if name == "Country" => "DE",
        Type::Named(name, _) if name == "Language" => "de",
        _ => "2026-01-03",
    }
}

fn put_in(ty: &Type, known: &BTreeMap<&String, &Type>) -> Type {
    let all = |types: &[Type]| types.iter().map(|ty| put_in(ty, known)).collect();
    match ty {
        Type::Named(name, _) if known.contains_key(name) => known[name].clone(),
        Type::Named(name, made_for) => Type::Named(name.clone(), all(made_for)),
        Type::List(of) => Type::List(Box::new(put_in(of, known))),
        Type::Either(types) => Type::Either(all(types)),
        Type::Both(types) => Type::Both(all(types)),
        Type::Fields(fields) => Type::Fields(
            fields
                .iter()
                .map(|(name, optional, ty)| (name.clone(), *optional, put_in(ty, known)))
                .collect(),
        ),
        other => other.clone(),
    }
}

/// `before` ends in `name: (arguments) => `, `after` begins with `<Gives, CommandError>(__TAURI_INVOKE("name"`.
fn command(before: &str, after: &str) -> Command {
    let line = before.rsplit_once('\t').unwrap().1;
    let mut reader = Reader::new(line.split_once(':').unwrap().1);
    let arguments = reader.list("(", ")", |reader| {
        let name = reader.word();
        reader.expect(":");
        (name, reader.ty())
    });
    let mut reader = Reader::new(after);
    let gives = reader.list("<", ">", Reader::ty).swap_remove(0);
    let (_, name) = after.split_once("__TAURI_INVOKE(\"").unwrap();
    let name = name.split_once('"').unwrap().0.to_owned();
    Command {
        name,
        arguments,
        gives,
    }
}

fn without_comments(code: &str) -> String {
    let mut parts = code.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |code, part| {
        code + part.split_once("*/").map_or("", |(_, rest)| rest)
    })
}

/// Reads types from the front of a text.
struct Reader<'a>(&'a str);

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self(text.trim_start())
    }

    fn take(&mut self, mark: &str) -> bool {
        let rest = self.0.strip_prefix(mark);
        if let Some(rest) = rest {
            self.0 = rest.trim_start();
        }
        rest.is_some()
    }

    fn expect(&mut self, mark: &str) {
        let here: String = self.0.chars().take(60).collect();
        assert!(self.take(mark), "no {mark} at: {here}");
    }

    fn word(&mut self) -> String {
        let end = self
            .0
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(self.0.len());
        let (word, rest) = self.0.split_at(end);
        assert!(!word.is_empty(), "no word at: {rest:.60}");
        self.0 = rest.trim_start();
        word.to_owned()
    }

    /// What stands between two marks, with commas between; nothing where the first mark does not stand.
    fn list<T>(&mut self, open: &str, close: &str, mut one: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let mut all = Vec::new();
        if self.take(open) {
            while !self.take(close) {
                all.push(one(self));
                let _ = self.take(",") || self.take(";");
            }
        }
        all
    }

    fn ty(&mut self) -> Type {
        self.take("|");
        let mut types = vec![self.both()];
        while self.take("|") {
            types.push(self.both());
        }
        one_or(types, Type::Either)
    }

    fn both(&mut self) -> Type {
        let mut types = vec![self.postfix()];
        while self.take("&") {
            types.push(self.postfix());
        }
        one_or(types, Type::Both)
    }

    fn postfix(&mut self) -> Type {
        let mut ty = self.primary();
        while self.take("[]") {
            ty = Type::List(Box::new(ty));
        }
        ty
    }

    fn primary(&mut self) -> Type {
        if self.take("(") {
            let ty = self.ty();
            self.expect(")");
            return ty;
        }
        if self.0.starts_with("{ [") {
            // A map: its values are those of the file of settings, and nobody hands one over.
            self.0 = self.0.split_once('}').unwrap().1.trim_start();
            return Type::Fields(Vec::new());
        }
        if self.0.starts_with('{') {
            return Type::Fields(self.list("{", "}", |reader| {
                let name = reader.word();
                let optional = reader.take("?");
                reader.expect(":");
                (name, optional, reader.ty())
            }));
        }
        if let Some(rest) = self.0.strip_prefix('"') {
            let (text, rest) = rest.split_once('"').unwrap();
            self.0 = rest.trim_start();
            return Type::Literal(text.to_owned());
        }
        match self.word().as_str() {
            "null" => Type::Null,
            "string" => Type::Text,
            "number" => Type::Number,
            "boolean" => Type::Truth,
            name => {
                let name = name.to_owned();
                Type::Named(name, self.list("<", ">", Self::ty))
            }
        }
    }
}

fn one_or(mut types: Vec<Type>, many: impl Fn(Vec<Type>) -> Type) -> Type {
    if types.len() == 1 {
        types.swap_remove(0)
    } else {
        many(types)
    }
}
