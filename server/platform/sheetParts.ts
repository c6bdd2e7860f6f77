import { buffer } from 'node:stream/consumers';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import type { Part } from './plainArchive.ts';
import { whyNotPart } from './sheetParts.rules.ts';

/** Why a workbook cannot be read; the sentence is for people. */
export class SheetError extends Error {}

const MOST_ENTRIES = 500;
const MOST_UNPACKED = 64 * 1024 * 1024;
/** The reader of workbooks never comes back from a part of 25 MB; 5,000 rows of forty columns are half of this. */
const MOST_OF_A_PART = 16 * 1024 * 1024;

const isText = ({ fileName }: Entry): boolean => /\.(xml|rels)$/.test(fileName);

/** As many bytes as the directory says: one more, and it fails. */
const unpack = (archive: ZipFile, entry: Entry): Promise<Buffer> =>
  new Promise((done, fail) => {
    archive.openReadStream(entry, (error, stream) => {
      if (error) return fail(error);
      buffer(stream).then(done, fail);
    });
  });

/** What of a workbook a reader reads, unpacked within bounds and found harmless. @throws SheetError */
export function takeParts(bytes: Buffer): Promise<Part[]> {
  return new Promise((done, fail) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, archive) => {
      if (error) return fail(new SheetError('不是有效的 XLSX 文件'));
      const parts: Part[] = [];
      const refuse = (sentence: string): void => {
        archive.close();
        fail(new SheetError(sentence));
      };
      let [entries, unpacked] = [0, 0];
      archive.on('entry', (entry: Entry) => {
        entries += 1;
        unpacked += entry.uncompressedSize;
        const most = isText(entry) ? MOST_OF_A_PART : MOST_UNPACKED;
        if (entries > MOST_ENTRIES || unpacked > MOST_UNPACKED || entry.uncompressedSize > most)
          return refuse('表格解压后过大');
        if (!isText(entry)) return archive.readEntry();
        unpack(archive, entry).then(
          (content) => {
            const objection = whyNotPart(content.toString('latin1'));
            if (objection !== undefined) return refuse(objection);
            parts.push({ name: entry.fileName, content });
            archive.readEntry();
          },
          () => refuse('XLSX 文件已损坏'),
        );
      });
      archive.on('end', () => done(parts));
      archive.on('error', () => fail(new SheetError('XLSX 文件已损坏')));
      archive.readEntry();
    });
  });
}
