import type { Instant } from '../../contracts/glossary.ts';
import type { Runner } from '../platform/database.ts';
import { ProblemError } from '../platform/problems.ts';
import { record, type Action } from './audit.ts';
import { dropDoorsteps } from './doorsteps.ts';
import { addNotice } from './notices.ts';
import { hashPassword, refuseWeak, verifyPassword } from './password.ts';
import { weaknessSentences, type Owner } from './password.rules.ts';
import * as sql from './passwords.sql.ts';
import type { SessionBook } from './sessions.ts';

/**
 * The hash of a new password for somebody who is here already. Outside a transaction: hashing takes tens of milliseconds.
 * @throws ProblemError weak-password, also when it is one of the person's last five
 */
export async function prepareNewPassword(
  db: Runner,
  owner: Owner & { readonly personId: number },
  password: string,
): Promise<string> {
  refuseWeak(password, owner);
  const former = await db.run<{ hash: string }>(sql.selectHashes(owner.personId));
  for (const { hash } of former)
    if (await verifyPassword(hash, password)) throw new ProblemError('weak-password', weaknessSentences.used);
  return hashPassword(password);
}

export interface NewPassword {
  readonly personId: number;
  readonly loginName: string;
  /** By `prepareNewPassword`. */
  readonly hash: string;
  readonly now: Instant;
}

/** Sets a password within a change that records it. */
export const setPassword = async (
  tx: Runner,
  { personId, hash, now }: NewPassword,
  temporary: boolean,
): Promise<void> => {
  await tx.run(sql.insertPassword(personId, hash, temporary, now));
  await tx.run(sql.deleteOldPasswords(personId));
};

/**
 * A password that somebody else gives: to be changed at the next sign-in. What was open by the former one ends; the second
 * factor stays.
 * @returns the ids of the ended sessions, to be announced once this is committed
 */
export const givePassword =
  (sessions: SessionBook): Action<'password.give', NewPassword, string[]> =>
  async (tx, actor, input) => {
    const { personId, loginName, now } = input;
    await setPassword(tx, input, true);
    await dropDoorsteps(tx, personId);
    await addNotice(tx, { personId, at: now, kind: 'password-reset', address: null, agent: null });
    const ended = await sessions.endAllOf(tx, { personId }, 'revoked');
    return record(tx, { actor, verb: 'password.give', subject: loginName }, ended);
  };
