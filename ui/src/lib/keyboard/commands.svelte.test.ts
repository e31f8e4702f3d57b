import { flushSync, untrack } from 'svelte';
import { expect, it } from 'vitest';
import { CommandRegistry, type Command } from './commands.svelte';

const command = (id: string): Command => ({ id, label: () => id, group: 'app', run: () => undefined });

it('keeps the commands of a view that comes while the one before it goes', () => {
  const registry = new CommandRegistry();
  let open = $state('first');
  // In the order in which a view takes the place of another: the new one comes, then the old one goes.
  const stop = $effect.root(() => {
    for (const id of ['second', 'first']) {
      $effect.pre(() => (open === id ? untrack(() => registry.add(() => [command(id)])) : undefined));
    }
  });
  flushSync();
  expect(registry.all.map(({ id }) => id)).toEqual(['first']);
  open = 'second';
  flushSync();
  expect(registry.all.map(({ id }) => id)).toEqual(['second']);
  stop();
  expect(registry.all).toEqual([]);
});
