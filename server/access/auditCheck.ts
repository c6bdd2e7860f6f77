import { readdirSync, readFileSync } from 'node:fs';
import type { AuditRow, AuditSeal, ChainFault, CheckResult } from '../../contracts/audit.ts';
import type { Runner } from '../platform/database.ts';
import { selectChain, selectStretch, type Chain } from './audit.sql.ts';
import { ChainReader, type SealKeys } from './auditCheck.rules.ts';
import { keptSince } from './auditSeals.rules.ts';
import { listSeals, sealDirectory, sealFile } from './auditSeals.ts';

/** At most so much is read, hashed and held at once: some ten milliseconds' work. */
const STRETCH = 1_000;
/** What retention may not go below. */
export const KEEP_MONTHS = 6;

export interface CheckOptions {
  readonly now: number;
  /** Undefined: signatures of seals are not looked at. */
  readonly keys: SealKeys | undefined;
  readonly dataDir: string;
}

const chainOf = async (db: Runner): Promise<Chain> => {
  const [chain] = await db.run<Chain>(selectChain);
  if (chain === undefined) throw new Error('the audit log has no chain');
  return chain;
};

/** Goes over the whole log, from its first record to the one that is the last when it begins. */
export async function checkAudit(db: Runner, options: CheckOptions): Promise<CheckResult> {
  const seals = await listSeals(db);
  const chain = await chainOf(db);
  const fault = (await readChain(db, chain, seals, options)) ?? wrongFile(seals, options.dataDir) ?? null;
  // Retention went on meanwhile: what was missing is no fault.
  if (fault !== null && (await chainOf(db)).startSeq !== chain.startSeq) return checkAudit(db, options);
  const { startSeq, seq } = chain;
  return { records: seq - startSeq, firstSeq: startSeq + 1, lastSeq: seq, seals: seals.length, fault };
}

async function readChain(
  db: Runner,
  { seq, hash, startSeq, startHash }: Chain,
  seals: readonly AuditSeal[],
  { keys, now }: CheckOptions,
): Promise<ChainFault | undefined> {
  const bounds = { start: { seq: startSeq, hash: startHash }, tip: { seq, hash } };
  const reader = new ChainReader(bounds, seals, keys);
  const early = reader.begin(keptSince(now, KEEP_MONTHS));
  if (early !== undefined) return early;
  for (let after = startSeq; after < seq;) {
    const rows = await db.run<AuditRow>(selectStretch(after, seq, STRETCH));
    for (const row of rows) {
      const fault = reader.take(row);
      if (fault !== undefined) return fault;
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.seq;
  }
  return reader.end();
}

function sealFiles(dataDir: string): string[] {
  try {
    return readdirSync(sealDirectory(dataDir)).filter((name) => /^\d{4}-\d{2}-\d{2}\.json$/.test(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A seal's file that is not what the database has of that day. Files may have been carried away: none is no fault. */
function wrongFile(seals: readonly AuditSeal[], dataDir: string): ChainFault | undefined {
  const byDay = new Map(seals.map((seal) => [seal.day, seal]));
  for (const name of sealFiles(dataDir).sort()) {
    const day = name.slice(0, -'.json'.length);
    const seal = byDay.get(day);
    if (seal !== undefined && isSame(seal, readFileSync(sealFile(dataDir, day), 'utf8'))) continue;
    const sentence = seal === undefined ? `${day} 的封条只在文件中,数据库中没有` : `${day} 的封条与其文件不符`;
    return { kind: 'seal', seq: seal?.lastSeq ?? 0, at: seal?.sealedAt ?? null, sentence };
  }
  return undefined;
}

function isSame(seal: AuditSeal, text: string): boolean {
  try {
    const kept = JSON.parse(text) as Record<string, unknown>;
    return Object.entries(seal).every(([name, value]) => kept[name] === value);
  } catch {
    return false;
  }
}
