/** A partner's facts in words, as lists and profiles say them. */
import type { Row, Scale } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { modelWords, sizeWord, stageWords, tierWords } from '$lib/vocabulary';

/** Whether a row is followed as a prospect now. */
export const isProspect = (row: Row): boolean => row.stage !== null && !row.archived;

/** What stands under the name: the handle of a creator, else the domain. */
export function address(row: Row): string {
  if (row.kind === 'partner' || !row.topChannel) return row.domain;
  return atHandle(row.topChannel.handle);
}

/** A handle with its sign. */
export const atHandle = (handle: string): string =>
  handle === '' || handle.startsWith('@') ? handle : `@${handle}`;

/** What it is: a partner by how it earns, a creator by its reach. */
export function nature(row: Row): string {
  if (row.kind === 'creator' && row.tier) return tierWords[row.tier]();
  return row.businessModel ? modelWords[row.businessModel]() : '';
}

/** The figure that counts most for it: followers of a creator, else visits; empty where none is known. */
export function reach(row: Row): string {
  const followers = row.followers === null ? '' : followersWords(row.followers);
  const visits = row.monthlyVisits === null ? '' : visitsWords(row.monthlyVisits);
  return row.kind === 'creator' ? followers || visits : visits || followers;
}

const visitsWords = (visits: number): string => m.market_per_month({ visits: locale.compact(visits) });
const followersWords = (followers: number): string =>
  m.market_followers_count({ followers: locale.compact(followers) });

/** Engagement as it is told, which is in percent: `6.9%`, `4.0%`. */
export function engagementWords(percent: number | null): string {
  if (percent === null) return '';
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(locale.current, { style: 'percent', ...digits }).format(percent / 100);
}

/** How large one is, in words: a partner's size, a creator's tier. */
export function scaleWords(scale: Scale): string {
  if (scale.kind === 'size') return scale.value ? sizeWord(scale.value) : m.market_no_size();
  return scale.value ? tierWords[scale.value]() : m.market_no_tier();
}

/** That one is of another size than when it was hidden; empty where it is not. */
export function sizeNote(row: Row): string {
  const { resized, sizeThen } = row;
  if (!resized || !sizeThen) return '';
  const now: Scale =
    sizeThen.kind === 'size' ? { kind: 'size', value: row.size } : { kind: 'tier', value: row.tier };
  return m.market_was_when_hidden({ then: scaleWords(sizeThen), now: scaleWords(now) });
}

/** Since when, until when and why one is hidden; empty of one who is not. */
export function hiddenWords(row: Row): string {
  if (row.hiddenOn === null) return '';
  const day = locale.day(row.hiddenOn);
  const hidden =
    row.hiddenUntil === null
      ? m.market_hidden_line({ day })
      : m.market_hidden_line_until({ day, until: locale.day(row.hiddenUntil) });
  return row.reason === '' ? hidden : m.market_hidden_line_because({ hidden, reason: row.reason });
}

/** What readers of the screen hear of a row. */
export function rowName(row: Row): string {
  const parts = [row.name, address(row)];
  if (isProspect(row) && row.stage) parts.push(`${m.market_prospects()}: ${stageWords[row.stage]()}`);
  if (row.hidden) parts.push(hiddenWords(row) || m.market_row_hidden(), sizeNote(row));
  return parts.filter(Boolean).join(', ');
}
