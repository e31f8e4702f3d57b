import type { Field, ImportKind } from '$lib/ipc/client';
import { m } from '$lib/paraglide/messages';

const names: Record<Field, () => string> = {
  name: m.import_field_name,
  email: m.import_field_email,
  website: m.import_field_website,
  partnerId: m.import_field_partner_id,
  firstName: m.import_field_first_name,
  lastName: m.import_field_last_name,
  title: m.import_field_title,
  otherEmails: m.import_field_other_emails,
  type: m.import_field_type,
  platform: m.import_field_platform,
  handle: m.import_field_handle,
  followers: m.import_field_followers,
  engagement: m.import_field_engagement,
  channels: m.import_field_channels,
  country: m.import_field_country,
  languages: m.import_field_languages,
  businessModel: m.import_field_business_model,
  categories: m.import_field_categories,
  areas: m.import_field_areas,
  description: m.import_field_description,
  visits: m.import_field_visits,
  listedOn: m.import_field_listed_on,
  lastActiveOn: m.import_field_last_active_on,
  appliedOn: m.import_field_applied_on,
  invitationCode: m.import_field_invitation_code,
  group: m.import_field_group,
  addTo: m.import_field_add_to,
  removeFrom: m.import_field_remove_from,
  removeAll: m.import_field_remove_all,
  notes: m.import_field_notes,
};

/** The name of a field: `Business model`. */
export function fieldName(field: Field): string {
  return names[field]();
}

/** The fields of the template for prospects, in its order. */
const PROSPECT_FIELDS: readonly Field[] = [
  'name',
  'email',
  'website',
  'partnerId',
  'firstName',
  'lastName',
  'type',
  'platform',
  'handle',
  'country',
  'businessModel',
  'group',
  'notes',
];

/** The fields of the template for group changes, in its order. */
const GROUP_FIELDS: readonly Field[] = ['partnerId', 'addTo', 'removeFrom', 'removeAll'];

/** The fields of the template for applications, in its order, and those that such a file may have besides. */
const APPLICATION_FIELDS: readonly Field[] = [
  'appliedOn',
  'name',
  'email',
  'website',
  'partnerId',
  'invitationCode',
  'firstName',
  'lastName',
  'notes',
];

/** The fields of applications alone. */
const OF_APPLICATIONS: readonly Field[] = ['appliedOn', 'invitationCode'];

/** The fields that have a cell of their own in the line of a row. */
export type ShownFields = readonly [Field, Field, Field];

/** Those for a kind of file; `about`: what the rows that are looked at have in common. */
export function shownFields(kind: ImportKind, about?: Field): ShownFields {
  if (kind === 'applications') return ['name', 'email', about ?? 'invitationCode'];
  if (kind !== 'groups') return ['name', 'email', about ?? (kind === 'catalogue' ? 'type' : 'group')];
  return ['partnerId', 'addTo', about === 'removeAll' ? about : 'removeFrom'];
}

/** Whether a field of this kind of file names groups. */
export const isOfGroups = (field: Field): boolean =>
  field === 'group' || field === 'addTo' || field === 'removeFrom';

const offeredTo: Record<ImportKind, readonly Field[]> = {
  prospects: PROSPECT_FIELDS,
  catalogue: (Object.keys(names) as Field[]).filter(
    (field) =>
      field !== 'group' &&
      !OF_APPLICATIONS.includes(field) &&
      (field === 'partnerId' || !GROUP_FIELDS.includes(field)),
  ),
  groups: GROUP_FIELDS,
  applications: APPLICATION_FIELDS,
};

/** The fields that a column of this kind of file can fill, and those that columns of this one fill besides. */
export function fieldsOf(kind: ImportKind, filled: readonly (Field | null)[] = []): readonly Field[] {
  const offered = offeredTo[kind];
  const others = filled.filter((field): field is Field => field !== null && !offered.includes(field));
  return [...offered, ...new Set(others)];
}
