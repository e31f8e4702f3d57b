//! Which fields of a partner an edit changed, as texts to be read.

use crate::activity::Difference;
use crate::changes::{Edit, Patch};
use crate::import::Field;
use crate::partner::{Contact, Partner};

/// The fields that differ, each with what it said before and says after.
pub(super) fn differing_fields(edit: &Edit) -> Vec<Difference> {
    let (before, after) = (texts(&edit.before), texts(&edit.after));
    let other = |field: Field, texts: &[(Field, String)]| {
        let found = texts.iter().find(|(other, _)| *other == field);
        found.map_or_else(String::new, |(_, text)| text.clone())
    };
    let mut fields: Vec<Field> = before.iter().map(|(field, _)| *field).collect();
    for (field, _) in &after {
        if !fields.contains(field) {
            fields.push(*field);
        }
    }
    let differences = fields.into_iter().map(|field| Difference::Field {
        partner: edit.partner,
        field,
        before: other(field, &before),
        after: other(field, &after),
    });
    let differs = |difference: &Difference| match difference {
        Difference::Field { before, after, .. } => before != after,
        _ => true,
    };
    differences.filter(differs).collect()
}

fn texts(patch: &Patch) -> Vec<(Field, String)> {
    let mut texts = patch.whole.as_deref().map(whole).unwrap_or_default();
    if let Some(contacts) = &patch.contacts {
        texts.push((Field::Email, people(contacts)));
    }
    if let Some(notes) = &patch.notes {
        texts.push((Field::Notes, notes.clone()));
    }
    texts
}

fn whole(partner: &Partner) -> Vec<(Field, String)> {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let channels = partner.channels.iter().map(|channel| {
        let platform = channel.platform.label();
        format!("{platform} {}", channel.handle)
    });
    vec![
        (Field::Name, partner.name.clone()),
        (Field::PartnerId, partner.partner_id.clone()),
        (Field::Website, partner.website.clone()),
        (Field::Description, partner.description.clone()),
        (Field::Email, people(&partner.contacts)),
        (
            Field::Country,
            partner
                .country
                .map(|code| code.to_string())
                .unwrap_or_default(),
        ),
        (Field::Languages, joined(partner.languages.iter())),
        (
            Field::BusinessModel,
            partner
                .business_model
                .map_or("", |model| model.label())
                .to_owned(),
        ),
        (
            Field::Categories,
            joined(partner.categories.iter().map(|category| category.label())),
        ),
        (Field::Areas, joined(partner.areas.iter())),
        (Field::Channels, joined(channels)),
        (
            Field::Visits,
            partner
                .monthly_visits
                .map(|visits| visits.to_string())
                .unwrap_or_default(),
        ),
        (Field::ListedOn, day(partner.listed_on)),
        (Field::LastActiveOn, day(partner.last_active_on)),
        (Field::Notes, partner.notes.clone()),
    ]
}

fn people(contacts: &[Contact]) -> String {
    joined(contacts.iter().map(|contact| {
        let name = format!("{} {}", contact.first_name, contact.last_name);
        match name.trim() {
            "" => contact.email.clone(),
            name => format!("{name} <{}>", contact.email),
        }
    }))
}

fn joined<T: std::fmt::Display>(values: impl Iterator<Item = T>) -> String {
    let texts: Vec<String> = values.map(|value| value.to_string()).collect();
    texts.join(", ")
}
