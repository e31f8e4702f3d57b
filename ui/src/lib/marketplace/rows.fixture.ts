import type { Row } from '$lib/ipc/client';

/** A row of a list, for tests. */
export const rowOf = (id: number, more: Partial<Row> = {}): Row => ({
  id,
  kind: 'partner',
  name: `Partner ${id}`,
  initials: 'P',
  colour: 0,
  domain: 'a.example',
  description: '',
  businessModel: null,
  country: null,
  monthlyVisits: null,
  followers: null,
  engagement: null,
  size: null,
  tier: null,
  topChannel: null,
  email: '',
  status: 'active',
  stage: null,
  archived: false,
  hidden: false,
  groups: [],
  selected: false,
  ...more,
});
