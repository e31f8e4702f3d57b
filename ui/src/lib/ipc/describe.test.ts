import { afterEach, describe, expect, it } from 'vitest';
import { locale } from '$lib/locale.svelte';
import { DeskError, type CommandError } from './client';
import { describe as describeError } from './describe';

/** Facts for each kind of error: a kind that is missing here does not compile. */
const samples: { [Kind in CommandError['kind']]: Omit<Extract<CommandError, { kind: Kind }>, 'kind'> } = {
  templateInvalid: {
    issue: {
      code: 'tags',
      faults: [{ part: 'body', line: 3, issue: { kind: 'unknown', tag: 'nmae', nearest: 'name' } }],
    },
  },
  templateInUse: { workflows: ['Invite'] },
  messageNotReady: {},
  messageNotOpened: {},
  noSender: {},
  noWorkspace: {},
  workspaceMissing: { path: '/d/a.prospects' },
  workspaceExists: { path: '/d/a.prospects' },
  notAWorkspace: { path: '/d/a.prospects' },
  workspaceNewer: { path: '/d/a.prospects', found: 9, known: 1 },
  workspaceInUse: { path: '/d/a.prospects' },
  workspaceReadOnly: { path: '/d' },
  workspaceDamaged: {},
  workspaceGone: {},
  backupRestored: {},
  workspaceBusy: {},
  diskFull: {},
  diskDoesNotAnswer: {},
  noSuchBackup: {},
  backupDamaged: {},
  overtaken: {},
  noSuchPartner: {},
  noSuchGroup: {},
  noSuchImport: {},
  groupNameEmpty: {},
  groupNameTooLong: { characters: 1234, limit: 200 },
  groupNameTaken: { existing: 'VIP' },
  noSuchWorkflow: {},
  workflowNameEmpty: {},
  workflowNameTooLong: { characters: 1234, limit: 200 },
  workflowNameTaken: { existing: 'VIP' },
  followUpDays: { place: 2, limit: 365 },
  followUpsTooMany: { limit: 10 },
  noSuchTemplate: {},
  templateNameEmpty: {},
  templateNameTooLong: { characters: 300, limit: 200 },
  templateNameTaken: { existing: 'Invitation' },
  programInvalid: { issue: { code: 'codePlaces', places: 0 } },
  outboxChanged: {},
  noSuchApplication: {},
  applicationDecided: {},
  applicationNotLinked: {},
  applicationUnmatched: {},
  noSuchView: {},
  noSuchChange: {},
  viewNameEmpty: {},
  viewNameTooLong: { characters: 1234, limit: 200 },
  viewNameTaken: { existing: 'DACH coupons' },
  reasonMissing: {},
  reasonTooLong: { characters: 501, limit: 500 },
  notYet: { day: '2026-12-01' },
  notToCome: { day: '2026-01-09' },
  expiresBeforeSent: { sent: '2026-11-02', expires: '2026-11-01' },
  nothingToUndo: {},
  notNext: {},
  nothingToRedo: {},
  fileVanished: {},
  fileUnreadable: {},
  fileEmpty: {},
  fileNotText: { looksLike: 'png' },
  workbookEncrypted: {},
  workbookBroken: { format: 'xlsx' },
  workbookEmpty: {},
  noSuchSheet: { sheet: 'People' },
  workbookTooLarge: { excess: 'bytes', limit: 1024 },
  unknownEncoding: { encoding: 'utf-9' },
  notesChanged: {},
  partnerIdTaken: { name: 'Wanderbuch' },
  badValue: { field: 'email', flaw: 'invalid', place: null, limit: 4000, suggestion: 'kim@b.example' },
  noSuchContact: {},
  noHeader: {},
  requiredColumns: { fields: ['email', 'name'] },
  mappedTwice: { field: 'email' },
  mappingTooLong: { mapped: 9, columns: 3 },
  fileChanged: {},
  workspaceChanged: {},
  cancelled: {},
  alreadyRunning: {},
  noDryRun: {},
  cannotWrite: { path: '/d/out.csv' },
  notGranted: {},
  tooLarge: { argument: 'n', limit: 500 },
  addressRefused: { address: 'javascript:1' },
  nothingOpens: { address: 'https://a.example' },
  internal: { incident: '261121-0405' },
};
const errors = Object.entries(samples).map(
  ([kind, facts]) => [kind, new DeskError({ kind, ...facts } as CommandError)] as const,
);

afterEach(() => locale.choose('system'));

describe.each(['en', 'zh-CN'] as const)('an error in %s', (language) => {
  it.each(errors)('%s says what happened, what was kept and what to do', (_kind, error) => {
    locale.choose(language);
    const { happened, kept, action } = describeError(error);
    for (const sentence of [happened, kept, action]) {
      expect(sentence).toMatch(/[.。）]$/u);
      // Merge tags and the place of a code are written with braces.
      const told = sentence.replaceAll(/\{\{\w+\}\}|\{code\}/gu, '');
      expect(told, 'no place is left unfilled').not.toMatch(/[{}]|undefined|null/u);
    }
    expect(/\p{Script=Han}/u.test(happened + action)).toBe(language === 'zh-CN');
  });
});

describe('an error', () => {
  it('names the fields as the screen names them', () => {
    locale.choose('en');
    const error = new DeskError({ kind: 'requiredColumns', fields: ['email', 'name'] });
    const { happened } = describeError(error, (field) => field.toUpperCase());
    expect(happened).toContain('EMAIL and NAME');
  });

  it.each(['/home/ana/客户/autumn.prospects', 'C:\\Users\\ana\\autumn.prospects', 'autumn.prospects'])(
    'names a file without its place: %s',
    (path) => {
      locale.choose('en');
      const error = new DeskError({ kind: 'notAWorkspace', path });
      expect(describeError(error).happened).toBe('“autumn.prospects” is no workspace, or is damaged.');
    },
  );

  it('that nobody expected still says something', () => {
    locale.choose('en');
    expect(describeError(new TypeError('x is undefined')).happened).toBe('Something unexpected went wrong.');
  });
});
