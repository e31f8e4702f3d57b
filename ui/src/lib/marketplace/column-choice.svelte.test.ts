import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { desk, type Settings, type ShownColumn } from '$lib/ipc/client';
import { ColumnChoice, NARROWEST, WIDEST } from './column-choice.svelte';
import ColumnEdge from './ColumnEdge.svelte';
import ColumnsList from './ColumnsList.svelte';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: { settings: vi.fn(), setColumns: vi.fn() },
}));

const kept = (...columns: ShownColumn[]): void => {
  const settings: Settings = {
    language: 'en',
    theme: 'light',
    layouts: {},
    columns: { prospects: columns },
  };
  vi.mocked(desk.settings).mockResolvedValue(settings);
};
const choiceOf = () =>
  new ColumnChoice('prospects', ['name', 'stage', 'groups', 'country'], ['name', 'stage']);
const shown = (choice: ColumnChoice) => choice.columns.map(({ id }) => id);

beforeEach(() => {
  vi.resetAllMocks();
  vi.mocked(desk.setColumns).mockResolvedValue(null);
  kept();
});

describe('the columns of a table', () => {
  it('come and go, and are kept', () => {
    const choice = choiceOf();
    choice.toggle('country');
    expect(shown(choice)).toEqual(['name', 'stage', 'country']);
    choice.toggle('stage');
    expect(desk.setColumns).toHaveBeenLastCalledWith('prospects', [
      { id: 'name', width: null },
      { id: 'country', width: null },
    ]);
    choice.toggle('name');
    expect(shown(choice)).toEqual(['name', 'country']);
  });

  it('move, but never before the name', () => {
    const choice = choiceOf();
    choice.toggle('groups');
    choice.move('groups', -1);
    expect(shown(choice)).toEqual(['name', 'groups', 'stage']);
    choice.move('groups', -1);
    choice.move('stage', 1);
    expect(shown(choice)).toEqual(['name', 'groups', 'stage']);
  });

  it('are as wide as they were drawn, within bounds', () => {
    const choice = choiceOf();
    choice.size('stage', 200.4, false);
    expect(desk.setColumns).not.toHaveBeenCalled();
    expect(choice.columns[1]?.track).toBe('200px');
    choice.size('stage', 5_000, true);
    expect(choice.columns[1]?.track).toBe(`${WIDEST}px`);
    choice.size('stage', 1, true);
    expect(desk.setColumns).toHaveBeenLastCalledWith('prospects', [
      { id: 'name', width: null },
      { id: 'stage', width: NARROWEST },
    ]);
    choice.reset();
    expect(choice.columns[1]?.track).not.toBe(`${NARROWEST}px`);
    expect(desk.setColumns).toHaveBeenLastCalledWith('prospects', []);
  });

  it('are taken up as they were kept, without those that nobody knows', async () => {
    kept({ id: 'name', width: 300 }, { id: 'shoeSize', width: 90 }, { id: 'country', width: null });
    const choice = choiceOf();
    await choice.takeUp();
    expect(shown(choice)).toEqual(['name', 'country']);
    expect(choice.columns[0]?.track).toBe('300px');
  });

  it('stay as they are where nothing, or nothing of use, was kept', async () => {
    for (const columns of [[], [{ id: 'country', width: null }]]) {
      kept(...columns);
      const choice = choiceOf();
      await choice.takeUp();
      expect(shown(choice)).toEqual(['name', 'stage']);
    }
    vi.mocked(desk.settings).mockRejectedValue(new Error('gone'));
    const choice = choiceOf();
    await choice.takeUp();
    expect(shown(choice)).toEqual(['name', 'stage']);
  });

  it('that were chosen meanwhile are not overwritten by what was kept', async () => {
    kept({ id: 'name', width: null });
    const choice = choiceOf();
    const taking = choice.takeUp();
    choice.toggle('country');
    await taking;
    expect(shown(choice)).toEqual(['name', 'stage', 'country']);
  });
});

describe('the chooser', () => {
  it('shows, hides and moves by keyboard, and says what a button is about', async () => {
    const choice = choiceOf();
    render(ColumnsList, { choice });
    await userEvent.click(screen.getByRole('checkbox', { name: 'Show Country' }));
    expect(shown(choice)).toEqual(['name', 'stage', 'country']);
    expect(screen.getByRole('checkbox', { name: 'Show Name' })).toBeDisabled();
    screen.getByRole('button', { name: 'Move Country to the left' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(shown(choice)).toEqual(['name', 'country', 'stage']);
    await userEvent.click(screen.getByRole('button', { name: 'As at first' }));
    expect(shown(choice)).toEqual(['name', 'stage']);
  });
});

it('the edge of a column moves by arrows', async () => {
  const onsize = vi.fn();
  render(ColumnEdge, { label: 'Stage', onsize });
  screen.getByRole('separator', { name: 'Width of Stage' }).focus();
  await userEvent.keyboard('{ArrowRight}{ArrowLeft}');
  expect(onsize.mock.calls).toEqual([
    [16, true],
    [-16, true],
  ]);
});
