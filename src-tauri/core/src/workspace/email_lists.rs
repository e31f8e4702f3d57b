//! Whom to write to in a group: as text to copy, and as CSV.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{ExportError, Workspace};
use crate::error::{StoreError, TransactError};
use crate::export::{EMAIL_LIST_HEADER, email_record};
use crate::group::GroupId;
use crate::import::guarded;
use crate::listing::EmailList;
use crate::partner::PartnerId;
use crate::query::{Choice, Filters, Place, Query, Sort, SortBy};
use crate::store::partners;
use crate::text::email_key;

/// A line of the list, by the key of its address.
struct Line {
    key: String,
    record: [String; 6],
}

/// The lines of a list, in order, and what is not in them.
struct Lines {
    lines: Vec<Line>,
    told: EmailList,
}

impl Workspace {
    /// The addresses of a group's members in the order of their names. Hidden members are left out.
    ///
    /// # Errors
    /// [`TransactError::NoSuchGroup`], or when the file cannot be read.
    pub fn email_list(&self, group: GroupId) -> Result<EmailList, TransactError> {
        if self.catalogue().group(group).is_none() {
            return Err(TransactError::NoSuchGroup(group.0));
        }
        let Lines { lines, mut told } = self.email_lines(group)?;
        let addresses: Vec<&str> = lines.iter().map(|line| line.record[0].as_str()).collect();
        told.text = addresses.join("\n");
        Ok(told)
    }

    /// Writes the same list as CSV, with names beside the addresses; gives how many lines it has.
    ///
    /// # Errors
    /// When there is no such group, or the file cannot be written.
    pub fn export_email_list(&self, group: GroupId, out: &Path) -> Result<u32, ExportError> {
        if self.catalogue().group(group).is_none() {
            return Err(ExportError::NoSuchGroup(group.0));
        }
        let Lines { lines, told } = self.email_lines(group)?;
        self.replace(out, |file| {
            let mut csv = csv::Writer::from_writer(file);
            csv.write_record(EMAIL_LIST_HEADER)?;
            for line in &lines {
                let cells = line.record.iter();
                csv.write_record(cells.map(|cell| guarded(cell).into_owned()))?;
            }
            csv.flush()?;
            Ok(told.addresses)
        })
    }

    fn email_lines(&self, group: GroupId) -> Result<Lines, StoreError> {
        let query = Query {
            filters: Filters {
                group: Choice {
                    values: vec![group],
                    exclude: false,
                },
                ..Filters::default()
            },
            sort: Sort {
                by: SortBy::Name,
                descending: false,
            },
            ..Query::of(Place::Everyone)
        };
        let found = self.catalogue().find(&query);
        let mut known = self.addressees(&found.ids)?;
        let mut told = EmailList {
            hidden: found.hidden,
            ..EmailList::default()
        };
        let mut seen = FxHashSet::default();
        let mut lines = Vec::new();
        for id in found.ids {
            match known.remove(&id) {
                None => told.without += 1,
                Some(line) if !seen.insert(line.key.clone()) => told.repeated += 1,
                Some(line) => lines.push(line),
            }
        }
        told.addresses = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        Ok(Lines { lines, told })
    }

    /// The lines of those who have an address.
    fn addressees(&self, ids: &[PartnerId]) -> Result<FxHashMap<PartnerId, Line>, StoreError> {
        let set = ids.iter().copied().collect();
        partners::with_set(&self.reader(), &set, |each| {
            let mut lines = FxHashMap::default();
            for partner in each {
                let (id, partner) = partner?;
                if let Some(record) = email_record(&partner)
                    && let Some(key) = email_key(&record[0])
                {
                    lines.insert(id, Line { key, record });
                }
            }
            Ok(lines)
        })?
    }
}
