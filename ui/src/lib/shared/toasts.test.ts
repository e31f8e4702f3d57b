import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import ToastLayer from './ToastLayer.svelte';
import { TOAST_LIFE, toasts } from './toasts.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  toasts.dismiss();
  vi.useRealTimers();
});

const pass = async (milliseconds: number) => {
  vi.advanceTimersByTime(milliseconds);
  await tick();
};

describe('a toast', () => {
  it('is read out, stays for its life and then goes', async () => {
    render(ToastLayer);
    toasts.show({ text: 'Fellside hidden' });
    await tick();
    expect(screen.getByRole('status')).toHaveTextContent('Fellside hidden');
    await pass(TOAST_LIFE - 1);
    expect(screen.getByRole('status')).toHaveTextContent('Fellside hidden');
    await pass(1);
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });

  it('takes the place of the one before, and lives its own life', async () => {
    render(ToastLayer);
    toasts.show({ text: 'first' });
    await pass(TOAST_LIFE - 1000);
    toasts.show({ text: 'second' });
    await pass(TOAST_LIFE - 1);
    expect(screen.getByRole('status')).toHaveTextContent('second');
    expect(screen.queryByText('first')).toBeNull();
  });

  it('stays while the pointer is on it, and a full life after', async () => {
    const user = userEvent.setup({ advanceTimers: (ms) => void vi.advanceTimersByTime(ms) });
    render(ToastLayer);
    toasts.show({ text: 'Fellside hidden' });
    await tick();
    await user.hover(screen.getByText('Fellside hidden'));
    await pass(TOAST_LIFE * 3);
    expect(screen.getByText('Fellside hidden')).toBeVisible();
    await user.unhover(screen.getByText('Fellside hidden'));
    await pass(TOAST_LIFE - 1);
    expect(screen.getByText('Fellside hidden')).toBeVisible();
    await pass(1);
    expect(screen.queryByText('Fellside hidden')).toBeNull();
  });

  it.each(['Undo', 'Dismiss'])('gives the focus back to where it was, with %s', async (name) => {
    const user = userEvent.setup({ advanceTimers: (ms) => void vi.advanceTimersByTime(ms) });
    render(ToastLayer);
    const field = document.body.appendChild(document.createElement('input'));
    field.focus();
    toasts.show({ text: 'Fellside hidden', action: { label: 'Undo', run: () => undefined } });
    await tick();
    screen.getByRole('button', { name }).focus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    expect(field).toHaveFocus();
    field.remove();
  });

  it('stays while its action has the focus', async () => {
    render(ToastLayer);
    toasts.show({ text: 'Fellside hidden', action: { label: 'Undo', run: () => undefined } });
    await tick();
    screen.getByRole('button', { name: 'Undo' }).focus();
    await pass(TOAST_LIFE * 2);
    expect(screen.getByText('Fellside hidden')).toBeVisible();
  });

  it('does its action once and goes', async () => {
    const user = userEvent.setup({ advanceTimers: (ms) => void vi.advanceTimersByTime(ms) });
    const undo = vi.fn();
    render(ToastLayer);
    toasts.show({ text: 'Fellside hidden', action: { label: 'Undo', keys: 'Ctrl Z', run: undo } });
    await tick();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(undo).toHaveBeenCalledOnce();
    expect(screen.queryByText('Fellside hidden')).toBeNull();
  });
});
