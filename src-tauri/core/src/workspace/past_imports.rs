//! Imports that were done: their summaries, and taking one back, also when other changes were made since.

use jiff::Timestamp;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::trail::Trail;
use super::{Workspace, day, whole_millis};
use crate::application::{Application, ApplicationId};
use crate::changes::{
    ApplicationShift, Changes, Delta, EDITS_IN_A_PART, Edit, MembershipShift, Patch, Title,
};
use crate::error::{StoreError, TransactError};
use crate::import::Cause;
use crate::listing::PastImport;
use crate::moment;
use crate::partner::{Contact, PartnerId};
use crate::set::PartnerSet;
use crate::store::{applications, apply, history, imports, partners, sweeping};

/// Partners left alone that a summary names.
const LEFT_ALONE_SHOWN: usize = 200;

/// The summary of an import, kept for ever.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ImportSummary {
    /// The import.
    pub import: PastImport,
    /// Its problems by cause.
    pub causes: Vec<Cause>,
    /// Whether those were brought back who were hidden, archived, rejected or expired.
    pub revive: bool,
    /// Once it was taken back: partners of it that were left alone, for they had been changed since. The first 200 by name.
    pub left_alone: Vec<LeftAlone>,
    /// How many those are.
    pub left_alone_total: u32,
    /// Applications of it that were left alone, for they had been decided on or linked since. The first 200.
    pub left_applications: Vec<LeftApplication>,
    /// How many those are.
    pub left_applications_total: u32,
}

/// An application that taking an import back left alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct LeftApplication {
    /// Its number.
    pub application: ApplicationId,
    /// Who applied: a name, else an address.
    pub applicant: String,
}

/// A partner that taking an import back left alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct LeftAlone {
    /// Its number.
    pub partner: PartnerId,
    /// Its name.
    pub name: String,
}

impl LeftApplication {
    fn of(application: &Application) -> Self {
        Self {
            application: application.id,
            applicant: application.form.applicant().to_owned(),
        }
    }
}

impl Workspace {
    /// The imports, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn imports(&self) -> Result<Vec<PastImport>, StoreError> {
        imports::all(&self.reader())
    }

    /// The summary of an import; `None` when there is none of that number.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn import_summary(&self, import: u32) -> Result<Option<ImportSummary>, StoreError> {
        let reader = self.reader();
        let Some((past, report)) = imports::get(&reader, import)? else {
            return Ok(None);
        };
        let left = left_alone(&reader, import)?;
        let mut first = Vec::new();
        for partner in partners::of(&reader, &left).take(LEFT_ALONE_SHOWN) {
            let (partner, data) = partner?;
            let name = data.name;
            first.push(LeftAlone { partner, name });
        }
        first.sort_by(|a, b| a.name.cmp(&b.name));
        let applications = if past.undone {
            applications::of_import(&reader, import)?
        } else {
            Vec::new()
        };
        Ok(Some(ImportSummary {
            import: past,
            causes: report.causes,
            revive: report.revive,
            left_alone: first,
            left_alone_total: left.len(),
            left_applications_total: u32::try_from(applications.len()).unwrap_or(u32::MAX),
            left_applications: applications
                .iter()
                .take(LEFT_ALONE_SHOWN)
                .map(LeftApplication::of)
                .collect(),
        }))
    }

    /// Takes an import back: what it brought goes, what it changed is as it was before. Partners that were changed since are
    /// left alone; [`Workspace::import_summary`] lists them. Where nothing was changed since, this is [`Workspace::undo`];
    /// else it is a change of its own, which can be undone.
    ///
    /// # Errors
    /// When there is no such import, nothing of it is left to take back, or it cannot be written. Nothing is changed then.
    pub fn undo_import(&self, import: u32, now: Timestamp) -> Result<Changes, TransactError> {
        let now = whole_millis(now);
        let mut store = self.store();
        let (past, _) =
            imports::get(store.connection(), import)?.ok_or(TransactError::NoSuchImport(import))?;
        let change = imports::change_of(store.connection(), import)?;
        let change = change
            .filter(|_| !past.undone)
            .ok_or(TransactError::NothingToUndo)?;
        if let Some(last) = history::last_done(store.connection())?
            && last.id == change
        {
            return self.turn(&mut store, last, true, now);
        }
        let since = history::touched_after(store.connection(), change)?;
        let mut parts = Vec::new();
        let mut touched = PartnerSet::new();
        history::each_part(store.connection(), change, true, |part| {
            let mut part = part.inverse().without(&since);
            touched |= &part.partners();
            // Groups that were deleted since are not there to come back to.
            let there = |shift: &MembershipShift| self.catalogue().group(shift.group).is_some();
            part.memberships.retain(there);
            keep_untouched(store.connection(), &mut part.applications)?;
            let mut added = std::mem::take(&mut part.added);
            added -= &part.born;
            parts.extend((!part.is_empty()).then_some(part));
            take_from(store.connection(), &added, change, &mut parts)
        })?;
        if touched.is_empty() && parts.is_empty() {
            return Err(TransactError::NothingToUndo);
        }
        let title = Title::UndoImport {
            import,
            file: past.file,
        };
        let name = self.name_of(&store, &touched)?;
        let change = store.write(|transaction| -> Result<u32, StoreError> {
            sweeping::drop_undone(transaction)?;
            let change = history::next_id(transaction)?;
            history::record(transaction, change, now, &title, &touched)?;
            for (number, part) in (0..).zip(&parts) {
                history::add_part(transaction, change, number, part)?;
                apply::apply(transaction, part)?;
            }
            let gone = parts.iter().filter(|part| part.gone);
            let gone = gone.fold(PartnerSet::new(), |mut all, part| {
                all |= &part.born;
                all
            });
            history::add_gone(transaction, change, import, &gone)?;
            moment::reached("undo-import.written");
            Ok(change)
        })?;
        moment::reached("undo-import.committed");
        self.catalogue_mut().set_today(day(now));
        self.follow(&store, &Trail::of(parts))?;
        Ok(Changes {
            change: Some(change),
            title,
            undone: false,
            partners: touched.len(),
            name,
            group: None,
        })
    }
}

/// The edits that take the contacts away which a change added to some partners.
fn take_from(
    connection: &Connection,
    partners: &PartnerSet,
    change: u32,
    parts: &mut Vec<Delta>,
) -> Result<(), StoreError> {
    let others = |contact: &Contact| contact.added.is_none_or(|added| added.change != change);
    partners::with_set(connection, partners, |each| {
        let mut edits = Vec::new();
        for partner in each {
            let (partner, data) = partner?;
            let left: Vec<_> = data
                .contacts
                .iter()
                .filter(|c| others(c))
                .cloned()
                .collect();
            edits.push(Edit {
                partner,
                before: Patch::contacts(data.contacts),
                after: Patch::contacts(left),
            });
        }
        for edits in edits.chunks(EDITS_IN_A_PART) {
            parts.push(Delta {
                edits: edits.to_vec(),
                ..Delta::default()
            });
        }
        Ok(())
    })?
}

/// Leaves those of the applications that are as the import left them: what was decided since, or linked, stays.
fn keep_untouched(
    connection: &Connection,
    shifts: &mut Vec<ApplicationShift>,
) -> Result<(), StoreError> {
    let mut failed = None;
    shifts.retain(|shift| {
        let Some(before) = &shift.before else {
            return false;
        };
        match applications::get(connection, before.id) {
            Ok(now) => now.as_ref() == Some(before),
            Err(error) => {
                failed.get_or_insert(error);
                false
            }
        }
    });
    failed.map_or(Ok(()), Err)
}

/// Whom taking an import back left alone.
fn left_alone(connection: &Connection, import: u32) -> Result<PartnerSet, StoreError> {
    let (Some(change), Some(back)) = (
        imports::change_of(connection, import)?,
        imports::taken_back_by(connection, import)?,
    ) else {
        return Ok(PartnerSet::new());
    };
    let mut left = history::touched(connection, change)?;
    left -= &history::touched(connection, back)?;
    Ok(left)
}
