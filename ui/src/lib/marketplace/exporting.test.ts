import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DeskError, type Progress, type Watch } from '$lib/ipc/client';
import { exporting } from './exporting.svelte';
import ExportProgress from './ExportProgress.svelte';

const at = (rows: number): Progress => ({ step: 'writing', rows, part: rows / 10_000 });

/** A list that is written until it is told to end. */
function writing() {
  let watch: Watch | undefined;
  let end: (value: string) => void = () => undefined;
  const done = exporting.watch(
    (given) =>
      new Promise<string>((resolve, reject) => {
        watch = given;
        end = resolve;
        given.signal?.addEventListener('abort', () => reject(new DeskError({ kind: 'cancelled' })));
      }),
  );
  return { done, tell: (rows: number) => watch?.progress?.(at(rows)), end: () => end('written') };
}

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

it('nothing is said of a list that is written at once', async () => {
  const job = writing();
  job.tell(0);
  job.tell(2_000);
  expect(exporting.progress).toBeUndefined();
  job.end();
  await expect(job.done).resolves.toBe('written');
});

it('a long one says how far it is, and is stopped', async () => {
  render(ExportProgress);
  const job = writing();
  job.tell(0);
  vi.setSystemTime(Date.now() + 1_000);
  job.tell(4_000);
  expect(await screen.findByRole('progressbar')).toHaveAttribute('aria-valuenow', '40');
  expect(screen.getByText('4,000 partners written')).toBeInTheDocument();
  const cancelled = expect(job.done).rejects.toMatchObject({ facts: { kind: 'cancelled' } });
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await cancelled;
  expect(exporting.progress).toBeUndefined();
});
