/**
 * The words of the field in the language of the window: what a value that the core names by a key is called.
 * Each is asked when it is drawn, so that it follows the language.
 */
import type {
  Archived,
  BusinessModel,
  Category,
  Kind,
  Platform,
  Resized,
  Show,
  Size,
  SortBy,
  Source,
  SourceKind,
  Stage,
  Status,
  Tier,
} from '$lib/ipc/client';
import { m } from '$lib/paraglide/messages';

type Words<Key extends string> = Readonly<Record<Key, () => string>>;

/** Where a prospect stands in the funnel, in its order. */
export const stageWords: Words<Stage> = {
  new: m.market_stage_new,
  outreach: m.market_stage_outreach,
  negotiating: m.market_stage_negotiating,
  joined: m.market_stage_joined,
  expired: m.market_stage_expired,
  rejectedByPartner: m.market_stage_rejected_by_partner,
  rejectedByYou: m.market_stage_rejected_by_you,
};

/** How alive an account is. */
export const statusWords: Words<Status> = {
  new: m.market_status_new,
  active: m.market_status_active,
  inactive: m.market_status_inactive,
};

/** What a partner is. */
export const kindWords: Words<Kind> = { partner: m.kind_partner, creator: m.kind_creator };

/** How a partner earns. */
export const modelWords: Words<BusinessModel> = {
  socialInfluencer: m.market_model_social_influencer,
  contentReviews: m.market_model_content_reviews,
  loyaltyRewards: m.market_model_loyalty_rewards,
  dealCoupons: m.market_model_deal_coupons,
  emailNewsletter: m.market_model_email_newsletter,
  search: m.market_model_search,
  cashback: m.market_model_cashback,
  comparison: m.market_model_comparison,
  mobileApps: m.market_model_mobile_apps,
  network: m.market_model_network,
  technologyServices: m.market_model_technology_services,
  other: m.market_model_other,
};

/** What a partner's audience is interested in. */
export const categoryWords: Words<Category> = {
  apparel: m.market_category_apparel,
  apps: m.market_category_apps,
  art: m.market_category_art,
  auto: m.market_category_auto,
  b2b: m.market_category_b2b,
  baby: m.market_category_baby,
  charity: m.market_category_charity,
  computers: m.market_category_computers,
  dating: m.market_category_dating,
  education: m.market_category_education,
  financial: m.market_category_financial,
  food: m.market_category_food,
  home: m.market_category_home,
  internet: m.market_category_internet,
  marketplace: m.market_category_marketplace,
  organic: m.market_category_organic,
  health: m.market_category_health,
  pets: m.market_category_pets,
  occasions: m.market_category_occasions,
  sports: m.market_category_sports,
  subscriptions: m.market_category_subscriptions,
  travel: m.market_category_travel,
};

/** Where a social channel stands. */
export const platformWords: Words<Platform> = {
  instagram: m.market_platform_instagram,
  tiktok: m.market_platform_tiktok,
  youtube: m.market_platform_youtube,
  facebook: m.market_platform_facebook,
  x: m.market_platform_x,
  twitch: m.market_platform_twitch,
  pinterest: m.market_platform_pinterest,
  linkedin: m.market_platform_linkedin,
  xiaohongshu: m.market_platform_xiaohongshu,
  weibo: m.market_platform_weibo,
  douyin: m.market_platform_douyin,
  bilibili: m.market_platform_bilibili,
};

/** A creator's reach. */
export const tierWords: Words<Tier> = {
  nano: m.market_tier_nano,
  micro: m.market_tier_micro,
  mid: m.market_tier_mid,
  macro: m.market_tier_macro,
  mega: m.market_tier_mega,
};

/** The sizes, from the smallest. Their letters are the same in every language. */
export const sizes: readonly Size[] = ['xs', 's', 'm', 'l', 'xl'];

/** A size as it is written. */
export const sizeWord = (size: Size): string => size.toUpperCase();

/** The choices of the marketplace's prospect filter, in their order. */
export const showWords: Words<Show> = {
  all: m.market_show_all,
  notProspects: m.market_show_not_prospects,
  prospects: m.market_show_prospects,
  hidden: m.market_show_hidden,
};

/** How a prospect came to be marked. */
export const sourceWords: Words<SourceKind> = {
  partnerMarketplace: m.market_source_partner,
  creatorMarketplace: m.market_source_creator,
  import: m.market_source_import,
  application: m.market_source_application,
  byHand: m.market_source_by_hand,
};

/** A source in words, with the file of an import where it is known: `Import · q3.csv`. */
export function sourceLabel(source: Source, file: (id: number) => string | undefined): string {
  const name = source.kind === 'import' ? file(source.import) : undefined;
  return name === undefined ? sourceWords[source.kind]() : m.market_source_import_named({ file: name });
}

/** Whether a prospect is archived. */
export const archivedWords: Words<Archived> = {
  no: m.market_archived_no,
  yes: m.market_archived_yes,
};

/** Whether a hidden one is of another size, or tier, than when it was hidden. */
export const resizedWords: Words<Resized> = {
  yes: m.market_resized_yes,
  no: m.market_resized_no,
};

/** What a list can be sorted by. */
export const sortWords: Words<SortBy> = {
  bestMatch: m.market_sort_best_match,
  name: m.market_sort_name,
  visits: m.market_sort_visits,
  followers: m.market_sort_followers,
  engagement: m.market_sort_engagement,
  newest: m.market_sort_newest,
  lastActive: m.market_sort_last_active,
  markedOn: m.market_marked_on,
  lastContact: m.market_last_contact,
  stage: m.market_sort_stage,
  hiddenOn: m.market_hidden_on,
  hiddenUntil: m.market_hidden_until,
  model: m.market_model,
  country: m.market_country,
  source: m.market_source,
};

/** The keys of a vocabulary in the field's order. */
export function keysOf<Key extends string>(words: Words<Key>): readonly Key[] {
  return Object.keys(words) as Key[];
}
