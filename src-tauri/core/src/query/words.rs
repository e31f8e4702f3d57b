//! The words by which typed filters name facets and values, in both languages. What is shown comes from the window's own
//! messages; here is what may be typed.

use super::FilterKey;
use crate::vocabulary::{
    Archived, BusinessModel, Category, Platform, Resized, Size, SourceKind, Stage, Status, Tier,
};

impl FilterKey {
    /// What may stand before the colon, folded; the first is what a suggestion writes.
    pub(super) const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Status => &["status", "状态"],
            Self::Model => &[
                "model",
                "business model",
                "businessmodel",
                "商业模式",
                "模式",
            ],
            Self::Category => &["category", "类别", "分类"],
            Self::Country => &["country", "国家"],
            Self::Language => &["language", "lang", "语言"],
            Self::Area => &["area", "推广地区", "地区"],
            Self::Size => &["size", "规模"],
            Self::Group => &["group", "群组", "组"],
            Self::Platform => &["platform", "平台"],
            Self::Tier => &["tier", "等级", "层级"],
            Self::Stage => &["stage", "阶段", "关系阶段"],
            Self::Source => &["source", "来源"],
            Self::Import => &["import", "导入"],
            Self::Archived => &["archived", "已归档", "归档"],
            Self::Resized => &["resized", "规模已变"],
            Self::Visits => &["visits", "访问量", "月访问量"],
            Self::Followers => &["followers", "粉丝", "粉丝数"],
            Self::Engagement => &["engagement", "互动率"],
        }
    }
}

/// A value of a vocabulary, by the words that name it.
pub(super) trait Named: Copy + 'static {
    const ALL: &'static [Self];
    fn key(self) -> &'static str;
    fn label(self) -> &'static str;
    /// The Chinese name.
    fn chinese(self) -> &'static str;
}

macro_rules! named {
    ($($name:ident { $($variant:ident $chinese:literal),+ $(,)? })+) => {$(
        impl Named for $name {
            const ALL: &'static [Self] = $name::ALL;
            fn key(self) -> &'static str { self.key() }
            fn label(self) -> &'static str { self.label() }
            fn chinese(self) -> &'static str {
                match self { $(Self::$variant => $chinese),+ }
            }
        }
    )+};
}

named! {
    Status { New "新", Active "活跃", Inactive "不活跃" }
    Size { Xs "特小", S "小", M "中", L "大", Xl "特大" }
    Tier { Nano "纳米", Micro "微型", Mid "中型", Macro "大型", Mega "超大型" }
    Stage {
        New "新", Outreach "联络中", Negotiating "洽谈中", Joined "已加入", Expired "已过期",
        RejectedByPartner "对方拒绝", RejectedByYou "已拒绝",
    }
    SourceKind {
        PartnerMarketplace "合作伙伴市场", CreatorMarketplace "创作者市场", Import "导入", Application "申请",
        ByHand "手动添加",
    }
    Archived { No "否", Yes "是" }
    Resized { No "否", Yes "是" }
    BusinessModel {
        SocialInfluencer "社交影响者", ContentReviews "内容/评测", LoyaltyRewards "忠诚度/奖励", DealCoupons "优惠/优惠券",
        EmailNewsletter "电子邮件/通讯", Search "搜索", Cashback "返现", Comparison "比价", MobileApps "移动/应用",
        Network "网络联盟", TechnologyServices "技术/服务", Other "其他",
    }
    Platform {
        Instagram "照片墙", TikTok "抖音国际版", YouTube "油管", Facebook "脸书", X "推特", Twitch "图奇",
        Pinterest "缤趣", LinkedIn "领英", Xiaohongshu "小红书", Weibo "微博", Douyin "抖音", Bilibili "哔哩哔哩",
    }
    Category {
        Apparel "服装、鞋履和配饰", Apps "应用和下载", Art "艺术和娱乐", Auto "汽车和休闲车", B2b "B2B 服务和办公用品",
        Baby "婴儿、儿童和玩具", Charity "慈善机构", Computers "电脑和电子产品", Dating "约会和恋爱", Education "教育",
        Financial "金融、保险和法律", Food "鲜花、礼品和食品饮料", Home "家居和园艺", Internet "互联网服务",
        Marketplace "电商平台", Organic "有机和环保", Health "医药、健康和美容", Pets "宠物", Occasions "节日、季节和活动",
        Sports "运动、户外和健身", Subscriptions "订阅和服务", Travel "旅游",
    }
}
