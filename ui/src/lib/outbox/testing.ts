import type { Draft, Message } from '$lib/ipc/client';

/** A message as tests need it. */
export const message = (partner: number, change: Partial<Message> = {}): Message => ({
  partner,
  name: `Partner ${partner}`,
  recipient: { name: 'Anke Vogt', email: `anke@p${partner}.example` },
  step: { kind: 'invitation' },
  on: '2026-11-01',
  workflow: 1,
  workflowName: 'Invite VIP',
  template: 1,
  templateName: 'Invitation',
  subject: `Hello ${partner}`,
  lacks: [],
  ...change,
});

/** The same with its text. */
export const draft = (change: Partial<Message> = {}, more: Partial<Draft> = {}): Draft => ({
  message: message(1, change),
  body: 'Hello Anke,\n\nwelcome.',
  long: false,
  ...more,
});
