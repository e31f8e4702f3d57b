//! The words of the window by their keys, for an errand that runs in every language.

use anyhow::{Context, Result};
use serde_json::Value;

/// A language of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    English,
    Chinese,
}

/// The messages of one language.
pub struct Words(Value);

impl Language {
    /// As `LANG` has it.
    pub fn locale(self) -> &'static str {
        match self {
            Language::English => "en_US.UTF-8",
            Language::Chinese => "zh_CN.UTF-8",
        }
    }

    /// As it stands in the name of a picture.
    pub fn short(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh",
        }
    }

    /// Its messages.
    ///
    /// # Errors
    /// When they are no JSON.
    pub fn words(self) -> Result<Words> {
        let messages = match self {
            Language::English => include_str!("../../../ui/messages/en.json"),
            Language::Chinese => include_str!("../../../ui/messages/zh-CN.json"),
        };
        Ok(Words(serde_json::from_str(messages)?))
    }
}

impl Words {
    /// What stands under a key; for many, where its words hang on a number.
    ///
    /// # Errors
    /// When nothing does.
    pub fn say(&self, key: &str) -> Result<&str> {
        let message = self.0.get(key);
        let forms = message.and_then(|message| message.pointer("/0/match"));
        let form = forms.and_then(|forms| forms.as_object()?.values().next_back());
        form.or(message)
            .and_then(Value::as_str)
            .with_context(|| format!("no message is called {key}"))
    }

    /// What stands under a key up to its first value: the beginning of a name that goes on with one.
    ///
    /// # Errors
    /// As [`Words::say`].
    pub fn beginning(&self, key: &str) -> Result<&str> {
        let whole = self.say(key)?;
        Ok(whole.split('{').next().unwrap_or(whole))
    }
}
