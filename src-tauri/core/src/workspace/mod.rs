//! The one public door: a workspace that is open. It joins the store, which keeps, and the catalogue, which answers.
//!
//! Every method takes `&self`: readers go on while one writes. Locks are taken in one order: store, catalogue, lists.

mod accounts;
mod activity;
mod applications;
mod applying;
mod backups;
mod by_hand;
mod check;
mod conflicts;
mod deciding;
mod differing_fields;
mod email_lists;
mod expiry;
mod exports;
mod groups;
mod healing;
mod importing;
mod invitations;
mod kept;
mod letters;
mod list_out;
mod lists;
mod looked;
mod mailing;
mod marking;
mod member_changes;
mod one_row;
mod outbox;
mod own_data;
mod past_imports;
mod plan;
mod present;
mod previewing;
mod programs;
mod receiving;
mod remembered;
mod restoring;
mod results;
mod salvaging;
mod simulating;
mod templates;
mod trail;
mod transact;
mod views;
mod workflows;
mod writing;

use std::cell::RefCell;
use std::iter::empty;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Connection;

use crate::application::ApplicationList;
use crate::catalogue::{Catalogue, Rest};
use crate::changes::UndoState;
use crate::error::{OpenError, StoreError};
use crate::import::Numbers;
use crate::invitation::Invitations;
use crate::listing::Overview;
use crate::moment;
use crate::network;
use crate::partner::PartnerId;
use crate::set::PartnerSet;
use crate::store::{self, Lock, Presence, Store};

pub use by_hand::{AddedByHand, ByHand, TriedByHand};
pub use check::{CheckReport, Damage};
pub use exports::{ExportError, RowsOut};
pub use importing::{ImportDone, ImportError};
pub use list_out::{ListColumn, ListOut};
pub use lists::{Extracted, FacetCounts, ProfileError, RowsError};
pub use past_imports::{ImportSummary, LeftAlone, LeftApplication};
pub use plan::REASON_LIMIT;
pub use restoring::{RestoreError, Restored};

use accounts::KnownAccounts;
use applications::Found;
use results::Lists;

/// So many numbers in a row that were given back are given again.
const GIVEN_AGAIN: u32 = 5_000;

/// An open workspace.
pub struct Workspace {
    presence: Presence,
    // Dropped first: what it makes reads the file.
    backing_up: backups::BackingUp,
    is_on_network: bool,
    // Dropped before the store: the last to close is one that may write, so that all ends in the one file.
    reader: Mutex<Connection>,
    store: Mutex<Store>,
    catalogue: RwLock<Catalogue>,
    lists: Mutex<Lists>,
    /// How often the workspace changed since it was opened.
    revision: AtomicU32,
    /// How often partners came, went or got other data since then.
    data: AtomicU32,
    known_accounts: Mutex<KnownAccounts>,
    kept_outbox: Mutex<outbox::Kept>,
    /// The greatest number that a partner had since it was opened: none is given twice while a window may remember it, but those of
    /// a large import that was swept away.
    last_id: AtomicU32,
    /// `None`: their secret is damaged.
    invitations: Option<Invitations>,
    /// The list of applications that was asked for last.
    applications: Mutex<Found>,
    previewed: Mutex<Option<previewing::Previewed>>,
    /// Whether the catalogue that is kept beside the file is right, but for those who are stale.
    is_kept: AtomicBool,
    /// Whether the catalogue was found to differ from the file.
    is_astray: AtomicBool,
    /// What [`store::kept::others_wrote`] said before the catalogue was loaded.
    others_wrote: i64,
    lock: Arc<Lock>,
}

impl Workspace {
    /// Makes a new workspace in the file `path`, with the folders above it, and opens it.
    ///
    /// # Errors
    /// When the file exists already, or cannot be written.
    pub fn create(path: &Path, now: Timestamp) -> Result<Self, OpenError> {
        let (store, reader, lock) = store::create(path)?;
        kept::clear(path);
        Self::load(Arc::new(lock), path, store, reader, now)
    }

    /// Opens the workspace in the file `path`, brought up to the present version.
    ///
    /// # Errors
    /// When it is missing, no workspace, of a newer version, open elsewhere, or cannot be written. Nothing is changed then.
    pub fn open(path: &Path, now: Timestamp) -> Result<Self, OpenError> {
        // A link is opened as what it leads to: the lock stands beside the file itself.
        let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let upgrade = || backups::before_upgrade(path, now);
        let (store, reader, lock) = store::open(path, &upgrade)?;
        Self::load(Arc::new(lock), path, store, reader, now)
    }

    fn load(
        // First, so that it goes after the connections where this fails.
        lock: Arc<Lock>,
        path: &Path,
        mut store: Store,
        reader: Connection,
        now: Timestamp,
    ) -> Result<Self, OpenError> {
        let invitations = invitations::of(&mut store)?;
        let others_wrote = store::kept::others_wrote(store.connection())?;
        let (catalogue, is_kept) = kept::opened(path, &store::passing_reader(path)?, day(now))?;
        let last_id = store::partners::last_id(&reader)?;
        Ok(Self {
            presence: store.presence().clone(),
            is_on_network: network::is_on_network(path),
            store: Mutex::new(store),
            reader: Mutex::new(reader),
            catalogue: RwLock::new(catalogue),
            lists: Mutex::default(),
            revision: AtomicU32::new(0),
            data: AtomicU32::new(0),
            known_accounts: Mutex::default(),
            kept_outbox: Mutex::default(),
            last_id: AtomicU32::new(last_id),
            invitations,
            applications: Mutex::default(),
            previewed: Mutex::default(),
            is_kept: AtomicBool::new(is_kept),
            is_astray: AtomicBool::new(false),
            others_wrote,
            backing_up: backups::BackingUp::default(),
            lock,
        })
    }

    /// Where its file lies.
    pub fn path(&self) -> &Path {
        self.presence.path()
    }

    /// Whether that is in a folder of another computer: neither the locks nor the log of SQLite are safe there.
    pub fn is_on_network(&self) -> bool {
        self.is_on_network
    }

    /// The version of the store, which is that of the program: an older one was brought up to it.
    pub fn format(&self) -> u32 {
        store::known_version()
    }

    /// Its name: that of its file.
    pub fn name(&self) -> String {
        self.path()
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    }

    /// The workspace in figures.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn overview(&self) -> Result<Overview, StoreError> {
        let (history, imports, applications) = {
            let reader = self.reader();
            let history = UndoState {
                undo: store::history::last_done(&reader)?,
                redo: store::history::first_undone(&reader)?,
            };
            let imports = store::imports::count(&reader)?;
            let applications = store::applications::count(&reader, ApplicationList::New)?;
            (history, imports, applications)
        };
        let catalogue = self.catalogue();
        let counts = catalogue.counts();
        Ok(Overview {
            name: self.name(),
            path: self.path().to_string_lossy().into_owned(),
            on_network: self.is_on_network,
            partners: counts.partners,
            creators: counts.creators,
            prospects: counts.prospects,
            hidden: counts.hidden,
            groups: u32::try_from(catalogue.groups().count()).unwrap_or(u32::MAX),
            workflows: u32::try_from(catalogue.workflows().count()).unwrap_or(u32::MAX),
            applications,
            imports,
            history,
        })
    }

    /// A setting of this workspace.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        store::settings::get(&self.reader(), key)
    }

    /// Remembers a setting of this workspace.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_setting(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.store()
            .write(|transaction| store::settings::set(transaction, key, value))
    }

    /// Sweeps away what undone changes had brought that cannot be done again, of about `most` partners: it is in nobody's way, so
    /// that it can wait until there is time. Says whether there is more.
    ///
    /// # Errors
    /// When the file cannot be written. Nothing is changed then.
    pub fn sweep(&self, most: u32) -> Result<bool, StoreError> {
        let mut store = self.store();
        if !store::sweeping::is_needed(store.connection())? {
            return Ok(false);
        }
        store.write(|transaction| {
            let more = store::sweeping::sweep(transaction, most)?;
            moment::reached("sweep.written");
            Ok(more)
        })
    }

    /// The number for the next new partner.
    fn next_partner(&self, connection: &Connection) -> Result<PartnerId, StoreError> {
        let last = store::partners::last_id(connection)?.max(self.last_id.load(Ordering::Relaxed));
        Ok(PartnerId(last + 1))
    }

    /// The numbers for many new partners. Those that a swept import gave back are given again, so that importing and undoing does
    /// not make the columns of the catalogue longer each time; a few that are free in between are left alone.
    fn free_numbers(&self, connection: &Connection) -> Result<Numbers, StoreError> {
        let next = self.next_partner(connection)?;
        let mut free = PartnerSet::below(next);
        free -= self.catalogue().all();
        free -= &store::sweeping::kept_numbers(connection)?;
        let long = |run: &RangeInclusive<PartnerId>| run.end().0 - run.start().0 >= GIVEN_AGAIN;
        let given_back = free.runs().filter(long);
        let given_back = given_back.fold(PartnerSet::new(), |mut all, run| {
            all.insert_run(run);
            all
        });
        Ok(Numbers::from(next).after(&given_back))
    }

    /// How often anything was changed since the workspace was opened: whether somebody works.
    pub fn revision(&self) -> u32 {
        self.revision.load(Ordering::Acquire)
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reader(&self) -> MutexGuard<'_, Connection> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn catalogue(&self) -> RwLockReadGuard<'_, Catalogue> {
        self.heal();
        self.catalogue
            .read()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn catalogue_mut(&self) -> RwLockWriteGuard<'_, Catalogue> {
        self.heal();
        self.catalogue
            .write()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn kept_outbox(&self) -> MutexGuard<'_, outbox::Kept> {
        self.kept_outbox
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn lists(&self) -> MutexGuard<'_, Lists> {
        self.lists.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The catalogue as the file has it.
fn load_catalogue(connection: &Connection, today: Date) -> Result<Catalogue, StoreError> {
    let last = store::partners::last_id(connection)?;
    let failed = RefCell::new(None);
    let catalogue = store::partners::with_all(connection, |partners| {
        let partners = sound(partners, &failed);
        Catalogue::load(today, last, partners, empty(), Vec::new(), empty())
    })?;
    match failed.into_inner() {
        Some(failed) => Err(failed),
        None => Ok(catalogue.with(rest(connection)?)),
    }
}

/// What the catalogue holds besides partners' own data, as the file has it.
fn rest(connection: &Connection) -> Result<Rest, StoreError> {
    let groups = store::groups::all(connection)?;
    let workflows = store::workflows::all(connection)?;
    let failed = RefCell::new(None);
    let rest = store::groups::with_memberships(connection, |memberships| {
        store::standings::with_all(connection, |standings| {
            let standings = sound(standings, &failed);
            Rest::of(standings, groups, sound(memberships, &failed), workflows)
        })
    })??;
    failed.into_inner().map_or(Ok(rest), Err)
}

/// What can be read, up to the first that cannot.
fn sound<'i, T>(
    each: &'i mut dyn Iterator<Item = Result<T, StoreError>>,
    failed: &'i RefCell<Option<StoreError>>,
) -> impl Iterator<Item = T> + 'i {
    each.map_while(|one| one.map_err(|error| failed.replace(Some(error))).ok())
}

/// The day of a moment, in UTC: the day that statuses are told for.
fn day(now: Timestamp) -> Date {
    crate::days::day_of(now)
}

/// A moment as the file keeps it, so that the catalogue holds the same before and after a restart.
fn whole_millis(now: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}
