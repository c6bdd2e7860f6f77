import { Type, type Static } from 'typebox';
import { InstantMs, oneOf } from './schema.ts';

/** Lists whose views can be kept. */
export const viewedLists = ['projects'] as const;
export type ViewedList = (typeof viewedLists)[number];

/** How many views of a list one person keeps. */
export const MOST_VIEWS = 30;

/**
 * What a list is narrowed to (by filter), how it is sorted, and its columns in order. The page that made it reads it with
 * care: a filter or column that is no more is passed over.
 */
export const ListView = Type.Object({
  filters: Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 80 }), { maxProperties: 20 }),
  /** A column's key, `-` before it: descending; empty: as the list comes. */
  sort: Type.String({ maxLength: 41 }),
  columns: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 40 }),
});
export type ListView = Static<typeof ListView>;

export const SavedView = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  view: ListView,
  savedAt: InstantMs,
});
export type SavedView = Static<typeof SavedView>;

export const ViewName = Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' });
export const ViewedListParam = Type.Object({ list: oneOf(viewedLists) });
