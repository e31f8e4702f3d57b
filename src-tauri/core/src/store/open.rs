//! Opening the file: who may, which version it is of, how it is kept.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction};
use rusqlite_migration::{M, Migrations};

use super::Store;
use super::beside::remove;
use super::locking::{Lock, lock, lock_of};
use crate::error::{OpenError, StoreError};
use crate::moment;

/// Marks a file as a workspace: "PrDk".
pub(super) const APPLICATION_ID: i32 = 0x5072_446b;

const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_first_light.sql"),
    include_str!("migrations/0002_undo_of_imports.sql"),
    include_str!("migrations/0003_packed.sql"),
    include_str!("migrations/0004_workflows.sql"),
    include_str!("migrations/0005_contacts.sql"),
    include_str!("migrations/0006_funnel.sql"),
    include_str!("migrations/0007_views.sql"),
    include_str!("migrations/0008_snooze.sql"),
    include_str!("migrations/0009_workflow_loop.sql"),
    include_str!("migrations/0010_kept_catalogue.sql"),
];

/// Opens an existing workspace for reading and writing, brought up to the present version; one of an older version is handed to
/// `before_upgrade` first, as it is.
pub(crate) fn open(
    path: &Path,
    before_upgrade: &dyn Fn() -> Result<(), StoreError>,
) -> Result<(Store, Connection, Lock), OpenError> {
    match fs::metadata(path) {
        // Below a plain file there is nothing either.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Err(OpenError::Missing { path: path.into() });
        }
        Err(error) => return Err(StoreError::from(error).into()),
        // A folder; or a pipe or a device, which to open would wait for somebody at its other end.
        Ok(meta) if !meta.is_file() => return Err(OpenError::NotAWorkspace { path: path.into() }),
        Ok(_) => {}
    }
    // The lock first, where there is one: whoever closes a file lets go of all locks that the same program has on it, SQLite's too.
    let known = lock_of(path)?;
    check_header(path)?;
    let mut lock = known.map_or_else(|| lock(path), Ok)?;
    match opened(path, &mut lock, before_upgrade) {
        Ok((store, reader)) => Ok((store, reader, lock)),
        Err(error) => {
            lock.undone();
            Err(error)
        }
    }
}

fn opened(
    path: &Path,
    lock: &mut Lock,
    before_upgrade: &dyn Fn() -> Result<(), StoreError>,
) -> Result<(Store, Connection), OpenError> {
    if let Err(error) = OpenOptions::new().append(true).open(path) {
        return Err(unwritable(path, error));
    }
    lock.hold(path)?;
    connected(path, before_upgrade)
}

/// The connections to a workspace whose lock is held already.
pub(crate) fn connected(
    path: &Path,
    before_upgrade: &dyn Fn() -> Result<(), StoreError>,
) -> Result<(Store, Connection), OpenError> {
    let mut connection = connect(path)?;
    let found = check_version(path, &connection)?;
    connection
        .execute_batch("PRAGMA journal_mode = WAL")
        .map_err(|error| not_a_workspace(path, error))?;
    if found < known_version() {
        before_upgrade()?;
    }
    migrate(&mut connection)?;
    finish(path, connection)
}

/// The version of the store that this program writes.
pub(crate) fn known_version() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// A new file for its owner alone, in place of what a program that was ended left.
pub(crate) fn new_file(path: &Path) -> io::Result<File> {
    remove(path)?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A database says so in its first 16 bytes; an empty file is none.
pub(crate) fn check_header(path: &Path) -> Result<(), OpenError> {
    use std::io::Read as _;
    let mut head = Vec::with_capacity(16);
    File::open(path)
        .and_then(|file| file.take(16).read_to_end(&mut head))
        .map_err(|error| unwritable(path, error))?;
    if head == *b"SQLite format 3\0" {
        Ok(())
    } else {
        Err(OpenError::NotAWorkspace { path: path.into() })
    }
}

/// The version of a workspace that this program knows.
pub(crate) fn check_version(path: &Path, connection: &Connection) -> Result<u32, OpenError> {
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let application = pragma("application_id").map_err(|error| not_a_workspace(path, error))?;
    if application != i64::from(APPLICATION_ID) {
        return Err(OpenError::NotAWorkspace { path: path.into() });
    }
    let found = pragma("user_version").map_err(|error| not_a_workspace(path, error))?;
    let found = u32::try_from(found).unwrap_or(u32::MAX);
    let known = known_version();
    if found > known {
        Err(OpenError::Newer {
            path: path.into(),
            found,
            known,
        })
    } else {
        Ok(found)
    }
}

pub(super) fn connect(path: &Path) -> Result<Connection, OpenError> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .map_err(|error| not_a_workspace(path, error))?;
    connection
        .execute_batch(
            "PRAGMA busy_timeout = 2000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;",
        )
        .map_err(|error| not_a_workspace(path, error))?;
    connection.set_prepared_statement_cache_capacity(64);
    #[cfg(debug_assertions)]
    if let Ok(most) = std::env::var("PROSPECTS_MOST_PAGES") {
        // For tests of a full disk where they may not make one.
        let most = format!("PRAGMA max_page_count = {most}");
        connection.execute_batch(&most).map_err(StoreError::from)?;
    }
    Ok(connection)
}

fn migrations() -> Migrations<'static> {
    let step = |_: &Transaction<'_>| {
        moment::reached("migration.step");
        Ok(())
    };
    let each = MIGRATIONS.iter().map(|sql| M::up_with_hook(sql, step));
    Migrations::new(each.collect())
}

/// Makes the tables of a version in an empty file.
pub(crate) fn begin_at(connection: &mut Connection, version: u32) -> Result<(), OpenError> {
    connection
        .execute_batch(&format!(
            "PRAGMA application_id = {APPLICATION_ID}; PRAGMA foreign_keys = OFF;"
        ))
        .map_err(StoreError::from)?;
    let version = usize::try_from(version).unwrap_or(usize::MAX);
    migrations()
        .to_version(connection, version)
        .map_err(not_migrated)?;
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)
        .map_err(StoreError::from)?;
    Ok(())
}

/// Brings the file up to the present version, in one transaction.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), OpenError> {
    moment::reached("migration.begun");
    migrations().to_latest(connection).map_err(not_migrated)?;
    moment::reached("migration.done");
    Ok(())
}

fn not_migrated(error: rusqlite_migration::Error) -> OpenError {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => StoreError::from(err).into(),
        other => OpenError::Store(StoreError::Damaged(other.to_string())),
    }
}

pub(super) fn finish(
    path: &Path,
    connection: Connection,
) -> Result<(Store, Connection), OpenError> {
    // They are for programs that do not know what to note.
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)
        .map_err(StoreError::from)?;
    let reader = reader(path)?;
    Ok((Store::new(connection, path)?, reader))
}

/// One more connection, that reads what was committed.
pub(crate) fn reader(path: &Path) -> Result<Connection, StoreError> {
    let reader = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    reader.execute_batch("PRAGMA busy_timeout = 2000; PRAGMA cache_size = -4096;")?;
    Ok(reader)
}

/// A connection that reads much of the file once, of which it keeps little.
pub(crate) fn passing_reader(path: &Path) -> Result<Connection, StoreError> {
    let reader = reader(path)?;
    reader.execute_batch("PRAGMA cache_size = -1024;")?;
    Ok(reader)
}

fn not_a_workspace(path: &Path, error: rusqlite::Error) -> OpenError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
            OpenError::NotAWorkspace { path: path.into() }
        }
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly) => {
            OpenError::ReadOnly { path: path.into() }
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            OpenError::InUse { path: path.into() }
        }
        _ => OpenError::Store(error.into()),
    }
}

pub(super) fn unwritable(path: &Path, error: std::io::Error) -> OpenError {
    match error.kind() {
        ErrorKind::PermissionDenied
        | ErrorKind::ReadOnlyFilesystem
        | ErrorKind::NotADirectory
        | ErrorKind::AlreadyExists
        | ErrorKind::NotFound => OpenError::ReadOnly { path: path.into() },
        _ => OpenError::Store(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partner::PartnerId;
    use crate::standing::Standing;

    #[test]
    fn the_migrations_are_valid() {
        migrations().validate().unwrap();
    }

    #[test]
    fn rows_and_changes_of_an_older_version_are_read_as_they_were() {
        let mut connection = Connection::open_in_memory().unwrap();
        let upgrade = |connection: &mut Connection, version: usize| {
            migrations().to_version(connection, version).unwrap();
        };
        upgrade(&mut connection, 2);
        connection
            .execute_batch(
                r#"INSERT INTO change VALUES (1, 0, '"x"', 0, NULL, 'done');
                INSERT INTO change_part VALUES (1, 0, '{"gone":true}');
                INSERT INTO import VALUES (1, 1, 0, 'prospects', 'old.csv', '{}');
                INSERT INTO import_rows VALUES (1, 1, '[[1,2,"create",[],["汉字"],null]]');"#,
            )
            .unwrap();
        upgrade(&mut connection, MIGRATIONS.len());
        let mut gone = Vec::new();
        crate::store::history::each_part(&connection, 1, false, |delta| {
            gone.push(delta.gone);
            Ok(())
        })
        .unwrap();
        assert_eq!(gone, [true]);
        let rows = crate::store::imports::with_rows(&connection, 1, |rows| {
            rows.map(|row| row.map(|row| row.fields))
                .collect::<Result<Vec<_>, _>>()
        });
        assert_eq!(rows.unwrap().unwrap(), [["汉字"]]);
    }

    fn standings(connection: &Connection) -> Vec<(PartnerId, Standing)> {
        let all =
            crate::store::standings::with_all(connection, |each| each.collect::<Result<_, _>>());
        all.unwrap().unwrap()
    }

    #[test]
    fn who_was_hidden_by_an_older_version_stays_so_for_ever() {
        let mut connection = Connection::open_in_memory().unwrap();
        let migrations = migrations();
        migrations.to_version(&mut connection, 6).unwrap();
        connection
            .execute_batch(
                "INSERT INTO standing (partner, hidden_at, hidden_reason) VALUES (1, 5, 'no fit')",
            )
            .unwrap();
        migrations.to_latest(&mut connection).unwrap();
        let all = standings(&connection);
        let hidden = all[0].1.hidden.as_ref().unwrap();
        assert_eq!(hidden.reason, "no fit");
        assert_eq!((hidden.until, hidden.size_then), (None, None));
    }

    #[test]
    fn prospects_of_an_older_version_stand_where_they_stood_since_their_mark() {
        let mut connection = Connection::open_in_memory().unwrap();
        let migrations = migrations();
        migrations.to_version(&mut connection, 4).unwrap();
        connection
            .execute_batch(
                "INSERT INTO standing VALUES (1, 'joined', 'import', 7, 864000000, 864000001, NULL, NULL);
                INSERT INTO standing VALUES (2, 'new', 'byHand', NULL, 1728000000, NULL, 5, 'no fit');
                INSERT INTO standing VALUES (3, NULL, NULL, NULL, NULL, NULL, 5, '');",
            )
            .unwrap();
        migrations.to_latest(&mut connection).unwrap();
        let stood = standings(&connection);
        let joined = stood[0].1.prospect.as_ref().unwrap();
        let day = jiff::civil::date(1970, 1, 11);
        assert_eq!((joined.since(), joined.reached().joined), (day, Some(day)));
        assert!(stood[0].1.is_archived());
        let new = stood[1].1.prospect.as_ref().unwrap();
        assert_eq!(
            (new.since(), new.reached()),
            (jiff::civil::date(1970, 1, 21), Default::default())
        );
        assert!(stood[1].1.is_hidden() && stood[2].1.is_hidden() && stood[2].1.prospect.is_none());
        // What the file says is what a change from before the upgrade says, so that undo finds what it knows.
        let mut writer = crate::store::standings::Writer::new(&connection).unwrap();
        for (id, standing) in &stood {
            writer.put([*id].into_iter(), standing).unwrap();
        }
        drop(writer);
        assert_eq!(standings(&connection), stood);
    }
}
