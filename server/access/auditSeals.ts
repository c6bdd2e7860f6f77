import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditSeal } from '../../contracts/audit.ts';
import type { Database, Runner } from '../platform/database.ts';
import { record, systemActor } from './audit.ts';
import { takeEnd, type ChainEnd } from './audit.sql.ts';
import { ORIGIN, type ChainPoint } from './auditChain.rules.ts';
import { endOfDay, makeSeal, nextDayToSeal } from './auditSeals.rules.ts';
import * as sql from './auditSeals.sql.ts';

/** Readable by its owner and group: whoever carries seals away needs no more. */
const FILE_MODE = 0o640;

/** Every seal, oldest first. */
export const listSeals = (db: Runner): Promise<AuditSeal[]> => db.run<AuditSeal>(sql.selectSeals);

export async function newestSeal(db: Runner): Promise<AuditSeal | undefined> {
  return (await db.run<AuditSeal>(sql.selectNewestSeal))[0];
}

export const sealDirectory = (dataDir: string): string => join(dataDir, 'audit-seals');
export const sealFile = (dataDir: string, day: string): string => join(sealDirectory(dataDir), `${day}.json`);

/** For carrying away, to where the server cannot reach: a log that is cut off shorter than its last seal is found out. */
function writeSeal(dataDir: string, seal: AuditSeal): void {
  mkdirSync(sealDirectory(dataDir), { recursive: true, mode: 0o750 });
  const path = sealFile(dataDir, seal.day);
  writeFileSync(`${path}.part`, `${JSON.stringify(seal, null, 2)}\n`, { mode: FILE_MODE, flush: true });
  renameSync(`${path}.part`, path);
}

/**
 * Seals the next day that is over and has no seal. The chain's end is held meanwhile, so everything of that day is in;
 * the file is written before the commit, so that no seal is without one.
 * @returns the seal, or undefined when there is no day to seal
 */
export function sealNextDay(db: Database, dataDir: string, key: Buffer): Promise<AuditSeal | undefined> {
  return db.withTransaction(async (tx) => {
    const [end] = await tx.run<ChainEnd>(takeEnd);
    if (end === undefined) throw new Error('the audit log has no chain');
    const before = await newestSeal(tx);
    const lastSealed = before?.lastSeq ?? ORIGIN.seq;
    const [first] = await tx.run<{ at: number }>(sql.selectFirstUnsealed(lastSealed));
    const day = nextDayToSeal(before?.day, first?.at, end.at);
    if (day === undefined) return undefined;
    const [last] = await tx.run<ChainPoint>(sql.selectLastBefore(lastSealed, endOfDay(day)));
    const standing = before ?? { lastSeq: ORIGIN.seq, rootHash: ORIGIN.hash };
    const sign = { hashAlgorithm: end.hashAlgorithm, key, now: end.at };
    const seal = makeSeal(day, standing, last, sign);
    await tx.run(sql.insertSeal(seal));
    writeSeal(dataDir, seal);
    const { firstSeq, lastSeq, records, rootHash } = seal;
    const after = { firstSeq, lastSeq, records, rootHash };
    await record(tx, { actor: systemActor, verb: 'audit.seal', subject: day, after });
    return seal;
  });
}

/** Takes away what is past its time, whole sealed days; the chain begins anew behind the last of them. */
export function retireRecords(db: Database, months: number): Promise<boolean> {
  return db.withTransaction(async (tx) => {
    const [gone] = await tx.run<{ firstSeq: number; lastSeq: number }>(sql.retire(months));
    if (gone === undefined) return false;
    const subject = `${gone.firstSeq}-${gone.lastSeq}`;
    await record(tx, { actor: systemActor, verb: 'audit.retire', subject, after: { ...gone, months } });
    return true;
  });
}
