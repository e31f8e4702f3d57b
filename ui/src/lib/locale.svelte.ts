import { isLocale, locales, overwriteGetLocale } from '$lib/paraglide/runtime';

/** A language of the interface, as a BCP 47 tag. */
export type Locale = (typeof locales)[number];

/** What the user chose: a language, or the one of the system. */
export type LocaleChoice = Locale | 'system';

/** Where a choice is kept. Called with every choice the user makes. */
export type SaveChoice<T> = (choice: T) => void;

/** The language of the system, by the first of its preferred languages that the app speaks. */
function systemLocale(): Locale {
  for (const tag of navigator.languages) {
    if (tag.toLowerCase().startsWith('zh')) return 'zh-CN';
    if (tag.toLowerCase().startsWith('en')) return 'en';
  }
  return 'en';
}

/**
 * The language of the interface, and numbers and dates in it.
 *
 * Messages read the language when they are called, so a message that stands in a template or in a
 * `$derived` follows a change at once. One that is called in plain script code does not: call it late.
 */
class LocaleState {
  /** What the user chose. */
  choice = $state<LocaleChoice>('system');
  /** The language that holds now. */
  readonly current: Locale = $derived(this.choice === 'system' ? systemLocale() : this.choice);

  #save: SaveChoice<LocaleChoice> = () => undefined;
  readonly #number = $derived(new Intl.NumberFormat(this.current));
  readonly #compact = $derived(
    new Intl.NumberFormat(this.current, {
      notation: 'compact',
      maximumSignificantDigits: 3,
      useGrouping: 'always',
    }),
  );
  readonly #date = $derived(new Intl.DateTimeFormat(this.current, { dateStyle: 'medium' }));
  readonly #dateTime = $derived(
    new Intl.DateTimeFormat(this.current, { dateStyle: 'medium', timeStyle: 'short' }),
  );
  readonly #region = $derived(new Intl.DisplayNames(this.current, { type: 'region' }));
  readonly #language = $derived(new Intl.DisplayNames(this.current, { type: 'language' }));
  readonly #list = $derived(new Intl.ListFormat(this.current, { type: 'conjunction' }));
  readonly #order = $derived(new Intl.Collator(this.current, { numeric: true, sensitivity: 'base' }));

  /**
   * Takes up what was kept and where to keep it from now on.
   * A kept value that is no language of the app counts as `system`.
   */
  start(saved: string | undefined, save: SaveChoice<LocaleChoice>): void {
    this.choice = saved !== undefined && isLocale(saved) ? saved : 'system';
    this.#save = save;
    this.#markDocument();
  }

  /** Changes the language now, and keeps the choice. */
  choose(choice: LocaleChoice): void {
    this.choice = choice;
    this.#markDocument();
    this.#save(choice);
  }

  /** A whole number, grouped: `1,048,216`. */
  number(value: number): string {
    return this.#number.format(value);
  }

  /** Names in a row: `a, b, and c`, `a、b和c`. */
  list(names: readonly string[]): string {
    return this.#list.format(names);
  }

  /** A number of at most three figures with its unit set apart: `84.2 M`, `8,420 万`. */
  compact(value: number): string {
    return this.#compact
      .formatToParts(value)
      .map((part) => (part.type === 'compact' ? `\u00a0${part.value}` : part.value))
      .join('')
      .replace(/\u00a0\s+/u, '\u00a0');
  }

  /** A share between 0 and 1 as percent, with `digits` figures after the point at most. */
  percent(share: number, digits = 0): string {
    return new Intl.NumberFormat(this.current, { style: 'percent', maximumFractionDigits: digits }).format(
      share,
    );
  }

  /** A day: `21 Nov 2026`, by the language's custom. Takes a date or milliseconds since 1970. */
  date(value: Date | number): string {
    return this.#date.format(value);
  }

  /** A day without a time of day, which no time zone moves, from `2026-11-21`. */
  day(text: string): string {
    const [year = 0, month = 1, date = 1] = text.split('-').map(Number);
    return this.date(new Date(year, month - 1, date));
  }

  /** A day with the time of day, in the user's time zone. */
  dateTime(value: Date | number): string {
    return this.#dateTime.format(value);
  }

  /** The name of a country by its ISO 3166-1 code: `DE` is Germany, 德国. An unknown code stays itself. */
  country(code: string): string {
    return named(this.#region, code);
  }

  /** The name of a language by its ISO 639-1 code. An unknown code stays itself. */
  language(code: string): string {
    return named(this.#language, code);
  }

  /** Compares two texts as a dictionary of the language orders them. */
  compare(a: string, b: string): number {
    return this.#order.compare(a, b);
  }

  /** `lang` picks the Han forms, and lets the style sheet lift sizes too small for 汉字. */
  #markDocument(): void {
    document.documentElement.lang = this.current;
  }
}

/** Intl throws on a code that is not well formed; data from a file may hold one. */
function named(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

/** The one language of the window. */
export const locale = new LocaleState();

overwriteGetLocale(() => locale.current);
