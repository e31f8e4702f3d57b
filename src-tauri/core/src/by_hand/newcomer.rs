//! A prospect as a manager writes it by hand: the fields that an import of prospects has.

use serde::{Deserialize, Serialize};

use crate::group::GroupId;
use crate::import::{Field, guarded};
use crate::partner::PartnerId;
use crate::place::Country;
use crate::vocabulary::{BusinessModel, Kind, Platform};

/// What is written of a prospect. Empty texts say nothing.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
#[allow(missing_docs, reason = "each is the field of its name")]
pub struct Newcomer {
    pub name: String,
    pub email: String,
    pub website: String,
    pub partner_id: String,
    pub first_name: String,
    pub last_name: String,
    pub title: String,
    pub kind: Option<Kind>,
    pub platform: Option<Platform>,
    pub handle: String,
    pub country: Option<Country>,
    pub business_model: Option<BusinessModel>,
    pub group: Option<GroupId>,
    pub notes: String,
}

/// Who a prospect is that is added by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum MatchChoice {
    /// This one.
    Partner {
        /// Its number.
        partner: PartnerId,
    },
    /// None of those who are known.
    Nobody,
}

impl Newcomer {
    /// The fields that it fills, in the order of [`Newcomer::record`].
    pub(crate) const FIELDS: [Field; 14] = [
        Field::Name,
        Field::Email,
        Field::Website,
        Field::PartnerId,
        Field::FirstName,
        Field::LastName,
        Field::Title,
        Field::Type,
        Field::Platform,
        Field::Handle,
        Field::Country,
        Field::BusinessModel,
        Field::Group,
        Field::Notes,
    ];

    /// It as a record that an import reads, with the name of its group.
    pub(crate) fn record(&self, group: &str) -> [String; 14] {
        let text = |text: &str| guarded(text).into_owned();
        let label = |label: Option<&'static str>| label.unwrap_or_default().to_owned();
        [
            text(&self.name),
            text(&self.email),
            text(&self.website),
            text(&self.partner_id),
            text(&self.first_name),
            text(&self.last_name),
            text(&self.title),
            label(self.kind.map(Kind::label)),
            label(self.platform.map(Platform::label)),
            text(&self.handle),
            self.country.map(String::from).unwrap_or_default(),
            label(self.business_model.map(BusinessModel::label)),
            text(group),
            text(&self.notes),
        ]
    }
}
