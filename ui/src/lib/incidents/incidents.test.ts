import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DeskError, desk } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { toasts } from '$lib/shared/toasts.svelte';
import BreakingPage from './BreakingPage.test.svelte';
import { diagnostics } from './diagnostics.svelte';
import DiagnosticDialog from './DiagnosticDialog.svelte';
import { happened, hearErrors } from './incidents';
import { framesOf, report } from './report';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: { reportUiError: vi.fn(), diagnosticReport: vi.fn() },
}));

const told = () => vi.mocked(desk.reportUiError).mock.calls.map(([error]) => error);

beforeEach(() => {
  locale.choice = 'en';
  toasts.dismiss();
  diagnostics.open = false;
  vi.mocked(desk.reportUiError).mockReset().mockResolvedValue({ number: '261126-1' });
  vi.mocked(desk.diagnosticReport).mockReset().mockResolvedValue('Prospect Desk 0.1.0\nLocal log:');
  vi.useRealTimers();
});

describe('what is told of an error', () => {
  it('is the places that it came through, as engines write them', () => {
    const webkit = 'draw@tauri://localhost/assets/index-B7.js:1:2345\n@tauri://localhost/assets/a.js:2:3';
    expect(framesOf(webkit)).toEqual([
      { function: 'draw', file: 'index-B7.js', line: 1, column: 2345 },
      { function: '', file: 'a.js', line: 2, column: 3 },
    ]);
    const chromium =
      'TypeError: kim@a.example is no function\n    at Row.draw (http://tauri.localhost/assets/i.js:1:9)';
    expect(framesOf(chromium)).toEqual([{ function: 'Row.draw', file: 'i.js', line: 1, column: 9 }]);
    expect(framesOf(undefined)).toEqual([]);
    expect(framesOf(`${webkit}\n`.repeat(100))).toHaveLength(20);
  });

  it('is never its message', async () => {
    await report(new TypeError('kim@alpenkraut.example is no name'), 'handling');
    await report(new DeskError({ kind: 'groupNameTaken', existing: 'kim' }), 'promise');
    await report('kim', 'promise');
    expect(told().map((error) => error.name)).toEqual(['TypeError', 'DeskError.groupNameTaken', 'string']);
    expect(JSON.stringify(told())).not.toMatch(/kim|alpenkraut/u);
  });

  it('is told once, and not again and again', async () => {
    vi.useFakeTimers({ now: Date.now() + 600_000 });
    const error = new Error('once');
    expect(await report(error, 'drawing')).toBe('261126-1');
    expect(await report(error, 'handling')).toBe('261126-1');
    expect(told()).toHaveLength(1);
    for (let n = 0; n < 100; n++) await report(new Error('in a loop'), 'handling');
    expect(told()).toHaveLength(20);
    vi.advanceTimersByTime(61_000);
    await report(new Error('later'), 'handling');
    expect(told()).toHaveLength(21);
    vi.advanceTimersByTime(600_000);
  });
});

describe('an error', () => {
  it('in a view leaves the rest of the window, and the view can be drawn again', async () => {
    vi.useFakeTimers({ now: Date.now() + 3_600_000, toFake: ['Date'] });
    let breaks = true;
    const says = () => {
      if (breaks) throw new Error('kim');
      return 'the list';
    };
    render(BreakingPage, { of: 'view', says });
    expect(screen.getByText('beside it')).toBeVisible();
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('Something went wrong here');
    expect(await screen.findByText('Incident 261126-1')).toBeVisible();
    expect(alert).not.toHaveTextContent('kim');
    breaks = false;
    await userEvent.click(screen.getByRole('button', { name: 'Reload this view' }));
    expect(screen.getByText('the list')).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('in a layer says so and leaves nothing in its place', async () => {
    vi.useFakeTimers({ now: Date.now() + 7_200_000, toFake: ['Date'] });
    render(BreakingPage, {
      of: 'layer',
      says: () => {
        throw new Error('kim');
      },
    });
    await vi.waitFor(() => expect(toasts.shown?.text).toContain('261126-1'));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText('beside it')).toBeVisible();
  });

  it('that nobody caught is said with its number, in both languages', async () => {
    vi.useFakeTimers({ now: Date.now() + 10_800_000, toFake: ['Date'] });
    const end = hearErrors();
    const rejected = new Event('unhandledrejection') as PromiseRejectionEvent;
    Object.defineProperty(rejected, 'reason', { value: new Error('kim') });
    window.dispatchEvent(rejected);
    await vi.waitFor(() => expect(toasts.shown?.text).toContain('(incident 261126-1)'));
    locale.choice = 'zh-CN';
    window.dispatchEvent(new ErrorEvent('error', { error: new Error('kim') }));
    await vi.waitFor(() => expect(toasts.shown?.text).toContain('（事件编号 261126-1）'));
    expect(told().map((error) => error.during)).toEqual(['promise', 'handling']);

    toasts.dismiss();
    window.dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop' }));
    end();
    window.dispatchEvent(rejected);
    expect(toasts.shown).toBeUndefined();
    expect(told()).toHaveLength(2);
  });

  it('that the log already has keeps its number', async () => {
    await happened(new DeskError({ kind: 'internal', incident: '7' }), 'promise');
    expect(toasts.shown?.text).toContain('(incident 7)');
    expect(told()).toEqual([]);
  });
});

describe('the diagnostic report', () => {
  it('is shown before it is copied', async () => {
    const write = vi.fn<(items: ClipboardItem[]) => Promise<void>>(() => Promise.resolve());
    vi.stubGlobal(
      'ClipboardItem',
      class {
        readonly data: Record<string, Promise<Blob>>;

        constructor(data: Record<string, Promise<Blob>>) {
          this.data = data;
        }
      },
    );
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { write } });
    render(DiagnosticDialog);
    await diagnostics.show();
    expect(await screen.findByRole('region', { name: 'Diagnostic report' })).toHaveTextContent(
      'Prospect Desk 0.1.0',
    );
    expect(write).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Copy' }));
    await vi.waitFor(() => expect(toasts.shown?.text).toBe('Diagnostic report copied'));
    expect(write).toHaveBeenCalledOnce();
    expect(diagnostics.open).toBe(false);
  });

  it('says why there is none', async () => {
    vi.mocked(desk.diagnosticReport).mockRejectedValue(new DeskError({ kind: 'internal', incident: '8' }));
    locale.choice = 'zh-CN';
    render(DiagnosticDialog);
    await diagnostics.show();
    expect(await screen.findByRole('alert')).toHaveTextContent('事件编号 8');
  });
});
