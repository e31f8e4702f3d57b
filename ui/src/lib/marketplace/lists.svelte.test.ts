import { flushSync } from 'svelte';
import { expect, it, vi } from 'vitest';
import { desk as shell } from '$lib/ipc/client';
import { withRange } from './query';
import { deskOf } from './lists.svelte';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: {
    settings: async () => ({
      layouts: { partners: 'table' },
      sorts: { creators: { by: 'country', descending: true } },
    }),
    setSort: vi.fn(async () => undefined),
    find: async () => ({ result: 1, total: 0, of: 0, hidden: 0, notUnderstood: [], rows: [] }),
    suggest: async () => [],
    extract: async () => ({ filters: { country: { values: ['DE'] } }, rest: '', notUnderstood: [] }),
  },
}));

it('a list is found again as it was left, and shown as was chosen', async () => {
  const desk = deskOf('partners', '/a');
  expect(deskOf('partners', '/a')).toBe(desk);
  await vi.waitFor(() => expect(desk.list.layout).toBe('table'));
  expect(deskOf('creators', '/a').list.layout).toBe('cards');
});

it('an order is kept for its place, and taken up; that of hidden ones is not', async () => {
  const creators = deskOf('creators', '/d').list;
  await vi.waitFor(() => expect(creators.query.sort).toEqual({ by: 'country', descending: true }));
  const partners = deskOf('partners', '/d').list;
  partners.sort({ by: 'model', descending: false });
  expect(shell.setSort).toHaveBeenLastCalledWith('partners', { by: 'model', descending: false });
  partners.show('hidden');
  partners.sort({ by: 'hiddenUntil', descending: false });
  expect(shell.setSort).toHaveBeenCalledOnce();
  partners.show('all');
  expect(partners.query.sort.by).toBe('bestMatch');
  const again = deskOf('partners', '/e').list;
  await vi.waitFor(() => expect(again.query.sort).toEqual({ by: 'model', descending: false }));
  again.clear();
  expect(again.query.sort.by).toBe('model');
});

it('another workspace begins anew', () => {
  const desk = deskOf('partners', '/a');
  desk.list.filter(withRange(desk.list.query.filters, 'visits', { min: 1, max: null }));
  expect(deskOf('partners', '/b').list.query.filters.visits.min).toBeNull();
});

it('a token comes and goes after the view that first asked for the list is gone', async () => {
  let desk: ReturnType<typeof deskOf> | undefined;
  const gone = $effect.root(() => {
    $effect(() => {
      desk = deskOf('everyone', '/c');
      void desk.search.tokens;
    });
  });
  flushSync();
  gone();
  desk?.search.input('country:DE ');
  await vi.waitFor(() => expect(desk?.search.tokens.map(({ id }) => id)).toEqual(['country']));
  desk?.search.remove('country');
  expect(desk?.search.tokens).toEqual([]);
});
