import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../contracts/glossary.ts';
import type { Viewer } from '../../contracts/people.ts';
import { mayDo, type Permission } from '../../contracts/permissions.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Runner, Viewpoint } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import {
  endOf,
  isLive,
  kindOf,
  SEEN_EVERY_MS,
  viewerFrom,
  type CarryingPost,
  type EndReason,
  type SessionRow,
} from './sessions.rules.ts';
import {
  deleteOldSessions,
  endSession,
  endSessionsOf,
  insertSession,
  selectEnded,
  selectEndReason,
  selectSessions,
  touchSession,
} from './sessions.sql.ts';
import { hashToken, newToken } from './tokens.ts';

/** Someone who may look: a signed-in person or an exchanged wall. `id` is the token's hash, safe to keep and compare. */
export interface Session {
  readonly id: string;
  readonly personId: number | null;
  readonly wallId: number | null;
  /** Of another system that comes with a key: it has no session of its own to end. */
  readonly keyId?: number;
  readonly viewer: Viewer;
  /** The viewer's posts with what each carries. */
  readonly posts: readonly CarryingPost[];
}

/** Whether a session (or nobody) holds a permission. */
export const sessionMay = (session: Session | undefined, wanted: Permission): boolean =>
  mayDo(session?.viewer.permissions, wanted);

const viewerOf = (session: Session | undefined): Viewpoint['viewer'] => {
  if (session === undefined) return 'nobody';
  if (session.keyId !== undefined) return `key:${session.keyId}`;
  return session.wallId === null ? `person:${session.personId ?? 0}` : `wall:${session.wallId}`;
};

/** Whose eyes a session's requests see the database with. */
export const viewpointOf = (session: Session | undefined, permission: Permission): Viewpoint => ({
  viewer: viewerOf(session),
  permission,
});

export type SessionOwner = { readonly personId: number } | { readonly wallId: number };
export interface OpenedSession {
  /** Goes into the cookie and nowhere else. */
  readonly token: string;
  readonly expiresAt: Instant;
}

interface Held {
  session: Session;
  row: SessionRow;
  writtenAt: Instant;
}
const KEEP_ENDED_MS = 90 * 24 * 60 * 60_000;

/** Server-side sessions: rows in the database, with a cache that every ending empties at once. */
export class SessionBook {
  private readonly held = new Map<string, Held>();
  /** Ended in this process: a read that was under way must not bring them back. */
  private readonly ended = new Set<string>();
  private readonly listeners = new Set<(sessionId: string) => void>();
  private readonly reachListeners = new Set<(session: Session) => void>();
  private readonly db: Database;
  private readonly clock: Clock;
  private readonly log: Logger;

  constructor(db: Database, clock: Clock, log: Logger) {
    this.db = db;
    this.clock = clock;
    this.log = log;
  }

  /** Opens a session within a transaction; its token leaves the server once, in the cookie. */
  async open(
    tx: Runner,
    owner: SessionOwner,
    from: { address: string | null; agent: string | null },
  ): Promise<OpenedSession> {
    const token = newToken();
    const now = this.clock.now();
    const ids = { personId: null, wallId: null, ...owner };
    const expiresAt = endOf(kindOf(ids), now);
    await tx.run(insertSession({ tokenHash: hashToken(token), ...ids, now, expiresAt, ...from }));
    return { token, expiresAt };
  }

  /**
   * The session behind a token, or undefined when it is unknown, ended, idle too long or past its end. Being asked for
   * without anybody present holds off no idle end of a person's session; a wall is always present.
   * @throws the driver's error when the session is not in the cache and the database is away
   */
  async resolve(token: string, isPresent = true): Promise<Session | undefined> {
    const tokenHash = hashToken(token);
    const id = tokenHash.toString('hex');
    const held = this.held.get(id) ?? (await this.load(id, tokenHash));
    if (held === undefined) return undefined;
    const now = this.clock.now();
    if (!isLive(held.row, now)) {
      this.announceEnded([id]);
      return undefined;
    }
    if (!isPresent && held.session.wallId === null) return held.session;
    held.row = { ...held.row, lastSeenAt: now };
    if (now - held.writtenAt >= SEEN_EVERY_MS) await this.writeSeen(id, tokenHash, held, now);
    return this.held.get(id)?.session;
  }

  private async load(id: string, tokenHash: Buffer): Promise<Held | undefined> {
    const [row] = await this.db.run<SessionRow>(selectSessions([tokenHash]));
    if (row === undefined || this.ended.has(id) || !isLive(row, this.clock.now())) return undefined;
    const session: Session = {
      id,
      personId: row.personId,
      wallId: row.wallId,
      viewer: viewerFrom(row),
      posts: row.posts,
    };
    const held = { session, row, writtenAt: row.lastSeenAt };
    this.held.set(id, held);
    return held;
  }

  private async writeSeen(id: string, tokenHash: Buffer, held: Held, now: Instant): Promise<void> {
    held.writtenAt = now;
    try {
      const seen = await this.db.run(touchSession(tokenHash, now));
      if (seen.length === 0) this.announceEnded([id]);
    } catch (error) {
      // Whoever is signed in goes on watching while the database is away; the idle end is kept in memory meanwhile.
      this.log.warn({ error: (error as Error).message }, 'session not marked as seen');
    }
  }

  /**
   * Ends all sessions of a person or a wall within a transaction, but for the one that is to stay. Call `announceEnded`
   * once it is committed.
   */
  async endAllOf(tx: Runner, owner: SessionOwner, reason: EndReason, except?: string): Promise<string[]> {
    const kept = except === undefined ? undefined : Buffer.from(except, 'hex');
    const rows = await tx.run<{ id: string }>(endSessionsOf(owner, this.clock.now(), reason, kept));
    return rows.map((row) => row.id);
  }

  /** The same for one session, of one person when asked for. @returns its id, or nothing when it was none */
  async endOne(tx: Runner, sessionId: string, reason: EndReason, personId?: number): Promise<string[]> {
    const statement = endSession(Buffer.from(sessionId, 'hex'), this.clock.now(), reason, personId);
    const rows = await tx.run<{ id: string }>(statement);
    return rows.map((row) => row.id);
  }

  /** Why the session behind a token was ended; undefined for one that ran out or never was. */
  async whyEnded(token: string): Promise<EndReason | undefined> {
    const [row] = await this.db.run<{ reason: EndReason | null }>(selectEndReason(hashToken(token)));
    return row?.reason ?? undefined;
  }

  /** Drops sessions from the cache and tells the listeners, who cut their sockets. */
  announceEnded(ids: readonly string[]): void {
    for (const id of ids) {
      this.ended.add(id);
      this.held.delete(id);
      for (const tell of this.listeners) tell(id);
    }
  }

  /** Calls `listener` with the id of each session that ends. @returns stops listening */
  onEnded(listener: (sessionId: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A wall's screen is up, though it asks for nothing: its open socket counts as being seen. People are not meant. */
  async keepWallSeen(sessionId: string): Promise<void> {
    const held = this.held.get(sessionId);
    if (held === undefined || held.session.wallId === null) return;
    const now = this.clock.now();
    if (now - held.writtenAt >= SEEN_EVERY_MS)
      await this.writeSeen(sessionId, Buffer.from(sessionId, 'hex'), held, now);
  }

  /**
   * Posts, roles or assignments have changed: what every open session may do is read anew, and the listeners are told of
   * each session, so that what is open (rooms, streams) is judged again. Call it once the change is committed.
   */
  async reachChanged(): Promise<void> {
    await this.reload();
    for (const { session } of this.held.values()) for (const tell of this.reachListeners) tell(session);
  }

  /** Calls `listener` with each open session whose reach may have changed. @returns stops listening */
  onReachChanged(listener: (session: Session) => void): () => void {
    this.reachListeners.add(listener);
    return () => this.reachListeners.delete(listener);
  }

  /** Reads what the held sessions may do; posts begin and end by date too. */
  private async reload(): Promise<void> {
    const hashes = [...this.held.keys()].map((id) => Buffer.from(id, 'hex'));
    for (const row of await this.db.run<SessionRow & { id: string }>(selectSessions(hashes))) {
      const held = this.held.get(row.id);
      if (held === undefined) continue;
      const [viewer, posts] = [viewerFrom(row), row.posts];
      held.row = { ...row, lastSeenAt: held.row.lastSeenAt };
      if (isDeepStrictEqual([viewer, posts], [held.session.viewer, held.session.posts])) continue;
      held.session = { ...held.session, viewer, posts };
    }
  }

  /** Ends what is idle or past its end, or was ended by another process. To be called every half minute or so. */
  async sweep(): Promise<void> {
    const now = this.clock.now();
    this.announceEnded([...this.held].filter(([, held]) => !isLive(held.row, now)).map(([id]) => id));
    if (this.held.size === 0) return;
    const hashes = [...this.held.keys()].map((id) => Buffer.from(id, 'hex'));
    const rows = await this.db.run<{ id: string }>(selectEnded(hashes));
    this.announceEnded(rows.map((row) => row.id));
    await this.reachChanged();
  }

  /** Removes rows of sessions that ended more than 90 days ago. */
  async forgetOld(): Promise<void> {
    await this.db.run(deleteOldSessions(this.clock.now() - KEEP_ENDED_MS));
    this.ended.clear();
  }
}
