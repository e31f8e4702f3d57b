//! What the catalogue has to follow once a change is written.

use crate::changes::Delta;
use crate::set::PartnerSet;

/// The parts of a change without the data that they edited, which is read from the file, and whose data that is. A million edits
/// leave a set behind.
#[derive(Debug, Default)]
pub(super) struct Trail {
    pub(super) parts: Vec<Delta>,
    pub(super) edited: PartnerSet,
}

impl Trail {
    /// The trail of a change of these parts.
    pub(super) fn of(parts: Vec<Delta>) -> Self {
        let mut trail = Self::default();
        parts.into_iter().for_each(|part| trail.add(part));
        trail
    }

    /// Adds the next part.
    pub(super) fn add(&mut self, mut delta: Delta) {
        for edit in std::mem::take(&mut delta.edits) {
            self.edited.insert(edit.partner);
        }
        self.edited |= &std::mem::take(&mut delta.added);
        // The catalogue holds none.
        delta.applications.clear();
        if !delta.is_empty() {
            self.parts.push(delta);
        }
    }
}
