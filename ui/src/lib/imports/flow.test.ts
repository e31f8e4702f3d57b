import { DeskError } from '$lib/ipc/client';
import { describe, expect, it, vi } from 'vitest';
import { fixed, withSkipped } from './fixes';
import { ImportFlow } from './flow.svelte';
import { fakeDoor, file, settled } from './testing';
import type { Wizard } from './wizard.svelte';

/** A flow with a finished dry run. */
async function triedFlow(door = fakeDoor()): Promise<ImportFlow> {
  const flow = new ImportFlow(door);
  await flow.choose('prospects');
  await vi.waitFor(() => expect(flow.wizard?.step.at).toBe('columns'));
  await flow.wizard?.tryOut();
  return flow;
}

describe('choosing a file', () => {
  it('changes nothing when the dialog is cancelled', async () => {
    const flow = new ImportFlow(fakeDoor({ choose: () => Promise.resolve(null) }));
    expect(await flow.choose('prospects')).toBe(false);
    expect(flow.wizard).toBeUndefined();
  });

  it('keeps the import that stands open when the dialog for another is cancelled', async () => {
    const door = fakeDoor();
    const flow = await triedFlow(door);
    vi.mocked(door.choose).mockResolvedValueOnce(null);
    await flow.choose('catalogue');
    expect(flow.wizard?.step.at).toBe('dryRun');
  });

  it('does not disturb an import that runs', async () => {
    const door = fakeDoor({ import: () => settled<never>().promise });
    const flow = await triedFlow(door);
    void flow.import();
    expect(await flow.choose('catalogue')).toBe(true);
    flow.drop(file);
    expect(door.choose).toHaveBeenCalledTimes(1);
    expect(flow.dropped).toBeUndefined();
    expect(flow.wizard?.kind).toBe('prospects');
  });
});

describe('dropping a file', () => {
  it('asks what it holds, and begins with the answer', async () => {
    const flow = new ImportFlow(fakeDoor());
    flow.drop(file);
    expect(flow.dropped).toEqual(file);
    flow.begin('catalogue', file);
    expect(flow.dropped).toBeUndefined();
    expect(flow.wizard?.kind).toBe('catalogue');
  });
});

describe('a finished import', () => {
  it('is told before the wizard goes on, and to the system', async () => {
    const door = fakeDoor();
    const flow = await triedFlow(door);
    const steps: (string | undefined)[] = [];
    flow.onwritten(() => steps.push(flow.wizard?.step.at));
    await flow.import();
    expect(steps).toEqual(['importing']);
    expect(door.notify).toHaveBeenCalledWith('Prospects imported', '2 new, 1 error', 7);
    expect(flow.note).toBeUndefined();
  });

  it('is told in the window where the system shows nothing', async () => {
    const flow = await triedFlow(fakeDoor({ notify: () => Promise.resolve({ shown: false }) }));
    await flow.import();
    expect(flow.note).toEqual({ title: 'Prospects imported', body: '2 new, 1 error', import: 7 });
  });

  it('is told in the window where the system refuses', async () => {
    const refusal = new DeskError({ kind: 'internal', incident: '' });
    const flow = await triedFlow(fakeDoor({ notify: () => Promise.reject(refusal) }));
    await flow.import();
    expect(flow.note?.import).toBe(7);
  });

  it('is not told where nothing was written', async () => {
    const door = fakeDoor({ import: () => Promise.reject(new DeskError({ kind: 'diskFull' })) });
    const flow = await triedFlow(door);
    const written = vi.fn();
    flow.onwritten(written);
    await flow.import();
    expect(written).not.toHaveBeenCalled();
    expect(door.notify).not.toHaveBeenCalled();
  });
});

describe('leaving', () => {
  /** A flow whose dry run was mended in one place, and who was told of leaving it. */
  async function mendedFlow() {
    const flow = await triedFlow();
    const left = vi.fn<(wizard: Wizard) => void>();
    flow.onleft(left);
    const { wizard } = flow;
    if (!wizard) throw new Error('the flow has no wizard');
    await wizard.fix((fixes) => fixed(fixes, withSkipped(fixes.now, [2])));
    return { flow, left, wizard };
  }

  it('with fixes is told of, and can be taken back with all of them', async () => {
    const { flow, left, wizard } = await mendedFlow();
    flow.leave();
    expect(flow.wizard).toBeUndefined();
    expect(left).toHaveBeenCalledExactlyOnceWith(wizard);
    flow.comeBack(wizard);
    expect(flow.wizard?.step.at).toBe('columns');
    await wizard.tryOut();
    expect(wizard.step.at === 'dryRun' && wizard.step.draft.fixes.now.skipped).toEqual([2]);
  });

  it('for another file is leaving as well', async () => {
    const { flow, left, wizard } = await mendedFlow();
    flow.begin('catalogue', file);
    expect(left).toHaveBeenCalledExactlyOnceWith(wizard);
  });

  it('without fixes is not worth a word', async () => {
    const flow = await triedFlow();
    const left = vi.fn();
    flow.onleft(left);
    flow.leave();
    expect(left).not.toHaveBeenCalled();
  });
});
