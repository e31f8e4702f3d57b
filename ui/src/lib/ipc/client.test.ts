import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, expect, it } from 'vitest';
import { DeskError, desk, dryRun, isRefusal, type CommandError, type Request } from './client';

const fixes = { cells: [], values: [], skipped: [], choices: [] };
const request: Request = { file: '/d/a.csv', kind: 'prospects', reading: {}, mapping: null, fixes };

/** Plays the shell: answers a command with a value, or refuses it with what is thrown. */
function shell(answer: (command: string, args: Record<string, unknown>) => unknown): void {
  mockIPC((command, args) => answer(command, args as Record<string, unknown>));
}

function refuse(error: CommandError): never {
  // The refusals of the shell are plain values.
  throw error;
}

afterEach(clearMocks);

it('gives what a command gives', async () => {
  shell((command, args) => (command === 'rows' && args.n === 50 ? [] : undefined));
  expect(await desk.rows(1, 0, 50)).toEqual([]);
});

it('throws what a command refuses, as facts', async () => {
  shell(() => refuse({ kind: 'groupNameTaken', existing: 'VIP' }));
  const error = await desk.transact({ kind: 'createGroup', name: 'vip' }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(DeskError);
  expect((error as DeskError).facts).toEqual({ kind: 'groupNameTaken', existing: 'VIP' });
  expect(isRefusal(error, 'overtaken', 'groupNameTaken')).toBe(true);
  expect(isRefusal(error, 'overtaken')).toBe(false);
});

it.each([new Error('boom'), 'invalid args `n` for command `rows`'])(
  'counts %s as an incident',
  async (thrown) => {
    shell(() => {
      throw thrown;
    });
    const error = (await desk.groups().catch((e: unknown) => e)) as DeskError;
    expect(error.facts).toEqual({ kind: 'internal', incident: '' });
    expect(error.cause).toBe(thrown);
  },
);

it('cancels the work of the job that its signal stands for', async () => {
  const stop = new AbortController();
  const seen: { command: string; job: unknown }[] = [];
  let settle: () => void = () => undefined;
  shell((command, args) => {
    seen.push({ command, job: args.job });
    if (command === 'cancel_job') {
      settle();
      return true;
    }
    return new Promise((_resolve, reject: (error: CommandError) => void) => {
      settle = () => reject({ kind: 'cancelled' });
    });
  });
  const running = dryRun(request, { signal: stop.signal }).catch((e: unknown) => e);
  stop.abort();
  expect(isRefusal(await running, 'cancelled')).toBe(true);
  expect(seen.map(({ command }) => command)).toEqual(['dry_run', 'cancel_job']);
  expect(seen[0]?.job).toBe(seen[1]?.job);
});

it('does not begin what is cancelled already', async () => {
  const commands: string[] = [];
  shell((command) => commands.push(command));
  const error = await dryRun(request, { signal: AbortSignal.abort() }).catch((e: unknown) => e);
  expect(isRefusal(error, 'cancelled')).toBe(true);
  expect(commands).toEqual([]);
});
