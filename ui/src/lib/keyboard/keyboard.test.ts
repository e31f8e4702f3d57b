import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import CommandPalette from './CommandPalette.svelte';
import { CommandRegistry, type Command } from './commands.svelte';
import { fuzzyFind } from './fuzzy';
import KeyHelp from './KeyHelp.svelte';
import { listenForKeys } from './keymap';
import { keyCap } from './keys';
import WithCommands from './WithCommands.test.svelte';

let registry: CommandRegistry;
let stop: () => void;

beforeEach(() => {
  registry = new CommandRegistry();
  stop = listenForKeys(registry);
});
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

/** Registers a command with keys; gives what it runs. */
function command(keys: string[], more: Partial<Command> = {}) {
  const run = vi.fn<() => void>();
  const made: Command = {
    id: keys.join(),
    label: () => `Do ${keys.join()}`,
    group: 'list',
    keys,
    run,
    ...more,
  };
  registry.add(() => [made]);
  return run;
}

function field(tag: 'input' | 'textarea' | 'button'): HTMLElement {
  const element = document.createElement(tag);
  document.body.append(element);
  element.focus();
  return element;
}

describe('keys', () => {
  it.each([
    ['p', 'p'],
    ['Mod+k', '{Control>}k{/Control}'],
    ['Shift+x', '{Shift>}X{/Shift}'],
    ['?', '{Shift>}?{/Shift}'],
    ['Enter', '{Enter}'],
    ['g i', 'gi'],
  ])('%s runs its command', async (keys, typed) => {
    const run = command([keys]);
    await userEvent.keyboard(typed);
    expect(run).toHaveBeenCalledOnce();
  });

  it('run nothing while one types in a field, but for combinations', async () => {
    const mark = command(['p']);
    const palette = command(['Mod+k']);
    field('input');
    await userEvent.keyboard('p{Control>}k{/Control}');
    expect(mark).not.toHaveBeenCalled();
    expect(palette).toHaveBeenCalledOnce();
  });

  it('leave undo and copy to the field that has the focus', async () => {
    const undo = command(['Mod+z']);
    field('textarea');
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(undo).not.toHaveBeenCalled();
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(undo).toHaveBeenCalledOnce();
  });

  it('leave Enter to a button that has the focus', async () => {
    const open = command(['Enter']);
    const pressed = vi.fn();
    field('button').addEventListener('click', pressed);
    await userEvent.keyboard('{Enter}');
    expect(pressed).toHaveBeenCalledOnce();
    expect(open).not.toHaveBeenCalled();
  });

  it('do nothing in an open dialog', async () => {
    const mark = command(['p']);
    const dialog = document.createElement('div');
    dialog.setAttribute('role', 'dialog');
    dialog.tabIndex = 0;
    document.body.append(dialog);
    dialog.focus();
    await userEvent.keyboard('p');
    expect(mark).not.toHaveBeenCalled();
  });

  it('forget the first of two after a second', async () => {
    const run = command(['g i']);
    const press = (key: string, at: number) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true });
      Object.defineProperty(event, 'timeStamp', { value: at });
      window.dispatchEvent(event);
    };
    press('g', 0);
    press('i', 1500);
    expect(run).not.toHaveBeenCalled();
    press('g', 2000);
    press('i', 2900);
    expect(run).toHaveBeenCalledOnce();
  });
});

describe('the registry', () => {
  it('lets the command registered last speak first, and the one before again after it has gone', async () => {
    const app = command(['Escape']);
    const view = vi.fn<() => void>();
    const remove = registry.add(() => [
      { id: 'view.back', label: () => 'Back', group: 'list', keys: ['Escape'], run: view },
    ]);
    await userEvent.keyboard('{Escape}');
    remove();
    await userEvent.keyboard('{Escape}');
    expect([view.mock.calls.length, app.mock.calls.length]).toEqual([1, 1]);
  });

  it('passes over a command that cannot be done now', async () => {
    const app = command(['Escape']);
    const panel = command(['Escape'], { id: 'panel.close', when: () => false });
    await userEvent.keyboard('{Escape}');
    expect([panel.mock.calls.length, app.mock.calls.length]).toEqual([0, 1]);
  });

  it('holds the commands of a component for as long as it stands', () => {
    const { unmount } = render(WithCommands, { registry });
    expect(registry.all.map(({ id }) => id)).toEqual(['sample']);
    unmount();
    expect(registry.all).toEqual([]);
  });
});

describe('the palette', () => {
  it('finds a command by a few of its letters and runs it', async () => {
    const user = userEvent.setup();
    const go = command(['g i'], { id: 'go.imports', label: () => 'Imports', group: 'go' });
    command(['p'], { label: () => 'Mark as prospect' });
    command(['j'], { label: () => 'Next row', keyOnly: true });
    const closed = vi.fn();
    render(CommandPalette, { open: true, onclose: closed, registry });
    expect(screen.getAllByRole('option')).toHaveLength(2);
    await user.type(screen.getByRole('combobox'), 'impt');
    expect(screen.getAllByRole('option')).toHaveLength(1);
    await user.keyboard('{Enter}');
    expect(closed).toHaveBeenCalledOnce();
    expect(go).toHaveBeenCalledOnce();
  });

  it('does not offer what cannot be done now', () => {
    command(['u'], { when: () => false });
    render(CommandPalette, { open: true, onclose: () => undefined, registry });
    expect(screen.queryAllByRole('option')).toEqual([]);
  });
});

describe('the help', () => {
  it('lists every command that has keys, also one that cannot be done now', () => {
    command(['p'], { label: () => 'Mark as prospect', when: () => false });
    registry.add(() => [{ id: 'x', label: () => 'Without keys', group: 'app', run: () => undefined }]);
    render(KeyHelp, { open: true, onclose: () => undefined, registry });
    expect(screen.getByText('Mark as prospect')).toBeVisible();
    expect(screen.getByText('P')).toBeVisible();
    expect(screen.queryByText('Without keys')).toBeNull();
  });
});

it('the help says once what several keys do', () => {
  command(['j'], { label: () => 'Next' });
  command(['ArrowDown'], { label: () => 'Next' });
  command(['PageDown'], { label: () => 'Next', group: 'view' });
  render(KeyHelp, { open: true, onclose: () => undefined, registry });
  expect(screen.getAllByText('Next')).toHaveLength(2);
  expect(screen.getAllByText('Next')[0]?.closest('div')).toHaveTextContent(/^Next\s*J\s*↓$/u);
});

describe('a key cap', () => {
  it.each([
    ['Mod+k', false, 'Ctrl K'],
    ['Mod+k', true, '⌘ K'],
    ['g p', false, 'G P'],
    ['Alt+ArrowLeft', false, 'Alt ←'],
    ['Escape', false, 'Esc'],
    ['/', false, '/'],
    ['Mod++', false, 'Ctrl +'],
  ])('shows %s (Mac: %s) as %s', (keys, mac, cap) => {
    expect(keyCap(keys, mac)).toBe(cap);
  });
});

describe('finding by a few letters', () => {
  const names = ['Export results', 'Imports', 'Mark as prospect', 'Partner Marketplace', '合作伙伴市场'];

  it.each([
    ['imp', 'Imports'],
    ['pm', 'Partner Marketplace'],
    ['mark', 'Mark as prospect'],
    ['exres', 'Export results'],
    ['市场', '合作伙伴市场'],
  ])('%s finds %s first', (query, expected) => {
    expect(fuzzyFind(names, query, (name) => name)[0]).toBe(expected);
  });

  it('finds nothing that lacks a letter', () => {
    expect(fuzzyFind(names, 'impz', (name) => name)).toEqual([]);
  });
});
