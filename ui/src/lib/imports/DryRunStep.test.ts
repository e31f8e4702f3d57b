import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { DeskError, type Report } from '$lib/ipc/client';
import { commands } from '$lib/keyboard/commands.svelte';
import { listenForKeys } from '$lib/keyboard/keymap';
import { locale } from '$lib/locale.svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ImportDoor } from './door';
import { ImportFlow } from './flow.svelte';
import ImportWizard from './ImportWizard.svelte';
import { file, settled } from './testing';
import { fileDoor } from './testing-file';

let stop: () => void;
beforeEach(() => {
  locale.choice = 'en';
  stop = listenForKeys(commands);
});
afterEach(() => stop());

/** A dry run of the small file on the screen, the keyboard on its table. */
async function show(door: ImportDoor = fileDoor()) {
  const flow = new ImportFlow(door);
  flow.begin('prospects', file);
  const { wizard } = flow;
  if (!wizard) throw new Error('the flow has no wizard');
  await vi.waitFor(() => expect(wizard.step.at).toBe('columns'));
  await wizard.tryOut();
  render(ImportWizard, { wizard, flow, ongroup: vi.fn() });
  await screen.findByRole('row', { name: /Qingyang/ });
  return { door, wizard, user: userEvent.setup(), grid: screen.getByRole('grid') };
}

const fixes = (door: ImportDoor) => vi.mocked(door.dryRun).mock.lastCall?.[0].fixes;
/** In a popover: nothing is laid out here, so that it never comes to its place, and has no name for readers. */
const inPopover = (label: string) => screen.findByLabelText(label, { selector: '.pd-popover *' });
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const rowOf = (text: string | RegExp) => screen.getByRole('row', { name: text });
const details = () => screen.getByRole('complementary', { name: 'Details of the row' });
const active = () => {
  const id = screen.getByRole('grid').getAttribute('aria-activedescendant');
  return document.getElementById(id ?? '')?.textContent ?? '';
};

describe('a cell', () => {
  it('that is wrong is edited by a press, and Enter saves it and goes to the next problem', async () => {
    const { door, user, grid } = await show();
    await user.click(button('hello@@qingyang.example'));
    const field = screen.getByRole('textbox', { name: 'Email, row 2' });
    expect(field).toHaveFocus();
    await user.clear(field);
    await user.type(field, 'hi@qingyang.example{Enter}');
    await waitFor(() => expect(button('Import 3 rows')).toBeVisible());
    expect(fixes(door)?.cells).toEqual([{ row: 2, column: 1, value: 'hi@qingyang.example' }]);
    await waitFor(() => expect(active()).toContain('山野志'));
    expect(grid).toHaveFocus();
    expect(screen.getByText('Row 2 is fine now. 4 errors left.')).toBeVisible();
    expect(within(rowOf(/Qingyang/)).getByText(/Changed here/)).toBeInTheDocument();
  });

  it('is begun by Enter, and left as it was by Escape', async () => {
    const { door, user, grid } = await show();
    grid.focus();
    await user.keyboard('{Enter}');
    await user.type(screen.getByRole('textbox', { name: 'Email, row 2' }), 'x{Escape}');
    expect(screen.queryByRole('textbox', { name: 'Email, row 2' })).toBeNull();
    expect(grid).toHaveFocus();
    expect(door.dryRun).toHaveBeenCalledTimes(1);
  });

  it('takes what is suggested by Tab, and goes on to the next cell by another', async () => {
    const { door, user } = await show();
    await user.click(button('hello@@qingyang.example'));
    await user.keyboard('{Tab}');
    expect(screen.getByRole('textbox', { name: 'Email, row 2' })).toHaveValue('hello@qingyang.example');
    await user.keyboard('{Tab}');
    const group = screen.getByRole('textbox', { name: 'Group, row 2' });
    expect(group).toHaveFocus();
    expect(door.dryRun).toHaveBeenCalledTimes(1);
    await user.type(group, 'DACH{Enter}');
    await waitFor(() => expect(door.dryRun).toHaveBeenCalledTimes(2));
    expect(fixes(door)?.cells).toEqual([
      { row: 2, column: 1, value: 'hello@qingyang.example' },
      { row: 2, column: 2, value: 'DACH' },
    ]);
  });

  it('without a problem is edited by a double press', async () => {
    const { user } = await show();
    await user.dblClick(screen.getByText('Wanderbuch'));
    expect(screen.getByRole('textbox', { name: 'Name, row 1' })).toHaveFocus();
  });

  it('is saved when one presses elsewhere', async () => {
    const { door, user } = await show();
    await user.dblClick(screen.getByText('Wanderbuch'));
    await user.keyboard('Wander');
    await user.click(button(/^All rows/));
    await waitFor(() => expect(fixes(door)?.cells).toEqual([{ row: 1, column: 0, value: 'Wander' }]));
  });

  it('is mended by one press where something is suggested', async () => {
    const { door, user } = await show();
    await user.click(button('Use “hello@qingyang.example”'));
    await waitFor(() => expect(fixes(door)?.cells[0]?.value).toBe('hello@qingyang.example'));
  });
});

describe('the keys of the table', () => {
  it('go from row to row and from problem to problem', async () => {
    const { user, grid } = await show();
    await user.keyboard('j');
    expect(active()).toContain('山野志');
    expect(grid).toHaveFocus();
    await user.keyboard('kn');
    expect(active()).toContain('山野志');
    await user.keyboard('{Shift>}N{/Shift}{Shift>}N{/Shift}');
    expect(active()).toContain('Twins');
    await user.keyboard('n');
    expect(active()).toContain('Qingyang');
  });

  it('leave a row out and take that back', async () => {
    const { door, user } = await show();
    await user.keyboard('s');
    await waitFor(() => expect(button('1 Skipped')).toBeVisible());
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(button('0 Skipped')).toBeVisible());
    await user.keyboard('{Control>}y{/Control}');
    await waitFor(() => expect(fixes(door)?.skipped).toEqual([2]));
  });

  it('are told in the help', async () => {
    await show();
    for (const keys of ['n', 's', 'Enter', 'F2', 'j']) {
      expect(commands.find(keys)?.label(), keys).not.toBe('');
    }
    expect(commands.find('Mod+z')?.label()).toBe('Undo fix');
  });

  it('never import by a stray Enter', async () => {
    const { door, user } = await show();
    screen.getByRole('heading', { name: 'Dry run' }).focus();
    await user.keyboard('{Enter}');
    expect(door.import).not.toHaveBeenCalled();
    expect(screen.getByRole('textbox', { name: 'Email, row 2' })).toHaveFocus();
  });
});

describe('a cause', () => {
  it('has its rows left out at once, and taken in again under Skipped', async () => {
    const { door, user } = await show();
    await user.click(button(/^Unknown group/));
    await user.click(await screen.findByRole('button', { name: 'Skip these 2 rows' }));
    await waitFor(() => expect(fixes(door)?.skipped).toEqual([3, 5]));
    await user.click(await screen.findByRole('button', { name: '2 Skipped' }));
    await user.click(await screen.findByRole('button', { name: 'Include these 2 rows' }));
    await waitFor(() => expect(fixes(door)?.skipped).toEqual([]));
  });

  it('has a value read as another, the nearest first, in the language of the window', async () => {
    locale.choice = 'zh-CN';
    const { door, user } = await show();
    await user.click(button(/^未知商业模式/));
    await user.click(button('映射“Influencer”'));
    const list = await inPopover('商业模式');
    const options = within(list).getAllByRole('option', { hidden: true });
    expect(options).toHaveLength(12);
    expect(options[0]).toHaveTextContent('社交网红');
    await user.type(await inPopover('查找：商业模式'), '内容');
    expect(within(list).getAllByRole('option', { hidden: true })).toHaveLength(1);
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(fixes(door)?.values).toEqual([
        { field: 'businessModel', from: 'Influencer', to: 'contentReviews' },
      ]),
    );
  });

  it('has a value left empty', async () => {
    const { door, user } = await show();
    await user.click(button('Map “VIP 2025”'));
    await user.click(await screen.findByText('Leave empty'));
    await waitFor(() => expect(fixes(door)?.values).toEqual([{ field: 'group', from: 'VIP 2025', to: '' }]));
  });

  it('shows the field it is about beside name and email', async () => {
    const { user } = await show();
    await user.click(button(/^Unknown business model/));
    expect(screen.getByRole('columnheader', { name: 'Business model' })).toBeVisible();
    expect(await screen.findAllByRole('button', { name: 'Influencer' })).toHaveLength(2);
  });

  it('keeps its rows in sight while a group is made', async () => {
    const { door, user, grid } = await show();
    await user.click(screen.getAllByRole('button', { name: 'Create this group' })[0] as HTMLElement);
    await waitFor(() => expect(door.dryRun).toHaveBeenCalledTimes(2));
    expect(grid).toBeInTheDocument();
    expect(await screen.findByText('“VIP 2025” is a group now. 4 errors left.')).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Unknown group/ })).toBeNull());
  });
});

describe('the details of a row', () => {
  it('offer the accounts that it can be, and a new partner', async () => {
    const { door, user } = await show();
    await user.click(button('Choose'));
    const accounts = within(details()).getByRole('radiogroup', { name: 'Which account is it?' });
    await user.click(within(accounts).getByRole('radio', { name: /Twins Outdoor/ }));
    await waitFor(() => expect(fixes(door)?.choices).toEqual([{ row: 7, partner: 2 }]));
    expect(await within(details()).findByText('Becomes a prospect')).toBeVisible();
    await user.click(within(details()).getByRole('radio', { name: 'A new partner' }));
    await waitFor(() => expect(fixes(door)?.choices).toEqual([{ row: 7, partner: null }]));
  });

  it('offer an account of the same name, which the row does not take by itself', async () => {
    const { door, user } = await show(
      fileDoor([
        ['Qingyang', 'hi@qingyang.example', '', ''],
        ['Namesake', 'me@namesake.example', '', ''],
      ]),
    );
    await user.click(button('Same name…'));
    expect(within(details()).getByRole('radio', { name: 'A new partner' })).toBeChecked();
    await user.click(within(details()).getByRole('radio', { name: /ID 77/ }));
    await waitFor(() => expect(fixes(door)?.choices).toEqual([{ row: 2, partner: 3 }]));
  });

  it('hold every cell, and Escape leaves them for the table', async () => {
    const { door, user, grid } = await show();
    await user.keyboard('jjo');
    const model = within(details()).getByRole('textbox', { name: /businessModel/ });
    expect(model).toHaveAccessibleDescription(/“Influencer” is no business model/);
    await user.clear(model);
    await user.type(model, 'Content/Reviews{Enter}');
    await waitFor(() =>
      expect(fixes(door)?.cells).toEqual([{ row: 4, column: 3, value: 'Content/Reviews' }]),
    );
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('complementary')).toBeNull();
    expect(grid).toHaveFocus();
  });
});

describe('the fixes', () => {
  it('are counted and listed, and each can be taken back', async () => {
    const { door, user } = await show();
    await user.click(button('Use “hello@qingyang.example”'));
    await user.click(await screen.findByRole('button', { name: '1 fix' }));
    await user.click(await inPopover('Take back: Row 2, Email “hello@qingyang.example”'));
    await waitFor(() => expect(fixes(door)?.cells).toEqual([]));
  });

  it('are taken back all at once', async () => {
    const { door, user } = await show();
    await user.keyboard('s');
    await user.click(await screen.findByRole('button', { name: '1 fix' }));
    await user.click(await screen.findByText('Take all back'));
    await waitFor(() => expect(fixes(door)?.skipped).toEqual([]));
    expect(await screen.findByText('All fixes taken back. 5 errors left.')).toBeVisible();
  });

  it('show how far a long check is, and Escape stops it', async () => {
    const { door, user } = await show();
    vi.mocked(door.dryRun).mockImplementationOnce((_, { signal, progress }) => {
      const slow = settled<Report>();
      progress?.({ step: 'checking', rows: 3, part: 0.5 });
      signal?.addEventListener('abort', () => slow.reject(new DeskError({ kind: 'cancelled' })));
      return slow.promise;
    });
    await user.keyboard('s');
    expect(screen.queryByRole('progressbar')).toBeNull();
    const bar = await screen.findByRole('progressbar', { name: 'Checking the rows again…' });
    expect(bar).toHaveAttribute('aria-valuenow', '55');
    expect(screen.getByRole('row', { name: /Qingyang/ })).toBeVisible();
    await user.keyboard('{Escape}');
    expect(await screen.findByText('The check was stopped and the fix taken back.')).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Dry run' })).toBeInTheDocument();
  });

  it('that were dropped are told of', async () => {
    const { door, user, wizard } = await show();
    await user.keyboard('s');
    await screen.findByRole('button', { name: '1 fix' });
    const read = await door.preview({} as never);
    vi.mocked(door.preview).mockResolvedValueOnce({ ...read, encoding: 'GBK' });
    await wizard.readAs({ encoding: 'GBK' });
    expect(await screen.findByText('The file is read in another way now: 1 fix was dropped.')).toBeVisible();
  });
});

describe('the rules of this import', () => {
  /** A door that knows one who is out, and a row that no workflow accepts. */
  function ruled(): ImportDoor {
    const door = fileDoor();
    const tried = vi.mocked(door.dryRun).getMockImplementation();
    vi.mocked(door.dryRun).mockImplementation(async (request, watch) => {
      if (!tried) throw new Error('the door tries nothing');
      const report = await tried(request, watch);
      const waits = { code: 'notAccepted', severity: 'warning', rows: 2, values: [] } as const;
      const causes = request.existingPartners ? [...report.causes, { ...waits, values: [] }] : report.causes;
      return { ...report, causes, revivable: 1, revive: request.revive ?? false };
    });
    return door;
  }
  const ticks = (door: ImportDoor) => {
    const { revive, existingPartners } = vi.mocked(door.dryRun).mock.lastCall?.[0] ?? {};
    return { revive, existingPartners };
  };
  const box = (name: string | RegExp) => screen.getByRole('checkbox', { name });

  it('are off at first, and bring back who is out once ticked, with the rows checked at their place', async () => {
    const { door, user } = await show(ruled());
    expect(ticks(door)).toEqual({ revive: false, existingPartners: false });
    await user.click(rowOf(/Steilwand/));
    const stood = active();
    await user.click(box('Bring back the one who is hidden, archived, rejected or expired'));
    await waitFor(() => expect(ticks(door)).toEqual({ revive: true, existingPartners: false }));
    expect(await screen.findByText(/^1 partner is brought back\./)).toBeVisible();
    expect(box(/Bring back the one/)).toBeChecked();
    expect(active()).toBe(stood);
    await user.click(box(/Bring back the one/));
    await waitFor(() => expect(ticks(door).revive).toBe(false));
    expect(await screen.findByText(/^Who is out stays out\./)).toBeVisible();
  });

  it('say how many rows wait for a workflow that accepts, and where to make one', async () => {
    const { door, user } = await show(ruled());
    await user.click(box(/These partners already work with us/));
    await waitFor(() => expect(ticks(door).existingPartners).toBe(true));
    expect(await screen.findByText(/2 rows would not join, .* under Workflows\./)).toBeVisible();
  });

  it('are taken back where the check fails', async () => {
    const { door, user } = await show(ruled());
    vi.mocked(door.dryRun).mockRejectedValueOnce(new DeskError({ kind: 'diskFull' }));
    await user.click(box(/These partners already work with us/));
    expect(await screen.findByRole('alert')).toHaveTextContent('No room is left on the disk');
    expect(box(/These partners already work with us/)).not.toBeChecked();
  });

  it('bring back nobody where nobody is out', async () => {
    await show();
    expect(screen.queryByRole('checkbox', { name: /Bring back/ })).not.toBeInTheDocument();
  });
});

describe('finding rows', () => {
  it('by a text in a cell leaves those, the keyboard goes on with them, and Escape brings the others back', async () => {
    const { user, grid } = await show();
    await user.keyboard('/');
    const field = screen.getByRole('combobox', { name: 'Find in rows' });
    expect(field).toHaveFocus();
    await user.keyboard('qingyang');
    await waitFor(() => expect(screen.queryByRole('row', { name: /Wanderbuch/ })).toBeNull());
    expect(rowOf(/Qingyang/)).toBeVisible();
    await user.keyboard('{Enter}');
    expect(grid).toHaveFocus();
    expect(active()).toContain('Qingyang');

    await user.keyboard('/{Escape}');
    expect(await screen.findByRole('row', { name: /Wanderbuch/ })).toBeVisible();
  });

  it('says so where no row has it', async () => {
    const { user } = await show();
    await user.keyboard('/nobody');
    expect(await screen.findByText('No row has “nobody” in a cell.')).toBeVisible();
    await user.click(screen.getAllByRole('button', { name: 'Clear search' }).at(-1) as HTMLElement);
    expect(await screen.findByRole('row', { name: /Qingyang/ })).toBeVisible();
  });
});
