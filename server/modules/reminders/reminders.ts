import type { Instant } from '../../../contracts/glossary.ts';
import type { Reminder } from '../../../contracts/reminders.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner, Transaction } from '../../platform/database.ts';
import * as sql from './reminders.sql.ts';

export type { NewReminder } from './reminders.sql.ts';

async function countUnread(db: Runner): Promise<number> {
  const [found] = await db.run<{ unread: number }>(sql.countUnread());
  return found?.unread ?? 0;
}

/** The viewer's own reminders, with how many of all are unread. */
export async function listReminders(
  db: Runner,
  ask: sql.RemindersAsk,
): Promise<{ rows: Reminder[]; total: number; unread: number }> {
  const rows = await db.run<Reminder & { total: number }>(sql.selectReminders(ask));
  return { rows, total: rows[0]?.total ?? 0, unread: await countUnread(db) };
}

/** Reminders are read by whom they were sent to. @returns how many are still unread */
export const readReminders: Action<
  'reminder.read',
  { readonly ids: readonly number[]; readonly now: Instant },
  number
> = async (tx, actor, { ids, now }) => {
  const read = await tx.run<{ id: number }>(sql.markRead(ids, now));
  const after = { ids: read.map(({ id }) => id) };
  return record(tx, { actor, verb: 'reminder.read', subject: 'reminders', after }, await countUnread(tx));
};

/**
 * Sends a reminder to whoever is meant by it; who sends it records why. @returns the persons it was sent to: their screens
 * are told once it is committed
 */
export async function sendReminder(tx: Transaction, reminder: sql.NewReminder): Promise<number[]> {
  const sent = await tx.run<{ personId: number }>(sql.sendReminder(reminder));
  return sent.map(({ personId }) => personId);
}
