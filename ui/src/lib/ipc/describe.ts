import { m } from '$lib/paraglide/messages';
import { locale } from '$lib/locale.svelte';
import { DeskError, type CommandError, type Field, type ProgramIssue, type WordingIssue } from './client';
import { faultsOf } from './faults';

/** An error as a person reads it, in the language of the interface. */
export interface Description {
  /** What happened. */
  happened: string;
  /** What was kept. */
  kept: string;
  /** What to do about it. */
  action: string;
}

type Facts<Kind extends CommandError['kind']> = Extract<CommandError, { kind: Kind }>;
type FieldName = (field: Field) => string;
/** One entry for each kind of error: a kind without an entry does not compile. */
type Table = {
  [Kind in CommandError['kind']]: (facts: Facts<Kind>, name: FieldName) => Description;
};

const describedAs = (kept: () => string) => (happened: string, action: string) => ({
  happened,
  kept: kept(),
  action,
});
const unchanged = describedAs(m.error_kept_all);
const notImported = describedAs(m.error_kept_file);
const asItWas = describedAs(m.error_kept_open);
const wholeOrNot = describedAs(m.error_kept_unknown);
const otherFile = describedAs(m.error_kept_other);

/** The last part of a path: a sentence names a file and leaves its place to a line of its own. */
const nameOf = (path: string): string => /[^/\\]+(?=[/\\]*$)/u.exec(path)?.[0] ?? path;

/** What a workbook has too much of. */
const tooMuch: Record<Facts<'workbookTooLarge'>['excess'], (most: { limit: string }) => string> = {
  bytes: m.error_workbook_too_large_bytes,
  ratio: m.error_workbook_too_large_ratio,
  cells: m.error_workbook_too_large_cells,
  parts: m.error_workbook_too_large_parts,
};

/** What is wrong with what an email template is to say. */
function templateProblem(issue: WordingIssue): Description {
  switch (issue.code) {
    case 'empty':
      return unchanged(
        issue.part === 'subject' ? m.error_template_empty_subject() : m.error_template_empty_body(),
        m.error_template_empty_do(),
      );
    case 'tooLong':
      return unchanged(
        m.error_template_too_long({ limit: locale.number(issue.limit) }),
        m.error_template_too_long_do(),
      );
    case 'tags': {
      const faults = [faultsOf('subject', issue.faults), faultsOf('body', issue.faults)];
      return unchanged(faults.filter(Boolean).join('\n'), m.error_template_tags_do());
    }
  }
}

/** What is wrong with what is to be said of the program. */
function programProblem(issue: ProgramIssue): Description {
  const place = '{code}';
  switch (issue.code) {
    case 'linkInvalid':
      return unchanged(m.error_program_link({ pattern: issue.pattern }), m.error_program_link_do({ place }));
    case 'codePlaces':
      return unchanged(
        issue.places === 0
          ? m.error_program_no_code()
          : m.error_program_codes({ place, n: locale.number(issue.places) }),
        m.error_program_no_code_do({ place }),
      );
    case 'senderInvalid':
      return unchanged(m.error_program_sender({ email: issue.email }), m.error_program_sender_do());
    case 'tooLong':
      return unchanged(
        m.error_program_too_long({ limit: locale.number(issue.limit) }),
        m.error_program_too_long_do(),
      );
    case 'expiryInvalid':
      return unchanged(m.error_program_expiry({ n: locale.number(issue.days) }), m.error_program_expiry_do());
    default:
      return issue satisfies never;
  }
}

/** What is wrong with a value, as it is said under its field. */
export function wrongValue({ field, flaw, limit, suggestion }: Facts<'badValue'>): string {
  const meant = (what: string) =>
    suggestion === null ? what : m.error_bad_value_meant({ what, suggestion });
  switch (flaw) {
    case 'missing':
      if (field === 'email') return m.error_bad_value_email_missing();
      if (field === 'name') return m.error_bad_value_name_missing();
      if (field === 'handle') return m.error_bad_value_handle_missing();
      return field === 'notes' ? m.error_bad_value_note_missing() : m.error_bad_value_missing();
    case 'invalid':
      if (field === 'email') return meant(m.error_bad_value_email());
      return meant(field === 'website' ? m.error_bad_value_website() : m.error_bad_value_invalid());
    case 'tooLong':
      return m.error_bad_value_too_long({ limit: locale.number(limit) });
    case 'taken':
      return field === 'handle' ? m.error_bad_value_handle_taken() : m.error_bad_value_taken();
    default:
      return flaw satisfies never;
  }
}

/** What an error says of one of the fields of a form; nothing where it is about something else. */
export const wrongField = (error: unknown, ...fields: Field[]): string | undefined =>
  wrongAt(error, null, fields);

/** As {@link wrongField}, of the channel at a place, from 1. */
export const wrongChannel = (error: unknown, place: number, ...fields: Field[]): string | undefined =>
  wrongAt(error, place, fields);

function wrongAt(error: unknown, place: number | null, fields: readonly Field[]): string | undefined {
  if (!(error instanceof DeskError) || error.facts.kind !== 'badValue') return undefined;
  const { facts } = error;
  return fields.includes(facts.field) && facts.place === place ? wrongValue(facts) : undefined;
}

const table: Table = {
  noWorkspace: () => unchanged(m.error_no_workspace(), m.error_no_workspace_do()),
  workspaceMissing: ({ path }) =>
    unchanged(m.error_workspace_missing({ file: nameOf(path) }), m.error_workspace_missing_do()),
  workspaceExists: ({ path }) =>
    otherFile(m.error_workspace_exists({ file: nameOf(path) }), m.error_workspace_exists_do()),
  notAWorkspace: ({ path }) =>
    otherFile(m.error_not_a_workspace({ file: nameOf(path) }), m.error_not_a_workspace_do()),
  workspaceNewer: ({ path, found, known }) =>
    otherFile(m.error_workspace_newer({ file: nameOf(path), found, known }), m.error_workspace_newer_do()),
  workspaceInUse: ({ path }) =>
    unchanged(m.error_workspace_in_use({ file: nameOf(path) }), m.error_workspace_in_use_do()),
  workspaceReadOnly: ({ path }) =>
    unchanged(
      path === null ? m.error_workspace_read_only_now() : m.error_workspace_read_only({ file: nameOf(path) }),
      m.error_workspace_read_only_do(),
    ),
  workspaceDamaged: () => asItWas(m.error_workspace_damaged(), m.error_workspace_damaged_do()),
  workspaceGone: () => unchanged(m.error_workspace_gone(), m.error_workspace_gone_do()),
  backupRestored: () => unchanged(m.error_backup_restored(), m.error_backup_restored_do()),
  workspaceBusy: () => asItWas(m.error_workspace_busy(), m.error_workspace_busy_do()),
  noSuchBackup: () => unchanged(m.error_no_such_backup(), m.error_no_such_backup_do()),
  backupDamaged: () => unchanged(m.error_backup_damaged(), m.error_backup_damaged_do()),
  diskFull: () => asItWas(m.error_disk_full(), m.error_disk_full_do()),
  diskDoesNotAnswer: () => wholeOrNot(m.error_disk_no_answer(), m.error_disk_no_answer_do()),

  overtaken: () => unchanged(m.error_overtaken(), m.error_overtaken_do()),
  notToCome: ({ day }) => unchanged(m.error_not_to_come({ day: locale.day(day) }), m.error_not_to_come_do()),
  noSuchPartner: () => unchanged(m.error_no_such_partner(), m.error_no_such_partner_do()),
  noSuchGroup: () => unchanged(m.error_no_such_group(), m.error_no_such_group_do()),
  noSuchImport: () => unchanged(m.error_no_such_import(), m.error_no_such_import_do()),
  groupNameEmpty: () => unchanged(m.error_group_name_empty(), m.error_group_name_empty_do()),
  groupNameTooLong: ({ characters, limit }) =>
    unchanged(
      m.error_group_name_too_long({ characters: locale.number(characters), limit: locale.number(limit) }),
      m.error_group_name_too_long_do(),
    ),
  groupNameTaken: ({ existing }) =>
    unchanged(m.error_group_name_taken({ existing }), m.error_group_name_taken_do()),
  noSuchWorkflow: () => unchanged(m.error_no_such_workflow(), m.error_no_such_workflow_do()),
  workflowNameEmpty: () => unchanged(m.error_workflow_name_empty(), m.error_group_name_empty_do()),
  workflowNameTooLong: ({ characters, limit }) =>
    unchanged(
      m.error_group_name_too_long({ characters: locale.number(characters), limit: locale.number(limit) }),
      m.error_group_name_too_long_do(),
    ),
  followUpDays: ({ place, limit }) =>
    unchanged(m.error_follow_up_days({ place, limit }), m.error_follow_up_days_do()),
  followUpsTooMany: ({ limit }) =>
    unchanged(m.error_follow_ups_too_many({ limit }), m.error_follow_ups_too_many_do()),
  noSuchTemplate: () => unchanged(m.error_no_such_template(), m.error_no_such_template_do()),
  templateNameEmpty: () => unchanged(m.error_template_name_empty(), m.error_group_name_empty_do()),
  templateNameTooLong: ({ characters, limit }) =>
    unchanged(
      m.error_group_name_too_long({ characters: locale.number(characters), limit: locale.number(limit) }),
      m.error_group_name_too_long_do(),
    ),
  templateNameTaken: ({ existing }) =>
    unchanged(m.error_template_name_taken({ existing }), m.error_template_name_taken_do()),
  templateInvalid: ({ issue }) => templateProblem(issue),
  templateInUse: ({ workflows }) =>
    unchanged(
      m.error_template_in_use({
        count: workflows.length,
        names: locale.list(workflows.map((value) => m.import_quoted({ value }))),
      }),
      m.error_template_in_use_do(),
    ),
  messageNotReady: () => unchanged(m.error_message_not_ready(), m.error_message_not_ready_do()),
  messageNotOpened: () => unchanged(m.error_message_not_opened(), m.error_message_not_opened_do()),
  noSender: () => unchanged(m.error_no_sender(), m.error_no_sender_do()),
  programInvalid: ({ issue }) => programProblem(issue),
  outboxChanged: () => unchanged(m.error_outbox_changed(), m.error_outbox_changed_do()),
  noSuchApplication: () => unchanged(m.error_no_such_application(), m.error_no_such_application_do()),
  applicationDecided: () => unchanged(m.error_application_decided(), m.error_application_decided_do()),
  applicationNotLinked: () =>
    unchanged(m.error_application_not_linked(), m.error_application_not_linked_do()),
  applicationUnmatched: () => unchanged(m.error_application_unmatched(), m.error_application_unmatched_do()),
  noSuchView: () => unchanged(m.error_no_such_view(), m.error_no_such_view_do()),
  viewNameEmpty: () => unchanged(m.error_view_name_empty(), m.error_group_name_empty_do()),
  viewNameTooLong: ({ characters, limit }) =>
    unchanged(
      m.error_group_name_too_long({ characters: locale.number(characters), limit: locale.number(limit) }),
      m.error_group_name_too_long_do(),
    ),
  viewNameTaken: ({ existing }) =>
    unchanged(m.error_view_name_taken({ existing }), m.error_view_name_taken_do()),
  workflowNameTaken: ({ existing }) =>
    unchanged(m.error_workflow_name_taken({ existing }), m.error_workflow_name_taken_do()),
  reasonMissing: () => unchanged(m.error_reason_missing(), m.error_reason_missing_do()),
  reasonTooLong: ({ characters, limit }) =>
    unchanged(
      m.error_reason_too_long({ characters: locale.number(characters), limit: locale.number(limit) }),
      m.error_reason_too_long_do(),
    ),
  notYet: ({ day }) => unchanged(m.error_not_yet({ day: locale.day(day) }), m.error_not_yet_do()),
  expiresBeforeSent: ({ sent, expires }) =>
    unchanged(
      m.error_expires_before_sent({ sent: locale.day(sent), expires: locale.day(expires) }),
      m.error_expires_before_sent_do(),
    ),
  nothingToUndo: () => unchanged(m.error_nothing_to_undo(), m.error_nothing_to_do()),
  nothingToRedo: () => unchanged(m.error_nothing_to_redo(), m.error_nothing_to_do()),
  noSuchChange: () => unchanged(m.error_no_such_change(), m.error_no_such_change_do()),
  notNext: () => unchanged(m.error_not_next(), m.error_not_next_do()),

  fileVanished: () => unchanged(m.error_file_vanished(), m.error_file_vanished_do()),
  fileUnreadable: () => notImported(m.error_file_unreadable(), m.error_file_unreadable_do()),
  fileEmpty: () => notImported(m.error_file_empty(), m.error_file_empty_do()),
  fileNotText: ({ looksLike }) =>
    notImported(
      looksLike === ''
        ? m.error_file_not_text()
        : m.error_file_not_text_kind({ kind: looksLike.toUpperCase() }),
      m.error_file_not_text_do(),
    ),
  workbookEncrypted: () => notImported(m.error_workbook_encrypted(), m.error_workbook_encrypted_do()),
  workbookBroken: ({ format }) =>
    notImported(m.error_workbook_broken({ format: format.toUpperCase() }), m.error_workbook_broken_do()),
  workbookEmpty: () => notImported(m.error_workbook_empty(), m.error_workbook_empty_do()),
  noSuchSheet: ({ sheet }) => notImported(m.error_no_such_sheet({ sheet }), m.error_no_such_sheet_do()),
  workbookTooLarge: ({ excess, limit }) =>
    notImported(tooMuch[excess]({ limit: locale.number(limit) }), m.error_workbook_too_large_do()),
  unknownEncoding: ({ encoding }) =>
    notImported(m.error_unknown_encoding({ encoding }), m.error_unknown_encoding_do()),
  badValue: (facts) => unchanged(wrongValue(facts), m.error_bad_value_do()),
  notesChanged: () => unchanged(m.error_notes_changed(), m.error_notes_changed_do()),
  partnerIdTaken: ({ name }) => unchanged(m.error_partner_id_taken({ name }), m.error_partner_id_taken_do()),
  noSuchContact: () => unchanged(m.error_no_such_contact(), m.error_no_such_contact_do()),
  noHeader: () => notImported(m.error_no_header(), m.error_no_header_do()),
  requiredColumns: ({ fields }, name) =>
    notImported(
      m.error_required_columns({ fields: locale.list(fields.map(name)) }),
      m.error_required_columns_do(),
    ),
  mappedTwice: ({ field }, name) =>
    notImported(m.error_mapped_twice({ field: name(field) }), m.error_mapped_twice_do()),
  mappingTooLong: ({ mapped, columns }) =>
    notImported(
      m.error_mapping_too_long({ mapped: locale.number(mapped), columns: locale.number(columns) }),
      m.error_mapping_too_long_do(),
    ),
  fileChanged: () => notImported(m.error_file_changed(), m.error_file_changed_do()),
  workspaceChanged: () => notImported(m.error_workspace_changed(), m.error_file_changed_do()),
  cancelled: () => unchanged(m.error_cancelled(), m.error_cancelled_do()),
  alreadyRunning: () => unchanged(m.error_already_running(), m.error_already_running_do()),
  noDryRun: () => unchanged(m.error_no_dry_run(), m.error_no_dry_run_do()),
  cannotWrite: ({ path }) => asItWas(m.error_cannot_write({ file: nameOf(path) }), m.error_cannot_write_do()),

  notGranted: () => unchanged(m.error_not_granted(), m.error_not_granted_do()),
  tooLarge: ({ limit }) =>
    unchanged(m.error_too_large({ limit: locale.number(limit) }), m.error_too_large_do()),
  addressRefused: ({ address }) =>
    unchanged(m.error_address_refused({ address }), m.error_address_refused_do()),
  nothingOpens: ({ address }) => unchanged(m.error_nothing_opens({ address }), m.error_nothing_opens_do()),
  internal: ({ incident }) =>
    incident === ''
      ? asItWas(m.error_internal_bare(), m.error_internal_bare_do())
      : asItWas(m.error_internal({ incident }), m.error_internal_do()),
};

function entry<Kind extends CommandError['kind']>(facts: Facts<Kind>, name: FieldName): Description {
  return table[facts.kind as Kind](facts, name);
}

/**
 * An error as a person reads it. Call it late, for it speaks the language of the moment.
 *
 * @param error what was thrown: a {@link DeskError}, or anything that nobody expected.
 * @param name the name of an import's field; without it a field is called as in code.
 */
export function describe(error: unknown, name: FieldName = (field) => field): Description {
  return error instanceof DeskError
    ? describeFacts(error.facts, name)
    : describeFacts({ kind: 'internal', incident: '' });
}

/** The same in one line: what happened, and what was kept. */
export function describeInLine(error: unknown, name?: FieldName): string {
  const { happened, kept } = describe(error, name);
  return m.import_two_sentences({ first: happened, second: kept });
}

/** The same for facts that came as data: why the workspace did not open at the start. */
export function describeFacts(facts: CommandError, name: FieldName = (field) => field): Description {
  return entry(facts, name);
}
