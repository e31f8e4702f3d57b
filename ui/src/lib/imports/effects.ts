import type { Effect, RowReport } from '$lib/ipc/client';
import { m } from '$lib/paraglide/messages';
import { stageWords } from '$lib/vocabulary';
import { fieldName } from './fields';
import { findingWord } from './receptions';
import { valueWord } from './values';

/** One thing that a row changes: the field, what stands there and what will. Both empty: it says all by itself. */
export interface ChangeLine {
  what: string;
  before: string;
  after: string;
}

/** One thing that a row changes, in a few words: `Country: — → DE`. */
export function effectWords(effect: Effect): string {
  switch (effect.kind) {
    case 'mark':
      return m.import_effect_mark();
    case 'show':
      return m.import_effect_show();
    case 'restore':
      return m.import_effect_restore();
    case 'stage':
      return effect.before === null
        ? stageWords[effect.after]()
        : m.import_effect_field({
            field: m.import_effect_stage(),
            before: stageWords[effect.before](),
            after: stageWords[effect.after](),
          });
    case 'application': {
      const finding = findingWord(effect.finding);
      return effect.reception === 'joins'
        ? m.import_effect_application_joins({ finding })
        : m.import_effect_application_waits({ finding });
    }
    case 'contact':
      return m.import_effect_contact({ email: effect.email });
    case 'note':
      return m.import_effect_note({ text: effect.text });
    case 'group':
      return m.import_effect_group({ name: effect.name });
    case 'leave':
      return m.import_effect_leave({ name: effect.name });
    case 'field':
      return m.import_effect_field({
        field: fieldName(effect.field),
        before: effect.before || NOTHING,
        after: effect.after || NOTHING,
      });
    default:
      return effect satisfies never;
  }
}

/** What stands for no value. */
export const NOTHING = '—';

/** All that a row changes, in one line; nothing where that is not told. */
export function effectsWords(row: RowReport): string | undefined {
  if (row.effects.length === 0) return undefined;
  return row.effects.map(effectWords).join(' · ');
}

/** One thing that a row changes, before and after. */
export function changeLine(effect: Effect): ChangeLine {
  switch (effect.kind) {
    case 'mark':
    case 'show':
    case 'restore':
    case 'application':
      return { what: effectWords(effect), before: '', after: '' };
    case 'stage':
      return {
        what: m.import_effect_stage(),
        before: effect.before === null ? '' : stageWords[effect.before](),
        after: stageWords[effect.after](),
      };
    case 'contact':
      return { what: m.import_effect_contact_added(), before: '', after: effect.email };
    case 'note':
      return { what: m.import_effect_note_added(), before: '', after: effect.text };
    case 'group':
      return { what: fieldName('group'), before: '', after: effect.name };
    case 'leave':
      return { what: fieldName('group'), before: effect.name, after: '' };
    case 'field':
      return {
        what: fieldName(effect.field),
        before: valueWord(effect.field, effect.before),
        after: valueWord(effect.field, effect.after),
      };
    default:
      return effect satisfies never;
  }
}
