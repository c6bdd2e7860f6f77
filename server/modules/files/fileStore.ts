import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** Bytes that have come in and are not kept yet. */
export interface Arrived {
  readonly path: string;
  readonly hash: string;
  readonly bytes: number;
}

/** More came than is taken. */
export class TooManyBytes extends Error {}

export interface FileStore {
  /** Takes a stream to disk, flushed, hashing on the way; nothing of it stays when it fails. @throws TooManyBytes */
  receive(source: Readable, mostBytes: number): Promise<Arrived>;
  /** Gives it its place under its hash. The same file twice is kept once. */
  keep(arrived: Arrived): Promise<void>;
  /** Throws away what was not kept. */
  discard(arrived: Arrived): Promise<void>;
  /** Undefined when there is none of that hash. */
  read(hash: string): Promise<Readable | undefined>;
  /** Removes what lies there since before `before`: the same bytes may be coming in anew at this very moment. */
  remove(hash: string, before: number): Promise<void>;
  /** Throws away what came in before `before` and was never kept (the server died meanwhile). */
  forgetArrived(before: number): Promise<void>;
}

const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** Files named by their SHA-256, 256 folders wide, readable by their owner alone. */
export function openFileStore(folder: string): FileStore {
  const arriving = join(folder, 'arriving');
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash);
  let counter = 0;

  const pour = async (source: Readable, file: FileHandle, mostBytes: number) => {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new TooManyBytes();
      hash.update(chunk);
      await file.write(chunk);
    }
    await file.sync();
    return { hash: hash.digest('hex'), bytes };
  };

  const removeOlder = async (path: string, before: number) => {
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && found.mtimeMs < before) await rm(path, { force: true });
  };

  return {
    async receive(source, mostBytes) {
      await mkdir(arriving, { recursive: true, mode: 0o700 });
      const path = join(arriving, `${process.pid}.${Date.now()}.${(counter += 1)}`);
      const file = await open(path, 'wx', 0o600);
      try {
        return { path, ...(await pour(source, file, mostBytes)) };
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      } finally {
        await file.close();
      }
    },
    async keep({ path, hash }) {
      const place = pathOf(hash);
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      await rename(path, place);
    },
    discard: ({ path }) => rm(path, { force: true }),
    async read(hash) {
      if (!isHash(hash)) return undefined;
      const place = pathOf(hash);
      const isThere = await access(place, constants.R_OK).then(
        () => true,
        () => false,
      );
      return isThere ? (await open(place, 'r')).createReadStream() : undefined;
    },
    async remove(hash, before) {
      if (isHash(hash)) await removeOlder(pathOf(hash), before);
    },
    async forgetArrived(before) {
      for (const name of await readdir(arriving).catch(() => [])) await removeOlder(join(arriving, name), before);
    },
  };
}
