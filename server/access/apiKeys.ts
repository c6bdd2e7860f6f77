import { KEY_PREFIX, type ApiKey, type IssuedApiKey, type NewApiKey } from '../../contracts/apiKeys.ts';
import type { Instant } from '../../contracts/glossary.ts';
import { permissionNames } from '../../contracts/permissions.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Runner } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import { ProblemError } from '../platform/problems.ts';
import { keyFrom, secondsToNextMinute, spendOne, whyNotUntil, type Spent } from './apiKeys.rules.ts';
import * as sql from './apiKeys.sql.ts';
import { record, type Action } from './audit.ts';
import type { Session } from './sessions.ts';
import { hashToken, newToken } from './tokens.ts';

interface KeyRow {
  readonly id: number;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly requestsPerMinute: number;
  readonly expiresAt: Instant;
  readonly allowed: boolean;
}
interface Held {
  readonly row: KeyRow;
  readonly readAt: Instant;
}

/** A key read this long ago is read anew: another process may have revoked it. */
const FRESH_MS = 5_000;
const TOUCH_EVERY_MS = 60_000;

/** Keys at the door: who comes with one, and how often. One per process. */
export class KeyDesk {
  private readonly held = new Map<string, Held>();
  private readonly spent = new Map<number, Spent>();
  private readonly touched = new Map<number, Instant>();
  private readonly deps: { readonly db: Database; readonly clock: Clock; readonly log: Logger };

  constructor(deps: KeyDesk['deps']) {
    this.deps = deps;
  }

  /**
   * Who comes with a key in the `Authorization` header; undefined when there is none of ours in it.
   * @throws ProblemError bad-key (the same for unknown, revoked and past its end), too-many
   */
  async resolve(header: string | undefined): Promise<Session | undefined> {
    const key = keyFrom(header);
    if (key === undefined) return undefined;
    const now = this.deps.clock.now();
    const row = key === null ? undefined : await this.find(hashToken(key), now);
    if (row === undefined || !row.allowed || row.expiresAt <= now) throw new ProblemError('bad-key');
    const spent = spendOne(this.spent.get(row.id), now, row.requestsPerMinute);
    if (spent === undefined)
      throw new ProblemError('too-many', `该密钥每分钟至多 ${row.requestsPerMinute} 次`, secondsToNextMinute(now));
    this.spent.set(row.id, spent);
    await this.touch(row.id, now);
    return sessionOf(row);
  }

  /** A key was revoked: it is asked for anew at its next request. */
  forget(): void {
    this.held.clear();
  }

  private async find(hash: Buffer, now: Instant): Promise<KeyRow | undefined> {
    const id = hash.toString('hex');
    const held = this.held.get(id);
    if (held !== undefined && now - held.readAt < FRESH_MS) return held.row;
    const [row] = await this.deps.db.run<KeyRow>(sql.selectByHash(hash));
    // Only what exists is remembered: guesses do not fill the memory.
    if (row === undefined) this.held.delete(id);
    else this.held.set(id, { row, readAt: now });
    return row;
  }

  private async touch(id: number, now: Instant): Promise<void> {
    if (now - (this.touched.get(id) ?? -Infinity) < TOUCH_EVERY_MS) return;
    this.touched.set(id, now);
    await this.deps.db.run(sql.touchKey(id, now));
  }
}

const sessionOf = (row: KeyRow): Session => ({
  id: `key:${row.id}`,
  personId: null,
  wallId: null,
  keyId: row.id,
  posts: [],
  viewer: {
    kind: 'key',
    name: row.name,
    roles: [],
    posts: [],
    permissions: permissionNames.filter((name) => name === 'signedIn' || row.permissions.includes(name)),
    expiresAt: row.expiresAt,
  },
});

export const listKeys = (db: Runner): Promise<ApiKey[]> => db.run<ApiKey>(sql.selectKeys());

/** The key that a proposal is about. @throws ProblemError not-found */
export async function findKey(tx: Runner, id: number): Promise<ApiKey> {
  const [row] = await tx.run<ApiKey>(sql.selectKey(id));
  if (row === undefined) throw new ProblemError('not-found', '接口密钥');
  return row;
}

/** A second person lets a key open doors. @throws ProblemError not-found when it waits no longer */
export const confirmKey =
  (now: Instant): Action<'api-key.confirm', number, undefined> =>
  async (tx, actor, id) => {
    const confirmed = await tx.run(sql.confirmKey(id, now, actor.name));
    if (confirmed.length === 0) throw new ProblemError('not-found', '待复核的接口密钥');
    return record(tx, { actor, verb: 'api-key.confirm', subject: `${id}` });
  };

/** Makes a key, which opens nothing until a second person has confirmed it. It is told here and nowhere else. @throws ProblemError bad-request, not-found for its organisation */
export const issueKey =
  (now: Instant): Action<'api-key.create', NewApiKey, IssuedApiKey> =>
  async (tx, actor, input) => {
    const objection = whyNotUntil(input.expiresAt, now);
    if (objection !== undefined) throw new ProblemError('bad-request', objection);
    const key = `${KEY_PREFIX}${newToken()}`;
    const [made] = await tx.run<{ id: number }>(sql.insertKey(input, hashToken(key), actor.name));
    if (made === undefined) throw new ProblemError('not-found', `机构 ${input.organisationCode}`);
    const [row] = await tx.run<ApiKey>(sql.selectKey(made.id));
    if (row === undefined) throw new Error('no key came back');
    return record(tx, { actor, verb: 'api-key.create', subject: `${row.id}`, after: input }, { key, row });
  };

/** @throws ProblemError not-found when there is none, or it is revoked already */
export const revokeKey =
  (now: Instant): Action<'api-key.revoke', number, undefined> =>
  async (tx, actor, id) => {
    const [row] = await tx.run<ApiKey>(sql.selectKey(id));
    const revoked = await tx.run(sql.revokeKey(id, now, actor.name));
    if (row === undefined || revoked.length === 0) throw new ProblemError('not-found', '接口密钥');
    return record(tx, { actor, verb: 'api-key.revoke', subject: `${id}`, before: { name: row.name } });
  };
