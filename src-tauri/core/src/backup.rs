//! Backups that are made by themselves: why they are made, what they are called, and which of them stay.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::changes::PastChange;
use crate::days::{day_of, number_of};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Why a backup was made.
    BackupReason {
        Upgrade "upgrade" "Before an upgrade",
        Import "import" "Before an import",
        Daily "daily" "Daily",
        Restore "restore" "Before restoring",
    }
}

/// What is called a backup: `20261126T170322417Z-daily.prospects`, the moment in UTC and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BackupName {
    at: Timestamp,
    reason: BackupReason,
}

const MOMENT: &str = "%Y%m%dT%H%M%S%3fZ";
/// The ending of backups, which are workspaces.
const ENDING: &str = ".prospects";

impl BackupName {
    /// The name of a backup of a moment, to the millisecond.
    pub fn new(at: Timestamp, reason: BackupReason) -> Self {
        let at = Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at);
        Self { at, reason }
    }

    /// When.
    pub fn at(self) -> Timestamp {
        self.at
    }

    /// Why.
    pub fn reason(self) -> BackupReason {
        self.reason
    }
}

impl fmt::Display for BackupName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at.strftime(MOMENT);
        write!(f, "{at}-{}{ENDING}", self.reason.key())
    }
}

/// A text that is no name of a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no name of a backup")]
pub struct NoBackupName;

impl FromStr for BackupName {
    type Err = NoBackupName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let rest = text.strip_suffix(ENDING).ok_or(NoBackupName)?;
        let (at, reason) = rest.split_once('-').ok_or(NoBackupName)?;
        let figures = at.strip_suffix('Z').ok_or(NoBackupName)?;
        // The library wants a point before parts of a second.
        let (seconds, millis) = figures.split_at_checked(15).ok_or(NoBackupName)?;
        let read = Timestamp::strptime("%Y%m%dT%H%M%S%.f%z", format!("{seconds}.{millis}+0000"));
        let name = Self {
            at: read.map_err(|_| NoBackupName)?,
            reason: BackupReason::from_key(reason).ok_or(NoBackupName)?,
        };
        // One spelling for each, so that no name leads anywhere else.
        if name.to_string() == text {
            Ok(name)
        } else {
            Err(NoBackupName)
        }
    }
}

/// What a workspace or a backup holds, in figures that every version can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Contents {
    /// Listed partners that are not hidden.
    pub partners: u32,
    /// Listed creators that are not hidden.
    pub creators: u32,
    /// Prospects that are followed.
    pub prospects: u32,
    /// Hidden partners and creators.
    pub hidden: u32,
    /// Groups.
    pub groups: u32,
    /// Changes that are done.
    pub changes: u32,
}

/// A backup.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Backup {
    /// What it is called in its folder.
    pub name: String,
    /// When it was made.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub at: Timestamp,
    /// Why.
    pub reason: BackupReason,
    /// The size of its file, in bytes.
    #[cfg_attr(feature = "bindings", specta(type = u32))]
    pub bytes: u64,
    /// What is in it; `None` where it cannot be read any more.
    pub contents: Option<Contents>,
    /// Whether it is known to be of another workspace of this name.
    pub of_another: bool,
}

/// The backups of a workspace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Backups {
    /// The folder in which they lie.
    pub folder: String,
    /// The newest first.
    pub all: Vec<Backup>,
    /// Whether the last one that was to be made by itself could not be.
    pub failed: bool,
}

/// Some partners: how many, and the names of the first ones.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Sampled {
    /// How many.
    pub count: u32,
    /// What some of them are called.
    pub names: Vec<String>,
}

/// In what a backup differs from the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Differences {
    /// Who is in the workspace and not in the backup.
    pub leave: Sampled,
    /// Who is in the backup and not in the workspace.
    pub come_back: Sampled,
    /// Who is in both, with other data, elsewhere in the funnel, or in other groups.
    pub differ: Sampled,
}

/// What restoring a backup would come to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct RestorePreview {
    /// The backup.
    pub backup: Backup,
    /// What the workspace holds now.
    pub now: Contents,
    /// What it would hold then.
    pub then: Contents,
    /// Partner by partner; `None` of a backup of an older version, which cannot be compared so.
    pub differences: Option<Differences>,
    /// How many changes of the workspace the backup does not have.
    pub changes: u32,
    /// The newest of them.
    pub newest: Vec<PastChange>,
    /// How many changes of the backup the workspace does not have.
    pub changes_back: u32,
}

/// What could be read of a damaged workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Salvaged {
    /// What is in the new file.
    pub contents: Contents,
    /// Rows of all tables that were read.
    pub rows: u32,
    /// Places at which rows could not be read. How many stood there, nobody knows.
    pub gaps: u32,
    /// Rows that were read, but whose values made no sense.
    pub nonsense: u32,
}

/// A backup as far as matters for whether it stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kept {
    pub name: BackupName,
    pub bytes: u64,
}

/// So long every one stays, up to [`MANY`].
const ALL_FOR: SignedDuration = SignedDuration::from_hours(24);
/// Of the last day so many stay, and one of each day besides.
const MANY: usize = 12;
/// Days for which one of each day stays.
const DAYS: i64 = 14;
/// Days for which one of each week stays.
const WEEKS: i64 = 60;
/// Days for which one of each month stays.
const MONTHS: i64 = 366;
/// Of those before an upgrade the last ones stay, whatever their age.
const UPGRADES: usize = 3;
/// All together may be so large; beyond it as large as [`TIMES`] times the newest.
const LARGE: u64 = 1 << 31;
const TIMES: u64 = 4;

/// The time that one backup stands for: of those in the same slot the newest stays.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    Moment(Timestamp),
    Day(Date),
    Week(i32),
    Month(i16, i8),
}

/// Those of the backups that go: thinned by age, and the oldest where all are too large together. The newest always stays.
pub(crate) fn surplus(all: &[Kept], now: Timestamp) -> Vec<BackupName> {
    let mut newest_first = all.to_vec();
    newest_first.sort_by_key(|kept| std::cmp::Reverse(kept.name));
    let room = newest_first
        .first()
        .map_or(0, |newest| (newest.bytes * TIMES).max(LARGE));
    let (mut slots, mut recent, mut upgrades, mut bytes) = (BTreeSet::new(), 0, 0, 0);
    let mut gone = Vec::new();
    for (place, kept) in newest_first.iter().enumerate() {
        let mut slot = slot(kept.name.at, now);
        let is_upgrade = kept.name.reason == BackupReason::Upgrade;
        upgrades += usize::from(is_upgrade);
        recent += usize::from(matches!(slot, Some(Slot::Moment(_))));
        if recent > MANY && matches!(slot, Some(Slot::Moment(_))) {
            slot = Some(Slot::Day(day_of(kept.name.at)));
        }
        let stays = slot.is_some_and(|slot| slots.insert(slot));
        let stays = place == 0 || stays || is_upgrade && upgrades <= UPGRADES;
        if stays && (place == 0 || bytes + kept.bytes <= room) {
            bytes += kept.bytes;
        } else {
            gone.push(kept.name);
        }
    }
    gone
}

fn slot(at: Timestamp, now: Timestamp) -> Option<Slot> {
    let age = now.duration_since(at);
    let days = age.as_hours() / 24;
    let date = day_of(at);
    if age < ALL_FOR {
        Some(Slot::Moment(at))
    } else if days < DAYS {
        Some(Slot::Day(date))
    } else if days < WEEKS {
        // The first of January 1970 was a Thursday.
        Some(Slot::Week((number_of(date) + 3).div_euclid(7)))
    } else if days < MONTHS {
        Some(Slot::Month(date.year(), date.month()))
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
