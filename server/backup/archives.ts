import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as names from './archives.rules.ts';
import { readManifest } from './manifest.ts';

/** The newest whole archive of a folder. */
export async function newestArchive(folder: string): Promise<string | undefined> {
  for (const name of names.archivesAmong(await readdir(folder).catch(() => []))) {
    try {
      readManifest(join(folder, name));
      return join(folder, name);
    } catch {
      continue;
    }
  }
  return undefined;
}

/** Removes the archives beyond the newest `keep`. @returns their names */
export async function forgetArchives(folder: string, keep: number): Promise<string[]> {
  const gone = names.beyond(await readdir(folder), keep);
  for (const name of gone) await rm(join(folder, name), { recursive: true });
  return gone;
}
