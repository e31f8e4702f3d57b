/** Sentences of what is done in the loop of workflows: templates, messages, invitations, applications. */
import type { Title } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';

/** The titles of which this file speaks. */
export type LoopTitle = Extract<
  Title,
  {
    kind:
      | 'createTemplate'
      | 'changeTemplate'
      | 'deleteTemplate'
      | 'setProgram'
      | 'markSent'
      | 'skipMessages'
      | 'revokeInvitation'
      | 'addApplication'
      | 'acceptApplications'
      | 'rejectApplications'
      | 'linkApplication'
      | 'acceptWaiting';
  }
>;

const counted = (count: number) => ({ count, n: locale.number(count) });

/** Told as done. */
export function loopDone(title: LoopTitle, names: { count: number; whom: string }): string {
  switch (title.kind) {
    case 'createTemplate':
      return m.loop_done_create_template({ template: title.name });
    case 'changeTemplate':
      return m.loop_done_change_template({ template: title.name });
    case 'deleteTemplate':
      return m.loop_done_delete_template({ template: title.name });
    case 'setProgram':
      return m.loop_done_program();
    case 'markSent':
      return m.loop_done_sent(names);
    case 'skipMessages':
      return m.loop_done_skipped(names);
    case 'revokeInvitation':
      return m.loop_done_revoked(names);
    case 'addApplication':
      return m.loop_done_application({ applicant: title.applicant });
    case 'acceptApplications':
      return m.loop_done_accept(counted(title.applications));
    case 'rejectApplications':
      return m.loop_done_reject(counted(title.applications));
    case 'linkApplication':
      return m.loop_done_link({ applicant: title.applicant, whom: names.whom });
    case 'acceptWaiting':
      return m.loop_done_waiting({ ...counted(title.applications), workflow: title.workflow });
    default:
      return title satisfies never;
  }
}

/** By name, as menus say it: `mark as sent to Wanderbuch`. */
export function loopName(title: LoopTitle, subject: { whom: string }): string {
  switch (title.kind) {
    case 'createTemplate':
      return m.loop_name_create_template({ template: title.name });
    case 'changeTemplate':
      return m.loop_name_change_template({ template: title.name });
    case 'deleteTemplate':
      return m.loop_name_delete_template({ template: title.name });
    case 'setProgram':
      return m.loop_name_program();
    case 'markSent':
      return m.loop_name_sent(subject);
    case 'skipMessages':
      return m.loop_name_skipped(subject);
    case 'revokeInvitation':
      return m.loop_name_revoked(subject);
    case 'addApplication':
      return m.loop_name_application({ applicant: title.applicant });
    case 'acceptApplications':
      return m.loop_name_accept(counted(title.applications));
    case 'rejectApplications':
      return m.loop_name_reject(counted(title.applications));
    case 'linkApplication':
      return m.loop_name_link({ applicant: title.applicant });
    case 'acceptWaiting':
      return m.loop_name_waiting({ ...counted(title.applications), workflow: title.workflow });
    default:
      return title satisfies never;
  }
}

/** On the timeline of one partner, without the reason; nothing where it stands on none. */
export function loopTimeline(title: LoopTitle): string | undefined {
  switch (title.kind) {
    case 'markSent':
      return m.loop_timeline_sent();
    case 'skipMessages':
      return m.loop_timeline_skipped();
    case 'revokeInvitation':
      return m.loop_timeline_revoked();
    case 'addApplication':
      return m.loop_timeline_application();
    case 'acceptApplications':
      return m.loop_timeline_accept();
    case 'rejectApplications':
      return m.loop_timeline_reject();
    case 'linkApplication':
      return m.loop_timeline_link({ applicant: title.applicant });
    case 'acceptWaiting':
      return m.loop_timeline_waiting({ workflow: title.workflow });
    case 'createTemplate':
    case 'changeTemplate':
    case 'deleteTemplate':
    case 'setProgram':
      return undefined;
    default:
      return title satisfies never;
  }
}
