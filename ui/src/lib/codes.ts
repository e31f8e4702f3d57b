/** Countries and languages, business models and categories, as choices of a form in the language of the window. */
import { countries, languages } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { keysOf } from '$lib/vocabulary';

/** A value, and what it is called. */
export interface CodeChoice<Value extends string = string> {
  value: Value;
  label: string;
}

const byName = (choices: CodeChoice[]) => choices.sort((a, b) => locale.compare(a.label, b.label));

/** Every country, by name. */
export const countryChoices = (): CodeChoice[] =>
  byName(countries.map((value) => ({ value, label: locale.country(value) })));

/** Every language, by name. */
export const languageChoices = (): CodeChoice[] =>
  byName(languages.map((value) => ({ value, label: locale.language(value) })));

/** The words of a vocabulary, in its order. */
export const wordChoices = <Key extends string>(
  words: Readonly<Record<Key, () => string>>,
): CodeChoice<Key>[] => keysOf(words).map((value) => ({ value, label: words[value]() }));
