//! Accounts as an import sees them: found by key in memory, read from the file where their data counts.

use super::Workspace;
use crate::error::StoreError;
use crate::group::{Group, GroupId};
use crate::import::{Accounts, Lookup};
use crate::partner::{Partner, PartnerId};
use crate::standing::Standing;
use crate::store::partners;
use crate::vocabulary::Platform;

/// The accounts of a workspace while a file is matched with them.
pub(super) struct WorkspaceAccounts<'w> {
    workspace: &'w Workspace,
    keys: Accounts,
    next_id: PartnerId,
}

impl<'w> WorkspaceAccounts<'w> {
    /// Looks through all partners once, for their keys. New partners are numbered from `next_id`.
    pub(super) fn new(workspace: &'w Workspace, next_id: PartnerId) -> Result<Self, StoreError> {
        let mut keys = Accounts::default();
        partners::with_all(&workspace.reader(), |all| {
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
        })
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

    fn partner(&self, id: PartnerId) -> Option<Partner> {
        partners::get(&self.workspace.reader(), id).ok().flatten()
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
