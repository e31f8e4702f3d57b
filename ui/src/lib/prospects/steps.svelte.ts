import { bulk, type BulkKind } from '$lib/changes/bulk.svelte';
import { changes } from '$lib/changes/changes.svelte';
import { desk, type Census, type Op, type ProspectEvent, type Stage, type Target } from '$lib/ipc/client';
import { m } from '$lib/paraglide/messages';
import { dayAfter } from '$lib/shared/days';

/** What can be done to prospects on their way. */
export type StepKind =
  'stage' | 'note' | 'archive' | 'restore' | Exclude<ProspectEvent['kind'], 'proposalExpired'>;

/** A question before a step: what is meant, whom, and who they are. */
export interface StepQuestion {
  kind: StepKind;
  target: Target;
  census: Census;
  /** The last day on which a proposal holds, where the program says for how long; empty: for ever. */
  expiresOn: string;
}

/** What the question was answered with. Days are written as `2026-11-30`. */
export interface StepAnswer {
  stage: Stage;
  reason: string;
  on: string;
  expiresOn: string;
}

/** What a step is called where it is offered; dots where it asks something first. */
export const stepWords: Readonly<Record<StepKind, () => string>> = {
  stage: m.step_stage,
  emailed: m.step_email,
  proposalSent: m.step_proposal,
  applicationReceived: m.step_application,
  accepted: m.step_accept,
  rejectedByPartner: m.step_rejected_by_partner,
  rejectedByYou: m.step_rejected_by_you,
  contractEnded: m.step_contract_ended,
  note: m.step_note,
  archive: m.step_archive,
  restore: m.step_restore,
};

/** Steps that say all by themselves: an undo takes them back, and more than a screenful is told of first. */
type AtOnce = Extract<StepKind, BulkKind>;
const isAtOnce = (kind: StepKind): kind is AtOnce =>
  ['archive', 'restore', 'accepted', 'applicationReceived'].includes(kind);

/** The change that a step asks for. */
export function opOf(kind: StepKind, target: Target, answer: StepAnswer): Op {
  const reason = answer.reason.trim();
  switch (kind) {
    case 'stage':
      return { kind: 'setStage', target, stage: answer.stage, reason };
    case 'note':
      return { kind: 'addNote', target, note: answer.reason };
    case 'archive':
    case 'restore':
      return { kind, target };
    case 'emailed':
      return { kind: 'record', target, event: { kind, on: answer.on }, reason };
    case 'proposalSent': {
      const expiresOn = answer.expiresOn.trim() || null;
      return { kind: 'record', target, event: { kind, on: answer.on, expiresOn }, reason };
    }
    default:
      return { kind: 'record', target, event: { kind }, reason };
  }
}

/** The day on which a proposal of today expires, by the settings of the program; empty: never. */
async function defaultExpiry(): Promise<string> {
  const { expiresAfter } = await desk.program();
  return expiresAfter === null ? '' : dayAfter(expiresAfter);
}

/** Steps of prospects: asks what is to be known first, and makes the change. */
export class Steps {
  /** What is asked; nothing: no dialog stands open. */
  question = $state.raw<StepQuestion | undefined>();

  /** Takes a step with those who are meant, after a question where one is needed. */
  async begin(kind: StepKind, target: Target | undefined): Promise<boolean> {
    if (!target) return false;
    if (isAtOnce(kind)) {
      if (!(await bulk.agree(kind, target))) return false;
      const none = { stage: 'new' as const, reason: '', on: '', expiresOn: '' };
      return (await changes.make(opOf(kind, target, none))) !== undefined;
    }
    try {
      const [census, expiresOn] = await Promise.all([
        desk.census(target),
        kind === 'proposalSent' ? defaultExpiry() : '',
      ]);
      if (census.partners > 0) this.question = { kind, target, census, expiresOn };
    } catch (error) {
      changes.refused(error);
    }
    return false;
  }

  /** Makes the change that was asked about. A refusal is thrown, and the question stays. */
  async answer(answer: StepAnswer): Promise<void> {
    const { question } = this;
    if (!question) return;
    await changes.makeOrThrow(opOf(question.kind, question.target, answer));
    this.question = undefined;
  }
}
