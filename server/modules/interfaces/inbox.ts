import type { Instant } from '../../../contracts/glossary.ts';
import {
  heldSentences,
  type FundsEntry,
  type InboxDetail,
  type InboxRow,
  type InboxState,
  type InterfaceMessage,
  type Receipt,
} from '../../../contracts/interfaces.ts';
import { record, type Action, type Actor } from '../../access/audit.ts';
import type { RequestDatabase, Runner, Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { isClosed } from '../lifecycles/charts.ts';
import { planReceipt, whyHold, type Earlier, type Ground, type Objection } from './inbox.rules.ts';
import * as sql from './inbox.sql.ts';

/** What a message was taken into, so that whoever shows it can look again. */
export interface Moved {
  readonly kind: InterfaceMessage['kind'];
  readonly projectId: string | null;
  /** The year of its day, or of its budget. */
  readonly year: number;
}

const addressOf = ({ kind, body }: InterfaceMessage): sql.Address => ({
  ...{ system: 'finance', kind, number: body.number },
});
const projectOf = (message: InterfaceMessage): string | null =>
  message.kind === 'statement' ? null : message.body.projectCode;
const movedOf = (message: InterfaceMessage): Moved => ({
  kind: message.kind,
  projectId: projectOf(message),
  year:
    message.kind === 'budget'
      ? message.body.year
      : Number((message.kind === 'statement' ? message.body.month : message.body.date).slice(0, 4)),
});

interface Typed {
  readonly id: number;
  readonly amountFen: string;
}

/** Whether a message may be entered now. @param contradicted what was accepted under its number with other content */
async function judge(
  tx: Runner,
  message: InterfaceMessage,
  contradicted: number | null,
  now: Instant,
): Promise<Objection | undefined> {
  const [accepted] =
    contradicted === null ? [] : await tx.run<NonNullable<Ground['accepted']>>(sql.selectAccepted(contradicted));
  const nothing = { project: null, accepted: accepted ?? null, typed: null, standingFen: '0' };
  if (message.kind === 'statement') return whyHold(message, nothing, now);
  const { projectCode } = message.body;
  const [project] = await tx.run<{ state: string | null }>(sql.selectProject(projectCode));
  const year = message.kind === 'budget' ? message.body.year : null;
  const [sum] = await tx.run<{ standingFen: string }>(sql.selectStanding(message.kind, projectCode, year));
  const [typed] =
    message.kind === 'voucher' ? await tx.run<Typed>(sql.selectTyped(projectCode, message.body.number)) : [];
  const found = project && { isClosed: project.state !== null && isClosed(project.state) };
  const standingFen = sum?.standingFen ?? '0';
  return whyHold(message, { ...nothing, project: found ?? null, typed: typed ?? null, standingFen }, now);
}

/** Enters what was accepted: from here on figures stand on it. */
async function enter(tx: Runner, message: InterfaceMessage, inboxId: number, now: Instant): Promise<void> {
  switch (message.kind) {
    case 'budget':
      await tx.run(sql.insertBudget(message.body, inboxId, message.body.year));
      return;
    case 'appropriation':
      await tx.run(sql.insertAppropriation(message.body, inboxId));
      return;
    case 'voucher': {
      const { projectCode, number, date, payee, note } = message.body;
      const [typed] = await tx.run<Typed>(sql.selectTyped(projectCode, number));
      const said = [payee, note].filter((part) => part !== undefined && part !== '').join('；');
      if (typed !== undefined) await tx.run(sql.adoptTyped(typed.id, number, inboxId));
      else await tx.run(sql.insertPayment(message.body, inboxId, said, now));
      await tx.run(sql.staleMonth(date));
      return;
    }
    case 'statement': {
      const { month, vouchers } = message.body;
      await tx.run(sql.replaceStatement({ ...message.body, lines: vouchers.length }, inboxId, now));
      await tx.run(sql.dropLines(month));
      await tx.run(sql.insertLines(month, vouchers));
    }
  }
}

/** Enters a message or says what stands against it. @param by who had it looked at again */
async function settle(
  tx: Runner,
  message: InterfaceMessage,
  id: number,
  contradicted: number | null,
  at: { readonly now: Instant; readonly by: string | null },
): Promise<Objection | undefined> {
  const objection = await judge(tx, message, contradicted, at.now);
  if (objection === undefined) {
    await enter(tx, message, id, at.now);
    await tx.run(sql.acceptMessage(id, at.now, at.by));
  } else await tx.run(sql.holdMessage(id, objection.reason, objection.detail));
  return objection;
}

export const receiptOf = (
  id: number,
  state: InboxState,
  repeated: boolean,
  objection: Objection | null | undefined,
): Receipt => ({
  ...{ id, state, repeated, reason: objection?.reason ?? null },
  sentence:
    objection === null || objection === undefined
      ? null
      : heldSentences[objection.reason] + (objection.detail === null ? '' : `（${objection.detail}）`),
});

export interface Received {
  readonly receipt: Receipt;
  /** What there is to look at anew; null when nothing came in. */
  readonly moved: Moved | null;
}
export interface Incoming {
  readonly message: InterfaceMessage;
  readonly keyId: number;
  readonly now: Instant;
}
/**
 * Takes a message in exactly once: the same again changes nothing, another one under its number is held, and so is what
 * cannot be entered. A message that was held and comes again is judged anew.
 */
export const receiveMessage: Action<'interface.receive', Incoming, Received> = async (tx, actor, input) => {
  const { message, keyId, now } = input;
  const address = addressOf(message);
  await tx.run(sql.lockNumber(address));
  const plan = planReceipt(await tx.run<Earlier>(sql.selectEarlier(address, message.body)));
  const { known } = plan;
  if (known !== undefined) await tx.run(sql.noteRepeat(known.id, now));
  const entry = { actor, verb: 'interface.receive' as const, subject: `${message.kind} ${address.number}` };
  if (known !== undefined && !plan.judge) {
    const receipt = receiptOf(known.id, known.state, true, null);
    return record(
      tx,
      { ...entry, after: { id: known.id, state: known.state, repeated: true } },
      { receipt, moved: null },
    );
  }
  const id = known?.id ?? (await keep(tx, actor, input, address, keyId));
  const objection = await settle(tx, message, id, plan.contradicted, { now, by: null });
  const receipt = receiptOf(id, objection === undefined ? 'accepted' : 'held', known !== undefined, objection);
  const { state, reason } = receipt;
  const after = { id, state, reason, projectCode: projectOf(message) };
  return record(tx, { ...entry, after }, { receipt, moved: objection === undefined ? movedOf(message) : null });
};

async function keep(
  tx: Transaction,
  actor: Actor,
  { message, now }: Incoming,
  address: sql.Address,
  keyId: number,
): Promise<number> {
  const facts = { projectCode: projectOf(message), body: message.body, keyId, sender: actor.name, now };
  const [made] = await tx.run<{ id: number }>(sql.insertMessage({ ...address, ...facts }));
  if (made === undefined) throw new Error('no message came back');
  return made.id;
}

type Locked = sql.Address & { readonly state: InboxState };
/** A message that waits, held. @throws ProblemError not-found, not-in-this-state */
export async function holdWaiting<M = InterfaceMessage>(tx: Transaction, id: number): Promise<M & Locked> {
  const [found] = await tx.run<M & Locked>(sql.lockMessage(id));
  if (found === undefined) throw new ProblemError('not-found', '接口消息');
  if (found.state !== 'held') throw new ProblemError('not-in-this-state', '该消息已经入账或作废');
  return found;
}

export interface Settling {
  readonly id: number;
  readonly now: Instant;
}
export interface Replayed {
  readonly row: InboxRow;
  readonly moved: Moved | null;
}
/** Judges a held message again, once what it stumbled over is mended. @throws ProblemError not-found, not-in-this-state */
export const replayMessage: Action<'interface.replay', Settling, Replayed> = async (tx, actor, { id, now }) => {
  const message = await holdWaiting(tx, id);
  // A decision is somebody's act, with a replay of its own (decisions.ts).
  if (message.system === 'oa') throw new ProblemError('not-in-this-state', '审批意见不是入账消息');
  await tx.run(sql.lockNumber(message));
  const { contradicted } = planReceipt(await tx.run<Earlier>(sql.selectEarlier(message, message.body)));
  const objection = await settle(tx, message, id, contradicted, { now, by: actor.name });
  const row = await readRow(tx, id);
  const after = { state: row.state, reason: row.reason };
  const moved = objection === undefined ? movedOf(message) : null;
  return record(
    tx,
    { actor, verb: 'interface.replay', subject: `${id}`, before: { state: 'held' }, after },
    { row, moved },
  );
};

/** Gives a held message up. @throws ProblemError not-found, not-in-this-state */
export const dismissMessage: Action<'interface.dismiss', Settling & { readonly reason: string }, InboxRow> = async (
  tx,
  actor,
  { id, now, reason },
) => {
  await holdWaiting(tx, id);
  await tx.run(sql.dismissMessage(id, now, actor.name, reason));
  return record(tx, { actor, verb: 'interface.dismiss', subject: `${id}`, reason }, await readRow(tx, id));
};

export async function readRow(db: Runner, id: number): Promise<InboxRow> {
  const [row] = await db.run<InboxRow>(sql.selectInboxRow(id));
  if (row === undefined) throw new ProblemError('not-found', '接口消息');
  return row;
}

export async function listInbox(db: Runner, ask: sql.InboxAsk): Promise<{ rows: InboxRow[]; total: number }> {
  const rows = await db.run<InboxRow & { total: number }>(sql.selectInbox(ask));
  return { rows, total: rows[0]?.total ?? 0 };
}

/** @throws ProblemError not-found */
export const readMessage = (db: RequestDatabase, id: number): Promise<InboxDetail> =>
  db.withTransaction(async (tx) => {
    const row = await readRow(tx, id);
    const [found] = await tx.run<Pick<InboxDetail, 'body'>>(sql.selectBody(id));
    const [accepted] = await tx.run<NonNullable<InboxDetail['accepted']>>(sql.selectAcceptedOf(id));
    return { row, body: found?.body ?? {}, accepted: accepted ?? null };
  });

/** A project's money as it came in. Of a project out of reach there is none. */
export const listFunds = (db: Runner, projectId: string): Promise<FundsEntry[]> =>
  db.run<FundsEntry>(sql.selectFunds(projectId));
