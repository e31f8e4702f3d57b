//! Lists as CSV records that our own import takes back: the catalogue's columns and the prospects' template.

use crate::partner::{Channel, Contact, Origin, Partner};
use crate::place::{Country, Language};
use crate::text::email_key;
use crate::vocabulary::{Category, Stage};

/// The columns of an exported catalogue, as its import knows them.
pub const CATALOGUE_HEADER: [&str; 20] = [
    "Partner ID",
    "Type",
    "Name",
    "Description",
    "Website",
    "Email",
    "First name",
    "Last name",
    "Title",
    "Other emails",
    "Country",
    "Languages",
    "Business model",
    "Categories",
    "Promotional areas",
    "Channels",
    "Monthly visits",
    "Listed on",
    "Last active on",
    "Notes",
];

/// The columns of exported prospects: the template's, and where each stands.
pub const PROSPECTS_HEADER: [&str; 15] = [
    "Name",
    "Email",
    "Website",
    "Partner ID",
    "First name",
    "Last name",
    "Type",
    "Platform",
    "Handle",
    "Country",
    "Business model",
    "Group",
    "Notes",
    "Stage",
    "Marked on",
];

/// A partner in the columns of [`CATALOGUE_HEADER`].
pub fn catalogue_record(partner: &Partner) -> [String; 20] {
    let mut contacts = partner.contacts.iter();
    let first = contacts.next().cloned().unwrap_or_default();
    [
        partner.partner_id.clone(),
        partner.kind.label().to_owned(),
        partner.name.clone(),
        partner.description.clone(),
        partner.website.clone(),
        first.email,
        first.first_name,
        first.last_name,
        first.title,
        listed(contacts.map(|contact| contact.email.as_str())),
        partner
            .country
            .as_ref()
            .map(Country::to_string)
            .unwrap_or_default(),
        listed(partner.languages.iter().map(Language::as_str)),
        partner
            .business_model
            .map(|model| model.label().to_owned())
            .unwrap_or_default(),
        listed(partner.categories.iter().copied().map(Category::label)),
        listed(partner.areas.iter().map(Country::as_str)),
        listed(partner.channels.iter().map(channel)),
        partner
            .monthly_visits
            .map(|visits| visits.to_string())
            .unwrap_or_default(),
        partner
            .listed_on
            .map(|date| date.to_string())
            .unwrap_or_default(),
        partner
            .last_active_on
            .map(|date| date.to_string())
            .unwrap_or_default(),
        partner.notes.clone(),
    ]
}

/// A prospect in the columns of [`PROSPECTS_HEADER`]: a record for each of its groups, one without a group where it has none.
pub fn prospect_records<'a>(
    partner: &'a Partner,
    groups: &'a [&'a str],
    stage: Option<Stage>,
    marked_on: &'a str,
) -> impl Iterator<Item = [String; 15]> + 'a {
    let contact = contact_to_write_to(partner);
    let channel = partner.channels.first();
    let groups = if groups.is_empty() { &[""][..] } else { groups };
    groups.iter().map(move |group| {
        [
            partner.name.clone(),
            contact
                .map(|contact| contact.email.clone())
                .unwrap_or_default(),
            partner.website.clone(),
            partner.partner_id.clone(),
            contact
                .map(|contact| contact.first_name.clone())
                .unwrap_or_default(),
            contact
                .map(|contact| contact.last_name.clone())
                .unwrap_or_default(),
            partner.kind.label().to_owned(),
            channel
                .map(|channel| channel.platform.label().to_owned())
                .unwrap_or_default(),
            channel
                .map(|channel| channel.handle.clone())
                .unwrap_or_default(),
            partner
                .country
                .as_ref()
                .map(Country::to_string)
                .unwrap_or_default(),
            partner
                .business_model
                .map(|model| model.label().to_owned())
                .unwrap_or_default(),
            (*group).to_owned(),
            partner.notes.clone(),
            stage
                .map(|stage| stage.label().to_owned())
                .unwrap_or_default(),
            marked_on.to_owned(),
        ]
    })
}

/// The columns of a list of addresses.
pub const EMAIL_LIST_HEADER: [&str; 6] = [
    "Email",
    "Name",
    "First name",
    "Last name",
    "Website",
    "Partner ID",
];

/// A partner in the columns of [`EMAIL_LIST_HEADER`]; `None` without an address.
pub fn email_record(partner: &Partner) -> Option<[String; 6]> {
    let contact = addressee(partner)?;
    Some([
        contact.email.trim().to_owned(),
        partner.name.clone(),
        contact.first_name.clone(),
        contact.last_name.clone(),
        partner.website.clone(),
        partner.partner_id.clone(),
    ])
}

/// Of the contacts with an address that stands in one line, the manager's own before the account's.
fn addressee(partner: &Partner) -> Option<&Contact> {
    let reachable = |contact: &&Contact| {
        email_key(&contact.email).is_some() && !contact.email.trim().contains(char::is_control)
    };
    let all = || partner.contacts.iter().filter(reachable);
    all()
        .find(|contact| contact.origin == Origin::Custom)
        .or_else(|| all().next())
}

/// The manager's own contact before the account's.
fn contact_to_write_to(partner: &Partner) -> Option<&Contact> {
    let custom = partner
        .contacts
        .iter()
        .find(|contact| contact.origin == Origin::Custom);
    custom.or_else(|| partner.contacts.first())
}

fn channel(channel: &Channel) -> String {
    let mut text = format!("{} {}", channel.platform.label(), channel.handle);
    if let Some(followers) = channel.followers {
        text += &format!(" {followers}");
    }
    if let Some(engagement) = channel.engagement {
        text += &format!(" {engagement}%");
    }
    text
}

fn listed(items: impl Iterator<Item = impl AsRef<str>>) -> String {
    let mut all = String::new();
    for item in items {
        if !all.is_empty() {
            all += "; ";
        }
        all += item.as_ref();
    }
    all
}
