/** Backups in words. */
import type { Backup, BackupReason, Contents, Damage } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';

const reasons: Readonly<Record<BackupReason, () => string>> = {
  upgrade: m.backups_reason_upgrade,
  import: m.backups_reason_import,
  daily: m.backups_reason_daily,
  restore: m.backups_reason_restore,
};

/** Why a backup was made, and of what where that is not the workspace itself. */
export const why = ({ reason, ofAnother }: Backup): string =>
  [reasons[reason](), ...(ofAnother ? [m.backups_of_another()] : [])].join(' · ');

const damages: Readonly<Record<Damage, () => string>> = {
  integrity: m.backups_damage_integrity,
  foreignKeys: m.backups_damage_references,
  catalogue: m.backups_damage_catalogue,
};

/** What a check found. */
export const damageName = (damage: Damage): string => damages[damage]();

/** What is in a workspace, part by part. */
export function partsOf({ partners, creators, prospects }: Contents): string[] {
  const count = (n: number) => ({ count: n, shown: locale.number(n) });
  return [
    m.settings_partners(count(partners)),
    m.settings_creators(count(creators)),
    m.settings_prospects(count(prospects)),
  ];
}

/** The same in a line. */
export const holds = (contents: Contents): string => partsOf(contents).join(' · ');

const UNITS = ['kilobyte', 'megabyte', 'gigabyte'] as const;

/** The size of a file: `12.4 MB`. */
export function fileSize(bytes: number): string {
  let [value, unit] = [bytes / 1000, 0];
  while (value >= 1000 && unit < UNITS.length - 1) [value, unit] = [value / 1000, unit + 1];
  return new Intl.NumberFormat(locale.current, {
    style: 'unit',
    unit: UNITS[unit] ?? 'gigabyte',
    maximumSignificantDigits: 3,
  }).format(value);
}
