//! What was done: an [`Op`] as asked, the [`Delta`] that it came to, and the [`Changes`] that a screen hears of.
//!
//! A delta says before and after for every value it touched, so its inverse is the same delta turned round: undo, redo and
//! do are one path.

mod op;
mod patch;
mod title;

use serde::{Deserialize, Serialize};

pub use op::{ApplicationPick, Op, Pick, Target};
pub use patch::{Edit, Patch};
pub use title::Title;

use crate::application::Application;
use crate::group::{Group, GroupId};
use crate::program::Program;
use crate::set::PartnerSet;
use crate::standing::Standing;
use crate::template::Template;
use crate::view::KeptView;
use crate::workflow::Workflow;

/// What a change came to: before and after of every value that it touched.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Delta {
    /// Partners with the same standing before and the same after.
    pub standings: Vec<StandingShift>,
    /// Who joined and left which group.
    pub memberships: Vec<MembershipShift>,
    /// Groups made (no before), renamed, or deleted (no after).
    pub groups: Vec<GroupShift>,
    /// Workflows made (no before), changed, or deleted (no after).
    pub workflows: Vec<WorkflowShift>,
    /// Views saved (no before), changed, moved, or deleted (no after).
    pub views: Vec<ViewShift>,
    /// Email templates made (no before), changed, or deleted (no after).
    pub templates: Vec<TemplateShift>,
    /// Applications recorded (no before), decided on or linked.
    pub applications: Vec<ApplicationShift>,
    /// What is said of the program.
    pub program: Vec<ProgramShift>,
    /// Edits of partners' own data, as the fields that differ.
    pub edits: Vec<Edit>,
    /// Partners to whom this change added contacts, or takes them away where `gone` is set. They stay in the store either way, as
    /// the data of the born do.
    pub added: PartnerSet,
    /// Partners that this change brought, or takes away where `gone` is set. Their data stays in the store either way, so
    /// that a million come and go at once.
    pub born: PartnerSet,
    /// Whether what is born and added goes rather than comes.
    pub gone: bool,
}

/// A standing that changed, for all partners in which it changed alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "before, after, who")]
pub struct StandingShift {
    pub before: Standing,
    pub after: Standing,
    pub partners: PartnerSet,
}

/// Who joined and who left a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "a group, who came, who went")]
pub struct MembershipShift {
    pub group: GroupId,
    pub joined: PartnerSet,
    pub left: PartnerSet,
}

/// Something that came (no before), changed, or went (no after).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "before, after")]
pub struct Shift<T> {
    pub before: Option<T>,
    pub after: Option<T>,
}

/// A group that came, changed or went.
pub type GroupShift = Shift<Group>;
/// A workflow that came, changed or went.
pub type WorkflowShift = Shift<Workflow>;
/// A view that came, changed or went.
pub type ViewShift = Shift<KeptView>;
/// A template that came, changed or went.
pub type TemplateShift = Shift<Template>;
/// An application that came, changed or went.
pub type ApplicationShift = Shift<Application>;

/// What the workspace says of its program, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "before, after")]
pub struct ProgramShift {
    pub before: Program,
    pub after: Program,
}

/// The same shifts, backwards.
fn turned<T>(shifts: Vec<Shift<T>>) -> Vec<Shift<T>> {
    let turned = shifts.into_iter().rev().map(|shift| Shift {
        before: shift.after,
        after: shift.before,
    });
    turned.collect()
}

/// Edits that stand together in one part of a change, and bytes of them from which on there are fewer.
pub(crate) const EDITS_IN_A_PART: usize = 2_000;
pub(crate) const HEAVY_PART: usize = 8 << 20;

impl Delta {
    /// The delta in parts of bounded size, to be kept and done in this order: edits first, then all else.
    pub(crate) fn into_parts(mut self) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut bytes = 0;
        let mut edits = Vec::new();
        for edit in std::mem::take(&mut self.edits) {
            bytes += edit.before.bytes() + edit.after.bytes();
            edits.push(edit);
            if edits.len() == EDITS_IN_A_PART || bytes >= HEAVY_PART {
                bytes = 0;
                parts.push(Self {
                    edits: std::mem::take(&mut edits),
                    ..Self::default()
                });
            }
        }
        self.edits = edits;
        if parts.is_empty() || !self.is_empty() {
            parts.push(self);
        }
        parts
    }

    /// The delta that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        Self {
            standings: self
                .standings
                .into_iter()
                .map(|shift| StandingShift {
                    before: shift.after,
                    after: shift.before,
                    partners: shift.partners,
                })
                .collect(),
            memberships: self
                .memberships
                .into_iter()
                .map(|shift| MembershipShift {
                    group: shift.group,
                    joined: shift.left,
                    left: shift.joined,
                })
                .collect(),
            groups: turned(self.groups),
            workflows: turned(self.workflows),
            views: turned(self.views),
            templates: turned(self.templates),
            applications: turned(self.applications),
            program: self
                .program
                .into_iter()
                .rev()
                .map(|shift| ProgramShift {
                    before: shift.after,
                    after: shift.before,
                })
                .collect(),
            edits: self
                .edits
                .into_iter()
                .rev()
                .map(|edit| Edit {
                    partner: edit.partner,
                    before: edit.after,
                    after: edit.before,
                })
                .collect(),
            added: self.added,
            born: self.born,
            gone: !self.gone,
        }
    }

    /// What is left of the delta when some partners are left alone.
    #[must_use]
    pub fn without(mut self, partners: &PartnerSet) -> Self {
        for shift in &mut self.standings {
            shift.partners -= partners;
        }
        self.standings.retain(|shift| !shift.partners.is_empty());
        for shift in &mut self.memberships {
            shift.joined -= partners;
            shift.left -= partners;
        }
        self.memberships
            .retain(|shift| !(shift.joined.is_empty() && shift.left.is_empty()));
        self.edits.retain(|edit| !partners.contains(edit.partner));
        self.added -= partners;
        self.born -= partners;
        self
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.standings.is_empty()
            && self.memberships.is_empty()
            && self.groups.is_empty()
            && self.workflows.is_empty()
            && self.views.is_empty()
            && self.templates.is_empty()
            && self.applications.is_empty()
            && self.program.is_empty()
            && self.edits.is_empty()
            && self.added.is_empty()
            && self.born.is_empty()
    }

    /// Every partner that the delta touches.
    pub fn partners(&self) -> PartnerSet {
        let mut all = self.born.clone();
        all |= &self.added;
        for shift in &self.standings {
            all |= &shift.partners;
        }
        for shift in &self.memberships {
            all |= &shift.joined;
            all |= &shift.left;
        }
        for edit in &self.edits {
            all.insert(edit.partner);
        }
        all
    }
}

/// What a screen hears of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    /// The number of the change, by which undo and redo can be asked for it; `None` where nothing had to change.
    pub change: Option<u32>,
    /// What it was.
    pub title: Title,
    /// Whether it was undone rather than done.
    pub undone: bool,
    /// How many partners it touched; 0 means that nothing had to change, and nothing was written.
    pub partners: u32,
    /// The name of the one it touched, where it was one.
    pub name: Option<String>,
    /// The group that it made.
    pub group: Option<GroupId>,
}

/// What undo and redo would do next.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct UndoState {
    /// The change that undo takes back.
    pub undo: Option<PastChange>,
    /// The change that redo does again.
    pub redo: Option<PastChange>,
}

/// A change in the history of the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PastChange {
    /// Its number.
    pub id: u32,
    /// When.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub at: jiff::Timestamp,
    /// What.
    pub title: Title,
    /// How many partners it touched.
    pub partners: u32,
    /// The name of the one it touched, where it was one.
    pub name: Option<String>,
    /// Whether it is undone.
    pub undone: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partner::PartnerId;

    #[test]
    fn a_delta_of_many_edits_is_parted_and_nothing_of_it_is_lost() {
        let edit = |number: u32| Edit {
            partner: PartnerId(number),
            before: Patch::notes(String::new()),
            after: Patch::notes(format!("note {number}")),
        };
        for (edits, parts) in [(0, 1), (1, 1), (2_000, 2), (2_001, 2), (4_001, 3)] {
            let whole = Delta {
                edits: (1..=edits).map(edit).collect(),
                added: PartnerSet::from_iter([PartnerId(7)]),
                ..Delta::default()
            };
            let parted = whole.clone().into_parts();
            assert_eq!(parted.len(), parts, "{edits} edits");
            let all: Vec<Edit> = parted.iter().flat_map(|part| part.edits.clone()).collect();
            assert_eq!(all, whole.edits);
            assert_eq!(parted.last().map(|part| &part.added), Some(&whole.added));
        }
        let only_edits = Delta {
            edits: (1..=2_000).map(edit).collect(),
            ..Delta::default()
        };
        assert_eq!(only_edits.into_parts().len(), 1);
    }
}
