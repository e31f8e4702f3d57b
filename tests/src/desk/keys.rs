//! Keys as they are written in a help page, and as the driver takes them.

use anyhow::{Result, bail};
use fantoccini::{
    actions::{InputSource, KeyAction, KeyActions},
    key::Key,
};

/// The chord's keys in the order they are held down: `ctrl+shift+z`, `Enter`, `/`, `j`.
pub fn chord(text: &str) -> Result<Vec<char>> {
    // A plus sign alone is a key, not a join.
    if text.chars().count() == 1 {
        return Ok(text.chars().collect());
    }
    text.split('+').map(key).collect()
}

/// Presses and lets go.
pub fn press(chord: &[char]) -> KeyActions {
    let keys = KeyActions::new("keyboard".to_owned());
    let held = chord
        .iter()
        .fold(keys, |keys, key| keys.then(KeyAction::Down { value: *key }));
    chord
        .iter()
        .rev()
        .fold(held, |keys, key| keys.then(KeyAction::Up { value: *key }))
}

/// Presses one key after the other.
pub fn letters(text: &str) -> KeyActions {
    let keys = KeyActions::new("keyboard".to_owned());
    text.chars().fold(keys, |keys, letter| {
        keys.then(KeyAction::Down { value: letter })
            .then(KeyAction::Up { value: letter })
    })
}

fn key(name: &str) -> Result<char> {
    let key = match name.to_lowercase().as_str() {
        "ctrl" | "control" => Key::Control,
        "shift" => Key::Shift,
        "alt" => Key::Alt,
        "meta" => Key::Meta,
        "enter" => Key::Enter,
        "escape" | "esc" => Key::Escape,
        "tab" => Key::Tab,
        "space" => return Ok(' '),
        "backspace" => Key::Backspace,
        "delete" => Key::Delete,
        "home" => Key::Home,
        "end" => Key::End,
        "pageup" => Key::PageUp,
        "pagedown" => Key::PageDown,
        "left" => Key::Left,
        "right" => Key::Right,
        "up" => Key::Up,
        "down" => Key::Down,
        "f1" => Key::F1,
        "f2" => Key::F2,
        "f6" => Key::F6,
        _ => return letter(name),
    };
    Ok(key.into())
}

fn letter(name: &str) -> Result<char> {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => Ok(letter),
        _ => bail!("no key is called “{name}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chord_is_read_in_the_order_it_is_held() {
        let chord = chord("ctrl+shift+z").expect("a chord");
        assert_eq!(
            chord,
            [char::from(Key::Control), char::from(Key::Shift), 'z']
        );
    }

    #[test]
    fn a_single_letter_is_itself() {
        for letter in ["/", "+", "j", "?"] {
            let expected: Vec<char> = letter.chars().collect();
            assert_eq!(chord(letter).expect("a key"), expected);
        }
    }

    #[test]
    fn an_unknown_key_is_refused() {
        assert!(chord("ctrl+blob").is_err());
    }
}
