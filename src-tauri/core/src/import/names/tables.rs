//! What people call the values of the field's vocabularies.

use crate::vocabulary::{BusinessModel, Category, Kind, Platform};

/// Kinds: other names, and words that suggest them.
pub(super) const KINDS: &[(Kind, &[&str], &[&str])] = &[
    (
        Kind::Partner,
        &["Partners", "合作伙伴", "合作夥伴", "伙伴"],
        &[
            "Publisher",
            "Affiliate",
            "Company",
            "Media partner",
            "Site",
            "Website",
            "App",
            "Business",
            "公司",
            "网站",
        ],
    ),
    (
        Kind::Creator,
        &["Creators", "Content creator", "创作者", "創作者"],
        &[
            "Influencer",
            "Blogger",
            "Vlogger",
            "YouTuber",
            "Streamer",
            "KOL",
            "KOC",
            "Social influencer",
            "达人",
            "网红",
            "博主",
        ],
    ),
];

/// What stands for yes in a cell, and what for no, in several languages.
pub(super) const YES: &str =
    "y true t 1 x on all ja j wahr oui vrai sí s verdadero 是 是的 对 真 全部";
pub(super) const NO: &str = "n false f 0 off none nein falsch non faux falso 否 不 不是 假 无";

/// Platforms and the other names of the same.
pub(super) const PLATFORMS: &[(Platform, &[&str])] = &[
    (
        Platform::Instagram,
        &["IG", "Insta", "instagram.com", "照片墙"],
    ),
    (Platform::TikTok, &["Tik Tok", "tiktok.com"]),
    (
        Platform::YouTube,
        &["You Tube", "YT", "youtube.com", "油管"],
    ),
    (Platform::Facebook, &["FB", "facebook.com", "脸书"]),
    (
        Platform::X,
        &[
            "Twitter",
            "X (Twitter)",
            "Twitter/X",
            "X/Twitter",
            "x.com",
            "twitter.com",
            "推特",
        ],
    ),
    (Platform::Twitch, &["twitch.tv"]),
    (Platform::Pinterest, &["pinterest.com"]),
    (Platform::LinkedIn, &["Linked In", "linkedin.com", "领英"]),
    (
        Platform::Xiaohongshu,
        &[
            "小红书",
            "RED",
            "RedNote",
            "Little Red Book",
            "XHS",
            "小紅書",
        ],
    ),
    (Platform::Weibo, &["微博", "新浪微博", "Sina Weibo"]),
    (Platform::Douyin, &["抖音"]),
    (Platform::Bilibili, &["哔哩哔哩", "B站", "B 站", "嗶哩嗶哩"]),
];

/// Business models: the Chinese names, that of the window first, and words that suggest them.
pub(super) const BUSINESS_MODELS: &[(BusinessModel, &[&str], &[&str])] = &[
    (
        BusinessModel::SocialInfluencer,
        &["社交网红", "社交影响者"],
        &[
            "Influencer",
            "Influencers",
            "Creator",
            "Social",
            "Social media",
            "KOL",
            "达人",
            "网红",
            "社交媒体",
        ],
    ),
    (
        BusinessModel::ContentReviews,
        &["内容与测评", "内容/评测"],
        &[
            "Content",
            "Reviews",
            "Review",
            "Blog",
            "Blogger",
            "Editorial",
            "Content site",
            "Media",
            "内容",
            "博客",
        ],
    ),
    (
        BusinessModel::LoyaltyRewards,
        &["会员与积分", "忠诚度/奖励"],
        &[
            "Loyalty",
            "Rewards",
            "Reward",
            "Incentive",
            "Points",
            "忠诚度",
            "奖励",
        ],
    ),
    (
        BusinessModel::DealCoupons,
        &["优惠与折扣码", "优惠/优惠券"],
        &[
            "Deal",
            "Deals",
            "Coupon",
            "Coupons",
            "Voucher",
            "Vouchers",
            "Discount",
            "Promo codes",
            "优惠券",
            "优惠",
        ],
    ),
    (
        BusinessModel::EmailNewsletter,
        &["邮件与资讯", "电子邮件/新闻通讯"],
        &[
            "Email",
            "Newsletter",
            "Newsletters",
            "Mailing",
            "邮件",
            "电子邮件",
        ],
    ),
    (
        BusinessModel::Search,
        &["搜索"],
        &["SEM", "PPC", "Paid search", "SEO", "Search engine"],
    ),
    (
        BusinessModel::Cashback,
        &["返利", "返现"],
        &["Cash back", "Rebate", "Rebates"],
    ),
    (
        BusinessModel::Comparison,
        &["比价"],
        &[
            "Price comparison",
            "Comparison shopping",
            "CSS",
            "Compare",
            "比较",
        ],
    ),
    (
        BusinessModel::MobileApps,
        &["移动应用"],
        &["Mobile", "App", "Apps", "Mobile app", "应用"],
    ),
    (
        BusinessModel::Network,
        &["联盟网络", "网络"],
        &[
            "Sub network",
            "Subnetwork",
            "Subaffiliate network",
            "Affiliate network",
            "子联盟",
            "联盟",
        ],
    ),
    (
        BusinessModel::TechnologyServices,
        &["技术与服务", "技术/服务"],
        &[
            "Technology",
            "Tech",
            "Services",
            "Software",
            "SaaS",
            "技术",
            "服务",
        ],
    ),
    (
        BusinessModel::Other,
        &["其他"],
        &["Others", "Misc", "Miscellaneous", "Unknown"],
    ),
];

/// Categories: the Chinese names, that of the window first, and words that suggest them.
pub(super) const CATEGORIES: &[(Category, &[&str], &[&str])] = &[
    (
        Category::Apparel,
        &["服装、鞋履与配饰", "服装、鞋履和配饰"],
        &[
            "Fashion",
            "Clothing",
            "Shoes",
            "Accessories",
            "时尚",
            "服装",
        ],
    ),
    (
        Category::Apps,
        &["应用与下载", "应用和下载"],
        &["Mobile apps", "Downloads", "Software"],
    ),
    (
        Category::Art,
        &["艺术与娱乐"],
        &[
            "Entertainment",
            "Music",
            "Arts",
            "Movies",
            "Games",
            "Gaming",
        ],
    ),
    (
        Category::Auto,
        &["汽车与休闲车辆", "汽车和休闲车"],
        &["Automotive", "Cars", "Vehicles", "汽车"],
    ),
    (
        Category::B2b,
        &["企业服务与办公用品", "B2B 服务和办公用品"],
        &["Business", "Office", "Office supplies", "B2B services"],
    ),
    (
        Category::Baby,
        &["母婴与玩具", "婴儿、儿童和玩具"],
        &["Kids", "Toys", "Children", "Family", "Parenting", "母婴"],
    ),
    (
        Category::Charity,
        &["慈善组织", "慈善机构"],
        &["Non-profit", "Nonprofit", "NGO", "公益"],
    ),
    (
        Category::Computers,
        &["电脑与电子产品", "电脑和电子产品"],
        &[
            "Electronics",
            "Computer",
            "Technology",
            "Tech",
            "数码",
            "电子产品",
        ],
    ),
    (
        Category::Dating,
        &["交友与恋爱", "约会与交友"],
        &["Romance", "Relationships"],
    ),
    (
        Category::Education,
        &["教育"],
        &["Learning", "Courses", "Training"],
    ),
    (
        Category::Financial,
        &["金融、保险与法律", "金融、保险和法律"],
        &[
            "Finance",
            "Insurance",
            "Legal",
            "Banking",
            "Investing",
            "金融",
        ],
    ),
    (
        Category::Food,
        &["鲜花、礼品与食品饮料", "鲜花、礼品、食品和饮料"],
        &[
            "Gifts",
            "Flowers",
            "Drinks",
            "Food and drink",
            "Cooking",
            "美食",
            "食品",
        ],
    ),
    (
        Category::Home,
        &["家居与园艺"],
        &["Garden", "Home", "Interior", "DIY", "Furniture", "家居"],
    ),
    (
        Category::Internet,
        &["互联网服务"],
        &["Hosting", "Web services", "Online services"],
    ),
    (
        Category::Marketplace,
        &["综合商城", "综合市场"],
        &["Marketplaces", "Department store", "Shopping"],
    ),
    (
        Category::Organic,
        &["有机与环保"],
        &["Eco", "Sustainability", "Green", "Sustainable"],
    ),
    (
        Category::Health,
        &["药品、健康与美容", "药品、健康和美容"],
        &[
            "Beauty",
            "Health",
            "Cosmetics",
            "Wellness",
            "Pharmacy",
            "美妆",
            "健康",
        ],
    ),
    (
        Category::Pets,
        &["宠物"],
        &["Pet", "Animals", "Dogs", "Cats"],
    ),
    (
        Category::Occasions,
        &["节庆、季节与活动", "特殊场合、季节与活动"],
        &["Events", "Seasonal", "Wedding", "Weddings"],
    ),
    (
        Category::Sports,
        &["运动、户外与健身", "运动、户外和健身"],
        &["Sport", "Fitness", "Outdoor", "Outdoors", "运动", "户外"],
    ),
    (
        Category::Subscriptions,
        &["订阅与服务"],
        &["Subscription", "Subscription boxes"],
    ),
    (
        Category::Travel,
        &["旅行"],
        &["Tourism", "Hotels", "Flights", "Trips", "旅游"],
    ),
];
