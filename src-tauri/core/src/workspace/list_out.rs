//! Lists as CSV: all that an import takes back, or the columns of a table.

use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::exports::ExportError;
use super::lists::row;
use super::{Workspace, day};
use crate::catalogue::Catalogue;
use crate::export::{self, CATALOGUE_HEADER, PROSPECTS_HEADER};
use crate::import::{Progress, Step, Watch, guarded};
use crate::listing::Row;
use crate::partner::{Partner, PartnerId};
use crate::query::{Place, Query, Show};
use crate::standing::Source;
use crate::store::partners;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// A column of a list.
    ListColumn {
        Name "name" "Name",
        Model "model" "Business model",
        Tier "tier" "Tier",
        Country "country" "Country",
        Visits "visits" "Monthly visits",
        Followers "followers" "Followers",
        Engagement "engagement" "Engagement",
        TopChannel "topChannel" "Top channel",
        Size "size" "Size",
        Status "status" "Status",
        Stage "stage" "Stage",
        Groups "groups" "Groups",
        Email "email" "Email",
        Source "source" "Source",
        MarkedOn "markedOn" "Marked on",
        LastContact "lastContact" "Last contact",
        Contact "contact" "Custom contact",
        Website "website" "Website",
        HiddenOn "hiddenOn" "Hidden on",
        HiddenUntil "hiddenUntil" "Hidden until",
        Reason "reason" "Reason",
    }
}

/// After so many partners whoever watches is told how far it is, and asked whether to stop.
const LOOK_EVERY: usize = 2_000;

/// A list that is to be written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ListOut {
    /// Whom it finds, in its order.
    pub query: Query,
    /// Only those who are selected in its place.
    pub selected: bool,
    /// Where the query leaves hidden ones out: those who match and are hidden follow.
    pub with_hidden: bool,
    /// The columns of a table; `None`: all that an import takes back, the catalogue's, or the prospects' where the place is theirs.
    pub columns: Option<Vec<ListColumn>>,
}

impl ListOut {
    /// All that a query finds and the hidden ones, in the columns that import back.
    pub fn whole(query: Query) -> Self {
        Self {
            query,
            selected: false,
            with_hidden: true,
            columns: None,
        }
    }
}

impl Workspace {
    /// Writes a list; gives the number of partners.
    ///
    /// # Errors
    /// When the file cannot be written, or `watch` stops it: then nothing is left of it.
    pub fn export_list(
        &self,
        list: &ListOut,
        out: &Path,
        watch: &dyn Watch,
    ) -> Result<u32, ExportError> {
        let ids = self.listed(list);
        let mut stopped = false;
        let written = self.replace(out, |file| {
            let mut csv = csv::Writer::from_writer(file);
            match (&list.columns, list.query.place) {
                (Some(columns), _) => {
                    csv.write_record(columns.iter().map(|column| column.label()))?
                }
                (None, Place::Prospects) => csv.write_record(PROSPECTS_HEADER)?,
                (None, Place::Partners | Place::Creators | Place::Everyone) => {
                    csv.write_record(CATALOGUE_HEADER)?
                }
            }
            let mut written = 0;
            for (done, id) in ids.iter().copied().enumerate() {
                if done % LOOK_EVERY == 0 {
                    stopped = watch.cancelled();
                    if stopped {
                        return Err(std::io::ErrorKind::Interrupted.into());
                    }
                    watch.progress(Progress {
                        step: Step::Writing,
                        rows: u32::try_from(done).unwrap_or(u32::MAX),
                        part: done as f64 / ids.len() as f64,
                    });
                }
                if !self.catalogue().contains(id) {
                    continue;
                }
                let partner = partners::get(&self.reader(), id).map_err(std::io::Error::other)?;
                if let Some(partner) = partner {
                    self.write_partner(&mut csv, list, id, &partner)?;
                    written += 1;
                }
            }
            csv.flush()?;
            Ok(written)
        });
        if stopped {
            Err(ExportError::Cancelled)
        } else {
            written
        }
    }

    fn listed(&self, list: &ListOut) -> Vec<PartnerId> {
        let query = &list.query;
        let catalogue = self.catalogue();
        let mut ids = catalogue.find(query).ids;
        if list.with_hidden && query.show == Show::All && query.place != Place::Prospects {
            let hidden = Query {
                show: Show::Hidden,
                ..query.clone()
            };
            ids.extend(catalogue.find(&hidden).ids);
        }
        if list.selected {
            // Who was selected is, though the query may not find it any more.
            let lists = self.lists();
            let mut selection = lists.selection(query.place).clone();
            selection &= catalogue.all();
            ids.retain(|id| selection.contains(*id));
            for id in &ids {
                selection.remove(*id);
            }
            ids.extend(selection.iter());
        }
        ids
    }

    fn write_partner<W: Write>(
        &self,
        csv: &mut csv::Writer<W>,
        list: &ListOut,
        id: PartnerId,
        partner: &Partner,
    ) -> std::io::Result<()> {
        let catalogue = self.catalogue();
        let groups = group_names(&catalogue, id);
        if let Some(columns) = &list.columns {
            let row = row(&catalogue, id, partner, false);
            let cells = columns.iter().map(|column| cell(*column, &row, &groups));
            return write(csv, cells);
        }
        if list.query.place != Place::Prospects {
            return write(csv, export::catalogue_record(partner).into_iter());
        }
        let prospect = catalogue.standing(id).prospect.as_ref();
        let stage = prospect.map(|prospect| prospect.stage);
        let marked_on = prospect
            .map(|prospect| day(prospect.marked_at).to_string())
            .unwrap_or_default();
        let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
        export::prospect_records(partner, &groups, stage, &marked_on)
            .try_for_each(|record| write(csv, record.into_iter()))
    }
}

fn write<W: Write>(
    csv: &mut csv::Writer<W>,
    cells: impl Iterator<Item = String>,
) -> std::io::Result<()> {
    Ok(csv.write_record(cells.map(|cell| guarded(&cell).into_owned()))?)
}

fn group_names(catalogue: &Catalogue, id: PartnerId) -> Vec<String> {
    let groups = catalogue.groups_of(id).into_iter();
    let named = groups.filter_map(|group| catalogue.group(group));
    named.map(|group| group.name.clone()).collect()
}

/// What a table has in a column, as text; empty where there is nothing.
fn cell(column: ListColumn, row: &Row, groups: &[String]) -> String {
    fn shown<T: ToString>(value: Option<T>) -> String {
        value.map(|value| value.to_string()).unwrap_or_default()
    }
    match column {
        ListColumn::Name => row.name.clone(),
        ListColumn::Model => shown(row.business_model.map(|model| model.label())),
        ListColumn::Tier => shown(row.tier.map(|tier| tier.label())),
        ListColumn::Country => shown(row.country),
        ListColumn::Visits => shown(row.monthly_visits),
        ListColumn::Followers => shown(row.followers),
        ListColumn::Engagement => shown(row.engagement),
        ListColumn::TopChannel => shown(
            row.top_channel
                .as_ref()
                .map(|top| format!("{} {}", top.platform.label(), top.handle)),
        ),
        ListColumn::Size => shown(row.size.map(|size| size.label())),
        ListColumn::Status => row.status.label().to_owned(),
        ListColumn::Stage => shown(row.stage.map(|stage| stage.label())),
        ListColumn::Groups => groups.join("; "),
        ListColumn::Email => row.email.clone(),
        ListColumn::Source => shown(row.source.map(|source| match source {
            Source::Import(number) => format!("{} {number}", source.kind().label()),
            _ => source.kind().label().to_owned(),
        })),
        ListColumn::MarkedOn => shown(row.marked_at.map(day)),
        ListColumn::LastContact => shown(row.contacted_on),
        ListColumn::Contact => row.custom_contact.clone(),
        ListColumn::Website => row.website.clone(),
        ListColumn::HiddenOn => shown(row.hidden_on),
        ListColumn::HiddenUntil => shown(row.hidden_until),
        ListColumn::Reason => row.reason.clone(),
    }
}
