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
    /// Whether nobody decided on it.
    waits: bool,
}

/// What two applications that are the same have in common, but for the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Likeness([u64; 4]);

impl Likeness {
    /// Of what an application says; `code` is always written alike.
    pub(super) fn of(email: &str, website: &str, partner_id: &str, code: &str) -> Self {
        let keys = [
            Key::email(email),
            Key::name(website.trim_end_matches('/')),
            Key::id(partner_id),
            Key::name(&letters(code)),
        ];
        Self(keys.map(|key| key.map_or(0, |key| key.hash)))
    }
}

/// The applications that there are.
#[derive(Debug, Default)]
pub struct Applied {
    all: FxHashMap<Likeness, SmallVec<[Earlier; 1]>>,
    /// Those who signed up with their own invitation.
    used: FxHashSet<PartnerId>,
}

impl Applied {
    /// Takes one more in, with this code, which is always written alike.
    pub fn take(&mut self, application: &Application, code: &str) {
        let (form, partner) = (&application.form, application.partner);
        let earlier = Earlier {
            day: form.applied_on,
            partner,
            of_file: false,
            waits: application.state == ApplicationState::New,
        };
        self.add(form, code, earlier);
        if application.state != ApplicationState::Rejected {
            self.use_up(application.invited, partner);
        }
    }

    /// A row of the file records one.
    pub(super) fn note(&mut self, received: &Received, code: &str, partner: Option<PartnerId>) {
        let earlier = Earlier {
            day: received.form.applied_on,
            partner,
            of_file: true,
            waits: received.then != Then::Joins,
        };
        self.add(&received.form, code, earlier);
        self.use_up(received.invited, partner);
    }

    fn add(&mut self, form: &Form, code: &str, earlier: Earlier) {
        let likeness = Likeness::of(&form.email, &form.website, &form.partner_id, code);
        self.all.entry(likeness).or_default().push(earlier);
    }

    /// A code that was used by another is not used up: the one who was invited can still come with it.
    fn use_up(&mut self, invited: Option<PartnerId>, partner: Option<PartnerId>) {
        self.used.extend(invited.filter(|_| invited == partner));
    }

    /// The same application, where there was one: alike, and of this day. One without a day is of today, and the same as an
    /// earlier one of the file or one that still waits, of whatever day.
    pub(super) fn same(
        &self,
        likeness: Likeness,
        day: Option<Date>,
        today: Date,
    ) -> Option<Earlier> {
        let mut known = self.all.get(&likeness)?.iter();
        let same = |known: &&Earlier| {
            let open = day.is_none() && (known.waits || known.of_file);
            open || known.day == day.unwrap_or(today)
        };
        known.find(same).copied()
    }

    /// Whether the one who was invited signed up with the invitation, and was not rejected.
    pub(super) fn is_used(&self, invited: PartnerId) -> bool {
        self.used.contains(&invited)
    }
}

/// The letters of a code, the same however it is written.
fn letters(code: &str) -> String {
    let letters = code.chars().filter(|c| c.is_alphanumeric());
    let letters = letters.map(|letter| match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        letter => letter,
    });
    letters.collect()
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
        let one = application("Anke@A.example", "ABCO-12", ApplicationState::New);
        applied.take(&one, &one.form.code);
        let today = date(2026, 3, 9);
        let like = |likeness, day| applied.same(likeness, day, today).is_some();
        let same = |email, code, day| like(Likeness::of(email, "", "", code), day);
        let (then, later) = (Some(date(2026, 3, 4)), Some(date(2026, 3, 5)));
        assert!(same("anke@a.example", "abc0 l2", then));
        assert!(same("anke@a.example", "ABCO-12", None), "of any day");
        assert!(!same("anke@a.example", "ABCO-12", later));
        assert!(!same("anke@a.example", "", then));
        assert!(!same("eva@a.example", "ABCO-12", then));
        let of = |website, id| Likeness::of("anke@a.example", website, id, "ABCO-12");
        assert!(like(of("", ""), then));
        assert!(!like(of("a.example", ""), then), "of another site");
        assert!(!like(of("", "55"), then), "of another account");
    }

    #[test]
    fn without_a_day_one_that_waits_is_the_same_and_one_that_was_decided_on_is_not() {
        let mut applied = Applied::default();
        let one = application("a@a.example", "", ApplicationState::Rejected);
        applied.take(&one, "");
        let likeness = Likeness::of("a@a.example", "", "", "");
        let then = one.form.applied_on;
        let same = |day, today| applied.same(likeness, day, today).is_some();
        assert!(!same(None, date(2026, 3, 9)));
        assert!(same(None, then), "it would be of the same day");
        assert!(same(Some(then), date(2026, 3, 9)));
    }

    #[test]
    fn an_invitation_is_used_by_the_one_who_was_invited_and_not_rejected() {
        let used = |change: fn(&mut Application)| {
            let mut one = application("a@a.example", "X", ApplicationState::New);
            change(&mut one);
            let mut applied = Applied::default();
            applied.take(&one, &one.form.code);
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
