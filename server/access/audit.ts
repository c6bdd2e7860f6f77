import type { ActorKind, AuditOutcome, AuditVerb } from '../../contracts/audit.ts';
import type { RequestDatabase, Runner, Transaction } from '../platform/database.ts';
import { link, plain, plainText, type UnlinkedRecord } from './auditChain.rules.ts';
import { insertRecords, takeEnd, type ChainEnd } from './audit.sql.ts';

/** Where a request comes from; nulls for the server itself. */
export interface Origin {
  readonly address: string | null;
  readonly agent: string | null;
}

/** Who does something, and from where. */
export interface Actor extends Origin {
  readonly kind: ActorKind;
  /** The person's, wall's or key's number. */
  readonly id: number | null;
  readonly name: string;
  readonly roles: readonly string[];
}

/** The server acting by itself (seeding, housekeeping). */
export const systemActor: Actor = { kind: 'system', id: null, name: 'system', roles: [], address: null, agent: null };

/** Somebody whom nobody has let in yet, under the name that they gave. */
export const stranger = (name: string, { address, agent }: Origin): Actor => ({
  kind: 'nobody',
  id: null,
  name,
  roles: [],
  address,
  agent,
});

export interface AuditEntry<Verb extends AuditVerb = AuditVerb> {
  readonly actor: Actor;
  readonly verb: Verb;
  /** What was acted upon: a code, a login name, a number. Never a secret. */
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** `done` unless said otherwise. */
  readonly outcome?: AuditOutcome;
  /** Why: a ground that its author gave, or the code of a refusal. */
  readonly reason?: string;
  /** How often, when one record tells of many refusals. */
  readonly times?: number;
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

/** What each transaction under way will have recorded once it commits. */
const waiting = new WeakMap<Transaction, AuditEntry[]>();

/**
 * Has one line of the audit log written in the transaction of the change itself: if either fails, neither stays. It is
 * written as the last thing before the commit, because whoever appends to the chain holds up all others who would.
 * @returns `result`, marked as recorded
 */
export function record<Verb extends AuditVerb, Result = undefined>(
  tx: Transaction,
  entry: AuditEntry<Verb>,
  result?: Result,
): Promise<Audited<Verb, Result>> {
  const entries = waiting.get(tx) ?? [];
  if (entries.length === 0) {
    waiting.set(tx, entries);
    tx.beforeCommit(() => append(tx, entries.map(recordOf)));
  }
  entries.push(entry);
  return Promise.resolve({ result } as Audited<Verb, Result>);
}

/** Appends records to the chain and holds its end to the end of the transaction. A record without a time happens now. */
export async function append(
  tx: Runner,
  records: readonly (Omit<UnlinkedRecord, 'at'> & { readonly at?: number })[],
): Promise<void> {
  const [end] = await tx.run<ChainEnd>(takeEnd);
  if (end === undefined) throw new Error('the audit log has no chain');
  const dated = records.map((one) => ({ ...one, at: one.at ?? end.at }));
  await tx.run(insertRecords(link(end, end.hashAlgorithm, dated)));
}

/** Records at once, in a transaction that its caller ends soon after. */
export const recordAtOnce = (tx: Runner, entry: AuditEntry): Promise<void> => append(tx, [recordOf(entry)]);

const textOrNull = (text: string | null | undefined): string | null =>
  typeof text === 'string' ? plainText(text) : null;

function recordOf({ actor, verb, subject, before, after, outcome, reason, times }: AuditEntry) {
  return {
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: plainText(actor.name),
    actorRoles: [...actor.roles],
    address: textOrNull(actor.address),
    agent: textOrNull(actor.agent),
    verb,
    subject: plainText(subject),
    before: plain(before),
    after: plain(after),
    outcome: outcome ?? 'done',
    reason: textOrNull(reason),
    times: times ?? 1,
  };
}

/** Runs one audited change in a transaction of its own. @returns the action's result once it is committed */
export async function commit<Verb extends AuditVerb, Input, Result>(
  db: RequestDatabase,
  action: Action<Verb, Input, Result>,
  actor: Actor,
  input: Input,
): Promise<Result> {
  const done = await db.withTransaction((tx) => action(tx, actor, input));
  return done.result;
}

/** Records something that changes no row: an attempt, a reading of the log, an export. */
export const recordAlone = (db: RequestDatabase, entry: AuditEntry): Promise<void> =>
  db.withTransaction(async (tx) => void (await record(tx, entry)));
