//! Whom a row matches: partner ID, then email, then domain, then platform and handle.

use super::{Draft, Field, IssueCode, Lookup, Marks, Plan, Row, RowIssue, issue};
use crate::import::FileError;
use crate::import::keys::{hash, id_key};
use crate::partner::PartnerId;
use crate::text;

/// Those that one key of a row leads to.
struct Hits<'d> {
    field: Field,
    value: &'d str,
    partners: Vec<PartnerId>,
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
                    let common: Vec<_> = found.partners.iter().copied().filter(both).collect();
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
    fn suggest(&mut self, draft: &Draft<'_>) {
        if !draft.name.is_empty() {
            let named = self.lookup.by_name(&text::name_key(draft.name));
            self.offer(None, &named);
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

    fn hits<'d>(&self, draft: &'d Draft<'_>) -> [Hits<'d>; 4] {
        let hits = |field, value, partners| Hits {
            field,
            value,
            partners,
        };
        let domain = draft.site.as_ref().and_then(|site| site.domain.as_deref());
        let by_domain = domain
            .map(|domain| self.lookup.by_domain(domain))
            .unwrap_or_default();
        let handle = draft
            .channels
            .first()
            .map_or("", |channel| channel.handle.as_str());
        [
            hits(
                Field::PartnerId,
                draft.partner_id,
                self.by_partner_id(draft),
            ),
            hits(Field::Email, draft.email, self.by_email(draft)),
            hits(Field::Website, draft.website, by_domain),
            hits(Field::Handle, handle, self.by_handle(draft)),
        ]
    }

    pub(super) fn by_partner_id(&self, draft: &Draft<'_>) -> Vec<PartnerId> {
        let Some(key) = id_key(draft.partner_id) else {
            return Vec::new();
        };
        with(
            self.lookup.by_partner_id(&key),
            self.memory.by_id(hash(&key)),
        )
    }

    fn by_email(&self, draft: &Draft<'_>) -> Vec<PartnerId> {
        let Some(key) = &draft.email_key else {
            return Vec::new();
        };
        let seen = self.memory.email(hash(key)).map(|seen| seen.partner);
        with(self.lookup.by_email(key), seen)
    }

    fn by_handle(&self, draft: &Draft<'_>) -> Vec<PartnerId> {
        let Some(channel) = draft.channels.first() else {
            return Vec::new();
        };
        let key = text::handle_key(&channel.handle);
        key.map(|key| self.lookup.by_handle(channel.platform, &key))
            .unwrap_or_default()
    }
}

/// Those, and one more where it is not among them.
pub(super) fn with(mut partners: Vec<PartnerId>, one: Option<PartnerId>) -> Vec<PartnerId> {
    if let Some(one) = one
        && !partners.contains(&one)
    {
        partners.push(one);
    }
    partners
}
