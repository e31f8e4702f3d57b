import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { DeskError } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { toasts } from '$lib/shared/toasts.svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ImportFlow } from './flow.svelte';
import PasteTable from './PasteTable.svelte';
import { fakeDoor, pasted } from './testing';

const table = 'Name\tEmail\nWanderbuch\tanke@wanderbuch.example';

afterEach(() => {
  locale.choice = 'en';
  toasts.dismiss();
  document.body.replaceChildren();
});

function show(open: boolean, door = fakeDoor()) {
  const flow = new ImportFlow(door);
  render(PasteTable, { flow, open });
  return { flow, door, user: userEvent.setup() };
}

/** A paste event as the window sends it. */
const paste = (text: string, target: Element = document.body) =>
  fireEvent.paste(target, { clipboardData: { getData: () => text } });

describe('a table pasted on the place', () => {
  it('is taken as a file, of which is asked what it holds', async () => {
    const { flow, door } = show(false);
    await paste(table);
    await waitFor(() => expect(flow.dropped).toEqual(pasted));
    expect(door.paste).toHaveBeenCalledExactlyOnceWith(table);
    flow.begin('prospects', pasted);
    expect(flow.wizard?.file).toEqual(pasted);
  });

  it('is left to a field where one types', async () => {
    const { door } = show(false);
    const field = document.body.appendChild(document.createElement('input'));
    await paste(table, field);
    expect(door.paste).not.toHaveBeenCalled();
    expect(toasts.shown).toBeUndefined();
  });

  it.each([
    ['nothing', '', 'There is no text to paste. Copy a table first.'],
    ['blanks', ' \t\r\n', 'There is no text to paste. Copy a table first.'],
    ['one cell', 'Wanderbuch\r\n', 'That is one cell alone. Copy the header and the rows.'],
  ])('is refused where it is %s', async (_, text, words) => {
    const { door } = show(false);
    await paste(text);
    await waitFor(() => expect(toasts.shown?.text).toBe(words));
    expect(door.paste).not.toHaveBeenCalled();
  });

  it('is refused in words where it is too large', async () => {
    const refusal = new DeskError({ kind: 'tooLarge', argument: 'text', limit: 64 });
    const { flow } = show(false, fakeDoor({ paste: () => Promise.reject(refusal) }));
    await paste(table);
    await waitFor(() => expect(toasts.shown?.text).toMatch(/more than can be done at once \(at most 64\)/));
    expect(flow.dropped).toBeUndefined();
  });

  it('is not taken while an import runs', async () => {
    const { flow, door } = show(false);
    vi.spyOn(flow, 'busy', 'get').mockReturnValue(true);
    await paste(table);
    expect(door.paste).not.toHaveBeenCalled();
  });
});

describe('the dialog for a table', () => {
  it('takes what was pasted into it, and closes', async () => {
    const { flow, door, user } = show(true);
    await user.click(screen.getByRole('textbox', { name: 'Table' }));
    await user.paste(table);
    expect(door.paste).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await waitFor(() => expect(flow.dropped).toEqual(pasted));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says what is wrong, and stays', async () => {
    const { user } = show(true);
    await user.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('There is no text to paste.');
    expect(screen.getByRole('textbox')).toHaveAccessibleDescription(/There is no text/);
    expect(screen.getByRole('textbox')).toHaveFocus();
    await user.keyboard('Wanderbuch');
    expect(screen.queryByRole('alert')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('That is one cell alone.');
  });

  it('speaks Chinese', () => {
    locale.choice = 'zh-CN';
    show(true);
    expect(screen.getByRole('dialog', { name: '粘贴表格' })).toBeVisible();
  });
});
