import type { Field, IssueCode } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { isOfGroups } from './fields';
import { categoryWords, modelWords, platformWords } from '$lib/vocabulary';

/** One value that another can be taken for. */
export interface ValueOption {
  /** As the import reads it. */
  value: string;
  /** In the language of the window. */
  label: string;
}

/** The fields in which a value causes a problem that all its rows share. */
const FIELDS: Partial<Record<IssueCode, readonly Field[]>> = {
  unknownGroup: ['group', 'addTo', 'removeFrom'],
  twoGroups: ['group'],
  unknownType: ['type'],
  unknownPlatform: ['platform'],
  unknownCountry: ['country', 'areas'],
  unknownLanguage: ['languages'],
  unknownBusinessModel: ['businessModel'],
  unknownCategory: ['categories'],
  yesNoInvalid: ['removeAll'],
};

/** The most characters of a value that a report names: a longer one is cut, and no row has what is left of it. */
const CUT = 200;

/** The fields of a problem in which one value can be taken for another, of those that columns fill. */
export function fieldsToMap(
  code: IssueCode,
  value: string,
  filled: readonly (Field | null)[],
): readonly Field[] {
  if (value === '' || [...value].length >= CUT) return [];
  return (FIELDS[code] ?? []).filter((field) => filled.includes(field));
}

/** The field whose column shows what a problem is about; nothing for one of no single field. */
export function fieldOfCause(code: IssueCode): Field | undefined {
  if (code === 'websiteInvalid') return 'website';
  if (code === 'channelInvalid') return 'channels';
  return FIELDS[code]?.[0];
}

/** The countries that an import knows, by ISO 3166-1. */
const COUNTRIES = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT ' +
  'BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ' +
  'ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT ' +
  'HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS ' +
  'LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI ' +
  'NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG ' +
  'SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG ' +
  'UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
).split(' ');

/** The languages that an import knows by name, by ISO 639-1. */
const LANGUAGES = (
  'ar bg bn ca cs da de el en es et fa fi fr ga he hi hr hu id is it ja kk ko lt lv ms nb nl nn no pl ' +
  'pt ro ru sk sl sq sr sv sw ta th tl tr uk ur vi zh'
).split(' ');

const words: Partial<Record<Field, Readonly<Record<string, () => string>>>> = {
  type: { partner: m.import_type_partner, creator: m.import_type_creator },
  platform: platformWords,
  businessModel: modelWords,
  categories: categoryWords,
  removeAll: { yes: m.import_yes, no: m.import_no },
};

const isOfCountries = (field: Field): boolean => field === 'country' || field === 'areas';

/** What a value is called in the language of the window; a text that is no value of the field stays itself. */
export function valueWord(field: Field, value: string): string {
  if (isOfCountries(field)) return /^[A-Z]{2}$/u.test(value) ? locale.country(value) : value;
  if (field === 'languages') return /^[a-z]{2}$/u.test(value) ? locale.language(value) : value;
  return words[field]?.[value]?.() ?? value;
}

/** Every value that a field can have, by its word. `groups` are the names of those there are. */
export function valuesOf(field: Field, groups: readonly string[]): ValueOption[] {
  const values = isOfCountries(field)
    ? COUNTRIES
    : field === 'languages'
      ? LANGUAGES
      : isOfGroups(field)
        ? groups
        : Object.keys(words[field] ?? {});
  return values
    .map((value) => ({ value, label: valueWord(field, value) }))
    .sort((a, b) => locale.compare(a.label, b.label));
}

const english = {
  region: new Intl.DisplayNames('en', { type: 'region' }),
  language: new Intl.DisplayNames('en', { type: 'language' }),
};

/** What a value is called in English, which is how an import names the nearest one. */
function englishWord(field: Field, value: string): string {
  if (isOfCountries(field)) return english.region.of(value) ?? value;
  if (field === 'languages') return english.language.of(value) ?? value;
  const word = words[field]?.[value] as ((inputs: object, options: { locale: 'en' }) => string) | undefined;
  return word?.({}, { locale: 'en' }) ?? value;
}

/** The values of a field with the nearest one at their head. */
export function nearestFirst(
  field: Field,
  options: readonly ValueOption[],
  nearest: string | null,
): ValueOption[] {
  if (!nearest) return [...options];
  const key = squash(nearest);
  const known = options.find(({ value }) => [value, englishWord(field, value)].map(squash).includes(key));
  // What is suggested can be read, also where it is none of the values here.
  return [known ?? { value: nearest, label: nearest }, ...options.filter((option) => option !== known)];
}

/** What a suggested value is called in the language of the window; it comes in the words of the import, which are English. */
export function suggestedWord(field: Field | null | undefined, suggestion: string): string {
  if (!field) return suggestion;
  return nearestFirst(field, valuesOf(field, []), suggestion)[0]?.label ?? suggestion;
}

/** By letters and digits alone, as an import compares names. */
const squash = (text: string): string => text.toLocaleLowerCase('en').replace(/[^\p{L}\p{N}]/gu, '');
