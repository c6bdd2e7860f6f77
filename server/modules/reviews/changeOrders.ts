import type { Instant } from '../../../contracts/glossary.ts';
import type { Permission } from '../../../contracts/permissions.ts';
import {
  changeOrderKindNames,
  type ChangeOrder,
  type ChangeOrderDecision,
  type ChangeOrderKind,
  type NewChangeOrder,
} from '../../../contracts/reviews.ts';
import { record, type Action } from '../../access/audit.ts';
import { lookBy, type Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { addDocument, noteAmount, readLifecycle, type Look } from '../lifecycles/lifecycles.ts';
import { whyNotDecide, whyNotPropose, type Objection } from './reviews.rules.ts';
import * as sql from './reviews.sql.ts';

const demand = (objection: Objection | undefined): void => {
  if (objection !== undefined) throw new ProblemError(objection.code, objection.detail);
};

/** Who decides: works the lead department, the budget whoever approved it (政府投资条例第二十三条). */
const deciding: Readonly<Record<ChangeOrderKind, Permission>> = {
  works: 'lifecycle.sector',
  budget: 'lifecycle.investment',
};
type OrderRow = Omit<ChangeOrder, 'mayDecide'>;

/** Whether the viewer has this permission, and the project's orders in its reach. */
async function mayDecide(tx: Transaction, kind: ChangeOrderKind, projectId: string, id: number): Promise<boolean> {
  await lookBy(tx, deciding[kind]);
  return (await tx.run(sql.selectOrders(projectId, id))).length > 0;
}

/** A project's changes of works and budget, newest first, as far as the viewer sees it. */
export async function listChangeOrders(tx: Transaction, projectId: string): Promise<ChangeOrder[]> {
  await lookBy(tx, 'projects.read');
  const rows = await tx.run<OrderRow>(sql.selectOrders(projectId));
  const told: ChangeOrder[] = [];
  for (const row of rows) {
    const isOpen = row.state === 'proposed' && !row.isOwn;
    told.push({ ...row, mayDecide: isOpen && (await mayDecide(tx, row.kind, projectId, row.id)) });
  }
  return told;
}

async function readOrder(tx: Transaction, projectId: string, id: number): Promise<ChangeOrder> {
  const found = (await listChangeOrders(tx, projectId)).find((one) => one.id === id);
  if (found === undefined) throw new ProblemError('not-found', `变更 ${id}`);
  return found;
}

export type Proposal = Look & { readonly order: NewChangeOrder; readonly personId: number };
/** @throws ProblemError not-found, not-in-this-state, check-failed */
export const proposeChangeOrder: Action<'change-order.propose', Proposal, ChangeOrder> = async (tx, actor, input) => {
  const { projectId, order, personId, now } = input;
  const { amounts, state } = await readLifecycle(tx, input);
  await lookBy(tx, 'lifecycle.record');
  if (['S900', 'S910'].includes(state)) throw new ProblemError('not-in-this-state', '项目已归档或终止');
  const budgetFen = amounts.find(({ kind }) => kind === 'budget')?.amountFen ?? null;
  demand(whyNotPropose(order, budgetFen));
  const before = order.kind === 'budget' ? budgetFen : null;
  const [made] = await tx.run<{ id: number }>(sql.insertOrder(projectId, order, before, { personId, now }));
  const kept = await readOrder(tx, projectId, made?.id ?? 0);
  return record(
    tx,
    { actor, verb: 'change-order.propose', subject: projectId, after: { ...order, seq: kept.seq } },
    kept,
  );
};

/** An order that still waits, held. @throws ProblemError not-found, not-in-this-state */
async function holdOrder(tx: Transaction, projectId: string, id: number): Promise<OrderRow> {
  await tx.run(sql.lockOrder(projectId, id));
  const [order] = await tx.run<OrderRow>(sql.selectOrders(projectId, id));
  if (order === undefined) throw new ProblemError('not-found', `变更 ${id}`);
  if (order.state !== 'proposed') throw new ProblemError('not-in-this-state', '该变更已办结');
  return order;
}

export type Deciding = Look & {
  readonly id: number;
  readonly decision: ChangeOrderDecision;
  readonly personId: number;
};
/**
 * A second person's decision. An approved change is noted as a document of the project, and one of the budget as its
 * budget: what guards weigh follows.
 * @throws ProblemError not-found, not-in-this-state, own-change, not-permitted, check-failed
 */
export const decideChangeOrder: Action<'change-order.decide', Deciding, ChangeOrder> = async (tx, actor, input) => {
  const { projectId, id, decision, personId, now } = input;
  const order = await holdOrder(tx, projectId, id);
  if (order.isOwn) throw new ProblemError('own-change', '须由申请人以外的人审批');
  demand(whyNotDecide(order.kind, decision));
  if (!(await mayDecide(tx, order.kind, projectId, id))) throw new ProblemError('not-permitted', deciding[order.kind]);
  const state = decision.approve ? ('approved' as const) : ('refused' as const);
  const [number, opinion] = [decision.number.trim(), decision.opinion.trim()];
  await tx.run(sql.decideOrder(id, { state, number, opinion }, { personId, now }));
  if (decision.approve) {
    const title = `${changeOrderKindNames[order.kind]}第 ${order.seq} 号：${order.title}`.slice(0, 120);
    const document = { kind: 'change-order' as const, title, number, issuedOn: null, fileId: null };
    await addDocument(tx, actor, { projectId, document });
    if (order.kind === 'budget') {
      const note = `概算调整第 ${order.seq} 号 ${number}`;
      await noteAmount(tx, actor, { ...input, kind: 'budget', amountFen: order.amountFen, note });
    }
  }
  const after = { seq: order.seq, kind: order.kind, state, number, opinion };
  return record(
    tx,
    { actor, verb: 'change-order.decide', subject: projectId, after },
    await readOrder(tx, projectId, id),
  );
};

/** @throws ProblemError not-found, not-in-this-state, not-permitted for another's */
export const withdrawChangeOrder: Action<
  'change-order.withdraw',
  { readonly projectId: string; readonly id: number; readonly personId: number; readonly now: Instant },
  undefined
> = async (tx, actor, { projectId, id, personId, now }) => {
  const order = await holdOrder(tx, projectId, id);
  if (!order.isOwn) throw new ProblemError('not-permitted', '只能撤回本人的申请');
  await tx.run(sql.decideOrder(id, { state: 'withdrawn', number: '', opinion: '' }, { personId, now }));
  return record(tx, { actor, verb: 'change-order.withdraw', subject: projectId, after: { seq: order.seq } });
};
