//! Accounts as an import sees them: found by key in memory, read from the file where their data counts.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Workspace;
use crate::error::StoreError;
use crate::group::{Group, GroupId};
use crate::import::{Account, Accounts, Lookup};
use crate::partner::{Partner, PartnerId};
use crate::standing::Standing;
use crate::store::partners;
use crate::vocabulary::Platform;

/// The accounts of a workspace while a file is matched with them.
pub(super) struct WorkspaceAccounts<'w> {
    workspace: &'w Workspace,
    keys: Accounts,
    next_id: PartnerId,
    /// A row asks some times for the account that it matches: the last one is at hand.
    last: Mutex<Option<(PartnerId, Partner)>>,
    failed: Mutex<Option<StoreError>>,
}

impl<'w> WorkspaceAccounts<'w> {
    /// Looks through all partners once, for their keys. New partners are numbered from `next_id`.
    pub(super) fn new(workspace: &'w Workspace, next_id: PartnerId) -> Result<Self, StoreError> {
        let mut keys = Accounts::default();
        partners::with_keys(&workspace.reader(), |all| {
            for partner in all {
                let (id, partner) = partner?;
                keys.add(id, &partner);
            }
            Ok::<_, StoreError>(())
        })??;
        Ok(Self {
            workspace,
            keys,
            next_id,
            last: Mutex::default(),
            failed: Mutex::default(),
        })
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

    /// Whether every look at an account went well.
    pub(super) fn sound(&self) -> Result<(), StoreError> {
        lock(&self.failed).take().map_or(Ok(()), Err)
    }
}

impl Lookup for WorkspaceAccounts<'_> {
    fn by_partner_id(&self, key: &str) -> Vec<PartnerId> {
        self.keys.by_partner_id(key)
    }

    fn by_email(&self, key: &str) -> Vec<PartnerId> {
        self.keys.by_email(key)
    }

    fn by_domain(&self, domain: &str) -> Vec<PartnerId> {
        self.keys.by_domain(domain)
    }

    fn by_handle(&self, platform: Platform, key: &str) -> Vec<PartnerId> {
        self.keys.by_handle(platform, key)
    }

    fn by_name_alone(&self, key: &str) -> Vec<PartnerId> {
        self.keys.by_name_alone(key)
    }

    fn is_there(&self, id: PartnerId) -> bool {
        self.workspace.catalogue().contains(id)
    }

    fn partner(&self, id: PartnerId) -> Option<Partner> {
        self.with(id, Partner::clone)
    }

    fn account(&self, id: PartnerId) -> Option<Account> {
        let found = partners::account(&self.workspace.reader(), id);
        found.unwrap_or_else(|error| {
            lock(&self.failed).get_or_insert(error);
            None
        })
    }

    fn standing(&self, id: PartnerId) -> Standing {
        self.workspace.catalogue().standing(id).clone()
    }

    fn is_member(&self, group: GroupId, id: PartnerId) -> bool {
        self.workspace.catalogue().members(group).contains(id)
    }

    fn groups(&self) -> Vec<Group> {
        self.workspace
            .catalogue()
            .groups()
            .map(|(group, _)| group.clone())
            .collect()
    }

    fn next_id(&self) -> PartnerId {
        self.next_id
    }
}

/// A lock whose value is whole even where a thread panicked with it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
