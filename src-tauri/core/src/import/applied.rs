//! The applications that there are, as an import of more of them sees those: which are the same, and which invitations were used.

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::keys::Key;
use crate::application::decision::{Decision, Link, Then};
use crate::application::{Application, ApplicationState, Finding, Form};
use crate::partner::PartnerId;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What an import does with an application: exactly one for each that it records.
    Reception {
        Joins "joins" "Linked, and joins at once",
        Waits "waits" "Linked, and waits",
        Shared "shared" "Shared invitation",
        Matched "matched" "Matched, and waits",
        New "new" "New partner",
    }
}

impl Reception {
    /// What a decision means for the application.
    pub(super) fn of(decision: &Decision<'_>) -> Self {
        match (decision.then, decision.link, decision.finding) {
            (Then::Joins, ..) => Self::Joins,
            (_, Link::Nobody, _) => Self::Shared,
            (_, Link::Newcomer, _) => Self::New,
            (
                _,
                _,
                Finding::Matched | Finding::Guessed | Finding::RevokedCode | Finding::UnknownCode,
            ) => Self::Matched,
            _ => Self::Waits,
        }
    }
}

/// How many applications of a file came to what. They add up to those that it records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "each is the reception of its name")]
pub struct Receptions {
    pub joins: u32,
    pub waits: u32,
    pub shared: u32,
    pub matched: u32,
    pub new: u32,
}

impl Receptions {
    /// One more.
    pub(super) fn count(&mut self, reception: Reception) {
        *match reception {
            Reception::Joins => &mut self.joins,
            Reception::Waits => &mut self.waits,
            Reception::Shared => &mut self.shared,
            Reception::Matched => &mut self.matched,
            Reception::New => &mut self.new,
        } += 1;
    }
}

/// An application that a row records. Whom it is linked to is said by the action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// What it says.
    pub form: Form,
    /// What was found out about it.
    pub finding: Finding,
    /// Whose invitation its code is.
    pub invited: Option<PartnerId>,
    /// What happens with the partner.
    pub then: Then,
    /// The name of the workflow by which it joins.
    pub by: Option<String>,
    /// All of this in a word.
    pub reception: Reception,
}

/// An application that there was before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Earlier {
    day: Date,
    /// To whom it is linked.
    pub(super) partner: Option<PartnerId>,
    /// Whether an earlier row of the file records it.
    pub(super) of_file: bool,
}

/// The applications that there are.
#[derive(Debug, Default)]
pub struct Applied {
    /// By the hashes of address and code.
    all: FxHashMap<(u64, u64), SmallVec<[Earlier; 1]>>,
    /// Those who signed up with their own invitation.
    used: FxHashSet<PartnerId>,
}

impl Applied {
    /// Takes one more in.
    pub fn take(&mut self, application: &Application) {
        let (form, partner) = (&application.form, application.partner);
        self.add(form, partner, false);
        if application.state != ApplicationState::Rejected {
            self.use_up(application.invited, partner);
        }
    }

    /// A row of the file records one.
    pub(super) fn note(&mut self, received: &Received, partner: Option<PartnerId>) {
        self.add(&received.form, partner, true);
        self.use_up(received.invited, partner);
    }

    fn add(&mut self, form: &Form, partner: Option<PartnerId>, of_file: bool) {
        self.all
            .entry(key(&form.email, &form.code))
            .or_default()
            .push(Earlier {
                day: form.applied_on,
                partner,
                of_file,
            });
    }

    /// A code that was used by another is not used up: the one who was invited can still come with it.
    fn use_up(&mut self, invited: Option<PartnerId>, partner: Option<PartnerId>) {
        self.used.extend(invited.filter(|_| invited == partner));
    }

    /// The same application, where there was one: of this address, with this code, on this day, or on any where none is said.
    pub(super) fn same(&self, email: &str, code: &str, day: Option<Date>) -> Option<Earlier> {
        let mut known = self.all.get(&key(email, code))?.iter();
        known
            .find(|known| day.is_none_or(|day| known.day == day))
            .copied()
    }

    /// Whether the one who was invited signed up with the invitation, and was not rejected.
    pub(super) fn is_used(&self, invited: PartnerId) -> bool {
        self.used.contains(&invited)
    }
}

/// The key by which address and code are the same, however the code is written.
fn key(email: &str, code: &str) -> (u64, u64) {
    let letters = code.chars().filter(|c| c.is_alphanumeric());
    let letters = letters.map(|letter| match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        letter => letter,
    });
    let code = letters.collect::<String>();
    let hash = |key: Option<Key>| key.map_or(0, |key| key.hash);
    (hash(Key::email(email)), hash(Key::name(&code)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::application::ApplicationId;

    fn application(email: &str, code: &str, state: ApplicationState) -> Application {
        Application {
            id: ApplicationId(1),
            form: Form {
                applied_on: date(2026, 3, 4),
                name: String::new(),
                email: email.to_owned(),
                website: String::new(),
                partner_id: String::new(),
                code: code.to_owned(),
            },
            finding: Finding::InvitedContact,
            partner: Some(PartnerId(7)),
            invited: Some(PartnerId(7)),
            state,
            decided_at: None,
            decided_by: None,
            import: None,
        }
    }

    #[test]
    fn the_same_application_is_known_by_address_code_and_day() {
        let mut applied = Applied::default();
        applied.take(&application(
            "Anke@A.example",
            "ABCO-12",
            ApplicationState::New,
        ));
        let same = |email, code, day| applied.same(email, code, day).is_some();
        let (then, later) = (Some(date(2026, 3, 4)), Some(date(2026, 3, 5)));
        assert!(same("anke@a.example", "abc0 l2", then));
        assert!(same("anke@a.example", "ABCO-12", None), "of any day");
        assert!(!same("anke@a.example", "ABCO-12", later));
        assert!(!same("anke@a.example", "", then));
        assert!(!same("eva@a.example", "ABCO-12", then));
    }

    #[test]
    fn an_invitation_is_used_by_the_one_who_was_invited_and_not_rejected() {
        let used = |change: fn(&mut Application)| {
            let mut one = application("a@a.example", "X", ApplicationState::New);
            change(&mut one);
            let mut applied = Applied::default();
            applied.take(&one);
            applied.is_used(PartnerId(7))
        };
        assert!(used(|_| {}));
        assert!(used(|one| one.state = ApplicationState::Accepted));
        assert!(!used(|one| one.state = ApplicationState::Rejected));
        assert!(!used(|one| one.partner = None), "shared");
        assert!(
            !used(|one| one.partner = Some(PartnerId(8))),
            "linked to another"
        );
    }
}
