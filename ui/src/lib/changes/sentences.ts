/** What was done, in sentences: for toasts, menus and timelines. */
import type { Changes, PastChange, ProspectEvent, Title } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { withNames } from '$lib/shared/names';
import { stageWords } from '$lib/vocabulary';
import { loopDone, loopName, loopTimeline } from './loop-sentences';

/** A change and whom it touched. */
interface Done {
  title: Title;
  partners: number;
  name: string | null;
}

/** Where names and other texts of people's own stand in a change. */
const NAMES: ReadonlySet<string> = new Set([
  'name',
  'before',
  'into',
  'merged',
  'added',
  'removed',
  'contact',
  'applicant',
  'workflow',
  'workflows',
  'file',
  'reason',
  'note',
]);

/** Whom it touched: `Wanderbuch`, `312 partners`. */
function whom({ partners, name }: Done): string {
  return name ?? m.market_whom({ count: partners, n: locale.number(partners) });
}

/** What a change was, told as done: `Wanderbuch hidden`, `312 partners marked as prospects`. */
export function doneSentence(change: Done): string {
  const done = withNames(change, NAMES);
  const { title, partners } = done;
  const names = { count: done.name === null ? partners : 1, whom: whom(done) };
  switch (title.kind) {
    case 'mark':
      return m.market_done_mark(names);
    case 'unmark':
      return m.market_done_unmark(names);
    case 'hide':
      return title.until
        ? m.market_done_hide_until({ ...names, day: locale.day(title.until) })
        : m.market_done_hide(names);
    case 'snooze':
      return title.until
        ? m.market_done_snooze_until({ ...names, day: locale.day(title.until) })
        : m.market_done_snooze_ever(names);
    case 'comeBack':
      return m.market_done_come_back(names);
    case 'show':
      return m.market_done_show(names);
    case 'setStage':
      return m.market_done_set_stage({ whom: names.whom, stage: stageWords[title.stage]() });
    case 'record':
      return doneWords[title.event.kind](names);
    case 'archive':
      return m.market_done_archive(names);
    case 'restore':
      return m.market_done_restore(names);
    case 'addContact':
      return m.market_done_add_contact({ contact: title.contact, whom: names.whom });
    case 'changeContact':
      return m.market_done_change_contact({ contact: title.contact, whom: names.whom });
    case 'removeContact':
      return m.market_done_remove_contact({ contact: title.contact, whom: names.whom });
    case 'setNotes':
      return m.market_done_notes({ whom: names.whom });
    case 'addNote':
      return m.market_done_note({ whom: names.whom });
    case 'setDetails':
      return m.market_done_details({ whom: names.whom });
    case 'addByHand':
      return m.market_done_by_hand({ whom: names.whom });
    case 'createGroup':
      return m.market_done_create_group({ group: title.name });
    case 'renameGroup':
      return m.groups_done_rename({ before: title.before, group: title.name });
    case 'mergeGroups':
      return m.groups_done_merge({ merged: locale.list(title.merged), group: title.into });
    case 'deleteGroup':
      return m.groups_done_delete({ group: title.name });
    case 'setGroups':
      return groupsSentence(title.added, title.removed, names.whom);
    case 'createWorkflow':
      return m.market_done_create_workflow({ workflow: title.name });
    case 'changeWorkflow':
      return m.market_done_change_workflow({ workflow: title.name });
    case 'switchWorkflow':
      return title.on
        ? m.market_done_workflow_on({ workflow: title.name })
        : m.market_done_workflow_off({ workflow: title.name });
    case 'deleteWorkflow':
      return m.market_done_delete_workflow({ workflow: title.name });
    case 'createTemplate':
    case 'changeTemplate':
    case 'deleteTemplate':
    case 'setProgram':
    case 'markSent':
    case 'skipMessages':
    case 'revokeInvitation':
    case 'addApplication':
    case 'acceptApplications':
    case 'rejectApplications':
    case 'linkApplication':
    case 'acceptWaiting':
      return loopDone(title, names);
    case 'saveView':
      return m.views_done_save({ view: title.name });
    case 'updateView':
      return m.views_done_update({ view: title.name });
    case 'renameView':
      return m.views_done_rename({ before: title.before, view: title.name });
    case 'moveView':
      return m.views_done_move({ view: title.name });
    case 'deleteView':
      return m.views_done_delete({ view: title.name });
    case 'import':
      return m.market_done_import({ file: title.file });
    case 'undoImport':
      return m.market_done_undo_import({ file: title.file });
    default:
      return title satisfies never;
  }
}

type EventWords<Said> = Readonly<Record<ProspectEvent['kind'], (whom: Said) => string>>;

const doneWords: EventWords<{ count: number; whom: string }> = {
  emailed: m.market_done_emailed,
  proposalSent: m.market_done_proposal,
  proposalExpired: m.market_done_expired,
  applicationReceived: m.market_done_application,
  accepted: m.market_done_accepted,
  rejectedByPartner: m.market_done_rejected_by_partner,
  rejectedByYou: m.market_done_rejected_by_you,
  contractEnded: m.market_done_contract_ended,
};

const nameWords: EventWords<{ whom: string }> = {
  emailed: m.market_name_emailed,
  proposalSent: m.market_name_proposal,
  proposalExpired: m.market_name_expired,
  applicationReceived: m.market_name_application,
  accepted: m.market_name_accepted,
  rejectedByPartner: m.market_name_rejected_by_partner,
  rejectedByYou: m.market_name_rejected_by_you,
  contractEnded: m.market_name_contract_ended,
};

/** With the reason behind it, where there is one: `set Wanderbuch to Joined (signed)`. */
const because = (what: string, reason: string): string =>
  reason === '' ? what : m.market_name_why({ what, reason });

/** The same on a timeline: `Rejected by the partner: no budget`. */
const why = (what: string, reason: string): string =>
  reason === '' ? what : m.profile_timeline_why({ what, reason });

/** What happened, as the timeline of one partner says it. */
function eventSentence(event: ProspectEvent): string {
  switch (event.kind) {
    case 'emailed':
      return event.on
        ? m.profile_timeline_emailed_on({ day: locale.day(event.on) })
        : m.profile_timeline_emailed();
    case 'proposalSent': {
      const sent = event.on
        ? m.profile_timeline_proposal_on({ day: locale.day(event.on) })
        : m.profile_timeline_proposal();
      return event.expiresOn
        ? m.profile_timeline_proposal_expires({ sent, day: locale.day(event.expiresOn) })
        : sent;
    }
    case 'proposalExpired':
      return m.profile_timeline_expired();
    case 'applicationReceived':
      return m.profile_timeline_application();
    case 'accepted':
      return m.profile_timeline_accepted();
    case 'rejectedByPartner':
      return m.profile_timeline_rejected_by_partner();
    case 'rejectedByYou':
      return m.profile_timeline_rejected_by_you();
    case 'contractEnded':
      return m.profile_timeline_contract_ended();
    default:
      return event satisfies never;
  }
}

function groupsSentence(added: readonly string[], removed: readonly string[], whom: string): string {
  if (removed.length === 0) return m.market_done_added({ whom, groups: locale.list(added) });
  if (added.length === 0) return m.market_done_removed({ whom, groups: locale.list(removed) });
  return m.market_done_groups({ whom });
}

/** What a change is called, after *Undo:* and *Redo:*: `hide 312 partners`. */
export function changeName(change: Done): string {
  const done = withNames(change, NAMES);
  const { title } = done;
  const subject = { whom: whom(done) };
  switch (title.kind) {
    case 'mark':
      return m.market_name_mark(subject);
    case 'unmark':
      return m.market_name_unmark(subject);
    case 'hide':
      return title.until
        ? m.market_name_hide_until({ ...subject, day: locale.day(title.until) })
        : m.market_name_hide(subject);
    case 'snooze':
      return title.until
        ? m.market_name_snooze_until({ ...subject, day: locale.day(title.until) })
        : m.market_name_snooze_ever(subject);
    case 'comeBack':
      return m.market_name_come_back(subject);
    case 'show':
      return m.market_name_show(subject);
    case 'setStage':
      return because(m.market_name_set_stage({ ...subject, stage: stageWords[title.stage]() }), title.reason);
    case 'record':
      return because(nameWords[title.event.kind](subject), title.reason);
    case 'archive':
      return m.market_name_archive(subject);
    case 'restore':
      return m.market_name_restore(subject);
    case 'addContact':
      return m.market_name_add_contact({ ...subject, contact: title.contact });
    case 'changeContact':
      return m.market_name_change_contact({ ...subject, contact: title.contact });
    case 'removeContact':
      return m.market_name_remove_contact({ ...subject, contact: title.contact });
    case 'setNotes':
      return m.market_name_notes(subject);
    case 'addNote':
      return m.market_name_note(subject);
    case 'setDetails':
      return m.market_name_details(subject);
    case 'addByHand':
      return m.market_name_by_hand(subject);
    case 'createGroup':
      return m.market_name_create_group({ group: title.name });
    case 'renameGroup':
      return m.groups_name_rename({ before: title.before, group: title.name });
    case 'mergeGroups':
      return m.groups_name_merge({ merged: locale.list(title.merged), group: title.into });
    case 'deleteGroup':
      return m.groups_name_delete({ group: title.name });
    case 'setGroups':
      return m.market_name_groups(subject);
    case 'createWorkflow':
      return m.market_name_create_workflow({ workflow: title.name });
    case 'changeWorkflow':
      return m.market_name_change_workflow({ workflow: title.name });
    case 'switchWorkflow':
      return title.on
        ? m.market_name_workflow_on({ workflow: title.name })
        : m.market_name_workflow_off({ workflow: title.name });
    case 'deleteWorkflow':
      return m.market_name_delete_workflow({ workflow: title.name });
    case 'createTemplate':
    case 'changeTemplate':
    case 'deleteTemplate':
    case 'setProgram':
    case 'markSent':
    case 'skipMessages':
    case 'revokeInvitation':
    case 'addApplication':
    case 'acceptApplications':
    case 'rejectApplications':
    case 'linkApplication':
    case 'acceptWaiting':
      return because(loopName(title, subject), 'reason' in title ? title.reason : '');
    case 'saveView':
      return m.views_name_save({ view: title.name });
    case 'updateView':
      return m.views_name_update({ view: title.name });
    case 'renameView':
      return m.views_name_rename({ before: title.before, view: title.name });
    case 'moveView':
      return m.views_name_move({ view: title.name });
    case 'deleteView':
      return m.views_name_delete({ view: title.name });
    case 'import':
      return m.market_name_import({ file: title.file });
    case 'undoImport':
      return m.market_name_undo_import({ file: title.file });
    default:
      return title satisfies never;
  }
}

/** What a toast says after a change, or after it was taken back. */
export function toastSentence(changes: Changes): string {
  return changes.undone ? m.market_undone({ what: changeName(changes) }) : doneSentence(changes);
}

/** What the timeline of one partner says of a change. */
export function timelineSentence(change: PastChange): string {
  const { title } = withNames(change, NAMES);
  switch (title.kind) {
    case 'mark':
      return m.profile_timeline_mark();
    case 'unmark':
      return m.profile_timeline_unmark();
    case 'hide': {
      const what = title.reason
        ? m.profile_timeline_hide_reason({ reason: title.reason })
        : m.profile_timeline_hide();
      return title.until ? m.profile_timeline_hide_until({ what, day: locale.day(title.until) }) : what;
    }
    case 'snooze':
      return title.until
        ? m.profile_timeline_snooze_until({ day: locale.day(title.until) })
        : m.profile_timeline_snooze_ever();
    case 'comeBack':
      return m.profile_timeline_come_back();
    case 'show':
      return m.profile_timeline_show();
    case 'setStage':
      return why(m.profile_timeline_set_stage({ stage: stageWords[title.stage]() }), title.reason);
    case 'record':
      return why(eventSentence(title.event), title.reason);
    case 'archive':
      return m.profile_timeline_archive();
    case 'restore':
      return m.profile_timeline_restore();
    case 'setGroups':
      return timelineGroups(title.added, title.removed);
    case 'mergeGroups':
      return m.groups_timeline_merge({ merged: locale.list(title.merged), group: title.into });
    case 'deleteGroup':
      return m.groups_timeline_delete({ group: title.name });
    case 'addContact':
      return m.profile_timeline_add_contact({ contact: title.contact });
    case 'changeContact':
      return m.profile_timeline_change_contact({ contact: title.contact });
    case 'removeContact':
      return m.profile_timeline_remove_contact({ contact: title.contact });
    case 'setNotes':
      return m.profile_timeline_notes();
    case 'addNote':
      return m.profile_timeline_note({ note: title.note });
    case 'setDetails':
      return m.profile_timeline_details();
    case 'addByHand':
      return m.profile_timeline_by_hand();
    case 'createTemplate':
    case 'changeTemplate':
    case 'deleteTemplate':
    case 'setProgram':
    case 'markSent':
    case 'skipMessages':
    case 'revokeInvitation':
    case 'addApplication':
    case 'acceptApplications':
    case 'rejectApplications':
    case 'linkApplication':
    case 'acceptWaiting':
      return why(loopTimeline(title) ?? doneSentence(change), 'reason' in title ? title.reason : '');
    // These are about no partner, and stand on no timeline.
    case 'createGroup':
    case 'renameGroup':
    case 'createWorkflow':
    case 'changeWorkflow':
    case 'switchWorkflow':
    case 'deleteWorkflow':
    case 'saveView':
    case 'updateView':
    case 'renameView':
    case 'moveView':
    case 'deleteView':
      return doneSentence(change);
    case 'import':
      return m.profile_timeline_import({ file: title.file });
    case 'undoImport':
      return m.profile_timeline_undo_import({ file: title.file });
    default:
      return title satisfies never;
  }
}

function timelineGroups(added: readonly string[], removed: readonly string[]): string {
  if (removed.length === 0) return m.profile_timeline_added({ groups: locale.list(added) });
  if (added.length === 0) return m.profile_timeline_removed({ groups: locale.list(removed) });
  return m.profile_timeline_groups({ added: locale.list(added), removed: locale.list(removed) });
}
