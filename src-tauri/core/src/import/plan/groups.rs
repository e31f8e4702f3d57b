//! What a row of group changes does: its partner joins groups, leaves others, or stays as it is.

use roaring::RoaringBitmap;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Action, Decision, Field, FileError, IssueCode, Lookup, Marks, Outcome, Plan, Row, RowIssue,
    Said, is_refused, issue,
};
use crate::group::GroupId;
use crate::import::draft::Asked;
use crate::import::keys::Key;
use crate::partner::PartnerId;
use crate::standing::Arrival;

/// How the rows so far changed who is in which group.
#[derive(Default)]
pub(super) struct Memberships {
    joined: FxHashMap<GroupId, RoaringBitmap>,
    left: FxHashMap<GroupId, RoaringBitmap>,
    /// The hashes of the rows so far.
    rows: FxHashSet<u64>,
}

impl Memberships {
    fn has(&self, group: GroupId, id: PartnerId, lookup: &impl Lookup) -> bool {
        let among = |sets: &FxHashMap<GroupId, RoaringBitmap>| {
            sets.get(&group).is_some_and(|set| set.contains(id.0))
        };
        among(&self.joined) || !among(&self.left) && lookup.is_member(group, id)
    }

    /// The groups that a partner is in.
    fn of(&self, id: PartnerId, lookup: &impl Lookup) -> Vec<GroupId> {
        let mut groups = lookup.groups_of(id);
        groups.extend(self.joined.keys().copied());
        groups.sort_unstable();
        groups.dedup();
        groups.retain(|group| self.has(*group, id, lookup));
        groups
    }

    fn join(&mut self, group: GroupId, id: PartnerId) {
        self.left.entry(group).or_default().remove(id.0);
        self.joined.entry(group).or_default().insert(id.0);
    }

    fn leave(&mut self, group: GroupId, id: PartnerId) {
        self.joined.entry(group).or_default().remove(id.0);
        self.left.entry(group).or_default().insert(id.0);
    }
}

impl<L: Lookup> Plan<'_, L> {
    /// Who is hidden or archived changes groups as everybody does, and stays hidden or archived.
    pub(super) fn decide_memberships(
        &mut self,
        row: &Row<'_>,
        marks: &Marks,
        issues: &mut Vec<RowIssue>,
    ) -> Result<Decision, FileError> {
        let Some(id) = self.find_member(row, marks, issues)? else {
            return Ok(Decision::of(Outcome::Error));
        };
        let matched = self.matched(id, marks)?;
        if is_refused(issues) {
            return Ok(Decision {
                outcome: Outcome::Error,
                matched,
                action: None,
            });
        }
        let (join, leave) = self.changes(id, &row.draft.asked);
        join.iter()
            .for_each(|group| self.memberships.join(*group, id));
        leave
            .iter()
            .for_each(|group| self.memberships.leave(*group, id));
        let is_again = !self.memberships.rows.insert(row.hash);
        if join.is_empty() && leave.is_empty() {
            if is_again {
                let partner_id = row.draft.partner_id();
                issues.push(issue(
                    IssueCode::DuplicateRow,
                    Field::PartnerId,
                    partner_id,
                    None,
                ));
            }
            return Ok(Decision {
                outcome: Outcome::Unchanged,
                matched,
                action: None,
            });
        }
        Ok(Decision {
            outcome: Outcome::Update,
            matched,
            action: Some(Action {
                partner: Some(id),
                create: None,
                arrival: Arrival::default(),
                edit: None,
                join,
                leave,
                application: None,
            }),
        })
    }

    /// The groups that a partner joins and those that it leaves.
    fn changes(&self, id: PartnerId, asked: &Asked) -> (Vec<GroupId>, Vec<GroupId>) {
        let is_in = |group: &GroupId| self.memberships.has(*group, id, self.lookup);
        let mut leave = if asked.remove_all {
            self.memberships.of(id, self.lookup)
        } else {
            asked.remove.iter().copied().filter(is_in).collect()
        };
        leave.retain(|group| !asked.add.contains(group));
        let join = asked.add.iter().copied().filter(|group| !is_in(group));
        (join.collect(), leave)
    }

    /// The partner with the row's ID. Of several with one ID the one that was active last is taken.
    fn find_member(
        &mut self,
        row: &Row<'_>,
        marks: &Marks,
        issues: &mut Vec<RowIssue>,
    ) -> Result<Option<PartnerId>, FileError> {
        let draft = row.draft;
        if draft.partner_id().is_empty() {
            return Ok(None);
        }
        let found = self.by_id(draft);
        if found.is_empty() {
            let near = self.likely_id(draft);
            issues.push(issue(
                IssueCode::UnknownPartner,
                Field::PartnerId,
                draft.partner_id(),
                near,
            ));
            return Ok(None);
        }
        if let Some(chosen) = self.chosen(row).flatten().filter(|id| found.contains(id)) {
            return Ok(Some(chosen));
        }
        let first = self.last_active(&found);
        if found.len() > 1
            && let Some(first) = first
        {
            let name = self.matched(first, marks)?.map(|matched| matched.name);
            self.offer(Some(first), &found);
            issues.push(issue(
                IssueCode::Ambiguous,
                Field::PartnerId,
                draft.partner_id(),
                name,
            ));
        }
        Ok(first)
    }

    /// The ID that a spreadsheet may have made this one of: without what stands between figures, without zeros before or
    /// decimals behind.
    fn likely_id(&self, draft: Said<'_>) -> Option<String> {
        let plain: String = draft
            .partner_id()
            .chars()
            .filter(|c| !" ,.'#".contains(*c))
            .collect();
        let parts = draft.partner_id().split_once('.').unwrap_or_default();
        let whole = if parts.1.trim_end_matches('0').is_empty() {
            parts.0
        } else {
            ""
        };
        let short = plain.trim_start_matches('0');
        [whole, &plain, short].into_iter().find_map(|likely| {
            let found = self.lookup.find(Key::id(likely)?);
            let account = self.lookup.account(*found.first()?)?;
            Some(account.partner_id)
        })
    }
}
