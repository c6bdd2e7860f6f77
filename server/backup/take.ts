import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lockDirectory } from '../embedded/dataLock.ts';
import { projectRoot } from '../platform/paths.ts';
import { newestArchive } from './archives.ts';
import * as names from './archives.rules.ts';
import { copyBrokerStore } from './brokerCopy.ts';
import { copyEmbedded, FILES, stateOfCopy } from './embeddedCopy.ts';
import { MANIFEST, type Manifest, type Part } from './manifest.ts';
import { adoptPart, writePart } from './parts.ts';
import { dumpServer } from './serverDump.ts';
import { demoFiles, folders } from './places.ts';

export interface TakePlan {
  /** Undefined for the embedded database below `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** The folder of archives. */
  readonly to: string;
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => number;
}

type Taken = Pick<Manifest, 'kind' | 'database' | 'roles' | 'heldMs'> & { readonly part: Part };

/** What is still in memory goes to the disk: an archive that a power cut empties is none. */
const flush = (folder: string): Promise<unknown> => promisify(execFile)('sync', ['-f', folder]).catch(() => undefined);

async function takeEmbedded(dataDir: string, archive: string): Promise<Taken> {
  const stage = join(archive, '.copy');
  const heldMs = await copyEmbedded(join(dataDir, 'database'), join(stage, FILES));
  // Opened once: an archive holds what a database was seen to start from.
  const database = await stateOfCopy(stage);
  const part = await writePart(archive, { name: 'database', from: join(stage, FILES), isZipped: true });
  await rm(stage, { recursive: true });
  return { kind: 'embedded', database, roles: [], heldMs, part };
}

async function takeServer(databaseUrl: string, archive: string, env: NodeJS.ProcessEnv): Promise<Taken> {
  const { state, roles } = await dumpServer(databaseUrl, join(archive, 'database'), env);
  const part = await adoptPart(archive, 'database');
  return { kind: 'server', database: state, roles, heldMs: 0, part };
}

/**
 * The order matters. The broker first: what it had waiting and the database stored meanwhile comes again and is dropped as
 * known; the other way round it would be in neither. Files last: each file that a row names was there before the row.
 */
async function takeParts(plan: TakePlan, archive: string, earlier: string | undefined) {
  const parts: Part[] = [];
  const store = join(archive, '.broker');
  if (await copyBrokerStore(join(plan.dataDir, 'broker', 'store'), store))
    parts.push(await writePart(archive, { name: 'broker', from: store, isZipped: true }));
  await rm(store, { recursive: true, force: true });
  const { part, ...taken } =
    plan.databaseUrl === undefined
      ? await takeEmbedded(plan.dataDir, archive)
      : await takeServer(plan.databaseUrl, archive, plan.env);
  parts.push(part);
  for (const { name, isWanted } of folders) {
    const from = join(plan.dataDir, name);
    parts.push(await writePart(archive, { name, from, isWanted, isZipped: false, sharedWith: earlier }));
  }
  parts.push(await writePart(archive, { name: 'demo', from: plan.dataDir, only: demoFiles, isZipped: false }));
  return { ...taken, parts: parts.filter(({ files }) => files > 0) };
}

const productVersion = (): string =>
  (JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string }).version;

/**
 * Takes an archive beside whoever uses the database. It bears its name only when it is whole.
 * @returns where it is and what it says of itself
 */
export async function takeArchive(plan: TakePlan): Promise<{ readonly archive: string; readonly manifest: Manifest }> {
  await mkdir(plan.to, { recursive: true, mode: 0o700 });
  const unlock = lockDirectory(plan.to);
  const begunAt = plan.now();
  const name = names.archiveName(begunAt);
  const partial = join(plan.to, names.partialName(name));
  try {
    for (const left of names.leftoversAmong(await readdir(plan.to))) rmSync(join(plan.to, left), { recursive: true });
    await mkdir(partial, { mode: 0o700 });
    const taken = await takeParts(plan, partial, await newestArchive(plan.to));
    const manifest: Manifest = {
      format: 1,
      productVersion: productVersion(),
      begunAt: new Date(begunAt).toISOString(),
      endedAt: new Date(plan.now()).toISOString(),
      ...taken,
    };
    writeFileSync(join(partial, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    await flush(partial);
    const archive = join(plan.to, name);
    renameSync(partial, archive);
    await flush(plan.to);
    return { archive, manifest };
  } finally {
    rmSync(partial, { recursive: true, force: true });
    unlock();
  }
}
