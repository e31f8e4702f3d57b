import type { Field, ImportKind, Preview } from '$lib/ipc/client';

/** For every column of a file, by position, the field that it fills; `null`: kept with the row, not imported. */
export type Mapping = readonly (Field | null)[];

/** The mapping that a preview came to. */
export function mappingOf(preview: Preview): Mapping {
  return preview.columns.map((column) => column.field);
}

/** The mapping with one column filling another field. */
export function withField(mapping: Mapping, column: number, field: Field | null): Mapping {
  return mapping.map((now, at) => (at === column ? field : now));
}

/** The fields that more than one column fills. An import refuses such a mapping. */
export function mappedTwice(mapping: Mapping): ReadonlySet<Field> {
  const seen = new Set<Field>();
  const twice = new Set<Field>();
  for (const field of mapping) {
    if (field === null) continue;
    if (seen.has(field)) twice.add(field);
    seen.add(field);
  }
  return twice;
}

/** How many columns fill a field. */
export function matchedCount(mapping: Mapping): number {
  return mapping.filter((field) => field !== null).length;
}

/**
 * What every row needs and no column can give. A row of prospects needs Email, and Name or Website;
 * a row of a catalogue needs Name or Website; one of group changes Partner ID and something to change; an application Email. Each inner list is a choice: one of them is enough.
 */
export function missingFields(kind: ImportKind, mapping: Mapping): readonly (readonly Field[])[] {
  const needed: Record<ImportKind, readonly (readonly Field[])[]> = {
    prospects: [['email'], ['name', 'website']],
    catalogue: [['name', 'website']],
    groups: [['partnerId'], ['addTo', 'removeFrom', 'removeAll']],
    applications: [['email']],
  };
  return needed[kind].filter((choice) => !choice.some((field) => mapping.includes(field)));
}

/** The first `count` values of a column that are not empty, to tell what it holds. */
export function samplesOf(preview: Preview, column: number, count = 3): string[] {
  const values = preview.sample.map((row) => (row[column] ?? '').trim()).filter((value) => value !== '');
  return [...new Set(values)].slice(0, count);
}
