//! Invitations at the door.

use rusqlite::Connection;

use super::Workspace;
use crate::application::Application;
use crate::error::{OpenError, StoreError};
use crate::invitation::{Code, Invitation, InvitationFacts, Invitations, Mark, Use};
use crate::partner::PartnerId;
use crate::store::{Store, applications, program, settings};

/// Where the secret stands among the settings: 64 hexadecimal figures.
const SECRET: &str = "invitationSecret";

impl Workspace {
    /// The code of a partner's invitation; `None` of one who is no prospect and never was, and where the secret is damaged.
    pub fn invitation_code(&self, partner: PartnerId) -> Option<Code> {
        let mark = self.mark_of(partner)?;
        Some(self.invitations.as_ref()?.code(partner, mark))
    }

    /// What there is to know of a partner's invitation; `None` of one who is no prospect and never was.
    ///
    /// # Errors
    /// When the file cannot be read, or the secret is damaged.
    pub fn invitation(&self, partner: PartnerId) -> Result<Option<InvitationFacts>, StoreError> {
        let Some(mark) = self.mark_of(partner) else {
            return Ok(None);
        };
        let invitations = self.invitations.as_ref().ok_or_else(damaged)?;
        let code = invitations.code(partner, mark).to_string();
        let reader = self.reader();
        let used = applications::with_code_of(&reader, partner)?;
        Ok(Some(InvitationFacts {
            link: program::get(&reader)?.link(&code),
            code,
            revoked: mark.revoked,
            used: used.into_iter().map(a_use).collect(),
        }))
    }

    /// The invitation that a code names; `None` where it is none of this workspace.
    pub fn invitation_of(&self, code: Code) -> Option<Invitation> {
        let invitations = self.invitations.as_ref()?;
        invitations.find(code, |partner| self.mark_of(partner))
    }

    fn mark_of(&self, partner: PartnerId) -> Option<Mark> {
        let catalogue = self.catalogue();
        if !catalogue.contains(partner) {
            return None;
        }
        let prospect = catalogue.standing(partner).prospect.as_ref();
        prospect.map(Mark::from)
    }
}

fn a_use(application: Application) -> Use {
    Use {
        application: application.id,
        name: application.form.name,
        email: application.form.email,
        on: application.form.applied_on,
        finding: application.finding,
    }
}

fn damaged() -> StoreError {
    StoreError::Damaged("the secret of the invitations".to_owned())
}

/// The secret of a workspace, as its file has it: no two workspaces have the same, but copies of one do. `None` where no version that
/// makes one opened it yet.
pub(super) fn secret(connection: &Connection) -> Result<Option<String>, StoreError> {
    settings::get(connection, SECRET)
}

/// The invitations of a workspace, which gets its secret when it is opened first; `None` where that is damaged. It is left as it is: with
/// another one, codes that were sent would name nobody for good, while this one may be mended from a backup.
pub(super) fn of(store: &mut Store) -> Result<Option<Invitations>, OpenError> {
    if let Some(text) = secret(store.connection())? {
        let secret = blake3::Hash::from_hex(&text).ok();
        return Ok(secret.map(|secret| Invitations::of(*secret.as_bytes())));
    }
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|error| StoreError::File(error.into()))?;
    let text = blake3::Hash::from_bytes(secret).to_hex();
    store.write(|transaction| settings::set(transaction, SECRET, &text))?;
    Ok(Some(Invitations::of(secret)))
}
