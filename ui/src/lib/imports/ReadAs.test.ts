import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import type { Preview, Quoting } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ImportFlow } from './flow.svelte';
import ImportWizard from './ImportWizard.svelte';
import { sheetChoices } from './reading';
import { fakeDoor, file, preview } from './testing';

afterEach(() => {
  locale.choice = 'en';
});

/** A file at its columns, read as `change` says. */
async function show(change: Partial<Preview> = {}) {
  const door = fakeDoor({ preview: vi.fn(() => Promise.resolve(preview(change))) });
  const flow = new ImportFlow(door);
  flow.begin('prospects', file);
  const { wizard } = flow;
  if (!wizard) throw new Error('the flow has no wizard');
  await vi.waitFor(() => expect(wizard.step.at).toBe('columns'));
  render(ImportWizard, { wizard, flow, ongroup: vi.fn() });
  const heading = screen.getByRole('heading', { name: 'Match the columns' });
  await vi.waitFor(() => expect(heading).toHaveFocus());
  const user = userEvent.setup();
  /** Chooses in one of the selects of the line, by so many steps up or down. */
  const choose = async (select: string, steps: string) => {
    screen.getByRole('combobox', { name: select }).focus();
    await user.keyboard(`{Enter}${steps}{Enter}`);
  };
  const asked = () => vi.mocked(door.preview).mock.lastCall?.[0].reading;
  return { door, choose, asked, user };
}

const selects = () => screen.getAllByRole('combobox').map((select) => select.getAttribute('aria-label'));

describe('a text file', () => {
  it('can be read in another encoding, with other delimiters and quotes, and another header', async () => {
    await show();
    expect(selects()).toEqual(
      expect.arrayContaining([
        'Encoding: UTF-8',
        'Delimiter: comma',
        'Quotes: double quotes',
        'Header: header in row 1',
      ]),
    );
    expect(screen.queryByRole('combobox', { name: /^Sheet/ })).toBeNull();
  });

  it('is read anew with the quotes that were chosen', async () => {
    const { choose, asked } = await show();
    await choose('Quotes: double quotes', '{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(asked()).toMatchObject({ quoting: 'singleBackslash' });
    expect(screen.getByRole('combobox', { name: 'Quotes: single quotes, backslash' })).toBeVisible();
  });

  it('is read anew with a delimiter that is typed', async () => {
    const { door, choose, asked, user } = await show();
    await choose('Delimiter: comma', '{End}');
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Character between fields' })).toHaveFocus(),
    );
    expect(door.preview).toHaveBeenCalledTimes(1);
    await user.keyboard('§');
    expect(asked()).toMatchObject({ delimiter: '§' });
    expect(await screen.findByRole('combobox', { name: 'Delimiter: “§”' })).toHaveFocus();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('keeps its delimiter while the keyboard passes it by', async () => {
    const { door, user } = await show({ delimiter: ';' });
    screen.getByRole('combobox', { name: 'Encoding: UTF-8' }).focus();
    await user.tab();
    expect(screen.getByRole('combobox', { name: 'Delimiter: semicolon' })).toHaveFocus();
    await user.tab();
    expect(screen.getByRole('combobox', { name: 'Quotes: double quotes' })).toHaveFocus();
    expect(door.preview).toHaveBeenCalledTimes(1);
  });

  it('keeps its delimiter where none is typed', async () => {
    const { door, choose, user } = await show();
    await choose('Delimiter: comma', '{End}');
    await waitFor(() => expect(screen.getByRole('textbox')).toHaveFocus());
    await user.keyboard('{Escape}');
    expect(await screen.findByRole('combobox', { name: 'Delimiter: comma' })).toBeVisible();
    expect(door.preview).toHaveBeenCalledTimes(1);
  });

  it.each<[Quoting, string, string]>([
    ['double', 'double quotes', '双引号'],
    ['single', 'single quotes', '单引号'],
    ['doubleBackslash', 'double quotes, backslash', '双引号，反斜杠转义'],
    ['singleBackslash', 'single quotes, backslash', '单引号，反斜杠转义'],
    ['none', 'no quotes', '无引号'],
  ])('says its quotes in words: %s', async (quoting, english, chinese) => {
    await show({ quoting });
    expect(selects()).toContain(`Quotes: ${english}`);
    locale.choice = 'zh-CN';
    await vi.waitFor(() => expect(selects()).toContain(`引号: ${chinese}`));
  });
});

describe('a spreadsheet', () => {
  const sheets = [
    { name: 'Contacts', rows: 12_480 },
    { name: 'Notes', rows: null },
  ];

  it('has a sheet and a header, and no encoding, delimiter or quotes', async () => {
    await show({ sheet: 'Contacts', sheets });
    expect(selects()).toEqual(expect.arrayContaining(['Sheet: Contacts', 'Header: header in row 1']));
    expect(screen.queryByRole('combobox', { name: /^(Encoding|Delimiter|Quotes)/ })).toBeNull();
  });

  it('offers its sheets with their rows, where they were counted', () => {
    expect(sheetChoices('Notes', sheets)).toEqual([
      { value: 'Contacts', label: 'Contacts', hint: '12,480 rows' },
      { value: 'Notes', label: 'Notes', hint: undefined },
    ]);
  });

  it('is read anew with the sheet that was chosen', async () => {
    const { choose, asked } = await show({ sheet: 'Notes', sheets });
    await choose('Sheet: Notes', '{ArrowUp}');
    expect(asked()).toMatchObject({ sheet: 'Contacts', headerRow: null });
  });
});

describe('a file with several tables', () => {
  it('says in which line another begins', async () => {
    await show({ otherTables: [14], sure: false });
    expect(
      screen.getByText(
        'Another table seems to begin in line 14. Its rows will be errors: import it from a file of its own.',
      ),
    ).toBeVisible();
    expect(screen.getByText('Not sure: please check the rows below')).toBeVisible();
  });

  it('lists the lines, in the language of the moment', async () => {
    await show({ otherTables: [14, 31, 52] });
    expect(screen.getByText(/^Other tables seem to begin in lines 14, 31, and 52\./)).toBeVisible();
    locale.choice = 'zh-CN';
    expect(await screen.findByText(/^第 14、31和52 行似乎是其他表格的开头。/)).toBeVisible();
  });

  it('speaks of rows where it is a sheet', async () => {
    await show({ sheet: 'Contacts', otherTables: [14], sure: false });
    expect(screen.getByText(/^Another table seems to begin in row 14 of the sheet\./)).toBeVisible();
    locale.choice = 'zh-CN';
    expect(await screen.findByText(/^工作表第 14 行似乎是其他表格的开头。/)).toBeVisible();
  });

  it('counts those after the first few', async () => {
    await show({ otherTables: [3, 5, 7, 9, 11, 13, 15, 17] });
    expect(screen.getByText(/begin in lines 3, 5, 7, 9, 11, 13 and 2 more\./)).toBeVisible();
  });

  it('says nothing where there is one', async () => {
    await show();
    expect(screen.queryByText(/table seems to begin/)).toBeNull();
  });
});
