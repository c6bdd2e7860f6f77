import type { HashAlgorithm } from '../../contracts/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import { every } from '../platform/repeat.ts';
import { systemActor } from './audit.ts';
import { setHashAlgorithm } from './audit.sql.ts';
import { sentenceOf } from './auditCheck.rules.ts';
import { checkNow } from './auditLog.ts';
import { retireRecords, sealNextDay } from './auditSeals.ts';
import { openSealKeys } from './sealKeys.ts';

const LOOK_MS = 60_000;

export interface AuditSettings {
  readonly auditHash: HashAlgorithm;
  readonly auditSealKey: string;
  readonly retainAuditMonths: number;
  readonly dataDir: string;
}
export interface KeeperDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly config: AuditSettings;
  /** How soon after midnight a day is sealed at the latest. */
  readonly lookMs?: number;
}

/**
 * Keeps the log: from now on records are hashed as configured, every day that is over is sealed (the missed ones first),
 * old records go, and after each seal the whole log is gone over, so that a broken one is known the next morning.
 * @returns stops it
 */
export async function keepAuditLog(deps: KeeperDeps): Promise<() => void> {
  const { db, clock, log, config, lookMs = LOOK_MS } = deps;
  const { auditHash, auditSealKey, dataDir, retainAuditMonths } = config;
  const [key] = openSealKeys(auditSealKey, dataDir);
  if (key === undefined) throw new Error('no key to seal the audit log with');
  await db.run(setHashAlgorithm(auditHash));
  let isCheckDue = false;

  const seal = async () => {
    for (let made = await sealNextDay(db, dataDir, key); made; made = await sealNextDay(db, dataDir, key)) {
      log.info({ day: made.day, records: made.records, root: made.rootHash }, 'audit log sealed');
      isCheckDue = true;
    }
    if (await retireRecords(db, retainAuditMonths)) log.info('old audit records retired');
  };
  const check = async () => {
    isCheckDue = false;
    const found = await checkNow(db, systemActor, config, clock.now());
    if (found.fault !== null) log.error({ fault: found.fault }, sentenceOf(found));
  };
  // Nobody waits for the check of what was sealed at start: it may take a while.
  await seal();
  return every(lookMs, log, async () => {
    await seal();
    if (isCheckDue) await check();
  });
}
