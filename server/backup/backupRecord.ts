import { userInfo } from 'node:os';
import { recordAlone, systemActor } from '../access/audit.ts';
import { openDatabase } from '../platform/database.ts';
import { createLogger } from '../platform/logger.ts';
import type { Manifest } from './manifest.ts';

/**
 * Has the audit log of a database say that an archive of it was taken, or that it was put back from one: the first is a
 * copy of everything, the second a change of everything. Nothing is recorded in a schema that is not this build's.
 * @param archive the archive's name
 * @returns whether it was recorded
 */
export async function recordBackup(
  databaseUrl: string,
  verb: 'backup.take' | 'backup.restore',
  archive: string,
  { begunAt, database }: Manifest,
  newestSchema: number,
): Promise<boolean> {
  if (database.schemaVersion !== newestSchema) return false;
  const db = openDatabase(databaseUrl, 1, createLogger('silent'));
  try {
    const { schemaVersion, tables } = database;
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const actor = { ...systemActor, agent: verb === 'backup.take' ? 'npm run backup' : 'npm run restore' };
    const after = { begunAt, schemaVersion, rows, systemUser: userInfo().username };
    await recordAlone(db, { actor, verb, subject: archive, after });
    return true;
  } finally {
    await db.close();
  }
}
