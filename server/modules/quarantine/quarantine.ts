import type { QuarantineDetail, QuarantineReason, QuarantineRow, ReplayResult } from '../../../contracts/quarantine.ts';
import { record, type Actor } from '../../access/audit.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { RequestDatabase, Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { detailOf, rowOf, type StoredPacket, type StoredRow } from './quarantine.rules.ts';
import * as sql from './quarantine.sql.ts';

/** Sends a packet through the corridor once more, as if it had arrived when it first did. */
export type Replay = (packet: { topic: string; payload: Buffer; receivedAt: Instant }) => Promise<ReplayResult>;

const REPLAY_AT_ONCE = 1000;

export interface QuarantineFilter {
  readonly reason?: QuarantineReason;
  readonly before?: number;
  readonly open?: boolean;
  readonly limit?: number;
}

/** Refused packets, newest first, with the number of open ones by reason. */
export async function listQuarantine(db: Runner, filter: QuarantineFilter) {
  const rows = await db.run<StoredRow>(sql.selectQuarantine({ ...filter, limit: filter.limit ?? 50 }));
  const counts = await db.run<{ reason: string; packets: number }>(sql.countQuarantine);
  return {
    rows: rows.map(rowOf) satisfies QuarantineRow[],
    counts: Object.fromEntries(counts.map(({ reason, packets }) => [reason, packets])),
  };
}

/** @throws ProblemError not-found */
export async function getQuarantined(db: Runner, id: number): Promise<QuarantineDetail> {
  return detailOf(await find(db, id));
}

/** Replays one packet. @throws ProblemError not-found, not-replayable (only its head was kept) */
export async function replayOne(db: RequestDatabase, replay: Replay, actor: Actor, id: number): Promise<ReplayResult> {
  return replayPacket(db, replay, actor, await find(db, id));
}

/** Replays what was refused for one reason, oldest first; a thousand packets at most a call. */
export async function replayReason(
  db: RequestDatabase,
  replay: Replay,
  actor: Actor,
  { reason, deviceCode }: { readonly reason: QuarantineReason; readonly deviceCode?: string },
) {
  const tally = { stored: 0, duplicate: 0, quarantined: 0 };
  for (const row of await db.run<StoredPacket>(sql.selectReplayable(reason, deviceCode, REPLAY_AT_ONCE)))
    tally[(await replayPacket(db, replay, actor, row)).outcome] += 1;
  return tally;
}

async function find(db: Runner, id: number): Promise<StoredPacket> {
  const [row] = await db.run<StoredPacket>(sql.selectQuarantined(id));
  if (row === undefined) throw new ProblemError('not-found');
  return row;
}

/**
 * The packet goes its way first and is marked after: killed in between, it can be replayed again and falls out as a
 * duplicate. Refused again, it stays open with what was found this time.
 */
async function replayPacket(
  db: RequestDatabase,
  replay: Replay,
  actor: Actor,
  row: StoredPacket,
): Promise<ReplayResult> {
  if (!row.whole) throw new ProblemError('not-replayable');
  const result = await replay({ topic: row.topic, payload: row.payload, receivedAt: row.first_at });
  await db.withTransaction(async (tx) => {
    if (result.outcome !== 'quarantined') await tx.run(sql.markReplayed(row.id, result.outcome));
    await record(tx, { actor, verb: 'quarantine.replay', subject: String(row.id), after: result });
  });
  return result;
}
