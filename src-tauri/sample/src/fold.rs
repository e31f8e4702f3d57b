//! From a name to the ASCII label of its domain, as each language writes it.

use std::fmt::Write;

/// Lower-case ASCII letters and digits of `text`, its other stretches as one `-`; umlauts spelt out in German.
pub fn slug(text: &str, lang: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            '\'' | '’' | '.' => {}
            _ => match ascii(c, lang) {
                Some(ascii) => out.push_str(ascii),
                None if out.is_empty() || out.ends_with('-') => {}
                None => out.push('-'),
            },
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

fn ascii(c: char, lang: &str) -> Option<&'static str> {
    let german = lang == "de";
    Some(match c {
        'ä' if german => "ae",
        'ö' if german => "oe",
        'ü' if german => "ue",
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'ę' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ł' => "l",
        'ñ' | 'ń' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => "o",
        'ś' | 'š' => "s",
        'ß' => "ss",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ÿ' | 'ý' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'œ' => "oe",
        'æ' => "ae",
        _ => return None,
    })
}

/// `template` with each `{x}` replaced by what `value` gives for `x`.
pub fn fill<V: std::fmt::Display>(template: &str, mut value: impl FnMut(char) -> V) -> String {
    let mut out = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let mut inside = rest[open + 1..].chars();
        let key = inside.next().unwrap_or('}');
        let _ = write!(out, "{}", value(key));
        rest = inside.as_str().strip_prefix('}').unwrap_or(inside.as_str());
    }
    out.push_str(rest);
    out
}

/// `text` with its first letter in upper case.
pub fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
