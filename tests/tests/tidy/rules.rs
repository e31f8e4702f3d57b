//! The rules that look at one line, and what they find.

use std::{collections::BTreeSet, fmt, path::Path, path::PathBuf};

use serde_json::Value;

/// Something that must not be, and where.
pub struct Finding {
    pub path: PathBuf,
    /// From 1.
    pub line: usize,
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path.display(), self.line, self.what)
    }
}

/// The first of these texts that the line has anywhere in it.
pub fn mentions(line: &str, texts: &[&str]) -> Option<String> {
    texts
        .iter()
        .find(|text| line.contains(**text))
        .map(ToString::to_string)
}

/// The first of these that stands in the line as a word of its own.
pub fn words(line: &str, wanted: &[&str]) -> Option<String> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_')
        .find(|word| wanted.contains(word))
        .map(str::to_owned)
}

/// A `Result` whose error is a `String`.
pub fn stringly(line: &str) -> Option<String> {
    line.match_indices("Result<").find_map(|(at, start)| {
        let mut depth = 0;
        let mut error = "";
        let inside = &line[at + start.len()..];
        for (index, c) in inside.char_indices() {
            match c {
                '<' | '(' | '[' => depth += 1,
                '>' | ')' | ']' if depth == 0 => {
                    let whole = &line[at..at + start.len() + index + 1];
                    return (error.trim() == "String").then(|| whole.to_owned());
                }
                // The arrow of a function type closes nothing.
                '>' if inside[..index].ends_with('-') => {}
                '>' | ')' | ']' => depth -= 1,
                ',' if depth == 0 => {
                    error = inside[index + 1..].split('>').next().unwrap_or_default()
                }
                _ => {}
            }
        }
        None
    })
}

/// The path that a line of TypeScript or Svelte imports from.
pub fn imported(line: &str) -> Option<&str> {
    let line = line.trim();
    let import = line.starts_with("import") || line.contains(" from ") || line.contains("import(");
    if !import && !line.starts_with("} from") && !line.starts_with("export") {
        return None;
    }
    let quote = line.rfind(['"', '\''])?;
    let start = line[..quote].rfind(&line[quote..=quote])?;
    Some(&line[start + 1..quote])
}

/// The feature that a file may not import, being none or another one itself. `home` lies under `ui/src/lib`.
pub fn forbidden_import(home: &Path, path: &str, features: &[&str]) -> Option<String> {
    let target = match path.strip_prefix("$lib/") {
        Some(rest) => PathBuf::from(rest),
        None if path.starts_with('.') => resolved(home, path),
        None => return None,
    };
    let first = |path: &Path| Some(path.iter().next()?.to_str()?.to_owned());
    let feature = first(&target)?;
    let own = first(home)?;
    (features.contains(&feature.as_str()) && own != feature)
        .then(|| format!("{own} imports {feature}"))
}

/// A relative path as seen from the folder of `file`.
fn resolved(file: &Path, path: &str) -> PathBuf {
    let mut folder = file.parent().map(Path::to_owned).unwrap_or_default();
    for step in path.split('/') {
        match step {
            "." => {}
            ".." => {
                folder.pop();
            }
            name => folder.push(name),
        }
    }
    folder
}

/// The name that a line of Rust or TypeScript gives to a type or module.
pub fn declared_name(line: &str) -> Option<&str> {
    const KINDS: [&str; 7] = [
        "struct",
        "enum",
        "trait",
        "type",
        "mod",
        "class",
        "interface",
    ];
    const BEFORE: [&str; 6] = [
        "pub",
        "pub(crate)",
        "pub(super)",
        "export",
        "abstract",
        "default",
    ];
    let mut words = line
        .split_whitespace()
        .skip_while(|word| BEFORE.contains(word));
    words.next().filter(|word| KINDS.contains(word))?;
    words
        .next()?
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
}

/// The dotted keys of a file of messages.
pub fn keys(text: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    if let Ok(value) = serde_json::from_str(text) {
        gather(&value, "", &mut keys);
    }
    keys
}

fn gather(value: &Value, path: &str, keys: &mut BTreeSet<String>) {
    let Value::Object(entries) = value else {
        keys.insert(path.to_owned());
        return;
    };
    for (key, value) in entries.iter().filter(|(key, _)| !key.starts_with('$')) {
        let path = if path.is_empty() {
            key.clone()
        } else {
            format!("{path}.{key}")
        };
        gather(value, &path, keys);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_that_is_a_string_is_found_however_deep() {
        // The type is put together, so that this file does not find itself.
        for line in [
            "fn a() -> Result<(), *> {",
            "fn a() -> Result<Vec<(u8, String)>, *>;",
            "type R = Option<Result<Box<dyn Fn(u8) -> u8>, *>>;",
        ] {
            assert!(stringly(&line.replace('*', "String")).is_some(), "{line}");
        }
        for line in [
            "fn a() -> Result<String, Error> {",
            "fn a() -> Result<String> {",
            "Result<Vec<(u8, String)>, Error>",
        ] {
            assert_eq!(stringly(line), None, "{line}");
        }
    }

    #[test]
    fn an_import_is_read_in_all_its_forms() {
        assert_eq!(
            imported("import { invoke } from \"@tauri-apps/api/core\";"),
            Some("@tauri-apps/api/core")
        );
        assert_eq!(imported("  import './a.css'"), Some("./a.css"));
        assert_eq!(imported("} from '../groups/a';"), Some("../groups/a"));
        assert_eq!(imported("export * from \"./b\";"), Some("./b"));
        assert_eq!(imported("const text = \"import\";"), None);
    }

    #[test]
    fn only_another_feature_is_forbidden() {
        let features = ["groups", "profile"];
        let forbidden =
            |home: &str, path: &str| forbidden_import(Path::new(home), path, &features).is_some();
        assert!(forbidden("shared/Menu.svelte", "../groups/names"));
        assert!(forbidden("shared/deep/Menu.svelte", "$lib/groups/names"));
        assert!(forbidden("profile/Panel.svelte", "../groups/names"));
        assert!(!forbidden("groups/List.svelte", "./names"));
        assert!(!forbidden("groups/List.svelte", "../shared/Menu.svelte"));
        assert!(!forbidden("shared/Menu.svelte", "bits-ui"));
    }

    #[test]
    fn only_declarations_have_names() {
        assert_eq!(
            declared_name("pub(crate) struct Groups<T> {"),
            Some("Groups")
        );
        assert_eq!(declared_name("export interface Props {"), Some("Props"));
        assert_eq!(declared_name("let service = 1;"), None);
    }

    #[test]
    fn a_word_is_whole() {
        assert_eq!(
            words("    \"SELECT 1\"", &["SELECT"]).as_deref(),
            Some("SELECT")
        );
        assert_eq!(words("UPDATED_AT", &["UPDATE"]), None);
    }

    #[test]
    fn keys_are_those_of_messages_and_not_of_settings() {
        let keys = keys(r#"{"$schema": "x", "a": {"b": "1", "c": "2"}, "d": "3"}"#);
        assert_eq!(keys.into_iter().collect::<Vec<_>>(), ["a.b", "a.c", "d"]);
    }
}
