//! The words that were looked up last: a list and its counts ask for the same, and who types on asks for less.

use std::sync::{Arc, OnceLock, PoisonError};

use super::Catalogue;
use super::search::{Hits, search};

/// Words, and whom they find once that is known.
#[derive(Debug, Default)]
pub(super) struct LookedUp {
    words: Vec<String>,
    hits: OnceLock<Arc<Hits>>,
}

impl LookedUp {
    /// How many bytes it takes.
    pub(super) fn memory(&self) -> usize {
        let hits = self.hits.get();
        hits.map_or(0, |hits| hits.ranks.capacity() + hits.bits.memory())
    }
}

impl Catalogue {
    /// Whom words find. Who asks for the same at the same time waits for the one answer; who asks for something else does not.
    pub(super) fn look_up(&self, words: Vec<String>) -> Arc<Hits> {
        let (earlier, asked) = {
            let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
            match &*latest {
                Some(same) if same.words == words => (None, Arc::clone(same)),
                earlier => {
                    let narrows = |earlier: &&Arc<LookedUp>| narrows(&earlier.words, &words);
                    let earlier = earlier.as_ref().filter(narrows);
                    let earlier = earlier.and_then(|earlier| earlier.hits.get().cloned());
                    let asked = Arc::new(LookedUp {
                        words,
                        hits: OnceLock::new(),
                    });
                    *latest = Some(Arc::clone(&asked));
                    (earlier, asked)
                }
            }
        };
        let look = || {
            let among = earlier.as_ref().map(|earlier| &earlier.bits);
            Arc::new(search(&self.text, &asked.words, self.columns.len(), among))
        };
        Arc::clone(asked.hits.get_or_init(look))
    }

    /// Forgets what was looked up, for the text is another.
    pub(super) fn forget_words(&mut self) {
        *self
            .latest
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Whether all that `words` find is among what `earlier` words found, as when somebody types on.
fn narrows(earlier: &[String], words: &[String]) -> bool {
    let within = |earlier: &String| words.iter().any(|word| word.contains(earlier.as_str()));
    earlier.iter().all(within)
}
