import type { Instant } from '../../../contracts/glossary.ts';
import type { DecisionMessage, HeldReason, InboxRow, Receipt } from '../../../contracts/interfaces.ts';
import { record, type Actor } from '../../access/audit.ts';
import { actAsServer, type RequestDatabase, type Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { actOnApproval, type Changed } from '../approvals/approvals.ts';
import type { DevicesOnline } from '../lifecycles/lifecycles.ts';
import { selectPerson } from './decisions.sql.ts';
import { holdWaiting, readRow, receiptOf } from './inbox.ts';
import { planReceipt, type Earlier, type Objection } from './inbox.rules.ts';
import * as sql from './inbox.sql.ts';

export interface DecisionDesk {
  /** As the system that sends. */
  readonly db: RequestDatabase;
  /** As a person who decides: by their own posts, and no further. */
  readonly asPerson: (personId: number) => RequestDatabase;
  readonly devicesOnline: DevicesOnline;
  readonly now: Instant;
}
interface Person {
  readonly id: number;
  readonly name: string;
}
interface Waiting {
  readonly id: number;
  readonly repeated: boolean;
  readonly person: Person;
}
export interface Decided {
  readonly receipt: Receipt;
  /** What it changed; null: nothing. */
  readonly changed: Changed | null;
}

const hold = async (tx: Transaction, id: number, reason: HeldReason, detail: string | null) =>
  void (await tx.run(sql.holdMessage(id, reason, detail)));

/** Keeps a decision and looks whose it is; a receipt where nothing is left to decide. */
async function keep(
  tx: Transaction,
  actor: Actor,
  body: DecisionMessage,
  keyId: number,
  now: Instant,
): Promise<Waiting | { readonly receipt: Receipt }> {
  const address = { system: 'oa', kind: 'decision', number: body.number } as const;
  await tx.run(sql.lockNumber(address));
  const plan = planReceipt(await tx.run<Earlier>(sql.selectEarlier(address, body)));
  const { known } = plan;
  const repeated = known !== undefined;
  const entry = { actor, verb: 'interface.receive' as const, subject: `decision ${body.number}` };
  if (known !== undefined) await tx.run(sql.noteRepeat(known.id, now));
  if (known !== undefined && !plan.judge) {
    await record(tx, { ...entry, after: { id: known.id, state: known.state, repeated } });
    return { receipt: receiptOf(known.id, known.state, true, null) };
  }
  const row = { ...address, projectCode: null, body, keyId, sender: actor.name, now };
  const id = known?.id ?? (await tx.run<{ id: number }>(sql.insertMessage(row)))[0]?.id ?? 0;
  const [person] = await tx.run<Person>(selectPerson(body.loginName));
  const reason = plan.contradicted !== null ? 'contradicts' : person === undefined ? 'unknown-person' : 'not-decidable';
  const detail = reason === 'unknown-person' ? body.loginName : null;
  await hold(tx, id, reason, detail);
  await record(tx, { ...entry, after: { id, approvalId: body.approvalId, loginName: body.loginName } });
  if (reason === 'not-decidable' && person !== undefined) return { id, repeated, person };
  return { receipt: receiptOf(id, 'held', repeated, { reason, detail }) };
}

/**
 * What somebody decided in OA is done here as theirs, once: the act and that it was taken stand in one transaction. What
 * the approval refuses (the step is over, the seat is not theirs) is held with the sentence that they would have read.
 */
export async function receiveDecision(
  desk: DecisionDesk,
  actor: Actor,
  body: DecisionMessage,
  keyId: number,
): Promise<Decided> {
  const { db, now } = desk;
  const kept = await db.withTransaction((tx) => keep(tx, actor, body, keyId, now));
  if ('receipt' in kept) return { receipt: kept.receipt, changed: null };
  const { id, repeated, person } = kept;
  const decider = deciderOf(actor, person, '经 OA');
  const { changed, objection } = await decideAs(desk, decider, { id, body, by: null });
  return { receipt: receiptOf(id, objection === null ? 'accepted' : 'held', repeated, objection), changed };
}

type Decider = Actor & { readonly id: number };
const deciderOf = (actor: Actor, { id, name }: Person, way: string): Decider => ({
  ...{ ...actor, kind: 'person', id, name: `${name}(${way})`, roles: [] },
});

interface Deciding {
  readonly id: number;
  readonly body: DecisionMessage;
  /** Who had it looked at again; null: it is done as it came. */
  readonly by: string | null;
}
/** Does what was decided as its person; what the approval refuses is held with its sentence. */
async function decideAs(
  { db, asPerson, now, devicesOnline }: DecisionDesk,
  decider: Decider,
  { id, body, by }: Deciding,
): Promise<{ readonly changed: Changed | null; readonly objection: Objection | null }> {
  const { approvalId, passes, opinion, decision } = body;
  const order = { act: decision, passes, opinion, ...(decision === 'return' && { to: null }) } as const;
  try {
    const changed = await asPerson(decider.id).withTransaction(async (tx) => {
      const look = { personId: decider.id, now, devicesOnline, id: approvalId, order };
      const { result } = await actOnApproval(tx, decider, look);
      await actAsServer(tx);
      await tx.run(sql.acceptMessage(id, now, by));
      return result;
    });
    return { changed, objection: null };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const objection = { reason: 'not-decidable', detail: error.message } as const;
    await db.withTransaction((tx) => hold(tx, id, objection.reason, objection.detail));
    return { changed: null, objection };
  }
}

type HeldDecision = { readonly body: DecisionMessage };
export interface ReplayedDecision {
  readonly row: InboxRow;
  readonly changed: Changed | null;
}
/**
 * Looks at a held decision again, once what it stumbled over is mended: the person was missing, or had no seat yet. It is
 * still theirs: done by their posts, and the record says who had it done. @throws ProblemError not-found, not-in-this-state
 */
export async function replayDecision(desk: DecisionDesk, actor: Actor, id: number): Promise<ReplayedDecision> {
  const { db } = desk;
  const asked = await db.withTransaction(async (tx) => {
    const message = await holdWaiting<HeldDecision>(tx, id);
    if (message.system !== 'oa') throw new ProblemError('not-in-this-state', '该消息不是审批意见');
    await tx.run(sql.lockNumber(message));
    const { contradicted } = planReceipt(await tx.run<Earlier>(sql.selectEarlier(message, message.body)));
    const [person] = await tx.run<Person>(selectPerson(message.body.loginName));
    if (contradicted !== null) await hold(tx, id, 'contradicts', null);
    else if (person === undefined) await hold(tx, id, 'unknown-person', message.body.loginName);
    const after = { approvalId: message.body.approvalId, loginName: message.body.loginName };
    await record(tx, { actor, verb: 'interface.replay', subject: `${id}`, before: { state: 'held' }, after });
    return contradicted === null && person !== undefined ? { person, body: message.body } : null;
  });
  const decided =
    asked &&
    (await decideAs(desk, deciderOf(actor, asked.person, `经 OA，${actor.name}重放`), {
      ...{ id, body: asked.body, by: actor.name },
    }));
  return { row: await db.withTransaction((tx) => readRow(tx, id)), changed: decided?.changed ?? null };
}
