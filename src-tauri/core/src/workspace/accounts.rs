//! Accounts as an import sees them: found by key in memory, read from the file where their data counts.

use std::ops::RangeInclusive;
use std::sync::atomic::Ordering;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;

use jiff::civil::Date;

use super::Workspace;
use super::importing::ImportError;
use crate::error::StoreError;
use crate::group::{Group, GroupId};
use crate::import::{Account, Accounts, Applied, Key, Lookup, Numbers, Watch};
use crate::invitation::{Code, Invitation};
use crate::partner::{Partner, PartnerId};
use crate::standing::Standing;
use crate::store::{Presence, applications, partner_keys, partners};
use crate::workflow::Workflow;

/// From so many partners on several threads look through them.
const MANY: u32 = 20_000;
/// Threads that look through many partners; the one that waits for them takes in what they find.
const THREADS: u32 = 2;
/// Batches of accounts that may wait to be taken in.
const AHEAD: usize = 4;

/// The index of the accounts that was made last, for as long as somebody holds it.
#[derive(Debug, Default)]
pub(super) struct KnownAccounts {
    /// How often partners' data had changed when it was made.
    data: u32,
    accounts: Weak<Accounts>,
}

/// The accounts of a workspace while a file is matched with them.
pub(super) struct WorkspaceAccounts<'w> {
    workspace: &'w Workspace,
    keys: Arc<Accounts>,
    numbers: Numbers,
    /// A row asks some times for the account that it matches: the last one is at hand.
    last: Mutex<Option<(PartnerId, Partner)>>,
    failed: Mutex<Option<StoreError>>,
    /// Whether the applications that there are do not count.
    no_applications: bool,
}

impl<'w> WorkspaceAccounts<'w> {
    /// Looks through all partners once, for their keys, unless somebody holds an index of them. New partners get
    /// `numbers`.
    pub(super) fn new(
        workspace: &'w Workspace,
        numbers: Numbers,
        watch: &dyn Watch,
    ) -> Result<Self, ImportError> {
        Ok(Self {
            workspace,
            keys: workspace.accounts(watch)?,
            numbers,
            last: Mutex::default(),
            failed: Mutex::default(),
            no_applications: false,
        })
    }

    /// Says that the applications that there are do not count: one of them is matched anew.
    pub(super) fn without_applications(&mut self) {
        self.no_applications = true;
    }

    /// The index. While it is held, the next import need not make it anew.
    pub(super) fn index(&self) -> Arc<Accounts> {
        Arc::clone(&self.keys)
    }

    /// Looks at the data of one. A file that cannot be read is told by [`WorkspaceAccounts::sound`].
    fn with<T>(&self, id: PartnerId, look: impl FnOnce(&Partner) -> T) -> Option<T> {
        let mut last = lock(&self.last);
        if last.as_ref().is_none_or(|(known, _)| *known != id) {
            match partners::get(&self.workspace.reader(), id) {
                Ok(partner) => *last = partner.map(|partner| (id, partner)),
                Err(error) => {
                    *last = None;
                    lock(&self.failed).get_or_insert(error);
                }
            }
        }
        last.as_ref().map(|(_, partner)| look(partner))
    }

    /// The code in a text, for who copies the link means the code in it: the one that names an invitation, and which, or the
    /// first that could be one.
    fn read_code(&self, text: &str) -> Option<(Code, Option<Invitation>)> {
        let codes = Code::all_in(text);
        let name = |code: &Code| Some((*code, Some(self.workspace.invitation_of(*code)?)));
        let named = codes.iter().find_map(name);
        named.or_else(|| codes.first().map(|code| (*code, None)))
    }

    /// Whether every look at an account went well.
    pub(super) fn sound(&self) -> Result<(), StoreError> {
        lock(&self.failed).take().map_or(Ok(()), Err)
    }
}

impl Workspace {
    fn accounts(&self, watch: &dyn Watch) -> Result<Arc<Accounts>, ImportError> {
        let data = self.data.load(Ordering::Acquire);
        {
            let known = lock(&self.known_accounts);
            if known.data == data
                && let Some(accounts) = known.accounts.upgrade()
            {
                return Ok(accounts);
            }
        }
        let last = partners::last_id(&self.reader())?;
        let made = Arc::new(look_through(&self.presence, last, watch)?);
        // What changed meanwhile makes its own index old.
        *lock(&self.known_accounts) = KnownAccounts {
            data,
            accounts: Arc::downgrade(&made),
        };
        Ok(made)
    }
}

/// Makes the index of all partners up to `last`, in several threads where they are many.
fn look_through(file: &Presence, last: u32, watch: &dyn Watch) -> Result<Accounts, ImportError> {
    let mut accounts = Accounts::with_capacity(last as usize);
    // Batches that were taken in, to be filled again.
    let taken = &Mutex::new(Vec::new());
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(AHEAD);
        let looking: Vec<_> = parts(last)
            .map(|numbers| {
                let sender = sender.clone();
                scope.spawn(move || {
                    // Nobody takes any more once the import is cancelled.
                    let take = |batch| {
                        sender.send(batch).ok()?;
                        Some(lock(taken).pop().unwrap_or_default())
                    };
                    partner_keys::gather(&file.passing_reader()?, numbers, take)
                })
            })
            .collect();
        drop(sender);
        for mut batch in receiver {
            if watch.cancelled() {
                return Err(ImportError::Cancelled);
            }
            accounts.take(&batch);
            batch.clear();
            lock(taken).push(batch);
        }
        for thread in looking {
            let looked = thread.join();
            looked.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        }
        Ok(())
    })?;
    accounts.settle();
    Ok(accounts)
}

/// The numbers up to `last` in as many parts as threads are worth it.
fn parts(last: u32) -> impl Iterator<Item = RangeInclusive<u32>> {
    let threads = if last < MANY { 1 } else { THREADS };
    let each = last / threads;
    (0..threads).map(move |part| {
        let to = if part + 1 == threads {
            last
        } else {
            (part + 1) * each
        };
        part * each + 1..=to
    })
}

impl Lookup for WorkspaceAccounts<'_> {
    fn expect(&self, keys: impl Iterator<Item = Key>) {
        self.keys.expect(keys);
    }

    fn find(&self, key: Key) -> &[PartnerId] {
        self.keys.find(key)
    }

    fn is_there(&self, id: PartnerId) -> bool {
        self.workspace.catalogue().contains(id)
    }

    fn partner(&self, id: PartnerId) -> Option<Partner> {
        self.with(id, Partner::clone)
    }

    fn account(&self, id: PartnerId) -> Option<Account> {
        let Some((name, partner_id)) = self.keys.label(id) else {
            return self.with(id, |partner| Account {
                name: partner.name.clone(),
                partner_id: partner.partner_id.clone(),
            });
        };
        Some(Account {
            name: name.to_owned(),
            partner_id: partner_id.to_owned(),
        })
    }

    fn has_notes(&self, id: PartnerId) -> bool {
        self.keys.has_notes(id)
    }

    fn last_active_on(&self, id: PartnerId) -> Option<Date> {
        self.workspace.catalogue().last_active_on(id)
    }

    fn standing(&self, id: PartnerId) -> Standing {
        self.workspace.catalogue().standing(id).clone()
    }

    fn is_member(&self, group: GroupId, id: PartnerId) -> bool {
        self.workspace.catalogue().members(group).contains(id)
    }

    fn groups_of(&self, id: PartnerId) -> Vec<GroupId> {
        self.workspace.catalogue().groups_of(id)
    }

    fn groups(&self) -> Vec<Group> {
        self.workspace
            .catalogue()
            .groups()
            .map(|(group, _)| group.clone())
            .collect()
    }

    fn workflows(&self) -> Vec<Workflow> {
        self.workspace.catalogue().workflows().cloned().collect()
    }

    fn today(&self) -> Date {
        self.workspace.catalogue().today()
    }

    fn invitation(&self, code: &str) -> Option<Invitation> {
        self.read_code(code)?.1
    }

    fn code(&self, text: &str) -> String {
        let read = self.read_code(text);
        read.map_or_else(|| text.to_owned(), |(code, _)| code.to_string())
    }

    fn applications(&self) -> Applied {
        let mut applied = Applied::default();
        if self.no_applications {
            return applied;
        }
        let all = applications::each(&self.workspace.reader(), |one| {
            applied.take(&one, &self.code(&one.form.code));
        });
        if let Err(error) = all {
            lock(&self.failed).get_or_insert(error);
        }
        applied
    }

    fn numbers(&self) -> Numbers {
        self.numbers.clone()
    }
}

/// A lock whose value is whole even where a thread panicked with it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
