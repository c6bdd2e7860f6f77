import type { AuditRow, AuditVerb } from '../../contracts/audit.ts';
import type { Database, Runner, Transaction } from '../platform/database.ts';
import { insertAudit, selectAudit } from './audit.sql.ts';

/** Who does something, and from where; `address` is null for the system itself. */
export interface Actor {
  readonly name: string;
  readonly address: string | null;
}

/** The server acting by itself (seeding, housekeeping). */
export const systemActor: Actor = { name: 'system', address: null };

export interface AuditEntry<Verb extends AuditVerb = AuditVerb> {
  readonly actor: Actor;
  readonly verb: Verb;
  /** What was acted upon: a code, a login name, a number. Never a secret. */
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

declare const recorded: unique symbol;
/** The result of a change that has been recorded under a verb. Only `record` makes one. */
export interface Audited<Verb extends AuditVerb, Result> {
  readonly [recorded]: Verb;
  readonly result: Result;
}

/**
 * A change that people or devices may ask for. Its type names its audit verb, and only `record` yields what it must
 * return: an action that forgets the audit, or records another verb, does not compile.
 */
export type Action<Verb extends AuditVerb, Input, Result> = (
  tx: Transaction,
  actor: Actor,
  input: Input,
) => Promise<Audited<Verb, Result>>;

/**
 * Writes one line of the audit log in the transaction of the change itself: if either fails, neither stays.
 * @returns `result`, marked as recorded
 */
export async function record<Verb extends AuditVerb, Result = undefined>(
  tx: Runner,
  entry: AuditEntry<Verb>,
  result?: Result,
): Promise<Audited<Verb, Result>> {
  const { actor, verb, subject, before, after } = entry;
  await tx.run(insertAudit(actor.name, actor.address, verb, subject, before, after));
  return { result } as Audited<Verb, Result>;
}

/** Runs one audited change in a transaction of its own. @returns the action's result once it is committed */
export async function commit<Verb extends AuditVerb, Input, Result>(
  db: Pick<Database, 'withTransaction'>,
  action: Action<Verb, Input, Result>,
  actor: Actor,
  input: Input,
): Promise<Result> {
  const done = await db.withTransaction((tx) => action(tx, actor, input));
  return done.result;
}

/** The audit log, newest first. @param before only entries with a smaller id; @param limit at most so many */
export const listAudit = (db: Runner, limit: number, before?: number): Promise<AuditRow[]> =>
  db.run<AuditRow>(selectAudit(limit, before));
