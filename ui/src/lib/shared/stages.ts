import type { IconName } from './icons';

/** The seven stages that a relationship can be in. */
export const stageKeys = [
  'new',
  'outreach',
  'negotiating',
  'joined',
  'expired',
  'rejectedByPartner',
  'rejectedByYou',
] as const;

/** A relationship stage. */
export type StageKey = (typeof stageKeys)[number];

/** How a stage is drawn: its glyph, and the end of its colour tokens (`--stage-…`, `--seg-…`). */
export const stageLooks: Readonly<Record<StageKey, { icon: IconName; token: string }>> = {
  new: { icon: 'st-new', token: 'new' },
  outreach: { icon: 'st-outreach', token: 'outreach' },
  negotiating: { icon: 'st-negotiating', token: 'negotiating' },
  joined: { icon: 'st-joined', token: 'joined' },
  expired: { icon: 'st-expired', token: 'expired' },
  rejectedByPartner: { icon: 'st-rejected-partner', token: 'rejected-partner' },
  rejectedByYou: { icon: 'st-rejected-you', token: 'rejected-you' },
};
