//! What a list is asked for: a place, a text, filters and an order. Values only; the catalogue answers.

mod reading;
pub mod suggest;
pub mod typed;
mod words;

use serde::{Deserialize, Serialize};

use crate::group::GroupId;
use crate::place::{Country, Language};
use crate::vocabulary::{
    Archived, BusinessModel, Category, Platform, Resized, Size, SourceKind, Stage, Status, Tier,
    vocabulary,
};

vocabulary! {
    /// A list of the workspace.
    Place {
        Partners "partners" "Partner Marketplace",
        Creators "creators" "Creator Marketplace",
        Prospects "prospects" "Prospects",
        Everyone "everyone" "Everyone",
    }
}

vocabulary! {
    /// The marketplace's prospect filter.
    Show {
        All "all" "All",
        NotProspects "notProspects" "Not prospects",
        Prospects "prospects" "Prospects",
        Hidden "hidden" "Hidden",
    }
}

vocabulary! {
    /// What a list can be sorted by.
    SortBy {
        BestMatch "bestMatch" "Best match",
        Name "name" "Name",
        Visits "visits" "Visits",
        Followers "followers" "Followers",
        Engagement "engagement" "Engagement",
        Newest "newest" "Newest",
        LastActive "lastActive" "Last active",
        MarkedOn "markedOn" "Marked on",
        LastContact "lastContact" "Last contact",
        Stage "stage" "Stage",
        HiddenOn "hiddenOn" "Hidden on",
        HiddenUntil "hiddenUntil" "Hidden until",
        Model "model" "Business model",
        Country "country" "Country",
        Source "source" "Source",
    }
}

impl SortBy {
    /// Whether it sorts by where partners stand with the manager, rather than by what they are.
    pub const fn is_of_standing(self) -> bool {
        matches!(
            self,
            Self::MarkedOn
                | Self::LastContact
                | Self::Stage
                | Self::Source
                | Self::HiddenOn
                | Self::HiddenUntil
        )
    }
}

vocabulary! {
    /// A filter whose values are counted.
    Facet {
        Status "status" "Status",
        Model "model" "Business model",
        Category "category" "Category",
        Country "country" "Country",
        Language "language" "Language",
        Area "area" "Promotional area",
        Size "size" "Size",
        Group "group" "Group",
        Platform "platform" "Platform",
        Tier "tier" "Tier",
        Stage "stage" "Stage",
        Source "source" "Source",
        Import "import" "Import",
        Archived "archived" "Archived",
        Resized "resized" "Size changed",
    }
}

vocabulary! {
    /// What a typed filter is about: a facet, or the range of a figure.
    FilterKey {
        Status "status" "Status",
        Model "model" "Business model",
        Category "category" "Category",
        Country "country" "Country",
        Language "language" "Language",
        Area "area" "Promotional area",
        Size "size" "Size",
        Group "group" "Group",
        Platform "platform" "Platform",
        Tier "tier" "Tier",
        Stage "stage" "Stage",
        Source "source" "Source",
        Import "import" "Import",
        Archived "archived" "Archived",
        Resized "resized" "Size changed",
        Visits "visits" "Visits",
        Followers "followers" "Followers",
        Engagement "engagement" "Engagement",
    }
}

impl FilterKey {
    /// The facet whose values it takes; `None` of a range.
    pub fn facet(self) -> Option<Facet> {
        Facet::from_key(self.key())
    }
}

/// A question to the catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Query {
    /// The list.
    pub place: Place,
    /// Words, all of which must occur, and typed filters such as `country:DE`.
    #[serde(default)]
    pub text: String,
    /// The prospect filter; without meaning in [`Place::Prospects`].
    #[serde(default = "Query::show_all")]
    pub show: Show,
    /// The filters, all of which must hold.
    #[serde(default)]
    pub filters: Filters,
    /// The order.
    #[serde(default)]
    pub sort: Sort,
}

impl Query {
    /// The whole of a place in its first order.
    pub fn of(place: Place) -> Self {
        Self {
            place,
            text: String::new(),
            show: Show::All,
            filters: Filters::default(),
            sort: Sort::default(),
        }
    }

    const fn show_all() -> Show {
        Show::All
    }
}

/// An order. Partners without the figure that sorts come last in both directions; equals stand in order of their ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Sort {
    /// By what; best match without words to search is by visits and followers.
    pub by: SortBy,
    /// Whether the greatest, newest or last in the alphabet stands first. Without meaning for best match.
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self {
            by: SortBy::BestMatch,
            descending: true,
        }
    }
}

/// Filters; a default one lets all pass. In one filter any value fits, and all filters must hold.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
#[allow(missing_docs, reason = "each is the facet of its name")]
pub struct Filters {
    pub status: Choice<Status>,
    pub model: Choice<BusinessModel>,
    pub category: Choice<Category>,
    pub country: Choice<Country>,
    pub language: Choice<Language>,
    pub area: Choice<Country>,
    pub size: Choice<Size>,
    pub group: Choice<GroupId>,
    pub platform: Choice<Platform>,
    pub tier: Choice<Tier>,
    pub stage: Choice<Stage>,
    pub source: Choice<SourceKind>,
    /// The number of the import that brought a prospect.
    pub import: Choice<u32>,
    /// In [`Place::Prospects`] those who are archived are left out where nothing is chosen.
    pub archived: Choice<Archived>,
    /// Whether hidden ones are of another size, or tier, than when they were hidden. Others have neither value.
    pub resized: Choice<Resized>,
    /// Visits in a month.
    pub visits: Range,
    /// Followers summed over channels.
    pub followers: Range,
    /// Engagement in percent.
    pub engagement: Range,
}

/// A set of wanted values, or of unwanted ones. Without values it lets all pass.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct Choice<T> {
    /// The values.
    pub values: Vec<T>,
    /// Whether those with one of the values are left out instead.
    pub exclude: bool,
}

impl<T> Default for Choice<T> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            exclude: false,
        }
    }
}

/// A range of a figure, both ends included; one without the figure never stands in a bounded range.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct Range {
    /// The least that passes.
    pub min: Option<f64>,
    /// The most that passes.
    pub max: Option<f64>,
}

/// How many of a list have one value, were it the only one chosen in its filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct FacetCount {
    /// The value's key: of its vocabulary, an ISO code, or the number of a group or of an import.
    pub value: String,
    /// How many.
    pub count: u32,
}
