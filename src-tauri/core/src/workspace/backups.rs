//! Backups that the workspace makes by itself, in a folder beside its file: before an upgrade, before a large import, each day that
//! something was done, and before one is restored. Each was opened and found whole before it got its name.

mod folder;

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::Workspace;
use super::exports::ExportError;
use super::invitations;
use crate::backup::{self, BackupName, BackupReason, Backups, Contents};
use crate::error::{OpenError, StoreError};
use crate::import::{Progress, Step, Watch};
use crate::store::copying::{GoOn, Snapshot, closed, noted};
use crate::store::{self, contents};

use folder::{listed, make_folder, newest, ours, sweep};

pub(super) use folder::{about, folder_of, is_a_workspace_now, place};

/// Before an import of a file of so many bytes a backup is made: some two thousand rows.
const LARGE: u64 = 1 << 18;
/// How often it is asked whether to go on waiting.
const ASKED: Duration = Duration::from_millis(20);
/// The most that are thinned away with one: a clock that is wrong for a day, or a year in which nobody worked, takes few.
const AT_ONCE: usize = 3;
/// After so long the next daily backup is due.
const DAILY: SignedDuration = SignedDuration::from_hours(20);

/// The backups that are made beside imports, one after the other, and how the last one went.
#[derive(Default)]
pub(super) struct BackingUp {
    under_way: Mutex<Vec<JoinHandle<()>>>,
    /// Held by whoever makes one: two at once would take each other's place. Taken before any other lock.
    making: Arc<Mutex<()>>,
    failed: Arc<AtomicBool>,
}

impl BackingUp {
    /// Waits until nobody makes one, as long as `go_on` says so; nobody else makes one then until the answer is dropped. `None` where it
    /// said no.
    pub(super) fn turn(&self, go_on: &dyn Fn() -> bool) -> Option<MutexGuard<'_, ()>> {
        if !self.wait(go_on) {
            return None;
        }
        loop {
            match self.making.try_lock() {
                Ok(turn) => return Some(turn),
                Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
                Err(TryLockError::WouldBlock) if go_on() => thread::sleep(ASKED),
                Err(TryLockError::WouldBlock) => return None,
            }
        }
    }

    /// Waits for those that are being made beside imports, as long as `go_on` says so; false where it said no.
    fn wait(&self, go_on: &dyn Fn() -> bool) -> bool {
        let mut under_way = lock(&self.under_way);
        while under_way.iter().any(|one| !one.is_finished()) {
            if !go_on() {
                return false;
            }
            thread::sleep(ASKED);
        }
        // Each says itself how it went; a panic in one was logged.
        under_way.clear();
        true
    }
}

impl Drop for BackingUp {
    fn drop(&mut self) {
        self.wait(&|| true);
    }
}

/// Notes how a backup went, unless it was stopped.
fn note(failed: &AtomicBool, made: &Result<Option<BackupName>, StoreError>) {
    match made {
        Ok(None) => {}
        Ok(Some(_)) => failed.store(false, Ordering::Relaxed),
        Err(error) => {
            failed.store(true, Ordering::Relaxed);
            tracing::warn!("a backup was not made: {}", error.facts());
        }
    }
}

impl Workspace {
    /// The backups that were made of this workspace.
    ///
    /// # Errors
    /// When their folder cannot be read.
    pub fn backups(&self) -> Result<Backups, StoreError> {
        let secret = invitations::secret(&self.reader())?;
        let mut backups = listed(self.path(), secret.as_deref())?;
        backups.failed = self.lacks_backup();
        Ok(backups)
    }

    /// Whether the last backup that was to be made by itself could not be.
    pub fn lacks_backup(&self) -> bool {
        self.backing_up.failed.load(Ordering::Relaxed)
    }

    /// The backups that were made of a workspace, whether or not it can be opened.
    ///
    /// # Errors
    /// When their folder cannot be read.
    pub fn backups_of(path: &Path) -> Result<Backups, StoreError> {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        // Of one that cannot be read nobody can tell which are its own. A pipe or a device would not be read, but waited for.
        let file = path.is_file().then(|| closed(&path));
        let secret = file.and_then(|file| invitations::secret(&file.ok()?).ok()?);
        listed(&path, secret.as_deref())
    }

    /// Copies the workspace, as it is now, into the file `out`, which is one file that can be opened anywhere. One that stands there
    /// stays until the copy is whole, and for good where it must not be `replace`d.
    ///
    /// # Errors
    /// When `out` exists or is a workspace that is open, when it cannot be written, or when the watcher cancelled.
    pub fn backup(
        &self,
        out: &Path,
        replace: bool,
        watch: &dyn Watch,
    ) -> Result<Contents, ExportError> {
        let unwritable = |source: std::io::Error| ExportError::Unwritable {
            path: out.to_owned(),
            source,
        };
        if self.is_ours(out) {
            return Err(ExportError::IsWorkspace { path: out.into() });
        }
        if !replace && fs::symlink_metadata(out).is_ok() {
            return Err(unwritable(ErrorKind::AlreadyExists.into()));
        }
        // Another workspace that is open writes on, whatever takes its place.
        let _theirs = match store::lock_of(out) {
            Ok(lock) => lock,
            Err(OpenError::InUse { .. }) => return Err(StoreError::Busy.into()),
            Err(_) => return Err(unwritable(ErrorKind::PermissionDenied.into())),
        };
        let copied = Snapshot::of_present(&self.presence)?.copy(out, false, &watched(watch));
        match copied {
            Ok(Some(contents)) => Ok(contents),
            Ok(None) => Err(ExportError::Cancelled),
            Err(StoreError::File(source)) => Err(unwritable(source)),
            Err(error) => Err(error.into()),
        }
    }

    /// Makes the backup of the day, where the last one is of another day and something was done since; says whether it did. `go_on`
    /// is asked some times a second.
    ///
    /// # Errors
    /// When it cannot be made. The workspace is as it was.
    pub fn back_up_daily(
        &self,
        now: Timestamp,
        go_on: &(dyn Fn() -> bool + Sync),
    ) -> Result<bool, StoreError> {
        let made = self.daily(now, go_on);
        note(&self.backing_up.failed, &made);
        Ok(made?.is_some())
    }

    fn daily(
        &self,
        now: Timestamp,
        go_on: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<BackupName>, StoreError> {
        let _making = lock(&self.backing_up.making);
        let secret = invitations::secret(&self.reader())?;
        let newest = newest(&folder_of(self.path()), secret.as_deref(), now)?;
        if newest.is_some_and(|newest| now.duration_since(newest.at()) < DAILY) {
            return Ok(None);
        }
        let snapshot = Snapshot::of_present(&self.presence)?;
        if !is_worth_a_backup(self.path(), &snapshot, now)? {
            return Ok(None);
        }
        let go_on: GoOn<'_> = &|_| go_on();
        make(self.path(), &snapshot, BackupReason::Daily, now, &[], go_on)
    }

    /// Before a large import: holds the workspace as it is now, for [`Workspace::back_up_held`].
    pub(super) fn hold(&self, import: &Path) -> Option<Snapshot> {
        let is_large = fs::metadata(import).is_ok_and(|file| file.len() >= LARGE);
        if !is_large {
            return None;
        }
        let held = Snapshot::of_present(&self.presence);
        held.map_err(|error| note(&self.backing_up.failed, &Err(error)))
            .ok()
    }

    /// Begins a backup of the workspace as it was held, unless the newest has all of it, and leaves it to itself: an import is one change
    /// that can be undone, so it waits for no backup, and one that changed nothing needs none. That it could not be made is told.
    pub(super) fn back_up_held(&self, held: Snapshot, now: Timestamp) {
        let failed = Arc::clone(&self.backing_up.failed);
        let making = Arc::clone(&self.backing_up.making);
        let path = self.path().to_owned();
        let begun = thread::spawn(move || {
            let _making = lock(&making);
            let made = is_worth_a_backup(&path, &held, now).and_then(|worth| match worth {
                true => make(&path, &held, BackupReason::Import, now, &[], &|_| true),
                false => Ok(None),
            });
            note(&failed, &made);
        });
        let mut under_way = lock(&self.backing_up.under_way);
        under_way.retain(|one| !one.is_finished());
        under_way.push(begun);
    }
}

/// Makes a backup and thins those that there are but for `needed` ones; `None` where `go_on` said no.
pub(super) fn make(
    path: &Path,
    snapshot: &Snapshot,
    reason: BackupReason,
    now: Timestamp,
    needed: &[BackupName],
    go_on: GoOn<'_>,
) -> Result<Option<BackupName>, StoreError> {
    let folder = folder_of(path);
    make_folder(&folder)?;
    sweep(&folder);
    let mut name = BackupName::new(now, reason);
    while place(&folder, name).exists() {
        name = BackupName::new(name.at() + SignedDuration::from_millis(1), reason);
    }
    if snapshot.copy(&place(&folder, name), true, go_on)?.is_none() {
        return Ok(None);
    }
    let secret = invitations::secret(snapshot.connection())?;
    let surplus = backup::surplus(&ours(&folder, secret.as_deref())?, now);
    let surplus = surplus.into_iter().rev();
    for gone in surplus
        .filter(|gone| *gone != name && !needed.contains(gone))
        .take(AT_ONCE)
    {
        // It takes room, and the next backup tries again.
        if let Err(error) = fs::remove_file(place(&folder, gone)) {
            tracing::warn!("an old backup stays: {}", error.kind());
        }
    }
    Ok(Some(name))
}

/// Makes a backup of a workspace that is about to be upgraded, as it is. Without one it is not.
pub(super) fn before_upgrade(path: &Path, now: Timestamp) -> Result<(), StoreError> {
    let snapshot = Snapshot::of(path)?;
    make(path, &snapshot, BackupReason::Upgrade, now, &[], &|_| true)?;
    Ok(())
}

/// Whether there is something in a state of the workspace that the newest backup does not have.
fn is_worth_a_backup(path: &Path, snapshot: &Snapshot, now: Timestamp) -> Result<bool, StoreError> {
    let stand = contents::stand(snapshot.connection())?;
    let folder = folder_of(path);
    let secret = invitations::secret(snapshot.connection())?;
    let newest = newest(&folder, secret.as_deref(), now)?;
    // One that cannot be read is none.
    let noted = newest.and_then(|newest| noted(&place(&folder, newest)).ok().flatten());
    Ok(stand.0 > 0 && noted.is_none_or(|noted| noted.stand != stand))
}

/// Tells a watcher how far a copy is, and asks it.
pub(super) fn watched(watch: &dyn Watch) -> impl Fn(f64) -> bool + Sync + '_ {
    |part| {
        watch.progress(Progress {
            step: Step::Writing,
            rows: 0,
            part,
        });
        !watch.cancelled()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
