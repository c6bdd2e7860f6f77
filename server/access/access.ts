import type { SecondFactorMode } from '../../contracts/account.ts';
import type { ProblemCode } from '../../contracts/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import type { Vault } from '../vault/vault.ts';
import { KeyDesk } from './apiKeys.ts';
import { tokenFromCookies } from './cookie.ts';
import { forgetOldDoorsteps } from './doorsteps.ts';
import { Lockout } from './lockout.ts';
import { SecondFactors } from './secondFactor.ts';
import { SessionBook, type Session } from './sessions.ts';

export interface AccessDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly vault: Pick<Vault, 'seal' | 'open'>;
  readonly secondFactor: SecondFactorMode;
}

/** Who is there, and who no longer is. One per process. */
export interface Access {
  readonly sessions: SessionBook;
  readonly lockout: Lockout;
  readonly factors: SecondFactors;
  readonly keys: KeyDesk;
  /**
   * The session named by a `Cookie` header: for HTTP, the Socket.IO handshake and WebSocket upgrades alike.
   * `isPresent`: somebody is at the screen, so an idle end is held off.
   * @returns undefined without a cookie, or when its session has ended
   * @throws the driver's error when the database must be asked and is away
   */
  resolveSession(cookieHeader: string | undefined, isPresent?: boolean): Promise<Session | undefined>;
  /** What to tell somebody whose cookie leads to no session: that it is over, or why it was ended. */
  refusalOf(cookieHeader: string | undefined): Promise<ProblemCode>;
  /** Who comes with an `Authorization` header that holds a key of ours. @throws ProblemError bad-key, too-many */
  resolveKey(header: string | undefined): Promise<Session | undefined>;
  /** Calls `listener` with each session's id as it ends (signed out, revoked, expired). @returns stops listening */
  onSessionEnded(listener: (sessionId: string) => void): () => void;
  /** Calls `listener` with each open session whose reach may have changed. @returns stops listening */
  onReachChanged(listener: (session: Session) => void): () => void;
  /** Stops the housekeeping timers. */
  close(): void;
}

const SWEEP_MS = 30_000;
const FORGET_MS = 24 * 60 * 60_000;

/** Opens the session book and keeps it swept. */
export function createAccess({ db, clock, log, vault, secondFactor }: AccessDeps): Access {
  const sessions = new SessionBook(db, clock, log);
  const lockout = new Lockout(db, clock);
  const keys = new KeyDesk({ db, clock, log });
  const quietly = (work: () => Promise<void>) => () =>
    void work().catch((error: unknown) => log.warn({ error: (error as Error).message }, 'sessions not swept'));
  const timers = [
    setInterval(
      quietly(() => sessions.sweep()),
      SWEEP_MS,
    ),
    setInterval(
      quietly(async () => {
        await sessions.forgetOld();
        await lockout.forgetOld();
        await forgetOldDoorsteps(db, clock);
      }),
      FORGET_MS,
    ),
  ];
  for (const timer of timers) timer.unref();
  return {
    sessions,
    lockout,
    factors: new SecondFactors(vault, clock, secondFactor),
    keys,
    resolveKey: (header) => keys.resolve(header),
    onSessionEnded: (listener) => sessions.onEnded(listener),
    onReachChanged: (listener) => sessions.onReachChanged(listener),
    close: () => timers.forEach(clearInterval),
    async resolveSession(cookieHeader, isPresent) {
      const token = tokenFromCookies(cookieHeader);
      return token === undefined ? undefined : sessions.resolve(token, isPresent);
    },
    async refusalOf(cookieHeader) {
      const token = tokenFromCookies(cookieHeader);
      const reason = token === undefined ? undefined : await sessions.whyEnded(token);
      return reason === 'replaced' || reason === 'revoked' ? `session-${reason}` : 'not-signed-in';
    },
  };
}
