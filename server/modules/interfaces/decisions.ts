import type { Instant } from '../../../contracts/glossary.ts';
import type { DecisionMessage, HeldReason, Receipt } from '../../../contracts/interfaces.ts';
import { record, type Actor } from '../../access/audit.ts';
import { actAsServer, type RequestDatabase, type Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { actOnApproval, type Changed } from '../approvals/approvals.ts';
import type { DevicesOnline } from '../lifecycles/lifecycles.ts';
import { selectPerson } from './decisions.sql.ts';
import { receiptOf } from './inbox.ts';
import { planReceipt, type Earlier } from './inbox.rules.ts';
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
  const { db, now, devicesOnline } = desk;
  const kept = await db.withTransaction((tx) => keep(tx, actor, body, keyId, now));
  if ('receipt' in kept) return { receipt: kept.receipt, changed: null };
  const { id, repeated, person } = kept;
  const { approvalId, passes, opinion, decision } = body;
  const order = { act: decision, passes, opinion, ...(decision === 'return' && { to: null }) } as const;
  const decider: Actor = { ...actor, kind: 'person', id: person.id, name: `${person.name}(经 OA)`, roles: [] };
  try {
    const changed = await desk.asPerson(person.id).withTransaction(async (tx) => {
      const look = { personId: person.id, now, devicesOnline, id: approvalId, order };
      const { result } = await actOnApproval(tx, decider, look);
      await actAsServer(tx);
      await tx.run(sql.acceptMessage(id, now, null));
      return result;
    });
    return { receipt: receiptOf(id, 'accepted', repeated, null), changed };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const objection = { reason: 'not-decidable', detail: error.message } as const;
    await db.withTransaction((tx) => hold(tx, id, objection.reason, objection.detail));
    return { receipt: receiptOf(id, 'held', repeated, objection), changed: null };
  }
}
