import { DeskError, type CommandError, type Preview, type Report, type Watch } from '$lib/ipc/client';
import { describe, expect, it, vi } from 'vitest';
import type { ImportDoor } from './door';
import { fakeDoor, file, outcomes, preview, report, settled } from './testing';
import { Wizard } from './wizard.svelte';

const refused = (facts: CommandError) => new DeskError(facts);

/** A wizard over a door, at the step that `steps` lead to. */
async function wizardAt(at: 'columns' | 'dryRun', door: ImportDoor = fakeDoor()): Promise<Wizard> {
  const wizard = new Wizard('prospects', file, door);
  await wizard.open();
  if (at === 'dryRun') await wizard.tryOut();
  expect(wizard.step.at).toBe(at);
  return wizard;
}

/** What a step has; fails the test where the wizard stands elsewhere. */
function at<At extends Wizard['step']['at']>(wizard: Wizard, step: At): Extract<Wizard['step'], { at: At }> {
  expect(wizard.step.at).toBe(step);
  return wizard.step as Extract<Wizard['step'], { at: At }>;
}

describe('opening a file', () => {
  it('leads to its columns, as they were guessed', async () => {
    const wizard = await wizardAt('columns');
    expect(at(wizard, 'columns').draft.mapping).toEqual(['name', 'email', 'group']);
    expect(wizard.canTry).toBe(true);
  });

  it('says why a file cannot be read, and can be tried again', async () => {
    const door = fakeDoor();
    vi.mocked(door.preview).mockRejectedValueOnce(refused({ kind: 'fileEmpty' }));
    const wizard = new Wizard('prospects', file, door);
    await wizard.open();
    expect(at(wizard, 'unreadable').error).toEqual(refused({ kind: 'fileEmpty' }));
    await wizard.open();
    expect(wizard.step.at).toBe('columns');
  });
});

describe('reading a file in another way', () => {
  it('asks with what was set, and shows the rows so read', async () => {
    const door = fakeDoor();
    const wizard = await wizardAt('columns', door);
    vi.mocked(door.preview).mockResolvedValueOnce(preview({ encoding: 'GBK', rows: 4 }));
    await wizard.readAs({ encoding: 'GBK' });
    expect(vi.mocked(door.preview).mock.lastCall?.[0].reading).toEqual({
      encoding: 'GBK',
      delimiter: null,
      quoting: null,
      headerRow: null,
      sheet: null,
      dates: null,
    });
    expect(at(wizard, 'columns').draft.preview.rows).toBe(4);
  });

  it('keeps what the user matched while the columns are the same', async () => {
    const wizard = await wizardAt('columns');
    wizard.match(2, null);
    await wizard.readAs({ encoding: 'windows-1252' });
    expect(at(wizard, 'columns').draft.mapping).toEqual(['name', 'email', null]);
  });

  it('guesses anew where the columns are others', async () => {
    const door = fakeDoor();
    const wizard = await wizardAt('columns', door);
    wizard.match(0, null);
    vi.mocked(door.preview).mockResolvedValueOnce(preview({ columns: [{ name: 'Mail', field: 'email' }] }));
    await wizard.readAs({ delimiter: ';' });
    expect(at(wizard, 'columns').draft.mapping).toEqual(['email']);
  });

  it('keeps the rows from before and what was set where it fails, and cannot go on', async () => {
    const door = fakeDoor();
    const wizard = await wizardAt('columns', door);
    vi.mocked(door.preview).mockRejectedValueOnce(refused({ kind: 'noHeader' }));
    await wizard.readAs({ headerRow: 9 });
    const step = at(wizard, 'columns');
    expect(step.error).toEqual(refused({ kind: 'noHeader' }));
    expect(step.draft.reading.headerRow).toBe(9);
    expect(step.draft.preview.rows).toBe(3);
    expect(wizard.canTry).toBe(false);
  });

  it('drops an answer that was overtaken', async () => {
    const door = fakeDoor();
    const wizard = await wizardAt('columns', door);
    const slow = settled<Preview>();
    vi.mocked(door.preview).mockReturnValueOnce(slow.promise);
    const first = wizard.readAs({ encoding: 'Big5' });
    await wizard.readAs({ encoding: 'GBK' });
    slow.resolve(preview({ rows: 99 }));
    await first;
    expect(at(wizard, 'columns').draft.preview.rows).toBe(3);
  });
});

describe('matching columns', () => {
  it('cannot go on while two columns fill one field', async () => {
    const door = fakeDoor();
    const wizard = await wizardAt('columns', door);
    wizard.match(2, 'email');
    expect([...wizard.problemsOf(at(wizard, 'columns').draft.mapping).twice]).toEqual(['email']);
    expect(wizard.canTry).toBe(false);
    await wizard.tryOut();
    expect(door.dryRun).not.toHaveBeenCalled();
  });

  it('cannot go on without what every row needs', async () => {
    const wizard = await wizardAt('columns');
    wizard.match(0, null);
    expect(wizard.problemsOf(at(wizard, 'columns').draft.mapping).missing).toEqual([['name', 'website']]);
    expect(wizard.canTry).toBe(false);
    wizard.match(2, 'website');
    expect(wizard.canTry).toBe(true);
  });
});

describe('a dry run', () => {
  it('asks for the file as the preview read it, the encoding by the whole of it, with the columns as matched', async () => {
    const door = fakeDoor();
    await wizardAt('dryRun', door);
    expect(vi.mocked(door.dryRun).mock.lastCall?.[0]).toEqual({
      file: file.path,
      kind: 'prospects',
      reading: { encoding: null, delimiter: ',', quoting: 'double', headerRow: 1, sheet: null, dates: null },
      mapping: ['name', 'email', 'group'],
      fixes: { cells: [], values: [], skipped: [], choices: [] },
      revive: false,
      existingPartners: false,
    });
  });

  it('asks for the sheet and the quotes that the preview shows', async () => {
    const door = fakeDoor({
      preview: () => Promise.resolve(preview({ sheet: 'Autumn', quoting: 'singleBackslash' })),
    });
    await wizardAt('dryRun', door);
    expect(vi.mocked(door.dryRun).mock.lastCall?.[0].reading).toMatchObject({
      sheet: 'Autumn',
      quoting: 'singleBackslash',
    });
  });

  it('tells how far it is, and goes back to the columns when it is stopped', async () => {
    const door = fakeDoor();
    const wizard = await wizardAt('columns', door);
    const slow = settled<Report>();
    let watch: Watch = {};
    vi.mocked(door.dryRun).mockImplementationOnce((_, given) => {
      watch = given;
      given.signal?.addEventListener('abort', () => slow.reject(refused({ kind: 'cancelled' })));
      return slow.promise;
    });
    const trying = wizard.tryOut();
    watch.progress?.({ step: 'checking', rows: 1, part: 0.5 });
    expect(at(wizard, 'trying').run.progress?.part).toBe(0.5);
    wizard.cancel();
    expect(at(wizard, 'trying').run.stopping).toBe(true);
    await trying;
    expect(at(wizard, 'columns').error).toBeUndefined();
  });

  it('says why it failed, and leads back', async () => {
    const door = fakeDoor({ dryRun: () => Promise.reject(refused({ kind: 'fileVanished' })) });
    const wizard = new Wizard('prospects', file, door);
    await wizard.open();
    await wizard.tryOut();
    expect(at(wizard, 'tryFailed').error).toEqual(refused({ kind: 'fileVanished' }));
    expect(wizard.back()).toBe(true);
    expect(wizard.step.at).toBe('columns');
  });

  it('is run anew once a missing group was made', async () => {
    const door = fakeDoor();
    const wizard = await wizardAt('dryRun', door);
    vi.mocked(door.dryRun).mockResolvedValueOnce(report({ outcomes: outcomes({ create: 3 }), causes: [] }));
    expect(await wizard.createGroup('VIP 2025')).toBe(true);
    expect(door.createGroup).toHaveBeenCalledWith('VIP 2025');
    expect(at(wizard, 'dryRun').trial.report.outcomes.create).toBe(3);
  });

  it('stays as it is where the group cannot be made', async () => {
    const door = fakeDoor({ createGroup: () => Promise.reject(refused({ kind: 'workspaceBusy' })) });
    const wizard = await wizardAt('dryRun', door);
    expect(await wizard.createGroup('VIP 2025')).toBe(false);
    expect(at(wizard, 'dryRun').error).toEqual(refused({ kind: 'workspaceBusy' }));
    expect(door.dryRun).toHaveBeenCalledTimes(1);
  });
});

describe('a group that is made while the dry run is left', () => {
  /** A wizard that makes a group, which is there only after `made`. */
  async function makingGroup() {
    const slow = settled<null>();
    const door = fakeDoor({ createGroup: () => slow.promise });
    const wizard = await wizardAt('dryRun', door);
    const making = wizard.createGroup('VIP 2025');
    const made = async () => {
      slow.resolve(null);
      return making;
    };
    return { door, wizard, made };
  }

  it('is made, and nothing is tried for a wizard that was left', async () => {
    const { door, wizard, made } = await makingGroup();
    wizard.leave();
    expect(await made()).toBe(true);
    expect(door.dryRun).toHaveBeenCalledTimes(1);
  });

  it('is made, and leaves the user at the columns they went to', async () => {
    const { door, wizard, made } = await makingGroup();
    wizard.toColumns();
    expect(await made()).toBe(true);
    expect(wizard.step.at).toBe('columns');
    expect(door.dryRun).toHaveBeenCalledTimes(1);
  });
});

describe('importing', () => {
  it('says which file the dry run saw', async () => {
    const door = fakeDoor();
    const wizard = await wizardAt('dryRun', door);
    const done = await wizard.import();
    expect(vi.mocked(door.import).mock.lastCall?.[1]).toBe('abc');
    expect(done?.import).toBe(7);
    expect(wizard.step.at).toBe('done');
  });

  it('goes back to the dry run when it is stopped', async () => {
    const door = fakeDoor({ import: () => Promise.reject(refused({ kind: 'cancelled' })) });
    const wizard = await wizardAt('dryRun', door);
    expect(await wizard.import()).toBeUndefined();
    expect(wizard.step.at).toBe('dryRun');
  });

  it('keeps the dry run where it fails, to import again', async () => {
    const door = fakeDoor();
    const wizard = await wizardAt('dryRun', door);
    vi.mocked(door.import).mockRejectedValueOnce(refused({ kind: 'diskFull' }));
    await wizard.import();
    expect(at(wizard, 'importFailed').error).toEqual(refused({ kind: 'diskFull' }));
    await wizard.import();
    expect(wizard.step.at).toBe('done');
  });

  it('leads from a changed file to the columns, never back to what it no longer is', async () => {
    const door = fakeDoor({ import: () => Promise.reject(refused({ kind: 'fileChanged' })) });
    const wizard = await wizardAt('dryRun', door);
    await wizard.import();
    expect(wizard.back()).toBe(true);
    expect(wizard.step.at).toBe('columns');
  });

  it('tries a changed file anew as it is now', async () => {
    const door = fakeDoor();
    const wizard = await wizardAt('dryRun', door);
    vi.mocked(door.import).mockRejectedValueOnce(refused({ kind: 'fileChanged' }));
    await wizard.import();
    await wizard.tryAnew();
    expect(door.preview).toHaveBeenCalledTimes(2);
    expect(door.dryRun).toHaveBeenCalledTimes(2);
    expect(wizard.step.at).toBe('dryRun');
  });
});

describe('leaving', () => {
  it('lets the dry run go', async () => {
    const door = fakeDoor();
    (await wizardAt('dryRun', door)).leave();
    expect(door.forget).toHaveBeenCalledOnce();
  });

  it('has no step back from the columns', async () => {
    expect((await wizardAt('columns')).back()).toBe(false);
  });
});
