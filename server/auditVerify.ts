import type { CheckResult } from '../contracts/audit.ts';
import { systemActor } from './access/audit.ts';
import { checkNow } from './access/auditLog.ts';
import { sentenceOf } from './access/auditCheck.rules.ts';
import { withCommandDatabase } from './commandDatabase.ts';
import { openDatabase } from './platform/database.ts';
import { createLogger } from './platform/logger.ts';

/** Nothing could be said of the log: not the same as a broken one. */
const COULD_NOT_LOOK = 2;

/**
 * `npm run audit:verify`: goes over the whole audit log of this installation (DATABASE_URL, or the embedded database,
 * running or not), says how many records are right or which is the first that is not, and records the check in the log.
 * Exit code 1 for a broken log.
 */
function verify(): Promise<CheckResult> {
  const { env } = process;
  return withCommandDatabase(env, '校验', async ({ url, dataDir }) => {
    const db = openDatabase(url, 1, createLogger('silent'));
    try {
      const settings = { auditSealKey: env['AUDIT_SEAL_KEY'] ?? '', dataDir };
      return await checkNow(db, { ...systemActor, agent: 'audit:verify' }, settings, Date.now());
    } finally {
      await db.close();
    }
  });
}

verify().then(
  (found) => {
    console.log(sentenceOf(found));
    if (found.fault !== null) process.exitCode = 1;
  },
  (error: unknown) => {
    console.error(`审计链未能校验:${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = COULD_NOT_LOOK;
  },
);
