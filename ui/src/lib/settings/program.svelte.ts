import { changes } from '$lib/changes/changes.svelte';
import { desk, DeskError, type Program, type ProgramIssue } from '$lib/ipc/client';
import { describe } from '$lib/ipc/describe';

/** Stands in a link pattern where the invitation's code goes. */
export const CODE_PLACE = '{code}';
/** A code as one reads, for examples. */
const EXAMPLE = '0000-0FQ2-7K4M-9TWX-3C8H-5RJD-V6NB-1YGE';

/** A field of the program's settings. */
export type ProgramField = keyof Program;

/** What is said of the program as it stands in the fields. */
export interface ProgramFields {
  name: string;
  linkPattern: string;
  senderName: string;
  senderEmail: string;
  /** Figures; empty: never. */
  expiresAfter: string;
}

const EMPTY: ProgramFields = {
  name: '',
  linkPattern: '',
  senderName: '',
  senderEmail: '',
  expiresAfter: '',
};

/** The settings of the program: as they were saved, and as they stand in the fields. */
export class ProgramSettings {
  fields = $state.raw<ProgramFields>(EMPTY);
  /** What is wrong, and of which field. */
  wrong = $state.raw<{ field: ProgramField | undefined; text: string } | undefined>();
  /** Why they could not be asked for. */
  error = $state.raw<unknown>();
  known = $state(false);
  #saved = $state.raw<ProgramFields>(EMPTY);

  /** Whether something was changed and not saved. */
  readonly changed = $derived(JSON.stringify(this.fields) !== JSON.stringify(this.#saved));

  /** Asks for them anew; what is being written stays. */
  async refresh(): Promise<void> {
    try {
      const { expiresAfter, ...texts } = await desk.program();
      const saved = { ...texts, expiresAfter: expiresAfter === null ? '' : String(expiresAfter) };
      if (!this.changed) this.fields = ordered(saved);
      this.#saved = ordered(saved);
      this.known = true;
      this.error = undefined;
    } catch (error) {
      this.error = error;
    }
  }

  /** Writes a field. */
  write(field: ProgramField, value: string): void {
    this.fields = { ...this.fields, [field]: value };
    this.wrong = undefined;
  }

  /** Back to what was saved. */
  discard(): void {
    this.fields = this.#saved;
    this.wrong = undefined;
  }

  /** Saves what stands in the fields; where that is refused, `wrong` says why and of which field. */
  async save(): Promise<void> {
    if (!this.changed) return;
    const { expiresAfter, ...texts } = this.fields;
    const days = expiresAfter.trim();
    const program = { ...texts, expiresAfter: days === '' ? null : Math.min(Number(days), 65_535) };
    try {
      await changes.makeOrThrow({ kind: 'setProgram', program });
      this.#saved = this.fields;
      await this.refresh();
      this.fields = this.#saved;
    } catch (error) {
      const { happened, action } = describe(error);
      const facts = error instanceof DeskError ? error.facts : undefined;
      const issue = facts?.kind === 'programInvalid' ? facts.issue : undefined;
      this.wrong = { field: issue && this.#fieldOf(issue), text: `${happened} ${action}` };
    }
  }

  #fieldOf(issue: ProgramIssue): ProgramField {
    switch (issue.code) {
      case 'linkInvalid':
      case 'codePlaces':
        return 'linkPattern';
      case 'senderInvalid':
        return 'senderEmail';
      case 'expiryInvalid':
        return 'expiresAfter';
      case 'tooLong': {
        const { name, senderName, senderEmail } = this.fields;
        const long = (text: string) => [...text.trim()].length > issue.limit;
        if (long(name)) return 'name';
        if (long(senderName)) return 'senderName';
        return long(senderEmail) ? 'senderEmail' : 'linkPattern';
      }
      default:
        return issue satisfies never;
    }
  }
}

/** In one order, so that two that say the same are the same. */
const ordered = ({ name, linkPattern, senderName, senderEmail, expiresAfter }: ProgramFields) => ({
  name,
  linkPattern,
  senderName,
  senderEmail,
  expiresAfter,
});

/** A link as the pattern makes one; nothing where it has no place for the code. */
export function exampleLink(pattern: string): string | undefined {
  const parts = pattern.trim().split(CODE_PLACE);
  return parts.length === 2 ? parts.join(EXAMPLE) : undefined;
}
