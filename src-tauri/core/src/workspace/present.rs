//! What an operation has to know that the catalogue does not hold. It is read before the operation is planned, so that plans stay
//! pure.

use super::Workspace;
use crate::changes::Op;
use crate::error::TransactError;
use crate::partner::{Partner, PartnerId};
use crate::set::PartnerSet;
use crate::store::{Store, partners, views};
use crate::view::KeptView;

/// The data that an operation asks for.
#[derive(Debug)]
pub(super) enum Present {
    /// It asks for none.
    Nothing,
    /// All of one partner.
    One(PartnerId, Box<Partner>),
    /// The notes of several.
    Notes(Vec<(PartnerId, String)>),
    /// The saved views.
    Views(Vec<KeptView>),
}

impl Workspace {
    /// The data that `op` asks for, of the partners `whom` or of the one that it names.
    pub(super) fn present(
        &self,
        store: &Store,
        op: &Op,
        whom: &PartnerSet,
    ) -> Result<Present, TransactError> {
        let connection = store.connection();
        match op {
            Op::AddContact { partner, .. }
            | Op::ChangeContact { partner, .. }
            | Op::RemoveContact { partner, .. }
            | Op::SetNotes { partner, .. }
            | Op::SetDetails { partner, .. } => {
                let missing = TransactError::NoSuchPartner(partner.0);
                if !self.catalogue().contains(*partner) {
                    return Err(missing);
                }
                let data = partners::get(connection, *partner)?.ok_or(missing)?;
                Ok(Present::One(*partner, Box::new(data)))
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
            _ => Ok(Present::Nothing),
        }
    }
}
