import { beforeEach, describe, expect, it, vi } from 'vitest';
import { desk, type Suggestion } from '$lib/ipc/client';
import { List } from './list.svelte';
import { without } from './query';
import { Search } from './search.svelte';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: { find: vi.fn(), rows: vi.fn(), position: vi.fn(), suggest: vi.fn(), extract: vi.fn() },
}));

const found = (notUnderstood: string[] = []) => ({
  result: 1,
  total: 0,
  of: 0,
  hidden: 0,
  notUnderstood,
  rows: [],
});
const germany: Suggestion = { key: 'country', value: 'DE', label: null, count: 3, text: 'bike country:DE ' };

let list: List;
let search: Search;
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  vi.resetAllMocks();
  vi.mocked(desk.find).mockResolvedValue(found());
  vi.mocked(desk.suggest).mockResolvedValue([]);
  vi.mocked(desk.extract).mockResolvedValue({
    filters: { country: { values: ['DE'], exclude: false } },
    rest: 'bike',
    notUnderstood: [],
  });
  list = new List('partners');
  search = new Search(list);
});

describe('the search field', () => {
  it('asks with each key', async () => {
    search.input('b');
    await settled();
    search.input('bi');
    await settled();
    expect(vi.mocked(desk.find).mock.calls.map(([query]) => query.text)).toEqual(['b', 'bi']);
  });

  it('does not say that nobody has a word that goes on towards a filter, before one stops typing', async () => {
    vi.useFakeTimers();
    vi.mocked(desk.find).mockResolvedValueOnce({ ...found(), total: 3 });
    vi.mocked(desk.suggest).mockResolvedValue([{ ...germany, value: null, text: 'country:' }]);
    search.input('coun');
    await vi.advanceTimersByTimeAsync(0);
    search.input('Count');
    await vi.advanceTimersByTimeAsync(499);
    expect(list.total).toBe(3);
    await vi.advanceTimersByTimeAsync(1);
    expect(list.total).toBe(0);
    search.input('bikes');
    await vi.advanceTimersByTimeAsync(0);
    vi.useRealTimers();
  });

  it('says at once that nobody has a word that can only be one', async () => {
    vi.mocked(desk.find).mockResolvedValueOnce({ ...found(), total: 3 });
    search.input('bike');
    await settled();
    search.input('bikez');
    await settled();
    expect(list.total).toBe(0);
  });

  it('asks for rows first, and what could be typed next once they are found', async () => {
    let late: () => void = () => undefined;
    vi.mocked(desk.find).mockReturnValueOnce(new Promise((resolve) => (late = () => resolve(found()))));
    search.input('c');
    await settled();
    expect(desk.suggest).not.toHaveBeenCalled();
    late();
    await settled();
    expect(desk.suggest).toHaveBeenCalledOnce();
  });

  it('offers what fits the last key, however late the earlier answers come', async () => {
    let late: (suggestions: Suggestion[]) => void = () => undefined;
    vi.mocked(desk.suggest).mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    vi.mocked(desk.suggest).mockResolvedValueOnce([germany]);
    search.input('c');
    await settled();
    search.input('co');
    await settled();
    late([]);
    await settled();
    expect(search.suggestions).toEqual([germany]);
  });

  it.each<[Partial<Suggestion>, string, number]>([
    [{ value: null, text: 'country:' }, 'coun', 1],
    [{ value: null, text: 'country:' }, 'Count', 1],
    [{ value: null, text: 'country:' }, 'creator', 0],
    [{ value: null, text: 'country:' }, '', 0],
    [{}, 'bike country:d', 1],
    [{}, 'bike country:Ger', 1],
    [{}, 'bike country:d fell', 0],
    [{}, 'bike count', 0],
    [{}, 'bike', 0],
  ])('offers %o no longer than it can go on “%s”', async (more, typed, left) => {
    vi.mocked(desk.suggest).mockResolvedValueOnce([{ ...germany, ...more }]);
    search.input('bike country:');
    await settled();
    expect(search.suggestions).toHaveLength(1);
    vi.mocked(desk.suggest).mockReturnValueOnce(new Promise(() => undefined));
    search.input(typed);
    expect(search.suggestions).toHaveLength(left);
  });

  it.each([
    ['of a plain keyboard', 'bike country:DE '],
    ['of a Chinese one', 'bike country：DE\u3000'],
  ])('takes a filter with the colon %s into the filters, and leaves the other words', async (_, text) => {
    search.input(text);
    await settled();
    expect(search.text).toBe('bike');
    expect(list.query.text).toBe('bike');
    expect(list.query.filters.country.values).toEqual(['DE']);
    expect(search.tokens.map(({ id }) => id)).toEqual(['country']);
  });

  it('takes an offered filter over', async () => {
    vi.mocked(desk.suggest).mockResolvedValueOnce([germany]);
    search.input('bike country:');
    await settled();
    search.accept(0);
    await settled();
    expect(desk.extract).toHaveBeenCalledWith(germany.text);
    expect(list.query.filters.country.values).toEqual(['DE']);
  });

  it('has no token any more when the filter is removed elsewhere', async () => {
    search.input('bike country:DE ');
    await settled();
    list.filter(without(list.query.filters, 'country'));
    expect(search.tokens).toEqual([]);
  });

  it('removes the filter with its token', async () => {
    search.input('bike country:DE ');
    await settled();
    search.remove('country');
    expect(list.query.filters.country.values).toEqual([]);
    expect(list.query.text).toBe('bike');
  });

  it('names words that are not understood, but not the one being typed', async () => {
    vi.mocked(desk.find).mockResolvedValue(found(['size:ZZ', 'country:']));
    search.input('size:ZZ country:');
    await settled();
    expect(search.notUnderstood).toEqual(['size:ZZ']);
  });
});
