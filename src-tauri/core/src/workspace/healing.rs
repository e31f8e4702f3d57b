//! A catalogue that somebody left half changed, because the program panicked, is loaded anew from the file: what was written is whole.

use std::panic::{self, AssertUnwindSafe};
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use rusqlite::Connection;

use super::{Workspace, load_catalogue};
use crate::error::StoreError;
use crate::store;

impl Workspace {
    /// Loads the catalogue anew where somebody panicked while changing it. Where the file cannot be read, that is tried again by
    /// whoever looks next.
    pub(super) fn heal(&self) {
        if self.catalogue.is_poisoned() {
            let reader = self.presence.passing_reader();
            let healed = reader.and_then(|reader| self.load_anew(&reader, true));
            if let Err(error) = healed {
                tracing::error!("the catalogue is not loaded anew: {}", error.facts());
            }
        }
    }

    /// Puts the catalogue as the file has it in the place of the one in memory; only where that one is half changed, if so said.
    pub(super) fn load_anew(
        &self,
        connection: &Connection,
        only_if_half_changed: bool,
    ) -> Result<(), StoreError> {
        let mut catalogue = self
            .catalogue
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        // Somebody else may have done it meanwhile.
        if only_if_half_changed && !self.catalogue.is_poisoned() {
            return Ok(());
        }
        // The same data may stand elsewhere in it, so whoever copies it begins again.
        self.data.fetch_add(1, Ordering::AcqRel);
        *catalogue = load_catalogue(connection, catalogue.today())?;
        self.catalogue.clear_poison();
        self.revision.fetch_add(1, Ordering::AcqRel);
        Ok(())
    }
}

/// Does what changes the catalogue; a panic is told as an error, for what was written before is to be followed in any case.
pub(super) fn or_error(work: impl FnOnce() -> Result<(), StoreError>) -> Result<(), StoreError> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        tracing::error!("the catalogue is half changed and will be loaded anew");
        Err(store::damaged("the catalogue in memory is half changed"))
    })
}

#[cfg(test)]
pub(super) mod tests {
    use std::cell::Cell;
    use std::path::Path;

    use jiff::Timestamp;

    use super::*;
    use crate::changes::{Op, Target};
    use crate::import::Unwatched;
    use crate::partner::PartnerId;

    thread_local! {
        /// Where this thread panics next.
        static STUMBLE: Cell<Option<Stumble>> = const { Cell::new(None) };
    }

    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Stumble {
        /// The change is written, and the catalogue knows nothing of it.
        BeforeFollowing,
        /// The catalogue knows a part of it.
        WhileFollowing,
    }

    /// Panics where a test wants that.
    pub fn may_stumble(at: Stumble) {
        if STUMBLE.get() == Some(at) {
            STUMBLE.set(None);
            panic!("as the test wants it");
        }
    }

    fn workspace(folder: &Path, partners: u32) -> Workspace {
        let workspace =
            Workspace::create(&folder.join("a.prospects"), Timestamp::UNIX_EPOCH).unwrap();
        let rows: String = (1..=partners).map(|n| format!("{n},Shop {n}\n")).collect();
        let csv = format!("Partner ID,Name\n{rows}");
        workspace
            .load_sample(csv.as_bytes(), "a.csv", &Unwatched, Timestamp::UNIX_EPOCH)
            .unwrap();
        workspace
    }

    fn mark(ids: impl IntoIterator<Item = u32>) -> Op {
        let ids = ids.into_iter().map(PartnerId).collect();
        let target = Target::Ids { ids };
        Op::Mark { target }
    }

    #[test]
    fn a_panic_after_a_change_was_written_leaves_the_catalogue_as_the_file() {
        for partners in [3, 12_000] {
            for at in [Stumble::BeforeFollowing, Stumble::WhileFollowing] {
                let folder = tempfile::tempdir().unwrap();
                let workspace = workspace(folder.path(), partners);
                STUMBLE.set(Some(at));
                let changes = workspace
                    .transact(&mark(1..=partners), Timestamp::UNIX_EPOCH)
                    .unwrap();
                assert_eq!(STUMBLE.get(), None, "{at:?} is never come by");
                assert_eq!(changes.partners, partners);
                assert_eq!(workspace.overview().unwrap().prospects, partners, "{at:?}");
                assert!(workspace.check().unwrap().findings.is_empty(), "{at:?}");

                STUMBLE.set(Some(at));
                workspace.undo(None, Timestamp::UNIX_EPOCH).unwrap();
                assert_eq!(workspace.overview().unwrap().prospects, 0, "{at:?}");
                assert!(workspace.check().unwrap().findings.is_empty(), "{at:?}");
            }
        }
    }

    #[test]
    fn a_catalogue_that_somebody_left_half_changed_is_loaded_anew_by_whoever_looks_next() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = workspace(folder.path(), 3);
        workspace
            .transact(&mark([1, 2]), Timestamp::UNIX_EPOCH)
            .unwrap();
        let before = workspace.revision();
        let fell = panic::catch_unwind(AssertUnwindSafe(|| {
            let mut catalogue = workspace.catalogue_mut();
            *catalogue = load_catalogue(&Connection::open_in_memory().unwrap(), catalogue.today())
                .unwrap_or_else(|_| panic!("as the test wants it"));
        }));
        assert!(fell.is_err());
        assert_eq!(workspace.overview().unwrap().prospects, 2);
        assert!(workspace.revision() > before, "lists ask anew");
        assert!(workspace.check().unwrap().findings.is_empty());
        workspace
            .transact(&mark([3]), Timestamp::UNIX_EPOCH)
            .unwrap();
        assert_eq!(workspace.overview().unwrap().prospects, 3);
    }
}
