import type { Instant } from '../../../contracts/glossary.ts';
import type {
  InterfaceHealth,
  OutboxAttempt,
  OutboxBody,
  OutboxDetail,
  OutboxEvent,
  OutboxRow,
} from '../../../contracts/interfaces.ts';
import { record, type Action } from '../../access/audit.ts';
import { monthsAfter } from '../../platform/calendar.rules.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RequestDatabase, Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import * as sql from './outbox.sql.ts';

export interface News {
  readonly event: OutboxEvent;
  /** What it is about, for people who look for it. */
  readonly subject: string;
  readonly projectId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}
/**
 * Has other systems told, in the transaction of the event itself: no event without its message, no message without its
 * event. It is posted once the transaction stands (dispatcher.ts).
 */
export async function announce(tx: Runner, { event, subject, projectId, data }: News, now: Instant): Promise<void> {
  const body: OutboxBody = { type: event, timestamp: new Date(now).toISOString(), data: { ...data } };
  await tx.run(sql.insertMessage({ event, subject, projectId, body: JSON.stringify(body), now }));
}

export async function listOutbox(db: Runner, ask: sql.OutboxAsk): Promise<{ rows: OutboxRow[]; total: number }> {
  const rows = await db.run<OutboxRow & { total: number }>(sql.selectOutbox(ask));
  return { rows, total: rows[0]?.total ?? 0 };
}

async function readDelivery(db: Runner, id: number): Promise<OutboxRow> {
  const [row] = await db.run<OutboxRow>(sql.selectDelivery(id));
  if (row === undefined) throw new ProblemError('not-found', '推送消息');
  return row;
}

/** @throws ProblemError not-found */
export const readOutbox = (db: RequestDatabase, id: number): Promise<OutboxDetail> =>
  db.withTransaction(async (tx) => {
    const row = await readDelivery(tx, id);
    const [message] = await tx.run<{ body: string }>(sql.selectBody(id));
    return { row, body: message?.body ?? '', attempts: await tx.run<OutboxAttempt>(sql.selectAttempts(id)) };
  });

/** Puts a delivery back into the queue, under the id that it had. @throws ProblemError not-found, not-in-this-state */
export const replayDelivery: Action<
  'outbox.replay',
  { readonly id: number; readonly now: Instant },
  OutboxRow
> = async (tx, actor, { id, now }) => {
  const before = await readDelivery(tx, id);
  if ((await tx.run(sql.requeue(id, now, actor.name))).length === 0)
    throw new ProblemError('not-in-this-state', '该消息正在排队投递');
  const entry = { actor, verb: 'outbox.replay' as const, subject: before.messageId };
  return record(tx, { ...entry, before: { state: before.state } }, await readDelivery(tx, id));
};

const FORGOTTEN_AT_ONCE = 1_000;
/** Drops messages that were taken longer ago than they are kept. */
export async function forgetDelivered(where: {
  readonly db: Runner;
  readonly clock: Clock;
  readonly keepMonths: number;
}): Promise<void> {
  const before = monthsAfter(where.clock.now(), -where.keepMonths);
  const dropSome = () => where.db.run(sql.forgetDelivered(before, FORGOTTEN_AT_ONCE));
  while ((await dropSome()).length === FORGOTTEN_AT_ONCE);
}

/** How the interfaces do, in numbers. */
export async function readHealth(db: Runner): Promise<InterfaceHealth> {
  return {
    incoming: await db.run<InterfaceHealth['incoming'][number]>(sql.selectIncoming),
    destinations: await db.run<InterfaceHealth['destinations'][number]>(sql.selectHealth),
  };
}
