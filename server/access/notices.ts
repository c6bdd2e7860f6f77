import type { AccountNotice } from '../../contracts/account.ts';
import type { Instant } from '../../contracts/glossary.ts';
import type { Runner } from '../platform/database.ts';
import { deviceMark } from './devices.rules.ts';
import * as sql from './notices.sql.ts';

/** Where a request comes from. */
export interface From {
  readonly address: string;
  readonly agent: string | null;
}

/** Tells a person something about their own account, on every page until they have read it. */
export const addNotice = async (tx: Runner, notice: sql.NewNotice): Promise<void> =>
  void (await tx.run(sql.insertNotice(notice)));

/** What a session's person has not read yet, the newest first. What a session caused itself is for the others to see. */
export const unreadNotices = (db: Runner, personId: number, sessionId: string): Promise<AccountNotice[]> =>
  db.run<AccountNotice>(sql.selectUnread(personId, Buffer.from(sessionId, 'hex')));

export const readNotices = async (
  db: Runner,
  personId: number,
  sessionId: string,
  upTo: number,
  now: Instant,
): Promise<void> => void (await db.run(sql.markRead(personId, Buffer.from(sessionId, 'hex'), upTo, now)));

/** Knows the device from now on. @returns whether the person has been here, and never from such a device */
export async function meetDevice(tx: Runner, personId: number, from: From, now: Instant): Promise<boolean> {
  const [met] = await tx.run<{ isNew: boolean }>(sql.meetDevice(personId, deviceMark(from.agent, from.address), now));
  return met?.isNew === true;
}
