import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import CommandPalette from './CommandPalette.svelte';
import { CommandRegistry } from './commands.svelte';

it('runs a command once the focus is back where it was', async () => {
  const before = document.body.appendChild(document.createElement('button'));
  before.focus();
  const registry = new CommandRegistry();
  let at: Element | null = null;
  registry.add(() => [
    { id: 'import', label: () => 'Import', group: 'app', run: () => (at = document.activeElement) },
  ]);
  const shown = $state({ open: true, onclose: () => (shown.open = false), registry });
  render(CommandPalette, shown);
  await userEvent.type(screen.getByRole('combobox'), 'import{Enter}');
  expect(at).toBe(before);
  before.remove();
});
