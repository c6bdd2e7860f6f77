import { fileTypeFromFile } from 'file-type';
import { open, type Entry } from 'yauzl';
import type { FileKind } from '../../../contracts/files.ts';
import { claimedKind, MOST_ENTRIES, whyMismatch, whyNotInside, type ArchiveEntry } from './files.rules.ts';

const entryOf = (entry: Entry): ArchiveEntry => ({
  name: entry.fileName,
  packed: entry.compressedSize,
  unpacked: entry.uncompressedSize,
  isEncrypted: entry.isEncrypted(),
});

/** The directory of an archive, as far as is needed to judge it; nothing is unpacked. @throws when it is damaged */
function listArchive(path: string): Promise<ArchiveEntry[]> {
  return new Promise((done, fail) => {
    open(path, { lazyEntries: true }, (error, archive) => {
      if (error) return fail(error);
      const entries: ArchiveEntry[] = [];
      archive.on('entry', (entry: Entry) => {
        entries.push(entryOf(entry));
        if (entries.length <= MOST_ENTRIES) return archive.readEntry();
        archive.close();
        done(entries);
      });
      archive.on('end', () => done(entries));
      archive.on('error', fail);
      archive.readEntry();
    });
  });
}

/** What a file on disk is, or why it may not be kept. */
export type Verdict = { readonly kind: FileKind } | { readonly objection: string };

/** Looks at a file's bytes, never at what its sender said of them beyond its name. */
export async function inspectFile(path: string, name: string): Promise<Verdict> {
  const kind = claimedKind(name);
  const found = await fileTypeFromFile(path).catch(() => undefined);
  const mismatch = whyMismatch(kind, found?.mime);
  if (mismatch !== undefined || kind === undefined) return { objection: mismatch ?? '文件类型不受支持' };
  if (kind !== 'zip' && kind !== 'docx' && kind !== 'xlsx') return { kind };
  const entries = await listArchive(path).catch(() => undefined);
  if (entries === undefined) return { objection: '压缩包已损坏或含有越出目录的路径,无法检查' };
  const objection = whyNotInside(kind, entries);
  return objection === undefined ? { kind } : { objection };
}
