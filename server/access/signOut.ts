import { commit, record, type Action, type Actor } from './audit.ts';
import type { Session } from './sessions.ts';
import type { Door } from './signIn.ts';

/** Ends the caller's own session. Its sockets are cut at once. */
export async function signOut({ db, access }: Door, session: Session, actor: Actor): Promise<void> {
  const close: Action<'session.close', Session, undefined> = async (tx, by, { id, viewer }) => {
    await access.sessions.endOne(tx, id, 'signed-out');
    return record(tx, { actor: by, verb: 'session.close', subject: viewer.name });
  };
  await commit(db, close, actor, session);
  access.sessions.announceEnded([session.id]);
}
