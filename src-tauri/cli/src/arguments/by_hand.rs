//! A prospect that is added by hand.

use clap::Args;
use prospect_core::place::Country;
use prospect_core::vocabulary::{BusinessModel, Kind, Platform};

/// A prospect that is added by hand: the fields of an import of prospects.
#[derive(Debug, Args)]
pub struct AddArguments {
    /// The address to write to
    #[arg(long)]
    pub email: String,
    /// The name of the partner; its website does instead
    #[arg(long, default_value = "")]
    pub name: String,
    /// The website
    #[arg(long, default_value = "")]
    pub website: String,
    /// The network's own ID
    #[arg(long, default_value = "", value_name = "ID")]
    pub partner_id: String,
    /// The contact's given name
    #[arg(long, default_value = "", value_name = "NAME")]
    pub first_name: String,
    /// The contact's family name
    #[arg(long, default_value = "", value_name = "NAME")]
    pub last_name: String,
    /// What the contact does there
    #[arg(long, default_value = "")]
    pub title: String,
    /// partner or creator
    #[arg(long = "type", value_name = "TYPE", value_parser = kind)]
    pub kind: Option<Kind>,
    /// The platform of a channel, such as instagram
    #[arg(long, value_parser = platform)]
    pub platform: Option<Platform>,
    /// The handle on the platform
    #[arg(long, default_value = "")]
    pub handle: String,
    /// Two letters, such as DE
    #[arg(long, value_parser = country)]
    pub country: Option<Country>,
    /// Such as content/reviews, deal/coupons or cashback
    #[arg(long, value_name = "MODEL", value_parser = model)]
    pub business_model: Option<BusinessModel>,
    /// A group that there is
    #[arg(long)]
    pub group: Option<String>,
    /// Notes
    #[arg(long, default_value = "")]
    pub notes: String,
    /// The one it is, by the number that `list` shows, where several fit
    #[arg(long, value_name = "ID", conflicts_with = "new")]
    pub is: Option<u32>,
    /// None of those who are known, but a new partner
    #[arg(long)]
    pub new: bool,
    /// Bring back one who is hidden, archived, was rejected or expired
    #[arg(long)]
    pub revive: bool,
    /// Tell what would be done, and touch nothing
    #[arg(long)]
    pub dry_run: bool,
}

fn plain(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// One of `all` by its key or label, in any case and with any signs between.
fn one_of<T: Copy>(text: &str, all: &[T], words: impl Fn(T) -> [&'static str; 2]) -> Option<T> {
    let is_it = |one: &&T| words(**one).iter().any(|word| plain(word) == plain(text));
    all.iter().find(is_it).copied()
}

fn kind(text: &str) -> Result<Kind, &'static str> {
    let found = one_of(text, Kind::ALL, |one| [one.key(), one.label()]);
    found.ok_or("partner or creator")
}

fn platform(text: &str) -> Result<Platform, &'static str> {
    let found = one_of(text, Platform::ALL, |one| [one.key(), one.label()]);
    found.ok_or("a platform, such as instagram, youtube or xiaohongshu")
}

fn model(text: &str) -> Result<BusinessModel, &'static str> {
    let found = one_of(text, BusinessModel::ALL, |one| [one.key(), one.label()]);
    found.ok_or("a business model, such as content/reviews, deal/coupons or cashback")
}

fn country(text: &str) -> Result<Country, &'static str> {
    Country::parse(text).ok_or("two letters of ISO 3166-1, such as DE")
}
