//! The closed vocabularies of the field: what a partner is, sells and shows. Each value has a stable key, which
//! crosses borders and stands in files of settings, and the field's own English name, which stands in CSV files.

use serde::{Deserialize, Serialize};

/// Declares a closed vocabulary: an enum with its stable keys and the field's English names.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$about:meta])* $variant:ident $key:literal $label:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "bindings", derive(specta::Type))]
        pub enum $name { $($(#[$about])* #[doc = $label] #[serde(rename = $key)] $variant),+ }

        impl $name {
            /// Every value, in the field's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable key, in camelCase.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            /// The field's English name, as it stands in CSV files.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// The value with this stable key.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$variant),)+ _ => None }
            }

            /// Where the value stands in [`Self::ALL`].
            pub const fn index(self) -> usize { self as usize }
        }
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// What an account in the catalogue is.
    Kind {
        Partner "partner" "Partner",
        Creator "creator" "Creator",
    }
}

vocabulary! {
    /// How a partner earns.
    BusinessModel {
        SocialInfluencer "socialInfluencer" "Social Influencer",
        ContentReviews "contentReviews" "Content/Reviews",
        LoyaltyRewards "loyaltyRewards" "Loyalty/Rewards",
        DealCoupons "dealCoupons" "Deal/Coupons",
        EmailNewsletter "emailNewsletter" "Email/Newsletter",
        Search "search" "Search",
        Cashback "cashback" "Cashback",
        Comparison "comparison" "Comparison",
        MobileApps "mobileApps" "Mobile/Apps",
        Network "network" "Network",
        TechnologyServices "technologyServices" "Technology/Services",
        Other "other" "Other",
    }
}

vocabulary! {
    /// What a partner's audience is interested in.
    Category {
        Apparel "apparel" "Apparel, Shoes & Accessories",
        Apps "apps" "Apps & Downloads",
        Art "art" "Art & Entertainment",
        Auto "auto" "Auto & Recreational Vehicles",
        B2b "b2b" "B2B Services & Office Supplies",
        Baby "baby" "Baby, Kids & Toys",
        Charity "charity" "Charitable Organizations",
        Computers "computers" "Computers & Electronics",
        Dating "dating" "Dating & Romance",
        Education "education" "Education",
        Financial "financial" "Financial, Insurance & Legal",
        Food "food" "Flowers, Gifts, Food & Drink",
        Home "home" "Home & Garden",
        Internet "internet" "Internet Services",
        Marketplace "marketplace" "Marketplace",
        Organic "organic" "Organic & Eco-Friendly",
        Health "health" "Pharmacy, Health & Beauty",
        Pets "pets" "Pets",
        Occasions "occasions" "Special Occasions, Seasonal & Events",
        Sports "sports" "Sports, Outdoor & Fitness",
        Subscriptions "subscriptions" "Subscriptions & Services",
        Travel "travel" "Travel",
    }
}

vocabulary! {
    /// Where a social channel stands.
    Platform {
        Instagram "instagram" "Instagram",
        TikTok "tiktok" "TikTok",
        YouTube "youtube" "YouTube",
        Facebook "facebook" "Facebook",
        X "x" "X",
        Twitch "twitch" "Twitch",
        Pinterest "pinterest" "Pinterest",
        LinkedIn "linkedin" "LinkedIn",
        Xiaohongshu "xiaohongshu" "Xiaohongshu",
        Weibo "weibo" "Weibo",
        Douyin "douyin" "Douyin",
        Bilibili "bilibili" "Bilibili",
    }
}

vocabulary! {
    /// The largest size that any figure of a partner reaches.
    Size {
        Xs "xs" "XS",
        S "s" "S",
        M "m" "M",
        L "l" "L",
        Xl "xl" "XL",
    }
}

vocabulary! {
    /// A creator's reach: followers summed over channels.
    Tier {
        Nano "nano" "Nano",
        Micro "micro" "Micro",
        Mid "mid" "Mid",
        Macro "macro" "Macro",
        Mega "mega" "Mega",
    }
}

vocabulary! {
    /// How alive an account is on a given day.
    Status {
        New "new" "New",
        Active "active" "Active",
        Inactive "inactive" "Inactive",
    }
}

vocabulary! {
    /// Where a prospect stands in the funnel.
    Stage {
        New "new" "New",
        Outreach "outreach" "Outreach",
        Negotiating "negotiating" "Negotiating",
        Joined "joined" "Joined",
        Expired "expired" "Expired",
        RejectedByPartner "rejectedByPartner" "Rejected by partner",
        RejectedByYou "rejectedByYou" "Rejected by you",
    }
}

vocabulary! {
    /// How a prospect came to be marked, whatever the import.
    SourceKind {
        PartnerMarketplace "partnerMarketplace" "Partner Marketplace",
        CreatorMarketplace "creatorMarketplace" "Creator Marketplace",
        Import "import" "Import",
        Application "application" "Application",
        ByHand "byHand" "By hand",
    }
}

vocabulary! {
    /// Whether a prospect is archived.
    Archived {
        No "no" "No",
        Yes "yes" "Yes",
    }
}

vocabulary! {
    /// Whether a hidden partner is of another size, or tier, than when it was hidden.
    Resized {
        No "no" "No",
        Yes "yes" "Yes",
    }
}

impl Stage {
    /// Whether the way into the program ended here without leading there.
    pub const fn has_ended(self) -> bool {
        matches!(
            self,
            Self::Expired | Self::RejectedByPartner | Self::RejectedByYou
        )
    }
}

impl Size {
    /// The size that so many followers of one channel reach; below 50 none.
    pub const fn of_followers(followers: u32) -> Option<Self> {
        Self::of(followers, [50, 3_000, 100_000, 5_000_000, 250_000_000])
    }

    /// The size that so many visits a month reach; below 100 none.
    pub const fn of_visits(visits: u32) -> Option<Self> {
        Self::of(visits, [100, 5_000, 250_000, 10_000_000, 500_000_000])
    }

    const fn of(figure: u32, from: [u32; 5]) -> Option<Self> {
        if figure >= from[4] {
            Some(Self::Xl)
        } else if figure >= from[3] {
            Some(Self::L)
        } else if figure >= from[2] {
            Some(Self::M)
        } else if figure >= from[1] {
            Some(Self::S)
        } else if figure >= from[0] {
            Some(Self::Xs)
        } else {
            None
        }
    }
}

impl Tier {
    /// The tier of a creator with so many followers over all channels.
    pub const fn of_followers(followers: u64) -> Self {
        match followers {
            0..15_000 => Self::Nano,
            15_000..75_000 => Self::Micro,
            75_000..250_000 => Self::Mid,
            250_000..1_000_000 => Self::Macro,
            _ => Self::Mega,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_begins_at_its_lower_bound() {
        let table = [
            (49, None),
            (50, Some(Size::Xs)),
            (2_999, Some(Size::Xs)),
            (3_000, Some(Size::S)),
            (99_999, Some(Size::S)),
            (100_000, Some(Size::M)),
            (5_000_000, Some(Size::L)),
            (249_999_999, Some(Size::L)),
            (250_000_000, Some(Size::Xl)),
        ];
        for (followers, size) in table {
            assert_eq!(Size::of_followers(followers), size, "{followers} followers");
        }
        let table = [
            (99, None),
            (100, Some(Size::Xs)),
            (5_000, Some(Size::S)),
            (250_000, Some(Size::M)),
            (10_000_000, Some(Size::L)),
            (500_000_000, Some(Size::Xl)),
        ];
        for (visits, size) in table {
            assert_eq!(Size::of_visits(visits), size, "{visits} visits");
        }
    }

    #[test]
    fn a_tier_begins_at_its_lower_bound() {
        let table = [
            (0, Tier::Nano),
            (14_999, Tier::Nano),
            (15_000, Tier::Micro),
            (75_000, Tier::Mid),
            (250_000, Tier::Macro),
            (999_999, Tier::Macro),
            (1_000_000, Tier::Mega),
        ];
        for (followers, tier) in table {
            assert_eq!(Tier::of_followers(followers), tier, "{followers} followers");
        }
    }

    #[test]
    fn keys_are_what_serde_writes_and_lead_back() {
        for category in Category::ALL {
            let json = serde_json::to_string(category).unwrap();
            assert_eq!(json, format!("\"{}\"", category.key()));
            assert_eq!(Category::from_key(category.key()), Some(*category));
        }
        assert_eq!(BusinessModel::ALL.len(), 12);
        assert_eq!(Category::ALL.len(), 22);
        assert_eq!(Platform::ALL.len(), 12);
    }
}
