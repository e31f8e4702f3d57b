/** A path by its `d`, or any other shape by tag and attributes. */
export type Shape = string | ({ tag: 'path' | 'circle' | 'rect' } & { readonly [attribute: string]: string });

/**
 * The icon set of the app: drawn on a 16 grid with a round stroke of 1.5.
 * `st-…` are the glyphs of the seven relationship stages; what they cut out takes
 * `--glyph-cut`, the colour of the ground behind them.
 */
const drawn = {
  store: [
    'M2.25 6 3.5 2.75h9L13.75 6',
    'M2.25 6a1.92 1.92 0 0 0 3.83 0 1.92 1.92 0 0 0 3.84 0 1.92 1.92 0 0 0 3.83 0',
    'M3.5 8.5v4.75h9V8.5',
  ],
  creator: [
    { tag: 'circle', cx: '6.5', cy: '5.25', r: '2.75' },
    'M1.75 13.25c.3-2.7 2.2-4.25 4.75-4.25.9 0 1.7.2 2.4.55',
    'M11 9.75v4.5l3.5-2.25z',
  ],
  prospects: [
    { tag: 'circle', cx: '6.5', cy: '5.25', r: '2.75' },
    'M1.75 13.25c.3-2.7 2.2-4.25 4.75-4.25 1.2 0 2.25.35 3.05 1',
    'm10.25 12.25 1.5 1.5 2.75-3.25',
  ],
  groups: ['M8 2.25 14 5.25 8 8.25 2 5.25z', 'm2 8.25 6 3 6-3', 'm2 11.25 6 2.75 6-2.75'],
  workflow: [
    { tag: 'rect', x: '2', y: '2', width: '4.75', height: '4.75', rx: '1.25' },
    { tag: 'rect', x: '9.25', y: '9.25', width: '4.75', height: '4.75', rx: '1.25' },
    'M4.4 6.75V9.6a2 2 0 0 0 2 2h2.85',
  ],
  inbox: ['M2 9.25h3.5l1 1.75h3l1-1.75H14', 'M4 3.25h8l2 6v3a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1v-3z'],
  import: ['M8 2.25v7.25', 'm5 6.5 3 3 3-3', 'M2.5 10.5v2a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-2'],
  export: ['M8 9.5V2.25', 'm5 5.25 3-3 3 3', 'M2.5 10.5v2a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-2'],
  settings: [
    'M2.25 4.75h5.5M11.75 4.75h2M2.25 11.25h2M8.25 11.25h5.5',
    { tag: 'circle', cx: '9.75', cy: '4.75', r: '2' },
    { tag: 'circle', cx: '6.25', cy: '11.25', r: '2' },
  ],
  search: [{ tag: 'circle', cx: '7', cy: '7', r: '4.5' }, 'm10.4 10.4 3.35 3.35'],
  x: ['m4.25 4.25 7.5 7.5M11.75 4.25l-7.5 7.5'],
  check: ['m3.5 8.5 3 3 6-7'],
  down: ['M4.75 6.5 8 9.75l3.25-3.25'],
  up: ['M4.75 9.5 8 6.25l3.25 3.25'],
  right: ['M6.5 4.75 9.75 8 6.5 11.25'],
  left: ['M9.5 4.75 6.25 8l3.25 3.25'],
  updown: ['m5.25 6 2.75-2.75L10.75 6M5.25 10 8 12.75 10.75 10'],
  arrow: ['M2.75 8h10.5M9 3.75 13.25 8 9 12.25'],
  grid: [
    { tag: 'rect', x: '2.5', y: '2.5', width: '4.5', height: '4.5', rx: '1' },
    { tag: 'rect', x: '9', y: '2.5', width: '4.5', height: '4.5', rx: '1' },
    { tag: 'rect', x: '2.5', y: '9', width: '4.5', height: '4.5', rx: '1' },
    { tag: 'rect', x: '9', y: '9', width: '4.5', height: '4.5', rx: '1' },
  ],
  table: [
    { tag: 'rect', x: '2.25', y: '2.75', width: '11.5', height: '10.5', rx: '1.5' },
    'M2.25 6.25h11.5M2.25 9.75h11.5',
  ],
  columns: [
    { tag: 'rect', x: '2.25', y: '2.75', width: '11.5', height: '10.5', rx: '1.5' },
    'M6.1 2.75v10.5M9.9 2.75v10.5',
  ],
  sort: ['M4.5 3v10M2.25 10.75 4.5 13l2.25-2.25M9 4h4.75M9 8h3.5M9 12h2'],
  eyeoff: [
    'm2.5 2.5 11 11',
    'M6.6 3.9c.45-.1.9-.15 1.4-.15 3 0 5 2 6 4.25-.35.8-.85 1.6-1.5 2.25',
    'M4.4 4.9C3.3 5.7 2.5 6.85 2 8c1 2.25 3 4.25 6 4.25 1.15 0 2.15-.3 3-.75',
    'M6.7 6.8a1.75 1.75 0 0 0 2.45 2.45',
  ],
  plus: ['M8 3.25v9.5M3.25 8h9.5'],
  more: [{ tag: 'path', d: 'M3.5 8h.01M8 8h.01M12.5 8h.01', 'stroke-width': '2' }],
  ext: [
    'M9.25 2.75h4v4M13.25 2.75 7.5 8.5',
    'M11.75 9.5v2.75a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1H6.5',
  ],
  mail: [{ tag: 'rect', x: '2', y: '3.25', width: '12', height: '9.5', rx: '1.5' }, 'm2.5 5 5.5 4 5.5-4'],
  undo: ['M5.5 2.75 2.5 5.75l3 3', 'M2.75 5.75h6.5a3.9 3.9 0 0 1 0 7.75H6.5'],
  alert: ['M8 2.5 14.25 13.25H1.75z', 'M8 6.5v3M8 11.4v.01'],
  error: [{ tag: 'circle', cx: '8', cy: '8', r: '5.75' }, 'M8 5.1v3.4M8 10.9v.01'],
  file: ['M4 1.75h5.25L13 5.5v7.75a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V2.75a1 1 0 0 1 1-1z', 'M9 2v3.75h3.75'],
  clock: [{ tag: 'circle', cx: '8', cy: '8', r: '5.75' }, 'M8 4.75V8l2.25 1.5'],
  send: ['M13.75 2.25 7.25 8.75', 'm13.75 2.25-4.25 11.5-2.25-5-5-2.25z'],
  note: [
    'M3.5 2.5h9a1 1 0 0 1 1 1V9.5l-4 4h-6a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1z',
    'M13.5 9.5h-3a1 1 0 0 0-1 1v3',
  ],
  archive: [
    { tag: 'rect', x: '2', y: '2.75', width: '12', height: '3', rx: '.75' },
    'M3.25 5.75v6.5a1 1 0 0 0 1 1h7.5a1 1 0 0 0 1-1v-6.5M6.5 8.5h3',
  ],
  play: ['M4.75 3v10l8-5z'],
  zap: ['M8.75 1.75 3 9h4.25l-.75 5.25L12.5 7H8.25z'],
  bookmark: ['M4 2.5h8v11L8 10.5l-4 3z'],
  copy: [
    { tag: 'rect', x: '5.5', y: '5.5', width: '8', height: '8', rx: '1.25' },
    'M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2',
  ],
  flag: ['M3.5 14V2.75M3.5 3.25c3-1.5 5.5 1.5 9 0v6c-3.5 1.5-6-1.5-9 0'],
  link: [
    'M6.75 9.25a2.75 2.75 0 0 0 4 0l2-2a2.8 2.8 0 0 0-4-4l-.75.75',
    'M9.25 6.75a2.75 2.75 0 0 0-4 0l-2 2a2.8 2.8 0 0 0 4 4l.75-.75',
  ],
  pencil: ['m2.75 13.25.75-3L10.75 3a1.4 1.4 0 0 1 2 0l.25.25a1.4 1.4 0 0 1 0 2L5.75 12.5z'],
  'st-new': [{ tag: 'circle', cx: '8', cy: '8', r: '5.75' }],
  'st-outreach': [
    { tag: 'circle', cx: '8', cy: '8', r: '5.75' },
    { tag: 'path', d: 'M8 8V5a3 3 0 0 1 3 3z', fill: 'currentColor', stroke: 'none' },
    { tag: 'path', d: 'M8 4.75A3.25 3.25 0 0 1 11.25 8H8z', fill: 'currentColor', stroke: 'none' },
  ],
  'st-negotiating': [
    { tag: 'circle', cx: '8', cy: '8', r: '5.75' },
    { tag: 'path', d: 'M8 4.75a3.25 3.25 0 0 1 0 6.5z', fill: 'currentColor', stroke: 'none' },
  ],
  'st-joined': [
    { tag: 'circle', cx: '8', cy: '8', r: '5.75', fill: 'currentColor' },
    { tag: 'path', d: 'm5.5 8.25 1.75 1.75 3.25-3.75', stroke: 'var(--glyph-cut, var(--surface))' },
  ],
  'st-expired': [{ tag: 'circle', cx: '8', cy: '8', r: '5.75', 'stroke-dasharray': '2.1 1.91' }],
  'st-rejected-partner': [
    { tag: 'circle', cx: '8', cy: '8', r: '5.75', fill: 'currentColor' },
    { tag: 'path', d: 'm6.1 6.1 3.8 3.8M9.9 6.1 6.1 9.9', stroke: 'var(--glyph-cut, var(--surface))' },
  ],
  'st-rejected-you': [{ tag: 'circle', cx: '8', cy: '8', r: '5.75' }, 'M5.5 8h5'],
} as const satisfies Record<string, readonly Shape[]>;

/** The name of an icon. */
export type IconName = keyof typeof drawn;

/** Every icon by name. */
export const icons: Readonly<Record<IconName, readonly Shape[]>> = drawn;
