//! Copies of the file: made from a state that stays as it is while others write, and looked over before they get their name.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use serde::{Deserialize, Serialize};

use super::beside::{beside, half_of, remove, write_name_through};
use super::contents::{self, Stand};
use super::open::{self, new_file};
use super::presence::Presence;
use super::{Store, from_json, settings, to_json};
use crate::backup::Contents;
use crate::error::StoreError;
use crate::moment;

/// Pages that are copied at once: a megabyte.
const AT_ONCE: i32 = 256;
/// How often it is asked whether something is to go on.
const ASKED: Duration = Duration::from_millis(20);
/// Where a backup notes what is in it.
const NOTE: &str = "backup";

/// Hears which part of a copy is done, from 0 to 1, and says whether to go on.
pub(crate) type GoOn<'g> = &'g (dyn Fn(f64) -> bool + Sync);

/// A state of a workspace that stays as it is while others write.
pub(crate) struct Snapshot {
    connection: Connection,
}

impl Snapshot {
    /// The state in which the file is now.
    pub(crate) fn of(path: &Path) -> Result<Self, StoreError> {
        Self::begun(open::passing_reader(path)?)
    }

    /// The state in which the file is now that was opened there.
    pub(crate) fn of_present(presence: &Presence) -> Result<Self, StoreError> {
        Self::begun(presence.passing_reader()?)
    }

    /// The state of a copy, which does not change any more.
    pub(crate) fn of_copy(path: &Path) -> Result<Self, StoreError> {
        Self::begun(closed(path)?)
    }

    fn begun(connection: Connection) -> Result<Self, StoreError> {
        connection.execute_batch("BEGIN")?;
        // A state is held once something was read of it.
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(Self { connection })
    }

    /// What is read of it.
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Copies it into the file `out`, in place of what stands there, once the copy was opened and found whole; `None` where
    /// `go_on` said no. Whatever comes of it, nothing half-made stays. The copy of a `noted` one says what is in it.
    pub(crate) fn copy(
        &self,
        out: &Path,
        noted: bool,
        go_on: GoOn<'_>,
    ) -> Result<Option<Contents>, StoreError> {
        self.copied(out, go_on, |half| finish(half, noted, go_on))
    }

    /// Copies it into the file `out` page by page, whatever stands on them: what is damaged is kept. False where `go_on` said no.
    pub(crate) fn copy_as_it_is(&self, out: &Path, go_on: GoOn<'_>) -> Result<bool, StoreError> {
        let copied = self.copied(out, go_on, |half| Ok(Some(write_through(half)?)))?;
        Ok(copied.is_some())
    }

    fn copied<T>(
        &self,
        out: &Path,
        go_on: GoOn<'_>,
        finish: impl FnOnce(&Path) -> Result<Option<T>, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let half = &half_of(out);
        moment::reached("copy.begun");
        let done = self.write(half, go_on).and_then(|whole| {
            let finished = match whole {
                true => finish(half)?,
                false => None,
            };
            if finished.is_some() {
                moment::reached("copy.written");
                put_up(half, out)?;
                moment::reached("copy.named");
            }
            Ok(finished)
        });
        if !matches!(done, Ok(Some(_))) {
            // The error that is told is the first one.
            let _ = fs::remove_file(half);
        }
        done
    }

    fn write(&self, half: &Path, go_on: GoOn<'_>) -> Result<bool, StoreError> {
        drop(new_file(half)?);
        let mut out = Connection::open_with_flags(half, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // What ends before it has its name is thrown away; what gets it was written through before.
        out.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1024;",
        )?;
        step_through(&self.connection, &mut out, go_on)
    }
}

/// Looks a copy over, notes what is in it, and writes it through; `None` where `go_on` said no.
fn finish(half: &Path, noted: bool, go_on: GoOn<'_>) -> Result<Option<Contents>, StoreError> {
    let copy = Connection::open_with_flags(half, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // A workspace keeps a log beside it; a copy is one file, and nobody else has it open yet.
    copy.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; PRAGMA cache_size = -1024;",
    )?;
    let look_over = || {
        sound(&copy)?;
        contents::of(&copy)
    };
    let Some(contents) = stoppable(&copy, &|| go_on(1.0), look_over)? else {
        return Ok(None);
    };
    if noted {
        let stand = contents::stand(&copy)?;
        settings::set(&copy, NOTE, &to_json(&Note { contents, stand })?)?;
    }
    copy.close().map_err(|(_, error)| error)?;
    write_through(half)?;
    Ok(Some(contents))
}

fn write_through(file: &Path) -> Result<(), StoreError> {
    // Some systems write through only what may be written to.
    let file = File::options().write(true).open(file);
    file.and_then(|file| file.sync_all())
        .map_err(StoreError::File)
}

/// Gives a file that is whole the name of another one, in place of what stands there.
pub(crate) fn put_up(half: &Path, out: &Path) -> Result<(), StoreError> {
    gather(out);
    clear_beside(out)?;
    fs::rename(half, out)?;
    write_name_through(out);
    Ok(())
}

/// Writes what lies beside a file that a program left that was ended into the file: it stands there whole until another takes its place.
fn gather(path: &Path) {
    let lies_there = |ending| beside(path, ending).exists();
    if !lies_there("-wal") && !lies_there("-journal") {
        return;
    }
    // Of what is no database there is nothing to keep, and what others have open they keep themselves.
    let _ = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).and_then(|file| {
        file.busy_timeout(Duration::ZERO)?;
        file.execute_batch("SELECT count(*) FROM sqlite_schema; PRAGMA wal_checkpoint(TRUNCATE)")
    });
}

/// Does `work` with a connection, and stops it where `go_on`, which is asked some times a second, says no: `None` then.
pub(crate) fn stoppable<T>(
    connection: &Connection,
    go_on: &(dyn Fn() -> bool + Sync),
    work: impl FnOnce() -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let (stop, done) = (connection.get_interrupt_handle(), AtomicBool::new(false));
    let worked = thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                if !go_on() {
                    stop.interrupt();
                }
                thread::sleep(ASKED);
            }
        });
        let worked = work();
        done.store(true, Ordering::Relaxed);
        worked
    });
    match worked {
        Err(StoreError::Database(error))
            if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) =>
        {
            Ok(None)
        }
        worked => worked.map(Some),
    }
}

/// Takes away what SQLite left beside a file that is not there any more, or whose place another one takes. It would be read as a part
/// of that one.
pub(crate) fn clear_beside(path: &Path) -> Result<(), StoreError> {
    for ending in ["-wal", "-shm", "-journal"] {
        remove(&beside(path, ending))?;
    }
    Ok(())
}

/// Whether SQLite finds nothing wrong with the pages of a file.
pub(crate) fn sound(connection: &Connection) -> Result<(), StoreError> {
    finds_nothing(connection, "PRAGMA quick_check(1)")
}

/// The same, and whether indices say what the tables say.
pub(crate) fn sound_throughout(connection: &Connection) -> Result<(), StoreError> {
    finds_nothing(connection, "PRAGMA integrity_check(1)")
}

fn finds_nothing(connection: &Connection, look: &str) -> Result<(), StoreError> {
    let found: String = connection.query_row(look, [], |row| row.get(0))?;
    if found == "ok" {
        Ok(())
    } else {
        Err(StoreError::Damaged(found))
    }
}

/// A copy, opened for reading, which leaves nothing beside it.
pub(crate) fn closed(path: &Path) -> Result<Connection, StoreError> {
    let url = url::Url::from_file_path(std::path::absolute(path)?)
        .map_err(|()| StoreError::File(ErrorKind::InvalidFilename.into()))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(unchanging(&url), flags)?;
    connection.execute_batch("PRAGMA cache_size = -1024;")?;
    Ok(connection)
}

/// What SQLite calls a file that nobody writes. It wants no computer named but as a part of the path, as in `//server/share`.
fn unchanging(file: &url::Url) -> String {
    let server = file.host_str().map(|server| format!("//{server}"));
    let path = file.path();
    format!("file://{}{path}?immutable=1", server.unwrap_or_default())
}

/// What a backup notes of itself.
#[derive(Serialize, Deserialize)]
pub(crate) struct Note {
    /// What is in it.
    pub contents: Contents,
    /// How far the history had come.
    pub stand: Stand,
}

/// What a backup noted of itself.
pub(crate) fn noted(path: &Path) -> Result<Option<Note>, StoreError> {
    let note = settings::get(&closed(path)?, NOTE)?;
    note.map(|note| from_json(&note)).transpose()
}

impl Store {
    /// Puts the state of a copy in the place of all that is in this file: all of it, or nothing. False where `go_on` said no.
    pub(crate) fn replace(&mut self, copy: &Snapshot, go_on: GoOn<'_>) -> Result<bool, StoreError> {
        self.may_write()?;
        moment::reached("restore.begun");
        let presence = &self.presence;
        let replaced = step_through(&copy.connection, &mut self.connection, &|part| {
            moment::reached("restore.copying");
            presence.is_there() && go_on(part)
        });
        moment::reached("restore.done");
        if !matches!(replaced, Ok(true)) {
            self.settle();
        }
        self.presence.check()?;
        replaced
    }

    /// Writes nothing any more: somebody else goes on with the file.
    pub(crate) fn retire(&mut self) -> Result<(), StoreError> {
        self.is_retired = true;
        Ok(self.connection.execute_batch("PRAGMA query_only = ON")?)
    }
}

fn step_through(
    from: &Connection,
    into: &mut Connection,
    go_on: GoOn<'_>,
) -> Result<bool, StoreError> {
    if !go_on(0.0) {
        return Ok(false);
    }
    let copying = Backup::new(from, into)?;
    loop {
        let step = copying.step(AT_ONCE)?;
        let progress = copying.progress();
        let done = f64::from(progress.pagecount - progress.remaining);
        let part = done / f64::from(progress.pagecount.max(1));
        match step {
            StepResult::Done => return Ok(true),
            StepResult::More if go_on(part) => {}
            StepResult::More => return Ok(false),
            _ => return Err(StoreError::Busy),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_as_sqlite_wants_it() {
        for (url, named) in [
            ("file:///a/b%20c%3F.x", "file:///a/b%20c%3F.x?immutable=1"),
            ("file:///C:/a", "file:///C:/a?immutable=1"),
            (
                "file://server/share/a",
                "file:////server/share/a?immutable=1",
            ),
        ] {
            assert_eq!(unchanging(&url::Url::parse(url).unwrap()), named);
        }
    }
}
