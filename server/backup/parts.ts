import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupRefused, type Part } from './manifest.ts';
import { fromSumList, toSumList, type SumLine } from './sumList.rules.ts';
import { carry, isMissing, linkFile, listTree, sumOfFile } from './trees.ts';

const listOf = (archive: string, name: string): string => join(archive, `${name}.sha256`);
const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
const ZIPPED = '.gz';

export interface PartPlan {
  readonly name: string;
  /** The folder whose files are taken. */
  readonly from: string;
  readonly isWanted?: (path: string) => boolean;
  /** Only these, if they are there; the folder is not looked through. */
  readonly only?: readonly string[];
  /** Databases shrink to a quarter; photographs do not shrink. */
  readonly isZipped: boolean;
  /** An earlier archive: files that never change once they are written are shared with it instead of written again. */
  readonly sharedWith?: string | undefined;
}

/** What an earlier archive has of a part that never changes: path -> sum. */
function shareable(archive: string | undefined, name: string): ReadonlyMap<string, string> {
  if (archive === undefined) return new Map();
  try {
    const lines = fromSumList(readFileSync(listOf(archive, name), 'utf8')) ?? [];
    return new Map(lines.map(({ path, sha256 }) => [path, sha256]));
  } catch {
    return new Map();
  }
}

/** Writes one part into an archive: its files and the list of their sums. */
export async function writePart(archive: string, plan: PartPlan): Promise<Part> {
  const { files, emptyFolders } = plan.only ? { files: plan.only, emptyFolders: [] } : await listTree(plan.from);
  const earlier = shareable(plan.sharedWith, plan.name);
  const lines: SumLine[] = [];
  let bytes = 0;
  for (const file of files.filter(plan.isWanted ?? (() => true))) {
    const path = `${plan.name}/${file}${plan.isZipped ? ZIPPED : ''}`;
    const known = earlier.get(path);
    const to = join(archive, path);
    if (known !== undefined && plan.sharedWith !== undefined && (await linkFile(join(plan.sharedWith, path), to))) {
      lines.push({ path, sha256: known });
      continue;
    }
    const sum = await carry(join(plan.from, file), to, plan.isZipped ? 'zip' : 'plain').catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (sum === undefined) continue;
    bytes += sum.bytes;
    lines.push({ path, sha256: sum.sha256 });
  }
  return listPart(archive, plan.name, lines, bytes, emptyFolders);
}

/** A part whose files lie in the archive already. */
export async function adoptPart(archive: string, name: string): Promise<Part> {
  const { files } = await listTree(join(archive, name));
  const lines: SumLine[] = [];
  let bytes = 0;
  for (const file of files) {
    const sum = await sumOfFile(join(archive, name, file));
    bytes += sum.bytes;
    lines.push({ path: `${name}/${file}`, sha256: sum.sha256 });
  }
  return listPart(archive, name, lines, bytes, []);
}

function listPart(
  archive: string,
  name: string,
  lines: SumLine[],
  bytes: number,
  emptyFolders: readonly string[],
): Part {
  const list = toSumList(lines);
  writeFileSync(listOf(archive, name), list, { mode: 0o600 });
  return { name, files: lines.length, bytes, sha256: sha256Of(list), emptyFolders: [...emptyFolders] };
}

/** The files of a part, after its list was found to be the one that the manifest names. */
function linesOf(archive: string, part: Part): readonly SumLine[] {
  let list: string;
  try {
    list = readFileSync(listOf(archive, part.name), 'utf8');
  } catch {
    throw new BackupRefused(`备份 ${archive} 缺少 ${part.name}.sha256`);
  }
  const lines = sha256Of(list) === part.sha256 ? fromSumList(list) : undefined;
  if (lines?.every(({ path }) => path.startsWith(`${part.name}/`)) !== true)
    throw new BackupRefused(`备份 ${archive} 的 ${part.name}.sha256 与清单不符,已被改动或损坏`);
  return lines;
}

/** Reads every file of a part. @returns the paths that are missing or are not what they were */
export async function verifyPart(archive: string, part: Part): Promise<string[]> {
  const wrong: string[] = [];
  for (const { path, sha256 } of linesOf(archive, part)) {
    const sum = await sumOfFile(join(archive, path)).catch(() => undefined);
    if (sum?.sha256 !== sha256) wrong.push(path);
  }
  return wrong;
}

/** Writes a part's files below a folder that has none of them; those that lie there already are left. */
export async function unpackPart(archive: string, part: Part, to: string): Promise<number> {
  let written = 0;
  for (const { path } of linesOf(archive, part)) {
    const isZipped = path.endsWith(ZIPPED);
    const file = path.slice(part.name.length + 1, isZipped ? -ZIPPED.length : undefined);
    const done = await carry(join(archive, path), join(to, file), isZipped ? 'unzip' : 'plain').catch(
      (error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
        throw error;
      },
    );
    if (done !== undefined) written += 1;
  }
  for (const folder of part.emptyFolders) await mkdir(join(to, folder), { recursive: true, mode: 0o700 });
  return written;
}
