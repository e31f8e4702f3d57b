//! The fields of a record in one text, so that a million records need no million small texts.

use std::fmt;
use std::ops::Index;

use serde::de::{SeqAccess, Visitor};
use serde::ser::SerializeSeq as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::limits;

/// The fields of a record, one after the other in one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    text: String,
    ends: Vec<usize>,
}

impl Fields {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    pub(super) fn push(&mut self, field: &str) {
        self.text.push_str(field);
        self.end_field();
    }

    /// Adds to the field that comes next.
    pub(super) fn more(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds a character to the field that comes next.
    pub(super) fn more_char(&mut self, character: char) {
        self.text.push(character);
    }

    /// The field that came is whole.
    pub(super) fn end_field(&mut self) {
        // Those past the limit are still one too many, and cost nothing.
        if self.ends.len() < limits::FIELDS {
            self.ends.push(self.text.len());
        } else {
            self.text.truncate(self.ends.last().copied().unwrap_or(0));
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds empty fields until there are so many.
    pub(super) fn fill(&mut self, count: usize) {
        let count = count.min(limits::FIELDS).max(self.ends.len());
        self.ends.resize(count, self.text.len());
    }

    /// Keeps the fields that lie wholly within so many bytes.
    pub(super) fn keep(&mut self, bytes: usize) {
        self.ends.retain(|end| *end <= bytes);
        self.text.truncate(self.ends.last().copied().unwrap_or(0));
    }

    /// The field in a column.
    pub fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.text[start..end])
    }

    /// Where a part of a field stands; see [`Fields::at`].
    pub(super) fn span(&self, part: &str) -> Span {
        let start = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        // What is empty may stand anywhere.
        if part.is_empty() || start + part.len() > self.text.len() {
            Span::default()
        } else {
            Span {
                start,
                end: start + part.len(),
            }
        }
    }

    /// The part of a field that stands there.
    pub(super) fn at(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// Writes one field over.
    pub(super) fn set(&mut self, at: usize, field: &str) {
        let all: Vec<String> = self.iter().map(str::to_owned).collect();
        self.clear();
        for (column, old) in all.iter().enumerate() {
            self.push(if column == at { field } else { old });
        }
    }

    /// Cuts the fields down to so many, or adds empty ones.
    pub(super) fn resize(&mut self, columns: usize) {
        self.ends.truncate(columns);
        self.text.truncate(self.ends.last().copied().unwrap_or(0));
        while self.ends.len() < columns.min(limits::FIELDS) {
            self.end_field();
        }
    }

    /// One after another.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// All fields as one text, for what is asked of any of them.
    pub(super) fn joined(&self) -> &str {
        &self.text
    }
}

/// Where a part of a field stands among the fields of its record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Span {
    start: usize,
    end: usize,
}

impl Index<usize> for Fields {
    type Output = str;

    /// The field in a column; one that is not there is empty.
    fn index(&self, column: usize) -> &str {
        self.get(column).unwrap_or_default()
    }
}

impl<'f> FromIterator<&'f str> for Fields {
    fn from_iter<T: IntoIterator<Item = &'f str>>(all: T) -> Self {
        let mut fields = Self::default();
        all.into_iter().for_each(|field| fields.push(field));
        fields
    }
}

impl<const N: usize> PartialEq<[&str; N]> for Fields {
    fn eq(&self, other: &[&str; N]) -> bool {
        self.iter().eq(other.iter().copied())
    }
}

/// As a list of texts.
impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut texts = serializer.serialize_seq(Some(self.len()))?;
        for field in self.iter() {
            texts.serialize_element(field)?;
        }
        texts.end()
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Texts)
    }
}

struct Texts;

impl<'de> Visitor<'de> for Texts {
    type Value = Fields;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of texts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut texts: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        while let Some(field) = texts.next_element::<std::borrow::Cow<'de, str>>()? {
            fields.push(&field);
        }
        Ok(fields)
    }
}
