import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { desk, type TagFault, type Template, type TemplatePreview, type Wording } from '$lib/ipc/client';
import { faultsOf } from '$lib/ipc/faults';
import { locale } from '$lib/locale.svelte';
import { Preview } from './preview.svelte';
import PreviewPane from './PreviewPane.svelte';
import { starter, starterIds } from '$lib/starter-emails';
import { tags, written } from './tags';
import TemplateEditor from './TemplateEditor.svelte';
import TemplateList from './TemplateList.svelte';
import { EMPTY, templates } from './templates.svelte';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: {
    transact: vi.fn(() => Promise.resolve({ change: null, partners: 0 })),
    overview: vi.fn(() => Promise.resolve(null)),
    templates: vi.fn(),
    previewTemplate: vi.fn(),
  },
}));

const template = (id: number, name: string): Template => ({
  id,
  wording: { name, subject: `Subject ${id}`, body: `Text ${id}` },
});
const preview: TemplatePreview = {
  of: 2,
  at: 0,
  partner: 5,
  name: 'Fellside',
  recipient: { name: 'Ruth Moor', email: 'ruth@fellside.example' },
  subject: 'Hello Ruth',
  body: 'Welcome',
  lacks: [],
  faults: [],
};

let path = 0;
beforeEach(() => {
  locale.choice = 'en';
  path += 1;
  vi.mocked(desk.templates)
    .mockReset()
    .mockResolvedValue([template(1, 'Invite'), template(2, 'Last')]);
  vi.mocked(desk.previewTemplate).mockReset().mockResolvedValue(preview);
});

describe('templates', () => {
  it('keep what is not saved while another one is looked at', async () => {
    await templates.refresh(`a${path}`);
    expect([templates.open, templates.changed]).toEqual([1, false]);
    templates.write({ ...templates.wording, subject: 'Other' });
    templates.open = 2;
    expect([templates.changed, templates.isChanged(1)]).toEqual([false, true]);
    templates.open = 1;
    expect(templates.wording.subject).toBe('Other');
    templates.discard();
    expect([templates.wording.subject, templates.changed]).toEqual(['Subject 1', false]);
  });

  it('are saved as they were written, and a new one is open then', async () => {
    await templates.refresh(`a${path}`);
    templates.begin({ ...EMPTY, name: 'Welcome' });
    expect([templates.open, templates.changed]).toEqual(['new', true]);
    vi.mocked(desk.templates).mockResolvedValue([template(1, 'Invite'), template(3, 'Welcome')]);
    await templates.save();
    const wording = { ...EMPTY, name: 'Welcome' };
    expect(desk.transact).toHaveBeenLastCalledWith({ kind: 'putTemplate', id: null, wording });
    expect(templates.open).toBe(3);
  });

  it('of another workspace leave nothing of this one', async () => {
    await templates.refresh(`a${path}`);
    templates.write({ ...EMPTY, subject: 'Other' });
    await templates.refresh(`b${path}`);
    expect(templates.wording.subject).toBe('Subject 1');
  });
});

it('starters use tags that there are alone, in both languages', () => {
  const known = new Set(tags.map((tag) => written(tag).slice(2, -2)));
  for (const language of ['en', 'zh-CN'] as const) {
    for (const id of starterIds) {
      const { name, subject, body } = starter(id, language);
      const used = [...`${subject}\n${body}`.matchAll(/\{\{([^|}]*)/gu)].map((match) => match[1]);
      expect(used.filter((tag) => !known.has(tag ?? ''))).toEqual([]);
      expect(used.length).toBeGreaterThan(2);
      expect(/\p{Script=Han}/u.test(name + subject)).toBe(language === 'zh-CN');
    }
  }
});

describe('the editor', () => {
  const fault = (change: Partial<TagFault>): TagFault => ({
    part: 'body',
    line: 3,
    issue: { kind: 'unknown', tag: 'nmae', nearest: 'name' },
    ...change,
  });
  const show = (faults: TagFault[], wording: Wording = { name: 'A', subject: 'Hi ', body: 'Text' }) => {
    const onwrite = vi.fn();
    render(TemplateEditor, { wording, faults, wrong: {}, onwrite, onsave: vi.fn() });
    return onwrite;
  };

  it('says under each field which tag cannot stand, and in which line', () => {
    show([
      fault({ part: 'subject', line: 1, issue: { kind: 'empty' } }),
      fault({}),
      fault({ line: 4, issue: { kind: 'unclosed', tag: 'sender' } }),
    ]);
    const subject = screen.getByRole('textbox', { name: 'Subject' });
    expect(subject).toHaveAccessibleDescription('Nothing stands in the tag {{}}.');
    const text = screen.getByRole('textbox', { name: 'Text' });
    expect(text).toHaveAccessibleDescription(/Line 3: .*\{\{nmae\}\}.*\{\{name\}\}.*Line 4: .*\{\{sender/su);
  });

  it('writes a tag into the field that was written in last', async () => {
    const onwrite = show([]);
    const user = userEvent.setup();
    await user.click(screen.getByRole('textbox', { name: 'Subject' }));
    await user.click(screen.getByRole('button', { name: 'Insert tag' }));
    await user.click(await screen.findByText('First name {{first_name}}'));
    expect(onwrite).toHaveBeenLastCalledWith({ name: 'A', subject: 'Hi {{first_name}}', body: 'Text' });
  });

  it('says the same in Chinese', () => {
    locale.choice = 'zh-CN';
    expect(faultsOf('body', [fault({})])).toBe('第 3 行：没有名为 {{nmae}} 的标签，或指 {{name}}。');
  });
});

describe('the preview', () => {
  async function shown(change: Partial<TemplatePreview> = {}) {
    vi.mocked(desk.previewTemplate).mockResolvedValue({ ...preview, ...change });
    const followed = new Preview();
    followed.follow(EMPTY);
    await vi.waitFor(() => expect(followed.shown).toBeDefined());
    render(PreviewPane, { preview: followed });
    return followed;
  }

  it('shows a prospect with its values, and steps to the next one', async () => {
    const followed = await shown();
    screen.getByText('Hello Ruth');
    screen.getByText('1 of 2');
    expect(screen.getByRole('button', { name: 'Previous prospect' })).toHaveAttribute('aria-disabled');
    await userEvent.click(screen.getByRole('button', { name: 'Next prospect' }));
    expect(followed.at).toBe(1);
    followed.follow(EMPTY);
    await vi.waitFor(() => expect(desk.previewTemplate).toHaveBeenLastCalledWith(EMPTY, '', 1));
  });

  it('says what is missing, and that nobody is there to look at', async () => {
    await shown({ lacks: [{ kind: 'value', tag: 'firstName' }], body: null });
    screen.getByText(/Missing: First name/u);
    await shown({ of: 0, partner: null });
    screen.getByText('Mark a prospect, and the template shows here with its values.');
  });
});

it('the list marks what is not saved, and is walked through by arrows', async () => {
  const onopen = vi.fn();
  render(TemplateList, {
    templates: [template(2, 'Last'), template(1, 'Invite')],
    open: 1,
    fresh: '',
    changed: (id: number) => id === 2,
    onopen,
  });
  const [first, second] = screen.getAllByRole('button');
  expect(first).toHaveAttribute('aria-current');
  expect(second).toHaveAccessibleName('Last Unsaved changes');
  first?.focus();
  const user = userEvent.setup();
  await user.keyboard('{ArrowDown}{Enter}');
  expect(onopen).toHaveBeenCalledExactlyOnceWith(2);
});
