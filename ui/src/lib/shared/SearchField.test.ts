import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import SearchField from './SearchField.svelte';

const tokens = [
  { id: 'size', label: 'size: ≥ M' },
  { id: 'country', label: 'country: DE' },
];
const suggestions = [
  { id: 'de', label: 'country:DE' },
  { id: 'dk', label: 'country:DK' },
];

interface Given {
  value?: string;
  offer?: boolean | { id: string; label: string; completes?: boolean }[];
}

function show(more: Given = {}) {
  const told = {
    oninput: vi.fn<(value: string) => void>(),
    onremovetoken: vi.fn<(id: string) => void>(),
    onsuggestion: vi.fn<(id: string) => void>(),
    onenter: vi.fn<() => void>(),
    onleave: vi.fn<() => void>(),
  };
  render(SearchField, {
    label: 'Search partners',
    value: more.value ?? '',
    tokens,
    suggestions: more.offer === true ? suggestions : more.offer || [],
    keys: '/',
    ...told,
  });
  return {
    ...told,
    field: screen.getByRole('combobox', { name: 'Search partners' }),
    user: userEvent.setup(),
  };
}

describe('the search field', () => {
  it('takes the last filter away with Backspace at its beginning, and any by its cross', async () => {
    const { field, user, onremovetoken } = show();
    await user.click(field);
    await user.keyboard('{Backspace}');
    expect(onremovetoken).toHaveBeenLastCalledWith('country');
    await user.click(screen.getByRole('button', { name: 'Remove filter size: ≥ M' }));
    expect(onremovetoken).toHaveBeenLastCalledWith('size');
  });

  it('leaves the filters alone while there is text before the cursor', async () => {
    const { field, user, onremovetoken } = show({ value: 'alps' });
    await user.click(field);
    await user.keyboard('{End}{Backspace}');
    expect(onremovetoken).not.toHaveBeenCalled();
  });

  it('offers what is typed for, and takes it over by keys', async () => {
    const { field, user, onsuggestion, onenter } = show({ value: 'country:D', offer: true });
    await user.click(field);
    expect(screen.getAllByRole('option')).toHaveLength(2);
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(onsuggestion).toHaveBeenLastCalledWith('dk');
    expect(onenter).not.toHaveBeenCalled();
  });

  it('searches with Enter while no suggestion is lit', async () => {
    const { field, user, onsuggestion, onenter } = show({ value: 'country:D', offer: true });
    await user.click(field);
    await user.keyboard('{Enter}');
    expect(onenter).toHaveBeenCalledOnce();
    expect(onsuggestion).not.toHaveBeenCalled();
    expect(screen.queryAllByRole('option')).toEqual([]);
  });

  it.each(['{Tab}', '{Enter}'])('completes the word that is typed with %s', async (key) => {
    const offer = [{ id: 'country', label: 'country:', completes: true }];
    const { field, user, onsuggestion, onenter } = show({ value: 'coun', offer });
    await user.click(field);
    await user.keyboard(key);
    expect(onsuggestion).toHaveBeenLastCalledWith('country');
    expect(onenter).not.toHaveBeenCalled();
    expect(field).toHaveFocus();
  });

  it('searches with Enter where the word may become several filters, and completes the first with Tab', async () => {
    const offer = ['country', 'category'].map((id) => ({ id, label: `${id}:`, completes: true }));
    const { field, user, onsuggestion, onenter } = show({ value: 'c', offer });
    await user.click(field);
    await user.keyboard('{Tab}');
    expect(onsuggestion).toHaveBeenLastCalledWith('country');
    await user.keyboard('{Enter}');
    expect(onenter).toHaveBeenCalledOnce();
  });

  it('goes on with Tab where nothing is completed', async () => {
    const { field, user, onsuggestion } = show({ value: 'country:D', offer: true });
    await user.click(field);
    await user.keyboard('{Tab}');
    expect(onsuggestion).not.toHaveBeenCalled();
  });

  it('goes back one step with every Escape: the list, the text, the field', async () => {
    const { field, user, oninput } = show({ value: 'country:D', offer: true });
    await user.click(field);
    await user.keyboard('{Escape}');
    expect(screen.queryAllByRole('option')).toEqual([]);
    expect(oninput).not.toHaveBeenCalled();
    await user.keyboard('{Escape}');
    expect(oninput).toHaveBeenLastCalledWith('');
  });

  it('leads into the list below with arrow down', async () => {
    const { field, user, onleave } = show();
    await user.click(field);
    await user.keyboard('{ArrowDown}');
    expect(onleave).toHaveBeenCalledOnce();
  });
});
