import type { Title } from '$lib/ipc/client';
import type { IconName } from '$lib/shared/icons';

/** What stands beside a change, in toasts and timelines. */
export const changeIcons: Readonly<Record<Title['kind'], IconName>> = {
  mark: 'check',
  unmark: 'x',
  hide: 'eyeoff',
  snooze: 'eyeoff',
  comeBack: 'undo',
  show: 'undo',
  setStage: 'flag',
  record: 'flag',
  archive: 'archive',
  restore: 'archive',
  addContact: 'mail',
  changeContact: 'mail',
  removeContact: 'mail',
  setNotes: 'note',
  addNote: 'note',
  setDetails: 'pencil',
  addByHand: 'plus',
  createGroup: 'groups',
  renameGroup: 'groups',
  mergeGroups: 'groups',
  deleteGroup: 'groups',
  setGroups: 'groups',
  createWorkflow: 'workflow',
  changeWorkflow: 'workflow',
  switchWorkflow: 'workflow',
  deleteWorkflow: 'workflow',
  import: 'import',
  undoImport: 'undo',
};
