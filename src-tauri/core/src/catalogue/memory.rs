//! How much memory a catalogue takes, and for what.

use std::sync::PoisonError;

use super::Catalogue;

impl Catalogue {
    /// The bytes that each of its larger parts takes, room that it holds for more counted too.
    pub fn memory(&self) -> Vec<(&'static str, usize)> {
        let latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let text = &self.text;
        vec![
            ("text", text.buffer.capacity()),
            ("text, used", text.buffer.len()),
            ("places in the text", text.memory()),
            ("columns", self.columns.memory()),
            ("members of values", self.values.memory()),
            ("standings", self.standings.memory()),
            ("orders", self.orders.memory()),
            (
                "words found last",
                latest.as_ref().map_or(0, |latest| latest.memory()),
            ),
        ]
    }
}
