import { createHash } from 'node:crypto';
import { constants, createReadStream, createWriteStream } from 'node:fs';
import { copyFile, link, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** What a folder holds: files and folders without any, by their paths below it. */
export interface Tree {
  readonly files: readonly string[];
  readonly emptyFolders: readonly string[];
}

export const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Lists a folder, sorted; one that is not there holds nothing. Files that vanish meanwhile are whoever copies' trouble. */
export async function listTree(root: string): Promise<Tree> {
  const files: string[] = [];
  const emptyFolders: string[] = [];
  const walk = async (below: string): Promise<void> => {
    const entries = await readdir(join(root, below), { withFileTypes: true }).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    if (entries.length === 0 && below !== '') emptyFolders.push(below);
    for (const entry of entries) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) await walk(path);
      else if (entry.isFile()) files.push(path);
    }
  };
  await walk('');
  return { files: files.sort(), emptyFolders: emptyFolders.sort() };
}

/** Passes bytes on and remembers their SHA-256 and number. */
export class Meter extends Transform {
  bytes = 0;
  private readonly hash = createHash('sha256');
  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    this.bytes += chunk.length;
    this.hash.update(chunk);
    done(null, chunk);
  }
  get sha256(): string {
    return this.hash.copy().digest('hex');
  }
}

export interface Sum {
  readonly sha256: string;
  readonly bytes: number;
}

/** Level 1: a quarter of the size already, at a fifth of the time of the usual level. */
const GZIP = { level: 1 };

/** Writes a file's bytes, compressed or as they are, to another and answers the sum of what was written. */
export async function carry(from: string, to: string, how: 'zip' | 'unzip' | 'plain'): Promise<Sum> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const meter = new Meter();
  const source = createReadStream(from);
  const target = createWriteStream(to, { mode: 0o600, flags: 'wx' });
  if (how === 'zip') await pipeline(source, createGzip(GZIP), meter, target);
  else if (how === 'unzip') await pipeline(source, createGunzip(), meter, target);
  else await pipeline(source, meter, target);
  return { sha256: meter.sha256, bytes: meter.bytes };
}

/** The sum of a file that lies there. */
export async function sumOfFile(path: string): Promise<Sum> {
  const meter = new Meter();
  meter.resume();
  await pipeline(createReadStream(path), meter);
  return { sha256: meter.sha256, bytes: meter.bytes };
}

/** The same file a second time, without its bytes where the disk can do that; false when it cannot. */
export async function linkFile(from: string, to: string): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  return link(from, to).then(
    () => true,
    () => false,
  );
}

/** How a file looked just before it was copied. */
interface Looked {
  readonly mtimeMs: number;
  readonly size: number;
  readonly at: number;
}

/** Coarser than the clock of any file system: a file that changed so shortly before it was copied is copied again. */
const SAME_TICK_MS = 2_000;

/**
 * A copy of a folder that changes. The first pass takes its time and what it copies may be torn; the second runs while
 * nothing changes, takes again what is not surely as it was, and removes what is gone.
 */
export class TreeCopy {
  private readonly looked = new Map<string, Looked>();

  constructor(
    private readonly from: string,
    private readonly to: string,
    private readonly isWanted: (path: string) => boolean = () => true,
  ) {}

  /** @returns how many files were copied */
  async pass(isWanted = this.isWanted): Promise<number> {
    const { files, emptyFolders } = await listTree(this.from);
    const wanted = files.filter(isWanted);
    for (const folder of emptyFolders) await mkdir(join(this.to, folder), { recursive: true, mode: 0o700 });
    let copied = 0;
    for (const path of wanted) if (await this.take(path)) copied += 1;
    const there = new Set(wanted);
    for (const path of this.looked.keys()) if (!there.has(path)) await rm(join(this.to, path), { force: true });
    return copied;
  }

  private async take(path: string): Promise<boolean> {
    const source = join(this.from, path);
    const found = await stat(source).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (found === undefined) return false;
    const before = this.looked.get(path);
    const { mtimeMs, size } = found;
    const isSame = before?.mtimeMs === mtimeMs && before.size === size && mtimeMs < before.at - SAME_TICK_MS;
    if (isSame) return false;
    this.looked.set(path, { mtimeMs, size, at: Date.now() });
    const target = join(this.to, path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await copyFile(source, target, constants.COPYFILE_FICLONE).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    return true;
  }
}
