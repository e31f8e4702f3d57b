//! Whom a row matches: partner ID, then email, then domain, then platform and handle.

use smallvec::SmallVec;

use super::{Field, IssueCode, Lookup, Marks, Plan, Row, RowIssue, Said, issue};
use crate::import::FileError;
use crate::import::keys::Key;
use crate::partner::PartnerId;

/// Those that a key leads to: mostly one, or nobody.
pub(super) type Partners = SmallVec<[PartnerId; 4]>;

/// Those that one key of a row leads to.
struct Hits<'d> {
    field: Field,
    value: &'d str,
    partners: Partners,
}

impl<L: Lookup> Plan<'_, L> {
    /// The partner that a prospect's row matches. All keys must lead to a common one; where that leaves several, the one
    /// that was active last is taken, then the lowest number.
    pub(super) fn match_prospect(
        &mut self,
        row: &Row<'_>,
        marks: &Marks,
        issues: &mut Vec<RowIssue>,
    ) -> Result<Option<PartnerId>, FileError> {
        let draft = row.draft;
        if let Some(choice) = self.chosen(row) {
            return Ok(choice);
        }
        let mut found: Option<Hits<'_>> = None;
        for hits in self.hits(draft) {
            match &mut found {
                _ if hits.partners.is_empty() => {}
                None => found = Some(hits),
                Some(found) => {
                    let both = |id: &PartnerId| hits.partners.contains(id);
                    let common: Partners = found.partners.iter().copied().filter(both).collect();
                    if common.is_empty() {
                        let first = found.partners[0];
                        let name = self.matched(first, marks)?.map(|matched| matched.name);
                        let all = [found.partners.as_slice(), &hits.partners].concat();
                        self.offer(None, &all);
                        issues.push(issue(
                            IssueCode::ConflictOfMatches,
                            hits.field,
                            hits.value,
                            name,
                        ));
                        return Ok(None);
                    }
                    found.partners = common;
                }
            }
        }
        let Some(found) = found else {
            self.suggest(draft);
            return Ok(None);
        };
        let chosen = self.last_active(&found.partners);
        if found.partners.len() > 1
            && let Some(chosen) = chosen
        {
            let name = self.matched(chosen, marks)?.map(|matched| matched.name);
            self.offer(Some(chosen), &found.partners);
            issues.push(issue(IssueCode::Ambiguous, found.field, found.value, name));
        }
        Ok(chosen)
    }

    /// Nobody is matched by a name alone: those who have it are offered to choose from.
    fn suggest(&mut self, draft: Said<'_>) {
        if let Some(name) = draft.keys.name {
            self.offer(None, self.lookup.find(name));
        }
    }

    /// Of several, the one that was active last, then the one with the lowest number.
    pub(super) fn last_active(&self, partners: &[PartnerId]) -> Option<PartnerId> {
        if let [one] = partners {
            return Some(*one);
        }
        let active = |id: &PartnerId| self.lookup.last_active_on(*id);
        partners
            .iter()
            .copied()
            .max_by_key(|id| (active(id), std::cmp::Reverse(*id)))
    }

    fn hits<'d>(&self, draft: Said<'d>) -> [Hits<'d>; 4] {
        let hits = |field, value, partners| Hits {
            field,
            value,
            partners,
        };
        let handle = draft.channels().first();
        let handle = handle.map_or("", |channel| channel.handle.as_str());
        [
            hits(Field::PartnerId, draft.partner_id(), self.by_id(draft)),
            hits(Field::Email, draft.email(), self.by_email(draft)),
            hits(Field::Website, draft.website(), self.by(draft.keys.domain)),
            hits(Field::Handle, handle, self.by(draft.keys.handle)),
        ]
    }

    fn by(&self, key: Option<Key>) -> Partners {
        key.map(|key| self.lookup.find(key).into())
            .unwrap_or_default()
    }

    pub(super) fn by_id(&self, draft: Said<'_>) -> Partners {
        let seen = draft.keys.id.and_then(|key| self.memory.by_id(key.hash));
        with(self.by(draft.keys.id), seen)
    }

    pub(super) fn by_email(&self, draft: Said<'_>) -> Partners {
        let seen = draft.keys.email.and_then(|key| self.memory.email(key.hash));
        with(self.by(draft.keys.email), seen.map(|seen| seen.partner))
    }
}

/// Those, and one more where it is not among them.
pub(super) fn with(mut partners: Partners, one: Option<PartnerId>) -> Partners {
    if let Some(one) = one
        && !partners.contains(&one)
    {
        partners.push(one);
    }
    partners
}
