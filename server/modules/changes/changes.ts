import {
  CHANGE_WAITS_HOURS,
  changeFacts,
  type ChangeInput,
  type ChangeKind,
  type ChangeState,
  type PendingChange,
} from '../../../contracts/changes.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import { record, systemActor, type Action, type Actor } from '../../access/audit.ts';
import type { Database, RequestDatabase, Runner, Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { inputOf, whyNotDecide, type Decision, type StandingChange } from './changes.rules.ts';
import * as sql from './changes.sql.ts';
import { kindRules, type CarryDeps, type EndedSessions } from './kinds.ts';

interface Look {
  readonly now: Instant;
  readonly viewerId: number;
}

/** Changes as the viewer sees them, the newest first. */
export const listChanges = (
  db: Runner,
  { now, viewerId }: Look,
  state: ChangeState | undefined,
): Promise<PendingChange[]> => db.run<PendingChange>(sql.selectChanges(now, viewerId, state));

interface LockedChange extends Omit<StandingChange, 'proposerMay'> {
  readonly id: number;
  readonly kind: ChangeKind;
  readonly input: unknown;
  readonly subject: string;
  readonly reason: string;
  readonly proposedBy: string;
}

export interface Proposal<K extends ChangeKind = ChangeKind> {
  readonly kind: K;
  readonly input: ChangeInput<K>;
  readonly reason: string;
}

/** The kind's own rule takes the kind's own input: what was checked by its schema. */
const carryOut = <K extends ChangeKind>(
  tx: Transaction,
  actor: Actor,
  kind: K,
  input: ChangeInput<K>,
  deps: CarryDeps,
) => kindRules[kind].carryOut(tx, actor, input, deps);

class Rehearsed extends Error {}
/** Whether a change could be carried out as things stand: done and undone. @throws ProblemError why not */
export async function rehearse(
  db: RequestDatabase,
  actor: Actor,
  { kind, input }: Proposal,
  deps: CarryDeps,
): Promise<void> {
  const attempt = db.withTransaction(async (tx) => {
    await carryOut(tx, actor, kind, input, deps);
    throw new Rehearsed();
  });
  await attempt.catch((error: unknown) => {
    if (!(error instanceof Rehearsed)) throw error;
  });
}

/** Puts a change before a second person. */
export const proposeChange: Action<
  'change.propose',
  { readonly proposal: Proposal; readonly look: Look },
  PendingChange
> = async (tx, actor, { proposal, look }) => {
  const { kind, input, reason } = proposal;
  const { subject, concernsId } = await aboutOf(tx, kind, input);
  const { now, viewerId } = look;
  const row = { kind, input, subject, concernsId, reason: reason.trim(), proposerId: viewerId, now };
  const expiresAt = now + CHANGE_WAITS_HOURS * 60 * 60_000;
  const [made] = await tx.run<{ id: number }>(sql.insertChange({ ...row, expiresAt }));
  const [change] = await tx.run<PendingChange>(sql.selectChange(now, viewerId, made?.id ?? 0));
  if (change === undefined) throw new Error('no change came back');
  const after = { id: change.id, kind, label: changeFacts[kind].label, input };
  return record(tx, { actor, verb: 'change.propose', subject, after, reason: row.reason }, change);
};
const aboutOf = <K extends ChangeKind>(tx: Transaction, kind: K, input: ChangeInput<K>) =>
  kindRules[kind].about(tx, input);

export interface Deciding extends Look {
  readonly id: number;
  readonly reason: string | null;
}

/** A proposal on which this person may decide so. @throws ProblemError not-found, change-closed, own-change, not-permitted */
async function take(tx: Transaction, decision: Decision, { id, viewerId, now, reason }: Deciding) {
  const [change] = await tx.run<LockedChange>(sql.lockChange(id));
  if (change === undefined) throw new ProblemError('not-found', '变更');
  const [proposer] = await tx.run<{ holds: boolean }>(
    sql.selectHolds(change.proposerId, changeFacts[change.kind].permission),
  );
  const standing = { ...change, proposerMay: proposer?.holds === true };
  const objection = whyNotDecide(standing, decision, viewerId, now);
  if (objection) throw new ProblemError(objection.code, objection.detail);
  await tx.run(sql.decideChange(id, { decision, deciderId: viewerId, now, reason }));
  return change;
}
const told = ({ id, kind, proposedBy, input }: LockedChange) => ({ id, kind, proposedBy, input });

/**
 * Confirms a change and carries it out, in one transaction. Both names stand in each of its audit records.
 * @returns the ids of sessions that ended with it, to be announced once this is committed
 */
export const confirmChange =
  (deps: CarryDeps): Action<'change.confirm', Deciding, EndedSessions> =>
  async (tx, actor, deciding) => {
    const change = await take(tx, 'confirmed', deciding);
    const input = inputOf(change.kind, change.input);
    if (input === undefined) throw new ProblemError('bad-request', '变更内容与现行约定不符,请驳回后重新提出');
    const both = { ...actor, name: `${actor.name}（复核${change.proposedBy}所提）` };
    const ended = await carryOut(tx, both, change.kind, input as ChangeInput<ChangeKind>, deps);
    const after = { ...told(change), confirmedBy: actor.name };
    return record(tx, { actor, verb: 'change.confirm', subject: change.subject, after, reason: change.reason }, ended);
  };

/** Refuses a change, with the reason. */
export const refuseChange: Action<'change.refuse', Deciding & { readonly reason: string }, undefined> = async (
  tx,
  actor,
  deciding,
) => {
  const change = await take(tx, 'refused', deciding);
  const entry = { actor, subject: change.subject, before: told(change), reason: deciding.reason };
  return record(tx, { ...entry, verb: 'change.refuse' });
};

/** Takes one's own proposal back. */
export const withdrawChange: Action<'change.withdraw', Deciding, undefined> = async (tx, actor, deciding) => {
  const change = await take(tx, 'withdrawn', deciding);
  return record(tx, { actor, verb: 'change.withdraw', subject: change.subject, before: told(change) });
};

/** Ends proposals that nobody decided on in time. */
export const expireChanges = (db: Pick<Database, 'withTransaction'>, now: Instant): Promise<void> =>
  db.withTransaction(async (tx) => {
    const lapsed = await tx.run<{ id: number; kind: string; subject: string }>(sql.expireChanges(now));
    for (const { subject, ...before } of lapsed)
      await record(tx, { actor: systemActor, verb: 'change.expire', subject, before });
  });
