import { ProblemError } from '../platform/problems.ts';
import { commit, record, stranger, type Action } from './audit.ts';
import type { OpenedSession } from './sessions.ts';
import { recordRefusal, type Door, type From } from './signIn.ts';
import { hashToken } from './tokens.ts';
import { spendWallToken } from './walls.sql.ts';

/** A wall's link lapses when nobody has opened it within a week. */
const LINK_MS = 7 * 24 * 60 * 60_000;

/**
 * Exchanges a wall's link for a session, once.
 * @throws ProblemError token-spent when it is unknown, used, lapsed or revoked
 */
export async function exchangeWallToken(
  { db, clock, access }: Door,
  token: string,
  from: From,
): Promise<OpenedSession> {
  const exchange: Action<'wall.exchange', string, OpenedSession> = async (tx, actor, secret) => {
    const now = clock.now();
    const [wall] = await tx.run<{ id: number; name: string }>(spendWallToken(hashToken(secret), now, now - LINK_MS));
    if (wall === undefined) throw new ProblemError('token-spent');
    const opened = await access.sessions.open(tx, { wallId: wall.id }, from);
    return record(
      tx,
      {
        actor: { ...actor, kind: 'wall', id: wall.id, name: wall.name, roles: ['wall'] },
        verb: 'wall.exchange',
        subject: `${wall.id}`,
      },
      opened,
    );
  };
  const actor = stranger('大屏', from);
  try {
    return await commit(db, exchange, actor, token);
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'token-spent')
      await commit(db, recordRefusal, actor, { subject: 'wall', reason: error.code });
    throw error;
  }
}
