//! The field's fixed words, as a catalogue file spells them.

/// The 22 categories with the code that the word lists use, related ones, and an emoji of theirs.
pub const CATEGORIES: [(&str, &str, &[usize], &str); 22] = [
    (
        "APP",
        "Apparel, Shoes & Accessories",
        &[10, 16, 15, 19],
        "👗",
    ),
    ("APS", "Apps & Downloads", &[7, 13, 9, 2], "🎮"),
    ("ART", "Art & Entertainment", &[9, 18, 1, 20], "🎨"),
    (
        "CAR",
        "Auto & Recreational Vehicles",
        &[21, 19, 7, 10],
        "🚐",
    ),
    (
        "B2B",
        "B2B Services & Office Supplies",
        &[13, 7, 10, 20],
        "📎",
    ),
    ("KID", "Baby, Kids & Toys", &[9, 12, 0, 11], "🧸"),
    ("GIV", "Charitable Organizations", &[15, 9, 18, 14], "🤝"),
    ("TEC", "Computers & Electronics", &[1, 13, 12, 4], "💻"),
    ("DAT", "Dating & Romance", &[18, 2, 11, 21], "💌"),
    ("EDU", "Education", &[5, 1, 2, 4], "📚"),
    (
        "FIN",
        "Financial, Insurance & Legal",
        &[4, 21, 13, 12],
        "💶",
    ),
    (
        "FOD",
        "Flowers, Gifts, Food & Drink",
        &[12, 15, 18, 20],
        "🍞",
    ),
    ("HOM", "Home & Garden", &[11, 15, 17, 7], "🌿"),
    ("NET", "Internet Services", &[7, 4, 1, 10], "🌐"),
    ("MKT", "Marketplace", &[0, 12, 11, 5], "🛍️"),
    ("ECO", "Organic & Eco-Friendly", &[12, 16, 11, 0], "🌱"),
    ("HEA", "Pharmacy, Health & Beauty", &[15, 0, 19, 20], "🧴"),
    ("PET", "Pets", &[12, 11, 19, 16], "🐾"),
    (
        "EVT",
        "Special Occasions, Seasonal & Events",
        &[11, 2, 0, 21],
        "🎉",
    ),
    ("SPO", "Sports, Outdoor & Fitness", &[21, 0, 16, 3], "⛰️"),
    ("SUB", "Subscriptions & Services", &[11, 2, 13, 16], "📦"),
    ("TRA", "Travel", &[19, 3, 10, 2], "🧭"),
];

/// The business models with the letter that the word lists use and how often an open name has it (partners).
pub const MODELS: [(char, &str, u32); 12] = [
    ('I', "Social Influencer", 2),
    ('C', "Content/Reviews", 52),
    ('L', "Loyalty/Rewards", 6),
    ('D', "Deal/Coupons", 13),
    ('E', "Email/Newsletter", 7),
    ('S', "Search", 3),
    ('B', "Cashback", 5),
    ('M', "Comparison", 6),
    ('A', "Mobile/Apps", 3),
    ('N', "Network", 2),
    ('T', "Technology/Services", 3),
    ('O', "Other", 2),
];

/// The letter for a social influencer.
pub const INFLUENCER: char = 'I';

/// The name of the business model with `letter`.
pub fn model_name(letter: char) -> &'static str {
    MODELS
        .iter()
        .find(|(l, ..)| *l == letter)
        .map_or("Other", |(_, name, _)| name)
}

/// The index of the category with `code`.
pub fn category(code: &str) -> Option<usize> {
    CATEGORIES.iter().position(|(c, ..)| *c == code)
}
