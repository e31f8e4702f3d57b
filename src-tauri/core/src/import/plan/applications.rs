//! What an application's row does: an application that is linked to the one who was invited, to whom it matches, to a new partner, or
//! to nobody; and what happens with the partner by itself.

use super::memory::{Seen, Touch};
use super::{
    Action, Decision, Field, FileError, IssueCode, Lookup, Marks, Outcome, Plan, Row, RowIssue,
    Said, is_refused, issue, prospects,
};
use crate::application::Form;
use crate::application::decision::{self, Applicant, Bar, Code, Link, Match, Same, Then, is_sound};
use crate::import::applied::{Likeness, Received, Reception};
use crate::invitation::Invitation;
use crate::partner::PartnerId;
use crate::standing::{Arrival, Standing};
use crate::vocabulary::Stage;
use crate::workflow::governing;

impl<L: Lookup> Plan<'_, L> {
    pub(super) fn decide_application(
        &mut self,
        row: &Row<'_>,
        marks: &Marks,
        issues: &mut Vec<RowIssue>,
    ) -> Result<Decision, FileError> {
        let draft = row.draft;
        if let Some(decision) = self.is_there(draft, marks, issues)? {
            return Ok(decision);
        }
        let code = self.code(draft, marks)?;
        let matched = if code.leaves_open() {
            let before = issues.len();
            let matched = self.match_prospect(row, marks, issues)?;
            let guessed = |issue: &RowIssue| issue.code == IssueCode::Ambiguous;
            let guessed = issues[before..].iter().any(guessed);
            matched.map(|partner| Match { partner, guessed })
        } else {
            None
        };
        if is_refused(issues) {
            return Ok(Decision::of(Outcome::Error));
        }
        let workflows = std::sync::Arc::clone(&self.workflows);
        let decided = decision::decide(code, matched, |partner| {
            let standing = self.standing(partner);
            let joined = self.memory.is_accepted(partner);
            decision::Seen {
                bar: joined.then_some(Bar::Joined).or(Bar::of(&standing)),
                governing: governing(&self.groups_of(partner), workflows.iter()),
            }
        });
        self.warn_of_code(&decided, draft, marks, issues)?;
        let received = Received {
            form: self.form(draft, issues),
            finding: decided.finding,
            invited: decided.invited,
            then: decided.then,
            by: decided
                .by
                .filter(|_| decided.then == Then::Joins)
                .map(|workflow| workflow.rules.name.clone()),
            reception: Reception::of(&decided),
        };
        match decided.link {
            Link::Partner(id) => {
                let groups = self.groups_to_join(id, decided.groups());
                self.receive(id, row, received, groups, marks, issues)
            }
            Link::Newcomer => Ok(self.receive_newcomer(row, received)),
            Link::Nobody => {
                self.note_application(row, &received, None);
                Ok(Decision {
                    outcome: Outcome::Update,
                    matched: None,
                    action: Some(Action::of(None, received)),
                })
            }
        }
    }

    /// The same application was there before: nothing happens.
    fn is_there(
        &mut self,
        draft: Said<'_>,
        marks: &Marks,
        issues: &mut Vec<RowIssue>,
    ) -> Result<Option<Decision>, FileError> {
        let likeness = Likeness::of(
            draft.email(),
            draft.website(),
            draft.partner_id(),
            &self.lookup.code(draft.code()),
        );
        let Some(same) = self.applied.same(likeness, draft.applied_on, self.today) else {
            return Ok(None);
        };
        if same.of_file {
            let email = draft.email();
            issues.push(issue(IssueCode::DuplicateRow, Field::Email, email, None));
        }
        let matched = match same.partner {
            Some(partner) => self.matched(partner, marks)?,
            None => None,
        };
        Ok(Some(Decision {
            outcome: Outcome::Unchanged,
            matched,
            action: None,
        }))
    }

    /// What the code of a row says.
    fn code(&mut self, draft: Said<'_>, marks: &Marks) -> Result<Code, FileError> {
        if draft.code().is_empty() {
            return Ok(Code::Absent);
        }
        let Some(Invitation { partner, revoked }) = self.lookup.invitation(draft.code()) else {
            return Ok(Code::Unknown);
        };
        if revoked {
            return Ok(Code::Revoked(partner));
        }
        let same = if self.by_email(draft).contains(&partner) {
            Some(Same::Contact)
        } else {
            let applicant = Applicant {
                email: draft.email(),
                website: draft.website(),
                partner_id: draft.partner_id(),
            };
            let invited = self.current(partner, marks)?;
            invited.and_then(|invited| Same::of(applicant, &invited))
        };
        Ok(Code::Valid {
            invited: partner,
            same,
            used: self.applied.is_used(partner),
        })
    }

    fn standing(&self, id: PartnerId) -> Standing {
        if self.memory.is_new(id) {
            Standing::default()
        } else {
            self.lookup.standing(id)
        }
    }

    /// The groups that a partner is in after the rows so far.
    fn groups_of(&self, id: PartnerId) -> Vec<crate::group::GroupId> {
        let mut groups = if self.memory.is_new(id) {
            Vec::new()
        } else {
            self.lookup.groups_of(id)
        };
        groups.extend(self.memory.groups_joined(id));
        groups
    }

    /// Those of some groups that a partner is not in.
    fn groups_to_join(
        &self,
        id: PartnerId,
        groups: &[crate::group::GroupId],
    ) -> Vec<crate::group::GroupId> {
        let is_in = self.groups_of(id);
        let new = groups.iter().filter(|group| !is_in.contains(group));
        new.copied().collect()
    }

    /// What an application says. An empty day is today, and that is told.
    fn form(&self, draft: Said<'_>, issues: &mut Vec<RowIssue>) -> Form {
        let applied_on = draft.applied_on.unwrap_or_else(|| {
            let today = Some(self.today.to_string());
            issues.push(issue(IssueCode::Normalised, Field::AppliedOn, "", today));
            self.today
        });
        Form {
            applied_on,
            name: draft.name().to_owned(),
            email: draft.email().to_owned(),
            website: draft.website().to_owned(),
            partner_id: draft.partner_id().to_owned(),
            code: draft.code().to_owned(),
        }
    }

    /// An application that is linked to a partner who is there.
    fn receive(
        &mut self,
        id: PartnerId,
        row: &Row<'_>,
        received: Received,
        join: Vec<crate::group::GroupId>,
        marks: &Marks,
        issues: &mut Vec<RowIssue>,
    ) -> Result<Decision, FileError> {
        let draft = row.draft;
        let matched = self.matched(id, marks)?;
        if let Some(matched) = &matched {
            prospects::warn_of_name(draft, &matched.name, issues);
        }
        let standing = self.standing(id);
        let joined = self.memory.is_accepted(id);
        warn_of(&standing, joined, draft, issues);
        // Where it is in doubt who applied, the address is not taken for the partner's.
        let sound = is_sound(received.finding);
        let edit = if received.then == Then::Rests || !sound {
            None
        } else {
            let edit = self.addition(id, row, marks)?;
            self.memory.remember(id, touch(row));
            edit
        };
        if received.then == Then::Joins {
            self.memory.accept(id);
        }
        for group in &join {
            self.memory.join(*group, id);
        }
        if sound {
            self.note_address(id, row);
        }
        self.note_application(row, &received, Some(id));
        Ok(Decision {
            outcome: Outcome::Match,
            matched,
            action: Some(Action {
                edit,
                join,
                ..Action::of(Some(id), received)
            }),
        })
    }

    /// Nobody matches: a partner outside the marketplaces comes with the application.
    fn receive_newcomer(&mut self, row: &Row<'_>, received: Received) -> Decision {
        let draft = row.draft;
        let partner = self.memory.create(touch(row));
        if let Some(key) = draft.keys.id {
            self.memory.see_id(key.hash, partner);
        }
        self.note_address(partner, row);
        self.note_application(row, &received, Some(partner));
        Decision {
            outcome: Outcome::Create,
            matched: None,
            action: Some(Action {
                create: Some(Box::new(prospects::newcomer(draft))),
                ..Action::of(Some(partner), received)
            }),
        }
    }

    fn note_application(&mut self, row: &Row<'_>, received: &Received, partner: Option<PartnerId>) {
        let code = self.lookup.code(row.draft.code());
        self.applied.note(received, &code, partner);
    }

    fn note_address(&mut self, partner: PartnerId, row: &Row<'_>) {
        let keys = row.draft.keys;
        if let Some(email) = keys.email {
            let seen = Seen {
                row: row.hash,
                partner,
                name: keys.short_name(),
            };
            self.memory.see_email(email.hash, seen);
        }
    }

    /// Says what is wrong with a code, and whose invitation it is.
    fn warn_of_code(
        &mut self,
        decided: &decision::Decision<'_>,
        draft: Said<'_>,
        marks: &Marks,
        issues: &mut Vec<RowIssue>,
    ) -> Result<(), FileError> {
        use crate::application::Finding;
        let code = match decided.finding {
            Finding::SharedInvitation => IssueCode::SharedInvitation,
            Finding::RevokedCode => IssueCode::RevokedCode,
            Finding::UnknownCode => IssueCode::UnknownCode,
            Finding::UsedCode => IssueCode::UsedCode,
            _ => return Ok(()),
        };
        let whose = match decided.invited {
            Some(invited) => self.matched(invited, marks)?.map(|invited| invited.name),
            None => None,
        };
        issues.push(issue(code, Field::InvitationCode, draft.code(), whose));
        Ok(())
    }
}

impl Action {
    /// An action that records an application, of this partner where it is linked to one.
    fn of(partner: Option<PartnerId>, received: Received) -> Self {
        Self {
            partner,
            create: None,
            arrival: Arrival::default(),
            edit: None,
            join: Vec::new(),
            leave: Vec::new(),
            application: Some(Box::new(received)),
        }
    }
}

fn touch(row: &Row<'_>) -> Touch {
    Touch {
        at: row.at,
        row: row.hash,
        name: row.draft.keys.short_name(),
    }
}

/// Says why nothing happens by itself with a partner.
fn warn_of(standing: &Standing, joined: bool, draft: Said<'_>, issues: &mut Vec<RowIssue>) {
    let stage = standing.prospect.as_ref().map(|prospect| prospect.stage);
    let rejected = matches!(stage, Some(Stage::RejectedByPartner | Stage::RejectedByYou));
    for (holds, code) in [
        (standing.is_hidden(), IssueCode::Hidden),
        (standing.is_archived(), IssueCode::Archived),
        (joined || stage == Some(Stage::Joined), IssueCode::Joined),
        (rejected, IssueCode::RejectedBefore),
    ] {
        if holds {
            issues.push(issue(code, Field::Email, draft.email(), None));
        }
    }
}
