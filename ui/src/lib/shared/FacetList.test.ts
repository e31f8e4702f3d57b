import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import FacetList, { type FacetChoice } from './FacetList.svelte';

const options = [
  { value: 'DE', label: 'Germany', count: 1204 },
  { value: 'FR', label: 'France', count: 611 },
  { value: 'CI', label: 'Côte d’Ivoire', count: 0 },
  { value: 'CN', label: '中国', count: 88 },
];

/** Shows the list, and lets it live with what it changes. */
function show(values: string[] = [], exclude = false) {
  const changes = vi.fn<(choice: FacetChoice) => void>();
  const props = { label: 'Country', findLabel: 'Find a country', options, choice: { values, exclude } };
  const view = render(FacetList, {
    ...props,
    onchange: (choice) => {
      changes(choice);
      void view.rerender({ choice });
    },
  });
  const lines = () => screen.getAllByRole('option').map((option) => option.textContent?.trim());
  return { changes, lines, find: screen.getByRole('combobox', { name: 'Find a country' }) };
}

describe('the list of a facet', () => {
  it('shows every value with its count, the chosen ones first', () => {
    const { lines } = show(['FR']);
    expect(lines()).toEqual(['France 611', 'Germany 1,204', 'Côte d’Ivoire 0', '中国 88']);
    expect(screen.getByRole('option', { name: /France/u })).toHaveAttribute('aria-selected', 'true');
  });

  it('adds and takes away values, and lets no line jump meanwhile', async () => {
    const user = userEvent.setup();
    const { changes, lines } = show(['FR']);
    const before = lines();
    await user.click(screen.getByRole('option', { name: /中国/u }));
    expect(changes).toHaveBeenLastCalledWith({ values: ['FR', 'CN'], exclude: false });
    expect(lines()).toEqual(before);
    await user.click(screen.getByRole('option', { name: /France/u }));
    expect(changes).toHaveBeenLastCalledWith({ values: ['CN'], exclude: false });
  });

  it('finds by any part of a name, without accents, and by its code', async () => {
    const user = userEvent.setup();
    const { find, lines } = show();
    await user.type(find, 'cote');
    expect(lines()).toEqual(['Côte d’Ivoire 0']);
    await user.clear(find);
    await user.type(find, 'cn');
    expect(lines()).toEqual(['中国 88']);
    await user.clear(find);
    await user.type(find, 'zzz');
    expect(screen.queryAllByRole('option')).toEqual([]);
  });

  it('is worked by keys alone from the find field', async () => {
    const user = userEvent.setup();
    const { changes, find } = show();
    find.focus();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(changes).toHaveBeenLastCalledWith({ values: ['FR'], exclude: false });
    await user.keyboard('{ArrowUp}{ArrowUp} ');
    expect(changes).toHaveBeenLastCalledWith({ values: ['FR', 'CN'], exclude: false });
    expect(find.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option', { name: /中国/u }).id);
  });

  it('turns a choice into what is unwanted, and back', async () => {
    const user = userEvent.setup();
    const { changes } = show(['DE']);
    await user.click(screen.getByRole('button', { name: 'Exclude' }));
    expect(changes).toHaveBeenLastCalledWith({ values: ['DE'], exclude: true });
    await user.click(screen.getByRole('button', { name: 'Include' }));
    expect(changes).toHaveBeenLastCalledWith({ values: ['DE'], exclude: false });
  });

  it('clears everything, and offers neither while nothing is chosen', async () => {
    const user = userEvent.setup();
    const { changes } = show(['DE', 'CN'], true);
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    expect(changes).toHaveBeenLastCalledWith({ values: [], exclude: false });
    expect(screen.getByRole('button', { name: 'Clear' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Exclude' })).toBeDisabled();
  });

  it('names the list after its facet', () => {
    show();
    expect(within(screen.getByRole('listbox', { name: 'Country' })).getAllByRole('option')).toHaveLength(4);
  });
});
