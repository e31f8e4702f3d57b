//! The file: SQLite keeps what the workspace knows. One module a table group; every write happens in [`Store::write`].

pub(crate) mod applications;
pub(crate) mod apply;
pub(crate) mod beside;
pub(crate) mod comparing;
pub(crate) mod contacts;
pub(crate) mod contents;
pub(crate) mod copying;
pub(crate) mod groups;
pub(crate) mod history;
pub(crate) mod imports;
pub(crate) mod kept;
pub(crate) mod kept_rows;
mod locking;
pub(crate) mod log;
mod making;
mod open;
mod packed;
pub(crate) mod partner_keys;
pub(crate) mod partners;
mod presence;
pub(crate) mod program;
pub(crate) mod salvaging;
pub(crate) mod settings;
pub(crate) mod standings;
pub(crate) mod sweeping;
pub(crate) mod templates;
pub(crate) mod views;
pub(crate) mod workflows;

use std::path::Path;

use jiff::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::{StoreError, json_facts};
use crate::moment;

pub(crate) use presence::Presence;

pub(crate) use locking::{Lock, lock, lock_of};
pub(crate) use making::create;
pub(crate) use open::{
    check_header, check_version, connected, known_version, new_file, open, passing_reader,
};

/// The connection that writes. There is one for each open workspace, behind its lock.
pub(crate) struct Store {
    connection: Connection,
    presence: Presence,
    /// Whether somebody else goes on with the file.
    is_retired: bool,
}

/// Of a log of so many bytes the room is given back when what was written there is taken back.
const LONG_LOG: u64 = 1 << 22;

impl Store {
    /// Writes through `connection` to the file `path`.
    fn new(connection: Connection, path: &Path) -> Result<Self, StoreError> {
        let presence = Presence::of(path)?;
        Ok(Self {
            connection,
            presence,
            is_retired: false,
        })
    }

    /// Does `work` in one transaction: all of it, or nothing of it.
    pub(crate) fn write<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let done = self.write_all(work);
        if done.is_err() {
            self.settle();
        }
        done
    }

    fn write_all<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.may_write()?;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        // On an error, one of `commit` too, it goes and takes back what was written.
        let done = work(&transaction)?;
        self.presence.check()?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(done)
    }

    /// That what is written now is found again.
    fn may_write(&self) -> Result<(), StoreError> {
        if self.is_retired {
            return Err(StoreError::Overtaken);
        }
        self.presence.check()
    }

    /// After what was taken back: the log gives its room back where it grew long. And it is emptied where the file is gone, so that
    /// what was done before stands in the file, wherever that is, and the log is never taken for one of another file.
    fn settle(&self) {
        let is_gone = !self.presence.is_there();
        let is_long = || {
            let log = std::fs::metadata(self.presence.log());
            log.is_ok_and(|log| log.len() > LONG_LOG)
        };
        if is_gone || is_long() {
            // Who reads meanwhile keeps it; it is tried again with the next.
            let _ = self
                .connection
                .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    /// Where its file was opened.
    pub(crate) fn presence(&self) -> &Presence {
        &self.presence
    }

    /// The connection, for reading.
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Writes what stands in the log into the file, and through.
    ///
    /// # Errors
    /// When that fails, or somebody reads meanwhile.
    pub(crate) fn end_log(&self) -> Result<(), StoreError> {
        let end = "PRAGMA wal_checkpoint(TRUNCATE)";
        let busy: bool = self.connection.query_row(end, [], |row| row.get(0))?;
        if busy { Err(StoreError::Busy) } else { Ok(()) }
    }

    /// Lets go of the pages that long work had read and written: the next work will want others.
    pub(crate) fn let_go_of_memory(&self) {
        // Nothing hangs on it.
        let _ = self.connection.execute_batch("PRAGMA shrink_memory");
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        moment::reached("close.begun");
        // With the connection goes the log, into the file. By its name, which may be that of another by now.
        if !self.presence.is_there() {
            self.settle();
            let keep = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
            // It fails for no connection that is open.
            let _ = self.connection.set_db_config(keep, true);
        }
    }
}

/// A moment as the file keeps it.
pub(crate) fn millis(moment: Timestamp) -> i64 {
    moment.as_millisecond()
}

/// A moment as it was kept.
pub(crate) fn moment(millis: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(millis).map_err(|_| damaged("a moment out of range"))
}

/// A value that the file should not hold.
pub(crate) fn damaged(what: &str) -> StoreError {
    StoreError::Damaged(what.to_owned())
}

/// JSON of a value of ours.
pub(crate) fn to_json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Damaged(json_facts(&error)))
}

/// A value of ours from its JSON.
pub(crate) fn from_json<'r, T: serde::Deserialize<'r>>(
    json: &'r (impl AsRef<[u8]> + ?Sized),
) -> Result<T, StoreError> {
    serde_json::from_slice(json.as_ref()).map_err(|error| StoreError::Damaged(json_facts(&error)))
}
