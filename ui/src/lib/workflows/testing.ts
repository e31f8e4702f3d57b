import type { Fate, Program, Rules, Simulation, Template, Workflow } from '$lib/ipc/client';
import { NEW_RULES } from './workflows.svelte';

/** A workflow that accepts those of DACH. */
export const workflow = (id: number, change: Partial<Rules> = {}): Workflow => ({
  id,
  rules: { ...NEW_RULES, name: `Workflow ${id}`, groups: [1], accept: true, ...change },
  changedAt: '2026-11-01T12:00:00Z',
});
/** An email by its name. */
export const template = (id: number, name: string): Template => ({
  id,
  wording: { name, subject: 'Hello', body: 'Hello {{first_name|there}}, we like {{website}}.' },
});
/** A program of which everything is said. */
export const program: Program = {
  name: 'Fjellvik Outdoor',
  linkPattern: 'https://join.example/?code={code}',
  senderName: 'Mara',
  senderEmail: 'mara@fjellvik.example',
  expiresAfter: null,
};
/** Nobody has this fate. */
export const nobody: Fate = { total: 0, first: [] };
/** Nothing would happen, unless it is said. */
export const simulation = (change: Partial<Simulation> = {}): Simulation => ({
  governed: 12,
  accepted: nobody,
  invitations: nobody,
  followUps: nobody,
  shared: nobody,
  ...change,
});
