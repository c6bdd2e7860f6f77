import { Type, type Static } from 'typebox';
import type { Permission } from './permissions.ts';
import { nullable, oneOf } from './schema.ts';

/** What can be found, in the order it is shown, and the permission by whose reach it is looked for. */
export const searchKinds = ['project', 'street', 'site', 'device', 'organisation', 'person'] as const;
export type SearchKind = (typeof searchKinds)[number];
export const searchPermissions: Readonly<Record<SearchKind, Permission>> = {
  project: 'projects.read',
  street: 'live.street',
  site: 'devices.read',
  device: 'devices.read',
  organisation: 'organisation.read',
  person: 'people.read',
};
/** Kinds that somebody with these permissions may look for. */
export const kindsFor = (held: readonly Permission[]): SearchKind[] =>
  searchKinds.filter((kind) => held.includes(searchPermissions[kind]));
/** Of each kind at most so many rows. */
export const SEARCH_ROWS = 6;

export const SearchRow = Type.Object({
  kind: oneOf(searchKinds),
  code: Type.String(),
  name: Type.String(),
  /** What it belongs to, in words. */
  where: Type.String(),
  /** Project and street whose page shows it, where there is one. */
  projectId: nullable(Type.String()),
  streetCode: nullable(Type.String()),
});
export type SearchRow = Static<typeof SearchRow>;
