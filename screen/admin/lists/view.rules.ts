import type { ListView } from '../../../contracts/listViews.ts';
import type { Sort } from '../parts/table.ts';

/** What a list can be narrowed by and can show. */
export interface ListShape {
  readonly filters: readonly string[];
  /** Every column, in the order they stand in when nobody chose. */
  readonly columns: readonly string[];
  /** Those that are shown when nobody chose. */
  readonly shown: readonly string[];
  readonly sorts: readonly string[];
}
/** An address's query as the router has it. */
export type AddressQuery = Readonly<Record<string, string | null | readonly (string | null)[] | undefined>>;

const SORT = 'sort';
const COLUMNS = 'columns';
const textIn = (query: AddressQuery, key: string): string => {
  const value = query[key];
  return typeof value === 'string' ? value : '';
};
const known = (asked: readonly string[], all: readonly string[]): string[] =>
  [...new Set(asked)].filter((key) => all.includes(key));

/** A view as this list can show it: what the list no longer knows is passed over. */
export function fitted(shape: ListShape, view: ListView): ListView {
  const filters = Object.fromEntries(
    shape.filters.flatMap((key) => {
      const value = view.filters[key] ?? '';
      return value === '' ? [] : [[key, value]];
    }),
  );
  const columns = known(view.columns, shape.columns);
  const sort = shape.sorts.includes(view.sort.replace(/^-/, '')) ? view.sort : '';
  return { filters, sort, columns: columns.length === 0 ? [...shape.shown] : columns };
}

/** The view that an address asks for. */
export const viewIn = (shape: ListShape, query: AddressQuery): ListView =>
  fitted(shape, {
    filters: Object.fromEntries(shape.filters.map((key) => [key, textIn(query, key)])),
    sort: textIn(query, SORT),
    columns: textIn(query, COLUMNS).split(','),
  });

/** What an address says to show a view; what is as usual is not said. */
export function addressOf(shape: ListShape, view: ListView): Record<string, string> {
  const { filters, sort, columns } = fitted(shape, view);
  const text = columns.join(',');
  return {
    ...filters,
    ...(sort !== '' && { [SORT]: sort }),
    ...(text !== shape.shown.join(',') && { [COLUMNS]: text }),
  };
}

/** Whether two views show the same. */
export const isSame = (shape: ListShape, a: ListView, b: ListView): boolean => {
  const [one, other] = [addressOf(shape, a), addressOf(shape, b)];
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
};

/** A sort as a view writes it. */
export const sortText = (sort: Sort | null): string => (sort === null ? '' : `${sort.descending ? '-' : ''}${sort.by}`);
export const sortIn = (text: string): Sort | null =>
  text === '' ? null : { by: text.replace(/^-/, ''), descending: text.startsWith('-') };

/** Columns with one of them a place further up (-1) or down (1). */
export function moved(columns: readonly string[], key: string, by: -1 | 1): string[] {
  const at = columns.indexOf(key);
  const to = at + by;
  if (at < 0 || to < 0 || to >= columns.length) return [...columns];
  const rest = columns.filter((one) => one !== key);
  return [...rest.slice(0, to), key, ...rest.slice(to)];
}
