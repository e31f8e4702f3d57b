//! What lists and profiles show: values that cross to the window and to the terminal.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::changes::{PastChange, UndoState};
use crate::group::{Group, GroupId};
use crate::partner::{Partner, PartnerId};
use crate::place::Country;
use crate::standing::{Scale, Source, Standing};
use crate::vocabulary::{BusinessModel, Kind, Platform, Size, Stage, Status, Tier};
use crate::workflow::Workflow;

/// A result that the workspace holds, to be asked for its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Listing {
    /// The number to ask rows by. The latest few results are kept.
    pub result: u32,
    /// How many match.
    pub total: u32,
    /// How many the place has without text and filters, under the prospect filter *All*.
    pub of: u32,
    /// How many hidden ones would match as well.
    pub hidden: u32,
    /// Words of the text that look like typed filters and are not understood; they were left out.
    pub not_understood: Vec<String>,
}

/// A result with its first rows, so that a list that begins at its top asks once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Found {
    /// The result.
    #[serde(flatten)]
    pub listing: Listing,
    /// As many of its first rows as were asked for, fewer where it has fewer.
    pub rows: Vec<Row>,
}

/// A partner as a list shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Its number.
    pub id: PartnerId,
    /// Partner or creator.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// What the logo shows.
    pub initials: String,
    /// Which of the 12 logo colours, from 0.
    pub colour: u8,
    /// The registrable domain of its website, or its first handle where it has no website.
    pub domain: String,
    /// What it says of itself.
    pub description: String,
    /// How it earns.
    pub business_model: Option<BusinessModel>,
    /// Where it is at home.
    pub country: Option<Country>,
    /// Visits a month.
    pub monthly_visits: Option<u32>,
    /// Followers over all channels.
    pub followers: Option<f64>,
    /// Engagement in percent over all channels.
    pub engagement: Option<f32>,
    /// The size.
    pub size: Option<Size>,
    /// The tier, of creators.
    pub tier: Option<Tier>,
    /// The handle with the most followers, and where it stands.
    pub top_channel: Option<TopChannel>,
    /// The first address to write to.
    pub email: String,
    /// New, active or inactive.
    pub status: Status,
    /// The website as it stands with the partner.
    pub website: String,
    /// The contact that the manager brought, by name or else by address; empty where there is none.
    pub custom_contact: String,
    /// The stage, of those who are or were prospects.
    pub stage: Option<Stage>,
    /// How it came to be marked, of those who are or were prospects.
    pub source: Option<Source>,
    /// When it was marked.
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub marked_at: Option<Timestamp>,
    /// The last day on which it was written to.
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub contacted_on: Option<Date>,
    /// Whether the prospect is archived.
    pub archived: bool,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Since which day it is hidden.
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub hidden_on: Option<Date>,
    /// The day on which it comes back by itself.
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub hidden_until: Option<Date>,
    /// Why it is hidden, in the manager's words.
    pub reason: String,
    /// How large it was when it was hidden, where that is known.
    pub size_then: Option<Scale>,
    /// Whether it is of another size now.
    pub resized: bool,
    /// The groups that it is in.
    pub groups: Vec<GroupId>,
    /// Whether it is selected in its place.
    pub selected: bool,
}

/// The channel with the most followers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct TopChannel {
    /// Where.
    pub platform: Platform,
    /// The handle as written.
    pub handle: String,
}

/// All that there is to know of one partner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// What its list row shows.
    pub row: Row,
    /// Its own data.
    pub partner: Partner,
    /// Where it stands.
    pub standing: Standing,
    /// Its groups.
    pub groups: Vec<Group>,
    /// What happened to it, newest first.
    pub timeline: Vec<Happening>,
}

/// A change, and what it did to the stage of one partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Happening {
    /// The change.
    pub change: PastChange,
    /// The stage before and after, where it moved; neither of one that nobody had marked.
    pub moved: Option<Moved>,
}

/// From stage to stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Moved {
    /// Where it was; `None` before it was marked.
    pub from: Option<Stage>,
    /// Where it came to; `None` where the mark was taken back.
    pub to: Option<Stage>,
}

/// A group and its size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct GroupSummary {
    /// The group.
    pub group: Group,
    /// How many are in it.
    pub members: u32,
}

/// A group in figures: for its page, and before it is deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct GroupPage {
    /// The group.
    pub group: Group,
    /// How many are in it: those in [`stages`](Self::stages), archived ones, and those who are no prospects.
    pub members: u32,
    /// How many are followed as prospects in each stage, in the order of the stages.
    pub stages: Vec<StageCount>,
    /// How many were prospects and are archived.
    pub archived: u32,
    /// How many are no prospects.
    pub strangers: u32,
    /// How many of all are hidden.
    pub hidden: u32,
    /// The workflows that it is paired with, by name.
    pub workflows: Vec<Workflow>,
}

/// How many are in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct StageCount {
    /// The stage.
    pub stage: Stage,
    /// How many.
    pub count: u32,
}

/// What merging groups would come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Merger {
    /// How many would be in the group that stays.
    pub members: u32,
    /// How many of them are not in it yet.
    pub joining: u32,
    /// The workflows that would newly be paired with it, by name.
    pub workflows: Vec<Workflow>,
    /// Whether those of it who sign up are accepted by themselves now.
    pub accepts: bool,
    /// Whether they would be.
    pub would_accept: bool,
}

/// The addresses of a group: one for each member, the manager's own contact first, each address once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct EmailList {
    /// The addresses, one on a line.
    pub text: String,
    /// How many they are.
    pub addresses: u32,
    /// How many members have no address.
    pub without: u32,
    /// How many members have the address of another one.
    pub repeated: u32,
    /// How many members are hidden, and left out.
    pub hidden: u32,
}

/// How many of a set of partners are what, before something is done to them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Census {
    /// How many they are.
    pub partners: u32,
    /// The name of the one, where it is one.
    pub name: Option<String>,
    /// The stage of the one, where it is one and a prospect.
    pub stage: Option<Stage>,
    /// How many are followed as prospects.
    pub prospects: u32,
    /// How many of those are past New.
    pub past_new: u32,
    /// How many were prospects and are archived.
    pub archived: u32,
    /// How many are hidden.
    pub hidden: u32,
    /// How many are in each group; groups with none are left out.
    pub groups: Vec<GroupCount>,
}

/// How many are in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct GroupCount {
    /// The group.
    pub group: GroupId,
    /// How many.
    pub count: u32,
}

/// A workspace in figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// The name of the workspace: that of its file.
    pub name: String,
    /// Where its file lies.
    pub path: String,
    /// Whether that is in a folder of another computer, where it is not safe.
    pub on_network: bool,
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
    /// Workflows.
    pub workflows: u32,
    /// Applications that wait.
    pub applications: u32,
    /// Imports.
    pub imports: u32,
    /// What undo and redo would do.
    pub history: UndoState,
}

/// A step in selecting rows of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Selecting {
    /// Nothing is selected any more.
    None,
    /// All of a result are selected.
    All {
        /// The result.
        result: u32,
    },
    /// Rows `from` to `to` of a result, both included and in either order, are selected or not.
    Rows {
        /// The result.
        result: u32,
        /// One end, from 0.
        from: u32,
        /// The other end.
        to: u32,
        /// Selected, or not.
        on: bool,
    },
}

/// How much is selected in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Selected {
    /// How many.
    pub count: u32,
}

/// An import that was done, as its history lists it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PastImport {
    /// Its number.
    pub id: u32,
    /// When.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub at: Timestamp,
    /// What kind of file.
    pub kind: crate::import::ImportKind,
    /// The name of the file.
    pub file: String,
    /// The counts.
    pub outcomes: crate::import::Outcomes,
    /// Rows of the file.
    pub rows: u32,
    /// How many warnings there were.
    pub warnings: u32,
    /// How long it took, in seconds.
    #[cfg_attr(feature = "bindings", specta(type = u32))]
    pub seconds: f64,
    /// Whether it was undone since.
    pub undone: bool,
}
