import type { Op, Partner, ProspectEvent, SocialChannel } from '$lib/ipc/client';

/** What can be recorded of a prospect, and done to it, from its profile. */
export type ProfileStep = 'stage' | 'archive' | 'restore' | Exclude<ProspectEvent['kind'], 'proposalExpired'>;

/** What can be done from a profile. */
export interface ProfileActs {
  /** Marks as a prospect, or takes the mark back. */
  mark: () => void;
  /** Not interested; asks for a reason where wished. */
  hide: (asking: boolean) => void;
  /** Asks until when it stays hidden. */
  until: () => void;
  showAgain: () => void;
  /** Takes a step on the way through the funnel: sets the stage, records what happened, archives, brings back. */
  step: (kind: ProfileStep) => void;
  /** Opens the groups popover, hung on an element. */
  groups: (anchor: HTMLElement) => void;
  /** Makes a change of the partner's own data and says so; throws why it was refused. */
  edit: (op: Op) => Promise<void>;
  /** Says why a change was refused. */
  refused: (error: unknown) => void;
  /** Opens an address in the program that the system has for it. */
  open: (address: string) => void;
  /** Opens the settings. */
  settings: () => void;
  /** Opens the profile before or after this one. */
  beside: (step: -1 | 1) => void;
  retry: () => void;
  close: () => void;
}

/** An address with its scheme; nothing where there is none. */
function withScheme(address: string): string | undefined {
  const plain = address.trim();
  if (plain === '') return undefined;
  return /^[a-z][a-z+.-]*:/iu.test(plain) ? plain : `https://${plain}`;
}

/** Where a channel is to be opened, if that is known. */
export const channelAddress = (channel: SocialChannel): string | undefined => withScheme(channel.url ?? '');

/** Where a partner is to be looked at: its website, else one of its channels. */
export function websiteOf(partner: Partner): string | undefined {
  return withScheme(partner.website) ?? partner.channels.map(channelAddress).find(Boolean);
}
