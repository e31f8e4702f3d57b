import { changes } from '$lib/changes/changes.svelte';
import { exportList as write, isRefusal, type DialogWords } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { toasts } from '$lib/shared/toasts.svelte';
import type { Column } from './columns';
import { exporting } from './exporting.svelte';
import type { List } from './list.svelte';

/** What of a list is written. */
export interface ListExport {
  /** The columns of the table; all that an import takes back where they are left out. */
  columns?: readonly Column[] | undefined;
  /** Only those who are selected. */
  selected?: boolean;
}

const words = (): DialogWords => ({
  title: m.import_dialog_save(),
  filter: m.import_dialog_filter_csv(),
  all: m.import_dialog_all(),
});

/** Writes a list as CSV, to a place the user is asked for, and says what became of it. `name` is the list's. */
export async function exportList(list: List, name: string, what: ListExport): Promise<void> {
  const { columns, selected = false } = what;
  const out = {
    query: list.query,
    selected,
    withHidden: false,
    columns: columns ? columns.map(({ id }) => id) : null,
  };
  try {
    const saved = await exporting.watch((watch) => write(out, words(), `${name}.csv`, watch));
    if (!saved) return;
    const file = saved.path.split(/[/\\]/u).at(-1) ?? saved.path;
    const text = m.export_done({ count: saved.rows, shown: locale.number(saved.rows), file });
    toasts.show({ text, icon: 'export' });
  } catch (error) {
    if (isRefusal(error, 'cancelled')) toasts.show({ text: m.export_cancelled(), icon: 'export' });
    else changes.refused(error);
  }
}
