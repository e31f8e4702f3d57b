import type { Command } from '$lib/keyboard/commands.svelte';
import { stepWords, type StepKind } from './steps.svelte';

const kinds: readonly StepKind[] = [
  'stage',
  'emailed',
  'proposalSent',
  'applicationReceived',
  'accepted',
  'rejectedByPartner',
  'rejectedByYou',
  'contractEnded',
  'note',
  'archive',
  'restore',
];
const keys: Partial<Record<StepKind, string>> = { stage: 's', emailed: 'e' };

/** The steps of prospects as commands: in the palette all of them, the common two by key. */
export const stepCommands = (run: (kind: StepKind) => void, when: () => boolean): Command[] =>
  kinds.map((kind) => {
    const key = keys[kind];
    return {
      id: `prospect.${kind}`,
      label: stepWords[kind],
      group: 'edit',
      ...(key ? { keys: [key] } : {}),
      when,
      run: () => run(kind),
    };
  });
