import { join } from 'node:path';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { fileKinds } from '../../contracts/files.ts';
import { openFileStore, type FileStore } from '../modules/files/fileStore.ts';
import { cleanName } from '../modules/files/files.rules.ts';
import { writeWorkbook } from '../platform/sheets.ts';
import { papersOf, type Paper, type ReportedValue } from './evidence.rules.ts';
import { evidenceSql as sql } from './evidence.sql.ts';
import { pdfOf } from './pdf.rules.ts';

/** Far above what a page or a table of a year has. */
const MOST_BYTES = 1024 * 1024;

export const bytesOf = async ({ content }: Paper): Promise<Buffer> =>
  'pdf' in content ? pdfOf(content.pdf) : writeWorkbook([content.workbook]);

async function keepPaper(store: FileStore, paper: Paper) {
  const arrived = await store.receive(Readable.from([await bytesOf(paper)]), MOST_BYTES);
  await store.keep(arrived);
  const { projectId, name, toldAt, values, content } = paper;
  const { mime } = fileKinds['pdf' in content ? 'pdf' : 'xlsx'];
  const { hash, bytes } = arrived;
  return { projectId, toldAt, values, mime, hash, bytes, name: cleanName(name) ?? name };
}

/**
 * Documents behind what the demo's people reported by hand, kept in the file store under their hashes as uploads are; a
 * demo that was seeded before there were any gets them now.
 */
export async function insertEvidence(db: pg.PoolClient, dataDir: string): Promise<void> {
  const { rows: counted } = await db.query<{ count: number }>(sql.countEvidence);
  if ((counted[0]?.count ?? 0) > 0) return;
  const { rows: values } = await db.query<ReportedValue>(sql.selectReported);
  const store = openFileStore(join(dataDir, 'files'));
  const kept = await Promise.all(papersOf(values).map((paper) => keepPaper(store, paper)));
  await db.query(sql.insertEvidence, [JSON.stringify(kept)]);
}
