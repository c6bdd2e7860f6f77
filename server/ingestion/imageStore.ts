import { constants } from 'node:fs';
import { access, mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { isImageHash, sniffImage } from './images.rules.ts';

export interface ImageStore {
  /** Safe on disk (flushed) when it resolves. The same image twice is kept once. */
  keep(hash: string, bytes: Buffer): Promise<void>;
  /** The image's bytes and what they are, or undefined when there is none of that name. */
  read(hash: string): Promise<StoredImage | undefined>;
}

export interface StoredImage {
  readonly mime: 'image/jpeg' | 'image/png';
  readonly bytes: Readable;
}

/** As many of a file's first bytes as tell a PNG. */
const MAGIC_BYTES = 16;

/** Event images as files named by their SHA-256, 256 folders wide. */
export function openImageStore(folder: string): ImageStore {
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash);
  const exists = (path: string) =>
    access(path, constants.R_OK).then(
      () => true,
      () => false,
    );
  let counter = 0;
  return {
    async keep(hash, bytes) {
      const path = pathOf(hash);
      if (await exists(path)) return;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const partial = `${path}.${process.pid}.${(counter += 1)}`;
      const file = await open(partial, 'w', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(partial, path);
    },
    async read(hash) {
      if (!isImageHash(hash)) return undefined;
      const file = await open(pathOf(hash), 'r').catch(() => undefined);
      if (file === undefined) return undefined;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MAGIC_BYTES), 0, MAGIC_BYTES, 0);
      const mime = sniffImage(buffer.subarray(0, bytesRead));
      if (mime !== undefined) return { mime, bytes: file.createReadStream({ start: 0 }) };
      await file.close();
      return undefined;
    },
  };
}
