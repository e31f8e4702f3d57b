import type { Platform, SocialChannel } from '$lib/ipc/client';
import { m } from '$lib/paraglide/messages';

/** A channel as it is written in a form: figures as texts. */
export interface ChannelDraft {
  /** Tells it from the others while the form stands. */
  key: number;
  platform: Platform;
  handle: string;
  url: string;
  followers: string;
  engagement: string;
}

/** The greatest figure that is kept, and the most percent that imports take. */
const MOST = 4_294_967_295;
const MOST_PERCENT = 1_000;

let last = 0;

/** The form of a channel; an empty one where there is none yet. */
export function draftOf(channel?: SocialChannel): ChannelDraft {
  last += 1;
  return {
    key: last,
    platform: channel?.platform ?? 'instagram',
    handle: channel?.handle ?? '',
    url: channel?.url ?? '',
    followers: figureText(channel?.followers ?? null),
    engagement: figureText(channel?.engagement ?? null),
  };
}

/** A figure as it stands in a field; empty where none is known. */
export const figureText = (figure: number | null): string => (figure === null ? '' : String(figure));

/** A whole number with any signs between its thousands; `null` of an empty text, nothing of what is none. */
export function readCount(text: string): number | null | undefined {
  const plain = text.replace(/[\s,.'’_]/gu, '');
  if (plain === '') return null;
  return /^\d+$/u.test(plain) && Number(plain) <= MOST ? Number(plain) : undefined;
}

/** A percentage with a point or a comma, with or without its sign; `null` of an empty text, nothing of what is none. */
export function readPercent(text: string): number | null | undefined {
  const plain = text.replace(/[\s%％]/gu, '').replace(',', '.');
  if (plain === '') return null;
  return /^\d{1,9}(\.\d{1,9})?$/u.test(plain) && Number(plain) <= MOST_PERCENT ? Number(plain) : undefined;
}

/** What is wrong with the followers of a channel, if anything is. */
export const wrongFollowers = (draft: ChannelDraft): string | undefined =>
  readCount(draft.followers) === undefined ? m.details_followers_wrong() : undefined;

/** What is wrong with the engagement of a channel, if anything is. */
export const wrongEngagement = (draft: ChannelDraft): string | undefined =>
  readPercent(draft.engagement) === undefined ? m.details_engagement_wrong() : undefined;

/** The channel that a form says. */
export const channelOf = (draft: ChannelDraft): SocialChannel => ({
  platform: draft.platform,
  handle: draft.handle,
  url: draft.url,
  followers: readCount(draft.followers) ?? null,
  engagement: readPercent(draft.engagement) ?? null,
});
