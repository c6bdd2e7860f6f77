import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

/** Raised when an archive, a target or an argument will not do; the message is the operator's sentence. */
export class BackupRefused extends Error {}

const count = Type.Integer({ minimum: 0 });
const sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** How many rows a table had, and a sum over the hashes of its rows that does not depend on their order. */
export const TableSum = Type.Object({ name: Type.String(), rows: count, digest: Type.String() });
export type TableSum = Static<typeof TableSum>;

/** How many of each kind of object a database has beside its rows: what a sum over rows does not see. */
export const Shape = Type.Record(Type.String(), count);
export type Shape = Static<typeof Shape>;

/** The database as it was at one moment. */
export const DatabaseState = Type.Object({
  schemaVersion: count,
  postgres: Type.String(),
  timescale: Type.Union([Type.String(), Type.Null()]),
  tables: Type.Array(TableSum),
  shape: Shape,
});
export type DatabaseState = Static<typeof DatabaseState>;

/**
 * A role of the cluster that the database's grants and policies name; neither it nor what it is a member of is part of a
 * dump. Backups of earlier releases, which had one role alone, name no memberships.
 */
export const NamedRole = Type.Object({
  name: Type.String(),
  isOurs: Type.Boolean(),
  memberOf: Type.Optional(Type.Array(Type.String())),
});
export type NamedRole = Static<typeof NamedRole>;

/** A part is a folder; its files stand in `<name>.sha256`, in the form of sha256sum, and that list is hashed here. */
export const Part = Type.Object({
  name: Type.String({ pattern: '^[a-z-]+$' }),
  files: count,
  bytes: count,
  sha256,
  /** Folders without any file: the list of files does not name them, and PostgreSQL needs them. */
  emptyFolders: Type.Array(Type.String()),
});
export type Part = Static<typeof Part>;

export const Manifest = Type.Object({
  format: Type.Literal(1),
  productVersion: Type.String(),
  begunAt: Type.String(),
  endedAt: Type.String(),
  kind: Type.Union([Type.Literal('embedded'), Type.Literal('server')]),
  database: DatabaseState,
  roles: Type.Array(NamedRole),
  /** How long nobody else was served by the database. */
  heldMs: count,
  parts: Type.Array(Part),
});
export type Manifest = Static<typeof Manifest>;
export type DatabaseHome = Manifest['kind'];

export const MANIFEST = 'manifest.json';

/** What an archive says of itself. @throws BackupRefused when it is none, or one that is not whole */
export function readManifest(archive: string): Manifest {
  const path = join(archive, MANIFEST);
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new BackupRefused(`${archive} 不是完整的备份:没有可读的 ${MANIFEST}`);
  }
  if (!Value.Check(Manifest, read)) throw new BackupRefused(`${path} 的内容或格式版本不为本版本所识`);
  return read;
}
