//! The catalogue that is kept beside the workspace, so that opening reads a file of plain numbers rather than every partner. It is
//! no more than a short cut: whatever is not certainly right is passed over, and the file of the workspace is read.
//!
//! A kept catalogue is never changed. Under its token the workspace says of whom it is no longer right; a state of the workspace that
//! knows another token, or none, does without it. So it does not matter when a program ends, or which of two files is
//! put back by somebody.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::MutexGuard;
use std::sync::atomic::Ordering;
use std::thread;

use jiff::civil::Date;
use rusqlite::Connection;

use super::{Workspace, load_catalogue};
use crate::catalogue::Catalogue;
use crate::catalogue::kept::{Reader, Token, Unusable, Writer};
use crate::error::StoreError;
use crate::moment;
use crate::store::beside::beside;
use crate::store::{self, Store, partners};

/// Of fewer partners a catalogue is read from the workspace as soon.
const WORTH_KEEPING: u32 = 20_000;
/// When so many are stale, reading them again each time costs more than writing all once.
const MANY_STALE: u32 = 2_000;
/// So many bytes are copied at once while nobody may change the catalogue: about half a millisecond.
const AT_ONCE: usize = 1 << 20;

impl Workspace {
    /// How often partners came, went or got other data since the workspace was opened.
    fn data_changes(&self) -> u32 {
        self.data.load(Ordering::Acquire)
    }

    /// Whether the catalogue that is kept beside the workspace is right, but for a few: opening reads it then.
    pub fn has_kept_catalogue(&self) -> bool {
        let token = || store::kept::token(&self.reader());
        self.is_kept.load(Ordering::Relaxed) && matches!(token(), Ok(Some(_)))
    }

    /// Whether the next opening would be noticeably sooner if the catalogue were kept now. Asks nothing of a workspace that is being
    /// written to.
    pub fn is_worth_keeping(&self) -> bool {
        let Some(store) = self.idle_store() else {
            return false;
        };
        let is_kept = || -> Result<bool, StoreError> {
            let connection = store.connection();
            Ok(self.is_kept.load(Ordering::Relaxed)
                && store::kept::token(connection)?.is_some()
                && store::kept::count_stale(connection)? < MANY_STALE)
        };
        self.catalogue().all().len() >= WORTH_KEEPING && !is_kept().unwrap_or(true)
    }

    /// Makes the orders that a list can have and nobody asked for yet, so that nobody waits for one at its first use. Whoever writes
    /// waits for the one that is being made, of a million names a third of a second: to be called when nothing happens. It goes no
    /// further once the workspace is being written to, partners' data change, or `go_on` says no.
    pub fn prepare_orders(&self, go_on: &dyn Fn() -> bool) {
        let data = self.data_changes();
        let at_rest = || self.data_changes() == data && self.idle_store().is_some();
        while go_on() && at_rest() && self.catalogue().prepare() {}
    }

    /// Keeps the catalogue beside the workspace, for the next opening. Nobody waits for it: it reads a little at a time, and gives up
    /// (false) when the workspace is being written to, when partners' data change meanwhile, or when `go_on` says no.
    ///
    /// # Errors
    /// When it cannot be written. The workspace opens as it did before.
    pub fn keep_catalogue(&self, go_on: &dyn Fn() -> bool) -> Result<bool, StoreError> {
        let Some((data, lengths)) = self.at_rest()? else {
            return Ok(false);
        };
        let mut token = Token::default();
        getrandom::fill(&mut token).map_err(|error| StoreError::File(error.into()))?;
        let part = beside(self.path(), "-catalogue-part");
        let kept = self
            .write_part(&part, token, data, &lengths, go_on)
            .and_then(|is_whole| Ok(is_whole && self.put_up(&part, token, data)?));
        if !matches!(kept, Ok(true)) {
            // The error that is told is the first one, and what stays is written over the next time.
            let _ = fs::remove_file(&part);
        }
        kept
    }

    /// The state of partners' data, and how long the sections of the catalogue are in it; `None` while somebody writes.
    fn at_rest(&self) -> Result<Option<(u32, Vec<u64>)>, StoreError> {
        let Some(store) = self.idle_store() else {
            return Ok(None);
        };
        let data = self.data_changes();
        let certain = self.is_certain(&store)?;
        Ok(certain.then(|| (data, self.catalogue().section_lengths())))
    }

    /// Whether the catalogue in memory is what the workspace says, as far as anybody knows.
    fn is_certain(&self, store: &Store) -> Result<bool, StoreError> {
        let ours = store::kept::others_wrote(store.connection())? == self.others_wrote;
        Ok(ours && !self.is_astray.load(Ordering::Relaxed))
    }

    /// The catalogue in memory is not what the workspace says: neither it nor what was kept is taken up again.
    pub(super) fn has_gone_astray(&self, connection: &Connection) {
        self.is_astray.store(true, Ordering::Relaxed);
        // Where that cannot be written either, a check tells.
        let _ = store::kept::forget(connection);
    }

    /// The store, unless somebody writes, or went wrong while writing.
    fn idle_store(&self) -> Option<MutexGuard<'_, Store>> {
        self.store.try_lock().ok()
    }

    fn write_part(
        &self,
        part: &Path,
        token: Token,
        data: u32,
        lengths: &[u64],
        go_on: &dyn Fn() -> bool,
    ) -> Result<bool, StoreError> {
        let mut out = Writer::begin(store::new_file(part)?, token, lengths)?;
        let mut some = Vec::with_capacity(AT_ONCE);
        for (section, length) in lengths.iter().enumerate() {
            let mut from = 0;
            while from < *length {
                some.clear();
                let most = usize::try_from(length - from).unwrap_or(AT_ONCE);
                if !go_on() {
                    return Ok(false);
                }
                {
                    let catalogue = self.catalogue();
                    if self.data_changes() != data {
                        return Ok(false);
                    }
                    catalogue.copy_section(section, from, most.min(AT_ONCE), &mut some);
                }
                if some.is_empty() {
                    return Ok(false);
                }
                out.write(&some)?;
                from += some.len() as u64;
            }
            out.end_section()?;
        }
        Ok(true)
    }

    /// Puts a written catalogue in the place of the one before, and says so in the workspace, unless data changed since.
    fn put_up(&self, part: &Path, token: Token, data: u32) -> Result<bool, StoreError> {
        let Some(mut store) = self.idle_store() else {
            return Ok(false);
        };
        if !self.is_certain(&store)? || self.data_changes() != data {
            return Ok(false);
        }
        moment::reached("catalogue.written");
        fs::rename(part, place(self.path()))?;
        moment::reached("catalogue.put-up");
        store.write(|transaction| store::kept::keep(transaction, &token))?;
        self.is_kept.store(true, Ordering::Relaxed);
        Ok(true)
    }
}

/// The catalogue of a workspace that is opened, and whether the one that was kept served.
pub(super) fn opened(
    path: &Path,
    reader: &Connection,
    today: Date,
) -> Result<(Catalogue, bool), StoreError> {
    if let Some(token) = store::kept::token(reader)? {
        match kept(path, token) {
            Ok(kept) => match restored(kept, reader, today)? {
                Ok(catalogue) => return Ok((catalogue, true)),
                Err(unusable) => passed_over(&unusable),
            },
            Err(unusable) => passed_over(&unusable),
        }
    }
    Ok((load_catalogue(reader, today)?, false))
}

fn passed_over(unusable: &Unusable) {
    tracing::info!("the kept catalogue is passed over: {unusable}");
}

/// The kept catalogue, if it is the one of this token.
fn kept(path: &Path, token: Token) -> Result<Reader<File>, Unusable> {
    let file = File::open(place(path))?;
    let size = file.metadata()?.len();
    let reader = Reader::begin(file, size)?;
    if reader.token() == token {
        Ok(reader)
    } else {
        Err(Unusable::Token)
    }
}

/// One thread takes up what was kept while this one reads the rest from the workspace.
fn restored(
    kept: Reader<File>,
    connection: &Connection,
    today: Date,
) -> Result<Result<Catalogue, Unusable>, StoreError> {
    thread::scope(|scope| {
        let mut kept = kept;
        let restoring = scope.spawn(move || Catalogue::restore(today, &mut kept));
        let stale = store::kept::stale(connection)?;
        let present = partners::present(connection, &stale)?;
        let rest = super::rest(connection)?;
        let restored = restoring.join();
        let restored = restored.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Ok(restored.map(|mut catalogue| {
            catalogue.catch_up(&stale, present);
            catalogue.with(rest)
        }))
    })
}

/// Takes away what a workspace left that had the name of a new one.
pub(super) fn clear(path: &Path) {
    // It would be passed over in any case.
    let _ = fs::remove_file(place(path));
}

fn place(path: &Path) -> PathBuf {
    beside(path, "-catalogue")
}
