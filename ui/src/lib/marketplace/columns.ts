import type { SortBy } from '$lib/ipc/client';
import { m } from '$lib/paraglide/messages';

/** A column of the table. */
export type ColumnId =
  | 'name'
  | 'model'
  | 'tier'
  | 'country'
  | 'visits'
  | 'followers'
  | 'engagement'
  | 'topChannel'
  | 'size'
  | 'status'
  | 'stage'
  | 'groups'
  | 'email'
  | 'source'
  | 'markedOn'
  | 'lastContact'
  | 'contact'
  | 'website'
  | 'hiddenOn'
  | 'hiddenUntil'
  | 'reason';

/** How a column is drawn. */
export interface Column {
  id: ColumnId;
  label: () => string;
  /** Its track of the grid, in CSS. */
  track: string;
  /** Figures stand at the end. */
  figure?: boolean;
  /** In the column of names: without the check, for all who are listed are marked. */
  unchecked?: boolean;
  /** In the column of stages: the stage of archived ones is told too, for nobody else is listed. */
  archived?: boolean;
  /** What a press on its head sorts by. */
  sort?: SortBy;
}

const columns: Readonly<Record<ColumnId, Omit<Column, 'id'>>> = {
  name: { label: m.market_name_head, track: 'minmax(200px, 280px)', sort: 'name' },
  model: { label: m.market_model, track: 'minmax(120px, 168px)', sort: 'model' },
  tier: { label: m.market_tier, track: '64px' },
  country: { label: m.market_country, track: 'minmax(72px, 128px)', sort: 'country' },
  visits: { label: m.market_visits, track: '112px', figure: true, sort: 'visits' },
  followers: { label: m.market_followers, track: '104px', figure: true, sort: 'followers' },
  engagement: { label: m.market_engagement, track: '104px', figure: true, sort: 'engagement' },
  topChannel: { label: m.market_top_channel, track: 'minmax(88px, 112px)' },
  size: { label: m.market_size, track: '56px' },
  status: { label: m.market_status, track: '72px' },
  stage: { label: m.market_stage, track: 'minmax(108px, 156px)', sort: 'stage' },
  groups: { label: m.market_groups, track: 'minmax(88px, 1fr)' },
  email: { label: m.market_email, track: 'minmax(96px, 1fr)' },
  source: { label: m.market_source, track: 'minmax(96px, 160px)', sort: 'source' },
  markedOn: { label: m.market_marked_on, track: '124px', sort: 'markedOn' },
  lastContact: { label: m.market_last_contact, track: '124px', sort: 'lastContact' },
  contact: { label: m.market_custom_contact, track: 'minmax(96px, 1fr)' },
  website: { label: m.market_website, track: 'minmax(96px, 1fr)' },
  hiddenOn: { label: m.market_hidden_on, track: '116px', sort: 'hiddenOn' },
  hiddenUntil: { label: m.market_hidden_until, track: '116px', sort: 'hiddenUntil' },
  reason: { label: m.market_reason, track: 'minmax(120px, 1fr)' },
};

/** Whether a text is the name of a column. */
export const isColumn = (id: string): id is ColumnId => id in columns;

/** What a column is called. */
export const columnLabel = (id: ColumnId): string => columns[id].label();

/** Columns by name, in the order given. */
export const columnsOf = (...ids: ColumnId[]): Column[] => ids.map((id) => ({ id, ...columns[id] }));

/** The columns of those who are hidden: since when, until when and why, and how large they were and are. */
export const hiddenColumns = (size: 'size' | 'tier', ...rest: ColumnId[]): Column[] =>
  columnsOf('name', 'hiddenOn', 'hiddenUntil', 'reason', size, ...rest).map((column) =>
    column.id === size ? { ...column, track: '132px' } : column,
  );

/** The first column under another head: what those in the list are. */
export const calledFirst = (label: () => string, shown: Column[]): Column[] =>
  shown.map((column) => (column.id === 'name' ? { ...column, label } : column));

/** Px that a row needs at the least for its columns to stand beside each other, without what is around them. */
export const leastWidth = (shown: readonly Column[]): number =>
  shown.reduce((sum, { track }) => sum + Number(/(\d+)px/u.exec(track)?.[1] ?? 0), 28);

/** The tracks of a whole row: the box, the columns, and room for what can be done. */
export const tracksOf = (shown: readonly Column[], acting: boolean): string =>
  ['28px', ...shown.map((column) => column.track), ...(acting ? ['minmax(96px, max-content)'] : [])].join(
    ' ',
  );
