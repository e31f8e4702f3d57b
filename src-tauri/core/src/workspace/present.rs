//! What an operation has to know that the catalogue does not hold. It is read before the operation is planned, so that plans stay
//! pure.

use jiff::civil::Date;

use super::Workspace;
use super::outbox::Batch;
use crate::application::Application;
use crate::changes::{Op, Pick};
use crate::error::TransactError;
use crate::outbox::Shown;
use crate::partner::{Partner, PartnerId};
use crate::program::Program;
use crate::set::PartnerSet;
use crate::store::{Store, applications, partners, program, templates, views};
use crate::template::Template;
use crate::text;
use crate::view::KeptView;

/// The data that an operation asks for.
#[derive(Debug)]
pub(super) enum Present {
    /// It asks for none.
    Nothing,
    /// All of one partner.
    One(PartnerId, Box<Partner>),
    /// All of one partner, and the name of another one who has the network's ID that it is to have.
    Identified(PartnerId, Box<Partner>, Option<String>),
    /// The notes of several.
    Notes(Vec<(PartnerId, String)>),
    /// The saved views.
    Views(Vec<KeptView>),
    /// The email templates.
    Templates(Vec<Template>),
    /// Applications.
    Applications(Vec<Application>),
    /// The messages that are meant.
    Messages(Vec<Batch>),
    /// What is said of the program.
    Program(Box<Program>),
}

impl Workspace {
    /// The data that `op` asks for, of the partners `whom` or of the one that it names.
    pub(super) fn present(
        &self,
        store: &Store,
        op: &Op,
        whom: &PartnerSet,
        today: Date,
    ) -> Result<Present, TransactError> {
        let connection = store.connection();
        match op {
            Op::AddContact { partner, .. }
            | Op::ChangeContact { partner, .. }
            | Op::RemoveContact { partner, .. }
            | Op::SetNotes { partner, .. } => {
                Ok(Present::One(*partner, self.data_of(store, *partner)?))
            }
            Op::SetDetails { partner, details } => {
                let data = self.data_of(store, *partner)?;
                let holder = if details.partner_id == data.partner_id {
                    None
                } else {
                    self.holder_of(store, &details.partner_id, *partner)?
                };
                Ok(Present::Identified(*partner, data, holder))
            }
            Op::AddNote { .. } => {
                let notes = whom
                    .iter()
                    .map(|id| Ok((id, partners::notes(connection, id)?)));
                Ok(Present::Notes(notes.collect::<Result<_, TransactError>>()?))
            }
            Op::SaveView { .. }
            | Op::UpdateView { .. }
            | Op::RenameView { .. }
            | Op::MoveView { .. }
            | Op::DeleteView { .. } => Ok(Present::Views(views::all(connection)?)),
            Op::PutTemplate { .. } | Op::DeleteTemplate { .. } | Op::PutWorkflow { .. } => {
                Ok(Present::Templates(templates::all(connection)?))
            }
            Op::DecideApplications { applications, .. } => {
                Ok(Present::Applications(self.picked(store, applications)?))
            }
            Op::LinkApplication { application, .. } => {
                let application = self.application_in(store, *application)?;
                let mut known = vec![application];
                if let Some(partner) = known[0].partner {
                    let mut others = applications::waiting(connection)?;
                    let id = known[0].id;
                    others.retain(|one| one.partner == Some(partner) && one.id != id);
                    known.append(&mut others);
                }
                Ok(Present::Applications(known))
            }
            Op::AcceptWaiting { .. } => {
                Ok(Present::Applications(applications::waiting(connection)?))
            }
            Op::MarkSent { messages, .. } => self.messages(messages, Shown::Ready, today),
            Op::SkipMessages { messages } => self.messages(messages, Shown::All, today),
            Op::SetProgram { .. } => {
                let program = program::get(connection)?;
                Ok(Present::Program(Box::new(program)))
            }
            _ => Ok(Present::Nothing),
        }
    }

    fn messages(&self, pick: &Pick, shown: Shown, today: Date) -> Result<Present, TransactError> {
        let picked = self.picked_messages(pick, shown, today)?;
        Ok(Present::Messages(
            picked.ok_or(TransactError::OutboxChanged)?,
        ))
    }

    fn data_of(&self, store: &Store, partner: PartnerId) -> Result<Box<Partner>, TransactError> {
        let missing = TransactError::NoSuchPartner(partner.0);
        if !self.catalogue().contains(partner) {
            return Err(missing);
        }
        let data = partners::get(store.connection(), partner)?;
        data.map(Box::new).ok_or(missing)
    }

    /// The name of somebody else than `but` who has a network's ID.
    fn holder_of(
        &self,
        store: &Store,
        partner_id: &str,
        but: PartnerId,
    ) -> Result<Option<String>, TransactError> {
        let Some(key) = text::partner_id_key(partner_id) else {
            return Ok(None);
        };
        let candidates = self.catalogue().perhaps_identified(partner_id);
        for candidate in candidates.into_iter().filter(|id| *id != but) {
            if let Some(other) = partners::get(store.connection(), candidate)?
                && text::partner_id_key(&other.partner_id).as_ref() == Some(&key)
            {
                return Ok(Some(other.name));
            }
        }
        Ok(None)
    }
}
