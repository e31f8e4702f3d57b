import type { ImportKind } from '$lib/ipc/client';
import { m } from '$lib/paraglide/messages';

/** The kinds of file that can be imported. */
export const KINDS = [
  'prospects',
  'catalogue',
  'groups',
  'applications',
] as const satisfies readonly ImportKind[];

const names: Record<ImportKind, () => string> = {
  prospects: m.import_kind_prospects,
  catalogue: m.import_kind_catalogue,
  groups: m.import_kind_groups,
  applications: m.import_kind_applications,
};
const titles: Record<ImportKind, () => string> = {
  prospects: m.import_prospects,
  catalogue: m.import_catalogue,
  groups: m.import_groups,
  applications: m.import_applications,
};

/** What a kind of file is called: `Prospects`. */
export function kindName(kind: ImportKind): string {
  return names[kind]();
}

/** What importing such a file is called: `Import prospects`. */
export function importTitle(kind: ImportKind): string {
  return titles[kind]();
}
