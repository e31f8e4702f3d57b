//! What a manager writes of a partner by hand: a contact, notes, its own data. Each field follows the rule that imports have for it.

mod channels;
mod newcomer;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use newcomer::{MatchChoice, Newcomer};

use crate::import::{Field, is_email, limit, mend_email, read_site, trimmed};
use crate::partner::{Channel, Contact, Origin, Partner};
use crate::place::{Country, Language};
use crate::text;
use crate::vocabulary::{BusinessModel, Category, Kind, vocabulary};

vocabulary! {
    /// What is wrong with a value that was written by hand.
    Flaw {
        Missing "missing" "Missing",
        Invalid "invalid" "Invalid",
        TooLong "tooLong" "Too long",
        Taken "taken" "There already",
    }
}

/// A value that cannot stand in its field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {}", field.label(), flaw.label())]
pub struct BadValue {
    /// The field.
    pub field: Field,
    /// What is wrong with it.
    pub flaw: Flaw,
    /// Of which channel it is, from 1; `None`: of the partner itself.
    pub place: Option<u32>,
    /// What it may have meant.
    pub suggestion: Option<String>,
}

impl BadValue {
    fn of(field: Field, flaw: Flaw) -> Self {
        Self {
            field,
            flaw,
            place: None,
            suggestion: None,
        }
    }

    /// The most characters that its field holds.
    pub fn limit(&self) -> usize {
        limit(self.field)
    }
}

/// A text without the space around it, no longer than its field holds.
fn fitting(field: Field, text: &str) -> Result<String, BadValue> {
    let text = trimmed(text);
    if text.len() > limit(field) && text.chars().count() > limit(field) {
        return Err(BadValue::of(field, Flaw::TooLong));
    }
    Ok(text.to_owned())
}

/// As [`fitting`], and not empty.
fn needed(field: Field, text: &str) -> Result<String, BadValue> {
    let text = fitting(field, text)?;
    if text.is_empty() {
        return Err(BadValue::of(field, Flaw::Missing));
    }
    Ok(text)
}

/// Notes as they will stand: without the space around them, with plain line ends; they may be empty.
///
/// # Errors
/// They are too long.
pub fn check_notes(notes: &str) -> Result<String, BadValue> {
    fitting(Field::Notes, &notes.replace("\r\n", "\n"))
}

/// One more note as it will stand.
///
/// # Errors
/// It is empty, or too long.
pub fn check_note(note: &str) -> Result<String, BadValue> {
    needed(Field::Notes, &note.replace("\r\n", "\n"))
}

/// What is written of a contact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Given name; may be empty.
    pub first_name: String,
    /// Family name; may be empty.
    pub last_name: String,
    /// The address.
    pub email: String,
    /// What the person does there; may be empty.
    pub title: String,
}

impl Person {
    /// The manager's contact that this makes, beside `others` of the same partner. It carries no tag yet.
    ///
    /// # Errors
    /// The address is missing, none, or that of one of the others; a text is too long.
    pub fn contact<'c>(
        &self,
        mut others: impl Iterator<Item = &'c Contact>,
    ) -> Result<Contact, BadValue> {
        let email = needed(Field::Email, &self.email)?;
        if !is_email(&email) {
            return Err(BadValue {
                suggestion: mend_email(&email),
                ..BadValue::of(Field::Email, Flaw::Invalid)
            });
        }
        let key = text::email_key(&email);
        if others.any(|other| text::email_key(other.email.trim()) == key) {
            return Err(BadValue::of(Field::Email, Flaw::Taken));
        }
        Ok(Contact {
            first_name: fitting(Field::FirstName, &self.first_name)?,
            last_name: fitting(Field::LastName, &self.last_name)?,
            email,
            title: fitting(Field::Title, &self.title)?,
            origin: Origin::Custom,
            added: None,
        })
    }
}

/// A partner's own data, as far as it is edited by hand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "each is the field of a partner of its name")]
pub struct Details {
    pub partner_id: String,
    pub kind: Kind,
    pub name: String,
    pub description: String,
    pub website: String,
    pub country: Option<Country>,
    pub languages: Vec<Language>,
    pub business_model: Option<BusinessModel>,
    pub categories: Vec<Category>,
    pub areas: Vec<Country>,
    pub channels: Vec<Channel>,
    pub monthly_visits: Option<u32>,
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub listed_on: Option<Date>,
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub last_active_on: Option<Date>,
}

impl Details {
    /// Those of a partner.
    pub fn of(partner: &Partner) -> Self {
        Self {
            partner_id: partner.partner_id.clone(),
            kind: partner.kind,
            name: partner.name.clone(),
            description: partner.description.clone(),
            website: partner.website.clone(),
            country: partner.country,
            languages: partner.languages.clone(),
            business_model: partner.business_model,
            categories: partner.categories.clone(),
            areas: partner.areas.clone(),
            channels: partner.channels.clone(),
            monthly_visits: partner.monthly_visits,
            listed_on: partner.listed_on,
            last_active_on: partner.last_active_on,
        }
    }

    /// `partner` with these in place of its own. What was there before, and stays as it was, is not judged anew.
    ///
    /// # Errors
    /// A value that cannot stand in its field.
    pub fn applied(&self, partner: &Partner) -> Result<Partner, BadValue> {
        let website = if self.website == partner.website {
            self.website.clone()
        } else {
            let website = fitting(Field::Website, &self.website)?;
            if !website.is_empty() && read_site(&website).is_none() {
                return Err(BadValue::of(Field::Website, Flaw::Invalid));
            }
            website
        };
        Ok(Partner {
            partner_id: fitting(Field::PartnerId, &self.partner_id)?,
            kind: self.kind,
            name: needed(Field::Name, &self.name)?,
            description: fitting(Field::Description, &self.description)?,
            website,
            country: self.country,
            languages: once_each(&self.languages),
            business_model: self.business_model,
            categories: once_each(&self.categories),
            areas: once_each(&self.areas),
            channels: channels::checked(&self.channels, &partner.channels)?,
            monthly_visits: self.monthly_visits,
            listed_on: self.listed_on,
            last_active_on: self.last_active_on,
            ..partner.clone()
        })
    }
}

/// The values without repetitions, in their order.
fn once_each<T: Copy + PartialEq>(values: &[T]) -> Vec<T> {
    let mut once = Vec::with_capacity(values.len());
    for value in values {
        if !once.contains(value) {
            once.push(*value);
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(email: &str) -> Person {
        Person {
            email: email.into(),
            ..Person::default()
        }
    }

    #[test]
    fn an_address_follows_the_rule_of_imports_and_stands_once_with_a_partner() {
        let there = Contact {
            email: "Anke@Wanderbuch.example".into(),
            ..Contact::default()
        };
        let flaw = |email: &str| {
            let made = person(email).contact([&there].into_iter());
            made.err().map(|bad| (bad.flaw, bad.suggestion))
        };
        assert_eq!(flaw(" press@wanderbuch.example "), None);
        assert_eq!(flaw("  "), Some((Flaw::Missing, None)));
        assert_eq!(flaw("anke"), Some((Flaw::Invalid, None)));
        let mended = Some("press@wanderbuch.example".to_owned());
        assert_eq!(
            flaw("press@@wanderbuch.example"),
            Some((Flaw::Invalid, mended))
        );
        assert_eq!(flaw("anke@WANDERBUCH.example"), Some((Flaw::Taken, None)));
    }

    #[test]
    fn texts_are_trimmed_and_end_at_the_limits_of_imports() {
        let long = Person {
            first_name: "x".repeat(201),
            ..person("a@b.example")
        };
        let bad = long.contact(std::iter::empty()).unwrap_err();
        assert_eq!(
            (bad.field, bad.flaw, bad.limit()),
            (Field::FirstName, Flaw::TooLong, 200)
        );
        assert_eq!(check_notes(" a\r\nb\n").as_deref(), Ok("a\nb"));
        assert_eq!(check_notes(" ").as_deref(), Ok(""));
        assert_eq!(check_note(" ").map_err(|bad| bad.flaw), Err(Flaw::Missing));
        let long = "字".repeat(20_001);
        assert_eq!(
            check_note(&long).map_err(|bad| bad.flaw),
            Err(Flaw::TooLong)
        );
    }

    #[test]
    fn own_data_needs_a_name_and_a_website_that_is_one_unless_it_stood_there() {
        let partner = Partner {
            name: "Fellside".into(),
            website: "none yet".into(),
            ..Partner::default()
        };
        let with = |change: fn(&mut Details)| {
            let mut details = Details::of(&partner);
            change(&mut details);
            details
                .applied(&partner)
                .map_err(|bad| (bad.field, bad.flaw))
        };
        assert_eq!(with(|_| {}), Ok(partner.clone()));
        assert_eq!(
            with(|details| details.name = " ".into()),
            Err((Field::Name, Flaw::Missing))
        );
        assert_eq!(
            with(|details| details.website = "no site".into()),
            Err((Field::Website, Flaw::Invalid))
        );
        let cleared = with(|details| details.website.clear()).unwrap();
        assert_eq!(cleared.website, "");
    }
}
