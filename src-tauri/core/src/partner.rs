//! A partner: an account in the catalogue, and the figures that follow from its data.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::place::{Country, Language};
use crate::vocabulary::{BusinessModel, Category, Kind, Platform, Size, Status, Tier};

/// The number of a partner in its workspace; given once, never to another while anything remembers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(transparent)]
pub struct PartnerId(pub u32);

/// All that the workspace keeps of a partner's own data. An empty text means that nothing is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Partner {
    /// The network's own identifier of the account; unique where present.
    pub partner_id: String,
    /// A company, site or app, or a person with channels.
    pub kind: Kind,
    /// The name as the account writes it.
    pub name: String,
    /// What the account says of itself.
    pub description: String,
    /// The website as written, with or without a scheme.
    pub website: String,
    /// People to write to, the account's own before the imported ones.
    pub contacts: Vec<Contact>,
    /// Where the account is at home.
    pub country: Option<Country>,
    /// The languages of its audience.
    pub languages: Vec<Language>,
    /// How it earns.
    pub business_model: Option<BusinessModel>,
    /// What its audience is interested in.
    pub categories: Vec<Category>,
    /// The countries that it promotes in.
    pub areas: Vec<Country>,
    /// Social channels.
    pub channels: Vec<Channel>,
    /// Visits of the website in a month, where known.
    pub monthly_visits: Option<u32>,
    /// When the marketplace listed it.
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub listed_on: Option<Date>,
    /// When it was last seen active.
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub last_active_on: Option<Date>,
    /// Whether the marketplaces show it; an imported prospect without an account is not listed.
    pub listed: bool,
    /// What the manager noted of it.
    pub notes: String,
}

impl Default for Partner {
    fn default() -> Self {
        Self {
            partner_id: String::new(),
            kind: Kind::Partner,
            name: String::new(),
            description: String::new(),
            website: String::new(),
            contacts: Vec::new(),
            country: None,
            languages: Vec::new(),
            business_model: None,
            categories: Vec::new(),
            areas: Vec::new(),
            channels: Vec::new(),
            monthly_visits: None,
            listed_on: None,
            last_active_on: None,
            listed: true,
            notes: String::new(),
        }
    }
}

/// A person to write to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct Contact {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// The address as written.
    pub email: String,
    /// What the person does there.
    pub title: String,
    /// Who told us of this contact.
    pub origin: Origin,
    /// The change that added it to a partner who was there; `None`: it came with the partner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added: Option<Added>,
}

/// By which change a contact was added, and as which of those that the change added to the partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[allow(missing_docs, reason = "the number of a change, and a count from 1")]
pub struct Added {
    pub change: u32,
    pub place: u32,
}

impl Contact {
    /// What it goes by: its name, else its address.
    pub fn known_as(&self) -> String {
        let name = format!("{} {}", self.first_name, self.last_name);
        match name.trim() {
            "" => self.email.clone(),
            name => name.to_owned(),
        }
    }

    /// Bytes of its texts.
    pub fn bytes(&self) -> usize {
        let texts = [&self.first_name, &self.last_name, &self.email, &self.title];
        texts.iter().map(|text| text.len()).sum()
    }
}

/// Adds a note to others: a line of its own.
pub fn add_note(notes: &mut String, note: &str) {
    if !notes.is_empty() {
        notes.push('\n');
    }
    notes.push_str(note);
}

/// Who told us of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Origin {
    /// The account itself.
    #[default]
    Account,
    /// The manager, by an import or by hand.
    Custom,
}

/// A social channel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
// In TypeScript `Channel` is what progress comes through, so that this one needs another name there.
#[serde(rename = "SocialChannel", rename_all = "camelCase")]
pub struct Channel {
    /// Where it stands.
    pub platform: Platform,
    /// Its handle as written, with or without `@`.
    pub handle: String,
    /// Its address; empty where only the handle is known.
    #[serde(default)]
    pub url: String,
    /// Followers, where known.
    pub followers: Option<u32>,
    /// Engagement in percent of the followers, where known.
    pub engagement: Option<f32>,
}

/// Days after listing for which an account is new.
pub const NEW_DAYS: i32 = 90;
/// Days after its last sign of life for which an account is active.
pub const ACTIVE_DAYS: i32 = 365;

impl Partner {
    /// Bytes of its long texts, about.
    pub fn bytes(&self) -> usize {
        let contacts: usize = self.contacts.iter().map(Contact::bytes).sum();
        size_of::<Self>() + self.description.len() + self.notes.len() + contacts
    }

    /// The largest size that any single figure reaches.
    pub fn size(&self) -> Option<Size> {
        let channels = self
            .channels
            .iter()
            .filter_map(|channel| channel.followers)
            .filter_map(Size::of_followers);
        channels
            .chain(self.monthly_visits.and_then(Size::of_visits))
            .max()
    }

    /// Followers summed over all channels; `None` when no channel tells.
    pub fn followers(&self) -> Option<u64> {
        let mut told = self
            .channels
            .iter()
            .filter_map(|channel| channel.followers)
            .peekable();
        told.peek()?;
        Some(told.map(u64::from).sum())
    }

    /// The tier of a creator; partners have none, nor has a creator whose followers are not known.
    pub fn tier(&self) -> Option<Tier> {
        match self.kind {
            Kind::Creator => self.followers().map(Tier::of_followers),
            Kind::Partner => None,
        }
    }

    /// Engagement in percent over all channels, each weighted by its followers.
    pub fn engagement(&self) -> Option<f32> {
        let known = self
            .channels
            .iter()
            .filter_map(|c| Some((f64::from(c.followers?), f64::from(c.engagement?))));
        let (weight, sum) = known.fold((0.0, 0.0), |(weight, sum), (followers, engagement)| {
            (weight + followers, sum + followers * engagement)
        });
        (weight > 0.0).then(|| (sum / weight) as f32)
    }

    /// The channel with the most followers.
    pub fn top_channel(&self) -> Option<&Channel> {
        self.channels.iter().reduce(|top, channel| {
            if channel.followers > top.followers {
                channel
            } else {
                top
            }
        })
    }

    /// The first contact that the manager brought.
    pub fn custom_contact(&self) -> Option<&Contact> {
        let mut contacts = self.contacts.iter();
        contacts.find(|contact| contact.origin == Origin::Custom)
    }

    /// How alive the account is on `today`.
    pub fn status(&self, today: Date) -> Status {
        status(self.listed_on, self.last_active_on, today)
    }
}

/// New when listed in the last 90 days, active when new or seen in the last year, else inactive.
pub fn status(listed_on: Option<Date>, last_active_on: Option<Date>, today: Date) -> Status {
    let within =
        |date: Option<Date>, days: i32| date.is_some_and(|date| (today - date).get_days() <= days);
    if within(listed_on, NEW_DAYS) {
        Status::New
    } else if within(last_active_on, ACTIVE_DAYS) {
        Status::Active
    } else {
        Status::Inactive
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn channel(followers: Option<u32>, engagement: Option<f32>) -> Channel {
        Channel {
            platform: Platform::Weibo,
            handle: "@a".into(),
            url: String::new(),
            followers,
            engagement,
        }
    }

    #[test]
    fn size_is_the_largest_of_any_figure() {
        let mut partner = Partner {
            monthly_visits: Some(5_000),
            ..Partner::default()
        };
        assert_eq!(partner.size(), Some(Size::S));
        partner.channels = vec![channel(Some(10), None), channel(Some(100_000), None)];
        assert_eq!(partner.size(), Some(Size::M));
        assert_eq!(Partner::default().size(), None);
    }

    #[test]
    fn tier_sums_followers_and_is_for_creators_only() {
        let mut creator = Partner {
            kind: Kind::Creator,
            ..Partner::default()
        };
        assert_eq!(creator.tier(), None);
        creator.channels = vec![
            channel(Some(10_000), None),
            channel(Some(5_000), None),
            channel(None, None),
        ];
        assert_eq!(creator.tier(), Some(Tier::Micro));
        creator.kind = Kind::Partner;
        assert_eq!(creator.tier(), None);
    }

    #[test]
    fn engagement_is_weighted_by_followers() {
        let channels = vec![
            channel(Some(318_600), Some(8.4)),
            channel(Some(142_900), Some(6.1)),
            channel(Some(74_200), Some(3.2)),
            channel(Some(12_500), Some(1.9)),
            channel(None, Some(50.0)),
        ];
        let engagement = Partner {
            channels,
            ..Partner::default()
        }
        .engagement()
        .unwrap();
        assert!((engagement - 6.95).abs() < 0.01, "{engagement}");
    }

    #[test]
    fn status_follows_listing_and_last_sign_of_life() {
        let today = date(2026, 11, 1);
        let table = [
            (Some(date(2026, 8, 3)), None, Status::New),
            (Some(date(2026, 8, 2)), None, Status::Inactive),
            (
                Some(date(2020, 1, 1)),
                Some(date(2025, 11, 1)),
                Status::Active,
            ),
            (
                Some(date(2020, 1, 1)),
                Some(date(2025, 10, 31)),
                Status::Inactive,
            ),
            (None, None, Status::Inactive),
        ];
        for (listed, active, expected) in table {
            assert_eq!(
                status(listed, active, today),
                expected,
                "{listed:?} {active:?}"
            );
        }
    }
}
