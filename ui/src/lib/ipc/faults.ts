/** What is wrong with a template, in sentences. */
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import type { Part, TagFault } from './client';

const braced = (tag: string): string => `{{${tag}}}`;

function what({ issue }: TagFault): string {
  switch (issue.kind) {
    case 'unknown': {
      const tag = braced(issue.tag);
      return issue.nearest === null
        ? m.templates_tag_unknown({ tag })
        : m.templates_tag_unknown_nearest({ tag, nearest: braced(issue.nearest) });
    }
    case 'unclosed':
      return m.templates_tag_unclosed({ tag: `{{${issue.tag}` });
    case 'empty':
      return m.templates_tag_empty({ tag: braced('') });
  }
}

/** The faults of a text, each with its line where it has several; nothing where there are none. */
export function faultsOf(part: Part, faults: readonly TagFault[]): string | undefined {
  const sentences = faults
    .filter((fault) => fault.part === part)
    .map((fault) =>
      part === 'subject'
        ? what(fault)
        : m.templates_in_line({ line: locale.number(fault.line), what: what(fault) }),
    );
  return sentences.length === 0 ? undefined : sentences.join('\n');
}
