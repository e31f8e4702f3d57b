import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { desk, DeskError, type Op, type View } from '$lib/ipc/client';
import { commands } from '$lib/keyboard/commands.svelte';
import { toasts } from '$lib/shared/toasts.svelte';
import { ColumnChoice } from './column-choice.svelte';
import { knownViews } from './known-views.svelte';
import { List } from './list.svelte';
import { wholeOf, withChoice, withRange } from './query';
import { Search } from './search.svelte';
import { Views } from './views.svelte';
import ViewsMenu from './ViewsMenu.svelte';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: {
    views: vi.fn(),
    transact: vi.fn(),
    overview: vi.fn(),
    find: vi.fn(),
    rows: vi.fn(),
    position: vi.fn(),
    settings: vi.fn(),
    setColumns: vi.fn(),
  },
}));

/** The views that the core keeps. */
let kept: View[] = [];

/** The first view that is kept. */
function first(): View {
  const [view] = kept;
  if (!view) throw new Error('none is kept');
  return view;
}

/** Keeps what an operation says, as the core does. */
function keep(op: Op): void {
  if (op.kind === 'saveView') {
    const id = Math.max(0, ...kept.map((view) => view.id)) + 1;
    const { name, arrangement } = op;
    kept = [...kept, { id, place: arrangement.query.place, name, arrangement, gone: 0 }];
  } else if (op.kind === 'updateView') {
    kept = kept.map((view) => (view.id === op.id ? { ...view, arrangement: op.arrangement } : view));
  } else if (op.kind === 'renameView') {
    kept = kept.map((view) => (view.id === op.id ? { ...view, name: op.name } : view));
  } else if (op.kind === 'moveView') {
    const moved = kept.filter((view) => view.id === op.id);
    const others = kept.filter((view) => view.id !== op.id);
    kept = [...others.slice(0, op.to), ...moved, ...others.slice(op.to)];
  } else if (op.kind === 'deleteView') {
    kept = kept.filter((view) => view.id !== op.id);
  }
}

function viewsOf(place: 'partners' | 'prospects'): { list: List; search: Search; views: Views } {
  let made: { list: List; search: Search; views: Views } | undefined;
  $effect.root(() => {
    const list = new List(place, wholeOf(place), place === 'partners' ? 'cards' : 'table');
    const search = new Search(list);
    made = { list, search, views: new Views(list, search, (layout) => void (list.layout = layout)) };
  });
  if (!made) throw new Error('not made');
  return made;
}

const choiceOf = () =>
  new ColumnChoice('prospects', ['name', 'stage', 'groups', 'country'], ['name', 'stage']);

beforeEach(() => {
  vi.resetAllMocks();
  kept = [];
  knownViews.list = [];
  toasts.dismiss();
  vi.mocked(desk.views).mockImplementation(async () => kept);
  vi.mocked(desk.transact).mockImplementation(async (op) => {
    keep(op);
    const title = { kind: 'saveView', name: 'x' } as const;
    return { change: 1, title, undone: false, partners: 0, name: null, group: null };
  });
  vi.mocked(desk.find).mockResolvedValue({
    result: 1,
    total: 0,
    of: 0,
    hidden: 0,
    notUnderstood: [],
    rows: [],
  });
  vi.mocked(desk.rows).mockResolvedValue([]);
  vi.mocked(desk.setColumns).mockResolvedValue(null);
});

describe('the views of a list', () => {
  it('bring back search, filters, order and layout', async () => {
    const { list, search, views } = viewsOf('partners');
    list.filter(
      withChoice(list.query.filters, 'country', { values: ['DE', 'AT'], exclude: false }),
      'coupon',
    );
    list.sort({ by: 'visits', descending: false });
    list.layout = 'table';
    await views.save('DACH');
    expect(views.current?.name).toBe('DACH');
    expect(views.modified).toBe(false);
    const { query } = list;

    list.clear();
    list.layout = 'cards';
    expect(views.modified).toBe(true);
    views.open(first());
    expect(list.query).toEqual(query);
    expect(list.layout).toBe('table');
    expect(search.text).toBe('coupon');
    expect(views.modified).toBe(false);
  });

  it('bring back columns with their widths, also to a table that is yet to come', async () => {
    const { views } = viewsOf('prospects');
    const table = choiceOf();
    const detach = views.attach(table);
    table.toggle('country');
    table.size('country', 200, true);
    await views.save('Countries');
    table.reset();
    expect(views.modified).toBe(true);
    views.open(first());
    expect(table.columns.map(({ id }) => id)).toEqual(['name', 'stage', 'country']);

    detach();
    views.open(first());
    const second = choiceOf();
    views.attach(second);
    expect(second.kept).toEqual(table.kept);
    expect(views.modified).toBe(false);
  });

  it('are not changed by what makes no difference', async () => {
    const { list, views } = viewsOf('partners');
    const countries = (...values: string[]) =>
      list.filter(withChoice(list.query.filters, 'country', { values, exclude: false }));
    countries('DE', 'AT');
    await views.save('DACH');
    countries('AT', 'DE');
    list.search('  ');
    list.filter(withChoice(list.query.filters, 'size', { values: [], exclude: true }));
    expect(views.modified).toBe(false);
    countries('AT');
    expect(views.modified).toBe(true);
    countries('DE', 'AT');
    list.filter(withRange(list.query.filters, 'visits', { min: 1, max: null }));
    expect(views.modified).toBe(true);
  });

  it('say what of them is gone, and what cannot be read', async () => {
    const { list, views } = viewsOf('partners');
    await views.save('Best');
    const best = first();
    views.open({ ...best, gone: 1 });
    expect(toasts.shown?.text).toBe('“Best” filtered by a group that is gone: that filter was left out');
    list.search('other');
    views.open({ ...best, arrangement: null });
    expect(toasts.shown?.text).toMatch(/cannot be opened: a newer version/u);
    expect(list.query.text).toBe('other');
  });
});

describe('the menu of views', () => {
  const button = () => screen.getByRole('button', { name: /^Views/u });
  const open = async () => {
    await userEvent.click(button());
    // Nothing is laid out here, so that what hangs on a control counts as hidden.
    return within(await screen.findByLabelText('Views', { selector: '.pd-popover' }));
  };
  const lines = () => [...document.querySelectorAll<HTMLElement>('.pd-popover [data-line]')];
  const names = () => lines().map((line) => line.textContent.trim());
  const lineOf = (name: string) => lines().find((line) => line.textContent.trim() === name);

  it('saves what is on screen, names it, and says where the list has changed', async () => {
    const { list, views } = viewsOf('partners');
    render(ViewsMenu, { views });
    const menu = await open();
    expect(menu.getByText(/No saved views yet/u)).toBeInTheDocument();
    await userEvent.click(menu.getByText('Save as view…'));
    const dialog = await screen.findByRole('dialog', { name: 'Save view' });
    await userEvent.type(within(dialog).getByRole('textbox', { name: 'View name' }), 'Mine{Enter}');
    await vi.waitFor(() => expect(button()).toHaveAccessibleName('Views: Mine'));
    // The page takes the pointer again a moment after the dialog is gone.
    await vi.waitFor(() => expect(document.body.style.pointerEvents).not.toBe('none'));

    list.search('coupon');
    flushSync();
    expect(button()).toHaveAccessibleName('Views: Mine, changed');
    const changed = await open();
    await userEvent.click(changed.getByText('Update “Mine”'));
    await vi.waitFor(() => expect(button()).toHaveAccessibleName('Views: Mine'));
    expect(kept[0]?.arrangement?.query.text).toBe('coupon');
  });

  it('says under the field what is wrong with a name', async () => {
    const { views } = viewsOf('partners');
    render(ViewsMenu, { views });
    vi.mocked(desk.transact).mockRejectedValue(new DeskError({ kind: 'viewNameTaken', existing: 'Best' }));
    commands.run('views.save');
    const dialog = await screen.findByRole('dialog', { name: 'Save view' });
    await userEvent.type(within(dialog).getByRole('textbox', { name: 'View name' }), 'best{Enter}');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'This list has a view named “Best” already.',
    );
  });

  it('moves, renames and deletes by keyboard', async () => {
    const { views } = viewsOf('partners');
    for (const name of ['a', 'b', 'c']) await views.save(name);
    render(ViewsMenu, { views });
    const menu = await open();
    expect(names()).toEqual(['a', 'b', 'c']);
    menu.getByLabelText('Move “a” down').focus();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(names()).toEqual(['b', 'a', 'c']));
    await vi.waitFor(() => expect(menu.getByLabelText('Move “a” down')).toHaveFocus());
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(names()).toEqual(['b', 'c', 'a']));
    await userEvent.click(menu.getByLabelText('Move “a” down'));
    expect(desk.transact).toHaveBeenCalledTimes(5);

    lineOf('b')?.focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(lineOf('c')).toHaveFocus();
    menu.getByLabelText('Delete “c”').focus();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(names()).toEqual(['b', 'a']));

    await userEvent.click(menu.getByLabelText('Rename “b”'));
    const dialog = await screen.findByRole('dialog', { name: 'Rename view' });
    const field = within(dialog).getByRole('textbox', { name: 'View name' });
    expect(field).toHaveValue('b');
    await userEvent.type(field, '2{Enter}');
    await vi.waitFor(() => expect(kept.map((view) => view.name)).toEqual(['b2', 'a']));
  });
});
