import { resolve } from 'node:path';
import type { Instant } from '../../contracts/glossary.ts';
import type { Clock } from '../platform/clock.ts';
import { metrics } from '../platform/metrics.ts';
import { newestArchive } from './archives.ts';
import { backupTrouble } from './lastBackup.rules.ts';
import { readManifest } from './manifest.ts';

/** When the newest whole archive of a folder was begun: what is newer than that is in none. Null when there is none. */
export async function lastBackupAt(folder: string): Promise<Instant | null> {
  const archive = await newestArchive(resolve(folder));
  return archive === undefined ? null : Date.parse(readManifest(archive).begunAt);
}

/** Keeps an eye on the archives, which another process writes. */
export function watchBackups(folder: string, clock: Clock) {
  let at: Instant | null = null;
  const look = async (): Promise<void> => {
    at = await lastBackupAt(folder);
    metrics.backupAt.set((at ?? 0) / 1000);
  };
  return { look, state: () => ({ at, sentence: backupTrouble(at, clock.now()) }) };
}
