import { createHash } from 'node:crypto';
import type { ActRow } from './approvals.sql.ts';

/** SHA-256 over one line of an approval's story: whose, which, when, and every word of it. */
export function actHash(
  approval: number,
  { byId, byName, at, act, pass, opinion, detail }: Omit<ActRow, 'hash'>,
): string {
  const line = { approval, by: byId, byName, at, act, pass, opinion, detail };
  return createHash('sha256').update(JSON.stringify(line)).digest('hex');
}
