import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { DeskError, type Page } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ImportDoor } from './door';
import { ImportFlow } from './flow.svelte';
import ImportWizard from './ImportWizard.svelte';
import { fakeDoor, file, issue, outcomes, preview, report, row } from './testing';

afterEach(() => {
  locale.choice = 'en';
});

/** A wizard on the screen, over a door. */
async function show(door: ImportDoor = fakeDoor()) {
  const flow = new ImportFlow(door);
  flow.begin('prospects', file);
  const { wizard } = flow;
  if (!wizard) throw new Error('the flow has no wizard');
  await vi.waitFor(() => expect(wizard.step.at).not.toBe('opening'));
  const ongroup = vi.fn();
  render(ImportWizard, { wizard, flow, ongroup });
  return { flow, wizard, ongroup, user: userEvent.setup() };
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('the columns', () => {
  it('begin at their heading, with the step in sight', async () => {
    await show();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Import prospects');
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Match the columns' })).toHaveFocus());
    expect(
      within(screen.getByRole('list', { name: 'Steps' }))
        .getByText('Columns')
        .closest('li'),
    ).toHaveAttribute('aria-current', 'step');
  });

  it('say in words where the reading is not sure', async () => {
    await show(fakeDoor({ preview: () => Promise.resolve(preview({ sure: false })) }));
    expect(screen.getByText('Not sure: please check the rows below')).toBeVisible();
  });

  it('say what is missing and what to do, and do not go on', async () => {
    const { user } = await show(
      fakeDoor({ preview: () => Promise.resolve(preview({ columns: [{ name: 'A', field: 'name' }] })) }),
    );
    expect(screen.getByText('No column gives Email. Choose the one that holds it.')).toBeVisible();
    expect(button('Start dry run')).toHaveAttribute('aria-disabled', 'true');
    await user.click(button('Start dry run'));
    expect(screen.getByRole('heading', { name: 'Match the columns' })).toBeVisible();
  });
});

describe('a file that cannot be read', () => {
  it('says what happened, what was kept and what to do', async () => {
    const error = new DeskError({ kind: 'fileNotText', looksLike: 'png' });
    const { flow, user } = await show(fakeDoor({ preview: () => Promise.reject(error) }));
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('it looks like PNG');
    expect(alert).toHaveTextContent('nothing was imported');
    expect(button('Choose another file…')).toBeVisible();
    await user.click(button('Cancel'));
    expect(flow.wizard).toBeUndefined();
  });

  it('says so in Chinese', async () => {
    locale.choice = 'zh-CN';
    await show(fakeDoor({ preview: () => Promise.reject(new DeskError({ kind: 'fileEmpty' })) }));
    expect(screen.getByRole('alert')).toHaveTextContent('文件是空的');
    expect(button('选择其他文件…')).toBeVisible();
  });
});

describe('the dry run', () => {
  const wrong = row({
    outcome: 'error',
    issues: [issue('unknownGroup', { field: 'group', value: 'VIP 2025', suggestion: 'VIP 2026' })],
  });
  const door = (change: Partial<ImportDoor> = {}) =>
    fakeDoor({
      rows: () => Promise.resolve<Page>({ total: 3, errors: 1, rows: [wrong, row(), row()] }),
      ...change,
    });

  async function tried(given = door()) {
    const shown = await show(given);
    await shown.user.click(button('Start dry run'));
    await screen.findByRole('heading', { name: 'Dry run' });
    return shown;
  }

  it('counts the outcomes, filters by them, and says what stays out', async () => {
    const given = door();
    const { user } = await tried(given);
    expect(button('2 Create')).toHaveAttribute('aria-pressed', 'false');
    await user.click(button('1 Error'));
    expect(button('1 Error')).toHaveAttribute('aria-pressed', 'true');
    expect(screen.getByText('Nothing has been written yet. 1 error stays out.')).toBeVisible();
    expect(button('Import 2 rows')).not.toHaveAttribute('aria-disabled');
  });

  it('says where other tables begin that only the whole of the file shows', async () => {
    const read = preview({ otherTables: [3_003] });
    await tried(door({ dryRun: () => Promise.resolve(report({ preview: read })) }));
    expect(screen.getByText(/^Another table seems to begin in line 3003\./)).toBeVisible();
  });

  it('shows the rows of a cause', async () => {
    const { wizard, user } = await tried();
    await user.click(button(/^Unknown group/));
    const { step } = wizard;
    expect(step.at === 'dryRun' && step.trial.rows.filter).toEqual({
      kind: 'code',
      code: 'unknownGroup',
      value: null,
    });
  });

  it('shows the rows of a cause that has no values', async () => {
    const causes = [{ code: 'requiredMissing' as const, severity: 'error' as const, rows: 1, values: [] }];
    const rows = vi.fn(() => Promise.resolve<Page>({ total: 1, errors: 1, rows: [wrong] }));
    const { user } = await tried(door({ dryRun: () => Promise.resolve(report({ causes })), rows }));
    const cause = button(/^Required value missing/);
    await user.click(cause);
    expect(cause).toHaveAttribute('aria-pressed', 'true');
    const asked = { kind: 'code', code: 'requiredMissing', value: null };
    expect(rows).toHaveBeenLastCalledWith(asked, '', 0, expect.any(Number));
  });

  it('counts the rows with errors over their causes, however many a row has', async () => {
    const causes = (['emailInvalid', 'unknownGroup'] as const).map((code) => ({
      code,
      severity: 'error' as const,
      rows: 4,
      values: [],
    }));
    await tried(
      door({
        dryRun: () => Promise.resolve(report({ outcomes: outcomes({ create: 1, error: 4 }), causes })),
      }),
    );
    expect(screen.getByRole('heading', { name: 'Errors 4' })).toBeVisible();
  });

  it('makes a missing group and runs anew', async () => {
    const given = door();
    const { ongroup, user } = await tried(given);
    await user.click(screen.getAllByRole('button', { name: 'Create this group' })[0] as HTMLElement);
    await waitFor(() => expect(ongroup).toHaveBeenCalledWith('VIP 2025'));
    expect(given.dryRun).toHaveBeenCalledTimes(2);
  });

  it('does not import where every row has an error', async () => {
    const given = door({
      dryRun: () => Promise.resolve(report({ rows: 3, outcomes: outcomes({ error: 3 }) })),
    });
    const { user } = await tried(given);
    await user.click(button('Import 0 rows'));
    expect(given.import).not.toHaveBeenCalled();
    expect(button('Import 0 rows')).toHaveAccessibleDescription(/all of them have errors/);
  });

  it('leads to a changed file with the way to run it anew', async () => {
    const given = door({ import: () => Promise.reject(new DeskError({ kind: 'fileChanged' })) });
    const { user } = await tried(given);
    await user.click(button('Import 2 rows'));
    expect(await screen.findByRole('alert')).toHaveTextContent('The file has changed since the dry run');
    await user.click(button('Run the dry run anew'));
    expect(await screen.findByRole('heading', { name: 'Dry run' })).toBeInTheDocument();
  });
});
