import type { Cause, Field, ImportKind, IssueCode, RowIssue, RowReport, Severity } from '$lib/ipc/client';
import { m } from '$lib/paraglide/messages';
import { effectsWords } from './effects';
import { fieldName } from './fields';
import { outcomeMeaning } from './outcomes';
import { suggestedWord } from './values';

const causes: Record<IssueCode, () => string> = {
  requiredMissing: m.import_cause_required_missing,
  emailInvalid: m.import_cause_email_invalid,
  websiteInvalid: m.import_cause_website_invalid,
  unknownGroup: m.import_cause_unknown_group,
  twoGroups: m.import_cause_two_groups,
  unknownType: m.import_cause_unknown_type,
  unknownPlatform: m.import_cause_unknown_platform,
  unknownCountry: m.import_cause_unknown_country,
  unknownLanguage: m.import_cause_unknown_language,
  unknownBusinessModel: m.import_cause_unknown_business_model,
  unknownCategory: m.import_cause_unknown_category,
  numberInvalid: m.import_cause_number_invalid,
  dateInvalid: m.import_cause_date_invalid,
  dateUnclear: m.import_cause_date_unclear,
  channelInvalid: m.import_cause_channel_invalid,
  unknownPartner: m.import_cause_unknown_partner,
  addAndRemove: m.import_cause_add_and_remove,
  yesNoInvalid: m.import_cause_yes_no_invalid,
  nothingAsked: m.import_cause_nothing_asked,
  columnCount: m.import_cause_column_count,
  quoteStray: m.import_cause_quote_stray,
  undecodable: m.import_cause_undecodable,
  nul: m.import_cause_nul,
  tooLong: m.import_cause_too_long,
  conflictInFile: m.import_cause_conflict_in_file,
  conflictOfMatches: m.import_cause_conflict_of_matches,
  duplicateRow: m.import_cause_duplicate_row,
  alreadyProspect: m.import_cause_already_prospect,
  hidden: m.import_cause_hidden,
  archived: m.import_cause_archived,
  joined: m.import_cause_joined,
  expired: m.import_cause_expired,
  rejectedBefore: m.import_cause_rejected_before,
  notAccepted: m.import_cause_not_accepted,
  sharedInvitation: m.import_cause_shared_invitation,
  revokedCode: m.import_cause_revoked_code,
  unknownCode: m.import_cause_unknown_code,
  usedCode: m.import_cause_used_code,
  ambiguous: m.import_cause_ambiguous,
  nameDiffers: m.import_cause_name_differs,
  roleAddress: m.import_cause_role_address,
  handleAlone: m.import_cause_handle_alone,
  normalised: m.import_cause_normalised,
};

/** What a problem is called where many rows have it: `Unknown group`. */
export function causeName(code: IssueCode): string {
  return causes[code]();
}

/** A sentence that names the value of a row, and one for a row without a value. */
type Said = { with: (inputs: { value: string }) => string; without: () => string };

const said: Partial<Record<IssueCode, Said>> = {
  emailInvalid: { with: m.import_issue_email_invalid, without: m.import_cause_email_invalid },
  websiteInvalid: { with: m.import_issue_website_invalid, without: m.import_cause_website_invalid },
  unknownGroup: { with: m.import_issue_unknown_group, without: m.import_cause_unknown_group },
  twoGroups: { with: m.import_issue_two_groups, without: m.import_cause_two_groups },
  unknownType: { with: m.import_issue_unknown_type, without: m.import_cause_unknown_type },
  unknownPlatform: { with: m.import_issue_unknown_platform, without: m.import_cause_unknown_platform },
  unknownCountry: { with: m.import_issue_unknown_country, without: m.import_cause_unknown_country },
  unknownLanguage: { with: m.import_issue_unknown_language, without: m.import_cause_unknown_language },
  unknownBusinessModel: {
    with: m.import_issue_unknown_business_model,
    without: m.import_cause_unknown_business_model,
  },
  unknownCategory: { with: m.import_issue_unknown_category, without: m.import_cause_unknown_category },
  numberInvalid: { with: m.import_issue_number_invalid, without: m.import_cause_number_invalid },
  dateInvalid: { with: m.import_issue_date_invalid, without: m.import_cause_date_invalid },
  dateUnclear: { with: m.import_issue_date_unclear, without: m.import_cause_date_unclear },
  channelInvalid: { with: m.import_issue_channel_invalid, without: m.import_cause_channel_invalid },
  handleAlone: { with: m.import_issue_handle_alone, without: m.import_cause_handle_alone },
  notAccepted: { with: m.import_issue_not_accepted, without: m.import_issue_not_accepted_groupless },
  unknownPartner: { with: m.import_issue_unknown_partner, without: m.import_cause_unknown_partner },
  addAndRemove: { with: m.import_issue_add_and_remove, without: m.import_cause_add_and_remove },
  yesNoInvalid: { with: m.import_issue_yes_no_invalid, without: m.import_cause_yes_no_invalid },
};

/** Sentences that need no value, where they say more than the name of the cause. */
const kept: Partial<Record<IssueCode, () => string>> = {
  nothingAsked: m.import_issue_nothing_asked,
  hidden: m.import_issue_hidden,
  archived: m.import_issue_archived,
  joined: m.import_issue_joined,
  expired: m.import_issue_expired,
  rejectedBefore: m.import_issue_rejected_before,
  notAccepted: m.import_kept_not_accepted,
  duplicateRow: m.import_issue_duplicate_row,
  conflictInFile: m.import_issue_conflict_in_file,
  conflictOfMatches: m.import_issue_conflict_of_matches,
  ambiguous: m.import_issue_most_recent,
};

/** The codes about an invitation, and the sentence with the name of the one who was invited. */
const issuesOfCodes: Partial<Record<IssueCode, (inputs: { name: string }) => string>> = {
  sharedInvitation: m.import_issue_shared_invitation,
  revokedCode: m.import_issue_revoked_code,
  usedCode: m.import_issue_used_code,
};

/** The codes that say a thing of one field, and the sentence with its name. */
const ofField: Partial<Record<IssueCode, (inputs: { field: string }) => string>> = {
  requiredMissing: m.import_issue_required_missing,
  tooLong: m.import_issue_too_long,
  normalised: m.import_issue_normalised,
};

/** What those are who can be brought back. */
const REVIVABLE: ReadonlySet<IssueCode> = new Set<IssueCode>([
  'hidden',
  'archived',
  'expired',
  'rejectedBefore',
]);

/** Whether a row brings somebody back: then nothing stays as it is. */
export function isBroughtBack(row: RowReport): boolean {
  return row.effects.some(({ kind }) => kind === 'show' || kind === 'restore' || kind === 'stage');
}

/** What is the matter with a row, in a sentence without its suggestion: `“VIP 2025” is no group`. */
function bareSentence(issue: RowIssue, back: boolean): string {
  const field = issue.field && ofField[issue.code];
  if (issue.field && field) return field({ field: fieldName(issue.field) });
  const sentence = said[issue.code];
  if (sentence) return issue.value === '' ? sentence.without() : sentence.with({ value: issue.value });
  return keptName(issue.code, back);
}

/**
 * What a warning is called after the import, with what became of such rows: `Hidden, stays hidden`.
 * @param back whether those who are out were brought back.
 */
export function keptName(code: IssueCode, back = false): string {
  return (back && REVIVABLE.has(code) ? undefined : kept[code]?.()) ?? causeName(code);
}

/**
 * What is the matter with a row, and what was perhaps meant, or whom it concerns.
 * @param back whether the row brings somebody back.
 */
export function issueSentence(issue: RowIssue, back = false): string {
  const sentence = bareSentence(issue, back);
  const other = issue.suggestion;
  if (other === null || other === '') return sentence;
  if (issue.code === 'ambiguous') return m.import_issue_ambiguous({ name: other });
  const whose = issuesOfCodes[issue.code];
  if (whose) return whose({ name: other });
  if (issue.code === 'nameDiffers') return m.import_issue_name_differs({ name: other });
  if (severityOf(issue.code) === 'warning' || issue.code.startsWith('conflict')) return sentence;
  return m.import_issue_nearest({ sentence, nearest: suggestedWord(issue.field, other) });
}

const WARNINGS: ReadonlySet<IssueCode> = new Set<IssueCode>([
  'duplicateRow',
  'alreadyProspect',
  'handleAlone',
  'hidden',
  'archived',
  'joined',
  'expired',
  'rejectedBefore',
  'notAccepted',
  'sharedInvitation',
  'revokedCode',
  'unknownCode',
  'usedCode',
  'ambiguous',
  'nameDiffers',
  'roleAddress',
  'normalised',
]);

/** Whether a problem keeps its row out. */
export function severityOf(code: IssueCode): Severity {
  return WARNINGS.has(code) ? 'warning' : 'error';
}

/** Whether a problem is one of a single cell, and goes when the cell is written over. */
export function isOfCell(issue: RowIssue): boolean {
  return severityOf(issue.code) === 'error' && issue.field !== null && issue.code !== 'conflictOfMatches';
}

/** What happens with a row, as its line in the dry run says it. */
export interface RowSentence {
  /** Short: what stands in the other cells is not said again. */
  text: string;
  tone: Severity | 'plain';
  /** All there is to say of it, in full. */
  whole: string[];
}

/** The fields that have a cell of their own in the line of a row, unless another stands there. */
const SEEN: readonly Field[] = ['name', 'email', 'group'];

/** A problem, short where its value is in sight. */
function shortSentence(issue: RowIssue, seen: readonly Field[], back: boolean): string {
  if (issue.code === 'ambiguous') return m.import_issue_several();
  if (said[issue.code] || issue.code === 'nameDiffers') {
    return issue.field && issue.value !== '' && seen.includes(issue.field)
      ? causeName(issue.code)
      : bareSentence(issue, back);
  }
  return bareSentence(issue, back);
}

/**
 * The sentence of a row: the problem that one looks at (`looked`), its gravest one, else what it changes, else what its
 * outcome means. `seen` are the fields that have a cell of their own.
 */
export function rowSentence(
  kind: ImportKind,
  row: RowReport,
  seen: readonly Field[] = SEEN,
  looked?: IssueCode,
): RowSentence {
  const errors = row.issues.filter((issue) => severityOf(issue.code) === 'error');
  const warnings = row.issues.filter((issue) => severityOf(issue.code) === 'warning');
  const all = [...errors, ...warnings];
  const first = all.find(({ code }) => code === looked) ?? all[0];
  const effects = effectsWords(row);
  if (!first && effects === undefined)
    return { text: outcomeMeaning(kind, row.outcome), tone: 'plain', whole: [] };
  const plain = row.outcome === 'create' ? createWords(kind, effects) : effects;
  if (!first) return { text: plain ?? '', tone: 'plain', whole: plain === undefined ? [] : [plain] };
  const back = isBroughtBack(row);
  const whole = all.map((issue) => issueSentence(issue, back));
  if (plain !== undefined) whole.push(plain);
  return { text: shortSentence(first, seen, back), tone: severityOf(first.code), whole };
}

/** A new partner is told as such, with the groups that it joins. */
function createWords(kind: ImportKind, effects: string | undefined): string {
  const meaning = outcomeMeaning(kind, 'create');
  return effects === undefined ? meaning : [meaning, effects].join(' · ');
}

/** Problems of one severity. Their rows do not add up to a number of rows: a row may have several problems. */
export function causesOf(causes: readonly Cause[], severity: Severity): Cause[] {
  return causes.filter((cause) => cause.severity === severity);
}
