import { DeskError, type Report } from '$lib/ipc/client';
import { announcer } from '$lib/shared/announcer.svelte';
import { locale } from '$lib/locale.svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ImportDoor } from './door';
import { Fixing, mendedCell } from './fixing.svelte';
import type { DryRun } from './steps';
import { file, issue, outcomes, report, row, settled } from './testing';
import { fileDoor } from './testing-file';
import { Wizard } from './wizard.svelte';

beforeEach(() => {
  locale.choice = 'en';
});

/** A dry run of the small file, its first rows seen. */
async function mending(door: ImportDoor = fileDoor()) {
  const wizard = new Wizard('prospects', file, door);
  await wizard.open();
  await wizard.tryOut();
  const dryRun = (): DryRun => {
    if (wizard.step.at !== 'dryRun') throw new Error(`it stands at ${wizard.step.at}`);
    return wizard.step;
  };
  const { rows } = dryRun().trial;
  const fixing = new Fixing(wizard, rows);
  rows.pages.show({ first: 0, end: 7 });
  await vi.waitFor(() => expect(rows.pages.row(0)).toBeDefined());
  const numbers = () => Array.from({ length: rows.count }, (_, at) => rows.pages.row(at)?.row);
  const errors = () => dryRun().trial.report.outcomes.error;
  return { door, wizard, dryRun, rows, fixing, numbers, errors };
}

const lastFixes = (door: ImportDoor) => vi.mocked(door.dryRun).mock.lastCall?.[0].fixes;

/** Writes the email of the row that the keyboard stands on. */
async function writeEmail({ fixing, rows }: { fixing: Fixing; rows: Fixing['rows'] }, email: string) {
  const row = rows.pages.row(rows.standing);
  if (!row) throw new Error('no row');
  await fixing.write(row, [[1, email]], true);
}

describe('values of earlier imports', () => {
  const remembered = (from: string) => ({ field: 'businessModel' as const, from, to: 'Social Influencer' });

  it('are read the same way where the file has them, which is said and can be taken back', async () => {
    const door = fileDoor();
    const plain = door.preview;
    const values = [remembered('Influencer'), remembered('Nobody')];
    door.preview = async (request) => ({ ...(await plain(request)), values });
    const { fixing, errors } = await mending(door);
    await fixing.recall();
    expect(lastFixes(door)?.values).toEqual([remembered('Influencer')]);
    expect(fixing.said).toBe('1 value is read as in an earlier import. 4 errors left.');
    await fixing.undo();
    expect(errors()).toBe(5);
    await fixing.recall();
    expect(errors()).toBe(5);
  });

  it('are none of a file without them', async () => {
    const { fixing, door } = await mending();
    await fixing.recall();
    expect(door.dryRun).toHaveBeenCalledOnce();
  });
});

describe('a fix', () => {
  it('is asked for with the whole file, and shows its rows in the place of the old ones', async () => {
    const { fixing, rows, door, dryRun, numbers, errors } = await mending();
    expect(numbers()).toEqual([2, 3, 4, 5, 7, 1, 6]);
    await writeEmail({ fixing, rows }, 'hello@qingyang.example');
    expect(lastFixes(door)?.cells).toEqual([{ row: 2, column: 1, value: 'hello@qingyang.example' }]);
    expect(dryRun().trial.rows).toBe(rows);
    expect(numbers()).toEqual([3, 4, 5, 7, 1, 2, 6]);
    expect(errors()).toBe(4);
    expect(announcer.text).toContain('Row 2 is fine now. 4 errors left.');
  });

  it('goes on to the next problem', async () => {
    const { fixing, rows } = await mending();
    await writeEmail({ fixing, rows }, 'hello@qingyang.example');
    expect(fixing.current?.row).toBe(3);
  });

  it('stays on a row that is still wrong, and says so', async () => {
    const { fixing, rows } = await mending();
    await writeEmail({ fixing, rows }, 'still wrong');
    expect(fixing.current?.row).toBe(2);
    expect(fixing.said).toBe('Row 2 still has an error: Email invalid. 5 errors left.');
  });

  it('that writes what stands there changes nothing, and goes on', async () => {
    const { fixing, rows, door } = await mending();
    await writeEmail({ fixing, rows }, 'hello@@qingyang.example');
    expect(door.dryRun).toHaveBeenCalledTimes(1);
    expect(fixing.current?.row).toBe(3);
  });

  it('shows the written cell while it is checked', async () => {
    const slow = settled<Report>();
    const { fixing, rows, door, dryRun } = await mending();
    vi.mocked(door.dryRun).mockReturnValueOnce(slow.promise);
    const writing = writeEmail({ fixing, rows }, 'hello@qingyang.example');
    expect(rows.pages.row(0)?.fields[1]).toBe('hello@qingyang.example');
    expect(dryRun().check).toBeDefined();
    slow.reject(new DeskError({ kind: 'cancelled' }));
    await writing;
  });

  it('keeps the cause that is looked at, and turns to all rows once it has none', async () => {
    const { fixing, rows } = await mending();
    rows.look({ kind: 'code', code: 'unknownGroup', value: 'VIP 2025' });
    await vi.waitFor(() => expect(rows.pages.row(0)?.row).toBe(3));
    const row = rows.pages.row(0);
    if (!row) throw new Error('no row');
    await fixing.write(row, [[2, 'DACH']]);
    expect(rows.filter).toEqual({ kind: 'code', code: 'unknownGroup', value: 'VIP 2025' });
    expect(rows.count).toBe(1);
    await fixing.map('unknownGroup', 'VIP 2025', 'VIP 2026');
    expect(rows.filter).toEqual({ kind: 'all' });
  });

  it('takes a value for another in every row that has it', async () => {
    const { fixing, door, errors } = await mending();
    await fixing.map('unknownBusinessModel', 'Influencer', 'socialInfluencer');
    expect(lastFixes(door)?.values).toEqual([
      { field: 'businessModel', from: 'Influencer', to: 'socialInfluencer' },
    ]);
    expect(errors()).toBe(4);
    expect(fixing.said).toBe('“Influencer” is read as “Social Influencer”. 4 errors left.');
  });

  it('takes what is suggested', async () => {
    const { fixing, rows, door } = await mending();
    const row = rows.pages.row(0);
    const [wrong] = row?.issues ?? [];
    if (!row || !wrong) throw new Error('nothing is wrong');
    await fixing.take(row, wrong);
    expect(lastFixes(door)?.cells).toEqual([{ row: 2, column: 1, value: 'hello@qingyang.example' }]);
  });

  it('leaves a row out, and takes it in again', async () => {
    const { fixing, dryRun } = await mending();
    await fixing.skip();
    expect(dryRun().trial.report.outcomes.skipped).toBe(1);
    expect(fixing.said).toBe('1 row skipped. 4 errors left.');
    await fixing.include();
    expect(dryRun().trial.report.outcomes.skipped).toBe(0);
  });

  it('leaves out all rows of a cause, page by page', async () => {
    const { fixing, door } = await mending();
    const rows = vi.mocked(door.rows);
    const whole = rows.getMockImplementation();
    rows.mockImplementation((filter, text, offset, limit) => {
      expect(limit).toBeLessThanOrEqual(500);
      const size = filter.kind === 'code' ? 1 : limit;
      return whole ? whole(filter, text, offset, size) : Promise.reject(new Error('no rows'));
    });
    await fixing.skipAll({ kind: 'code', code: 'unknownGroup', value: null });
    expect(lastFixes(door)?.skipped).toEqual([3, 5]);
  });

  it('chooses whom a row is about', async () => {
    const { fixing, rows, door, errors } = await mending();
    const row = rows.pages.row(4);
    if (!row) throw new Error('no row');
    await fixing.choose(row, 2);
    expect(lastFixes(door)?.choices).toEqual([{ row: 7, partner: 2 }]);
    expect(errors()).toBe(4);
    const now = await door.row(7);
    expect(now && fixing.candidatesOf(now).map(({ id }) => id)).toEqual([1, 2]);
  });
});

describe('taking fixes back', () => {
  it('goes step by step, and forward again', async () => {
    const { fixing, errors, dryRun } = await mending();
    await fixing.skip();
    await fixing.map('unknownBusinessModel', 'Influencer', '');
    expect(errors()).toBe(3);
    await fixing.undo();
    expect(errors()).toBe(4);
    expect(fixing.said).toBe('Fix taken back. 4 errors left.');
    await fixing.undo();
    expect(errors()).toBe(5);
    await fixing.redo();
    expect(dryRun().trial.report.outcomes.skipped).toBe(1);
  });

  it('says so where there is none', async () => {
    const { fixing, door } = await mending();
    await fixing.undo();
    expect(fixing.said).toBe('There is no fix to take back.');
    expect(door.dryRun).toHaveBeenCalledTimes(1);
  });

  it('takes back one of them, or all', async () => {
    const { fixing, dryRun } = await mending();
    await fixing.skip();
    await fixing.choose(row({ row: 7 }), null);
    await fixing.remove({ kind: 'choice', row: 7, partner: null });
    expect(dryRun().draft.fixes.now).toEqual({ cells: [], values: [], skipped: [2], choices: [] });
    await fixing.remove();
    expect(dryRun().draft.fixes.now.skipped).toEqual([]);
    expect(fixing.said).toBe('All fixes taken back. 5 errors left.');
  });
});

describe('a check', () => {
  it('that fails takes the fix back, and says why', async () => {
    const { fixing, rows, door, dryRun } = await mending();
    vi.mocked(door.dryRun).mockRejectedValueOnce(new DeskError({ kind: 'workspaceBusy' }));
    await writeEmail({ fixing, rows }, 'hello@qingyang.example');
    expect(dryRun().draft.fixes.now.cells).toEqual([]);
    expect(dryRun().error).toEqual(new DeskError({ kind: 'workspaceBusy' }));
    expect(fixing.said).toBe('The fix was taken back.');
    await vi.waitFor(() => expect(rows.pages.row(0)?.fields[1]).toBe('hello@@qingyang.example'));
  });

  it('that is stopped takes the fix back', async () => {
    const { fixing, door, wizard, dryRun } = await mending();
    vi.mocked(door.dryRun).mockImplementationOnce((_, { signal }) => {
      const slow = settled<Report>();
      signal?.addEventListener('abort', () => slow.reject(new DeskError({ kind: 'cancelled' })));
      return slow.promise;
    });
    const skipping = fixing.skip();
    await vi.waitFor(() => expect(door.dryRun).toHaveBeenCalledTimes(2));
    wizard.cancel();
    await skipping;
    expect(dryRun().draft.fixes.now.skipped).toEqual([]);
    expect(dryRun().error).toBeUndefined();
    expect(fixing.said).toContain('stopped');
  });

  it('waits for the one before it, of which it is the sum', async () => {
    const { fixing, rows, door, dryRun } = await mending();
    const running: string[] = [];
    const whole = vi.mocked(door.dryRun).getMockImplementation();
    vi.mocked(door.dryRun).mockImplementation(async (request, watch) => {
      expect(running).toEqual([]);
      running.push('one');
      await Promise.resolve();
      running.pop();
      if (watch.signal?.aborted) throw new DeskError({ kind: 'cancelled' });
      return whole ? whole(request, watch) : report();
    });
    const both = [
      writeEmail({ fixing, rows }, 'hello@qingyang.example'),
      fixing.choose(row({ row: 7 }), null),
    ];
    await Promise.all(both);
    expect(lastFixes(door)).toMatchObject({ cells: [{ row: 2 }], choices: [{ row: 7 }] });
    expect(dryRun().trial.report.outcomes.error).toBe(3);
    expect(dryRun().check).toBeUndefined();
  });

  it('of a file that has changed meanwhile leads to running it anew, without its fixes', async () => {
    const { fixing, door, wizard } = await mending();
    vi.mocked(door.dryRun).mockResolvedValueOnce(report({ fileHash: 'other', outcomes: outcomes() }));
    await fixing.skip();
    expect(wizard.step.at).toBe('tryFailed');
    await wizard.tryAnew();
    expect(lastFixes(door)?.skipped).toEqual([]);
    expect(wizard.step.at === 'dryRun' && wizard.step.draft.gone).toBe(1);
  });

  /** A fix that is being checked, and an import that is asked for meanwhile. */
  async function importingMeanwhile(door: ImportDoor = fileDoor()) {
    const shown = await mending(door);
    const slow = settled<Report>();
    vi.mocked(shown.door.dryRun).mockReturnValueOnce(slow.promise);
    const skipping = shown.fixing.skip();
    const importing = shown.wizard.import();
    await Promise.resolve();
    expect(shown.door.import).not.toHaveBeenCalled();
    const end = async () => {
      await skipping;
      return importing;
    };
    return { ...shown, slow, end };
  }

  it('is waited for by an import that is asked for meanwhile', async () => {
    const { door, slow, end } = await importingMeanwhile();
    slow.resolve(report({ outcomes: outcomes({ create: 2, error: 4, skipped: 1 }) }));
    expect((await end())?.import).toBe(7);
    expect(door.import).toHaveBeenCalledOnce();
    expect(vi.mocked(door.import).mock.lastCall?.[0].fixes.skipped).toEqual([2]);
  });

  it('that is stopped keeps the import away that waits for it', async () => {
    const { door, slow, end } = await importingMeanwhile();
    slow.reject(new DeskError({ kind: 'cancelled' }));
    expect(await end()).toBeUndefined();
    expect(door.import).not.toHaveBeenCalled();
  });

  it('that finds more rows wrong keeps the import away, to be seen first', async () => {
    const { door, slow, end } = await importingMeanwhile();
    slow.resolve(report({ outcomes: outcomes({ create: 1, error: 6 }) }));
    expect(await end()).toBeUndefined();
    expect(door.import).not.toHaveBeenCalled();
  });

  it('that is overtaken by another keeps the import away', async () => {
    const { door, wizard, fixing, slow, end } = await importingMeanwhile();
    const next = fixing.choose(row({ row: 7 }), null);
    slow.reject(new DeskError({ kind: 'cancelled' }));
    expect(await end()).toBeUndefined();
    await next;
    expect(wizard.step.at).toBe('dryRun');
    expect(door.import).not.toHaveBeenCalled();
  });

  it('with a group that is being made is waited for as well', async () => {
    const slow = settled<null>();
    const door = fileDoor(undefined, { createGroup: () => slow.promise });
    const { wizard } = await mending(door);
    const making = wizard.createGroup('VIP 2025');
    const importing = wizard.import();
    await Promise.resolve();
    expect(door.import).not.toHaveBeenCalled();
    slow.resolve(null);
    expect(await making).toBe(true);
    expect((await importing)?.import).toBe(7);
  });
});

describe('fixes on the way through the wizard', () => {
  it('are imported with', async () => {
    const { fixing, door, wizard } = await mending();
    await fixing.skip();
    await wizard.import();
    expect(vi.mocked(door.import).mock.lastCall?.[0].fixes.skipped).toEqual([2]);
  });

  it('stay when columns are matched otherwise', async () => {
    const { fixing, door, wizard } = await mending();
    await fixing.skip();
    wizard.toColumns();
    wizard.match(3, null);
    await wizard.tryOut();
    expect(lastFixes(door)?.skipped).toEqual([2]);
  });

  it('go when the file is read in another way, and that is known', async () => {
    const { fixing, door, wizard } = await mending();
    await fixing.skip();
    const same = await door.preview({} as never);
    vi.mocked(door.preview).mockResolvedValueOnce({ ...same, encoding: 'GBK' });
    await wizard.readAs({ encoding: 'GBK' });
    expect(wizard.step.at === 'columns' && wizard.step.draft.gone).toBe(1);
    await wizard.tryOut();
    expect(lastFixes(door)?.skipped).toEqual([]);
  });
});

describe('a cell with what is suggested', () => {
  it.each([
    ['Germny', 'Germny', 'Germany'],
    ['Pets; Trips', 'Trips', 'Pets; Germany'],
    ['something else', 'Trips', 'Germany'],
  ])('%s', (cell, value, expected) => {
    expect(mendedCell(cell, issue('unknownCategory', { value, suggestion: 'Germany' }))).toBe(expected);
  });
});
