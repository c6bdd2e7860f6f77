import type {
  ContractFacts,
  NewPayment,
  PaymentRow,
  ProjectContract,
  ResourceConflict,
} from '../../../contracts/contracting.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import { projectDutyNames, type ProjectDuty } from '../../../contracts/projectFiles.ts';
import { record, type Action } from '../../access/audit.ts';
import { dayOf } from '../../platform/calendar.rules.ts';
import type { Runner, Transaction } from '../../platform/database.ts';
import { heed, ProblemError } from '../../platform/problems.ts';
import { noteChange } from '../projectFiles/projectFiles.ts';
import { conflictsOf, type Bound } from './conflicts.rules.ts';
import { whyNotContract, whyNotPay, type PaymentGround } from './contracting.rules.ts';
import * as sql from './contracting.sql.ts';

export const listContracts = (db: Runner, projectId: string): Promise<ProjectContract[]> =>
  db.run<ProjectContract>(sql.selectContracts(projectId));
export const listPayments = (db: Runner, projectId: string): Promise<PaymentRow[]> =>
  db.run<PaymentRow>(sql.selectPayments(projectId));

type Ground = Omit<PaymentGround, 'contract' | 'today'> & { readonly isClosed: boolean };
/** Holds a project that is still open. @throws ProblemError not-found, not-in-this-state */
async function holdProject(tx: Transaction, projectId: string): Promise<Ground> {
  const [ground] = await tx.run<Ground>(sql.lockGround(projectId));
  if (ground === undefined) throw new ProblemError('not-found', `项目 ${projectId}`);
  if (ground.isClosed) throw new ProblemError('not-in-this-state', '项目已归档或终止');
  return ground;
}
async function readContract(tx: Runner, projectId: string, id: number): Promise<ProjectContract> {
  const [contract] = await tx.run<ProjectContract>(sql.selectContracts(projectId, id));
  if (contract === undefined) throw new ProblemError('not-found', '合同');
  return contract;
}
const factsOf = (contract: ProjectContract): ContractFacts => {
  const { number, name, kind, contractor, creditCode, amountFen, payable, signedOn, startsOn, endsOn, terms } =
    contract;
  return { number, name, kind, contractor, creditCode, amountFen, payable, signedOn, startsOn, endsOn, terms };
};

export interface NewContract {
  readonly projectId: string;
  readonly facts: ContractFacts;
  readonly now: Instant;
}
/** @throws ProblemError not-found, not-in-this-state, check-failed, already-exists (the project has this number) */
export const addContract: Action<'contract.add', NewContract, ProjectContract> = async (tx, actor, input) => {
  const { projectId, facts, now } = input;
  heed(whyNotContract(facts, '0'));
  await holdProject(tx, projectId);
  const [made] = await tx.run<{ id: number }>(sql.insertContract(projectId, facts, actor.name));
  if (made === undefined) throw new ProblemError('already-exists', `合同 ${facts.number}`);
  const contract = await readContract(tx, projectId, made.id);
  await noteChange(tx, projectId, { kind: 'contract', actor, now, after: factsOf(contract) });
  return record(tx, { actor, verb: 'contract.add', subject: projectId, after: factsOf(contract) }, contract);
};

async function holdContract(tx: Transaction, projectId: string, id: number, revision: number) {
  await holdProject(tx, projectId);
  const [contract] = await tx.run<ProjectContract>(sql.lockContract(projectId, id));
  if (contract === undefined) throw new ProblemError('not-found', '合同');
  if (contract.endedAt !== null) throw new ProblemError('not-in-this-state', '合同已终止');
  if (contract.revision !== revision) throw new ProblemError('changed-meanwhile', `合同 ${contract.number}`);
  return contract;
}

export type ContractChange = NewContract & {
  readonly id: number;
  readonly revision: number;
  readonly reason: string;
};
/** @throws ProblemError not-found, not-in-this-state, changed-meanwhile, check-failed (below what was paid), already-exists */
export const editContract: Action<'contract.edit', ContractChange, ProjectContract> = async (tx, actor, input) => {
  const { projectId, id, facts, reason, now } = input;
  const before = await holdContract(tx, projectId, id, input.revision);
  heed(whyNotContract(facts, before.paidFen));
  if ((await tx.run(sql.updateContract(projectId, id, facts))).length === 0)
    throw new ProblemError('already-exists', `合同 ${facts.number}`);
  const contract = await readContract(tx, projectId, id);
  const change = { before: factsOf(before), after: factsOf(contract), reason };
  await noteChange(tx, projectId, { kind: 'contract', actor, now, ...change });
  return record(tx, { actor, verb: 'contract.edit', subject: projectId, ...change }, contract);
};

export type ContractEnding = Omit<ContractChange, 'facts'>;
/** @throws ProblemError not-found, not-in-this-state, changed-meanwhile */
export const endContract: Action<'contract.end', ContractEnding, ProjectContract> = async (tx, actor, input) => {
  const { projectId, id, reason, now } = input;
  const before = await holdContract(tx, projectId, id, input.revision);
  await tx.run(sql.endContract(projectId, id, reason, now));
  const { number, amountFen, paidFen } = before;
  const change = { before: { number, amountFen, paidFen }, after: { number, ended: true }, reason };
  await noteChange(tx, projectId, { kind: 'contract', actor, now, ...change });
  return record(
    tx,
    { actor, verb: 'contract.end', subject: projectId, ...change },
    await readContract(tx, projectId, id),
  );
};

async function readPayment(tx: Runner, projectId: string, id: number): Promise<PaymentRow> {
  const [payment] = await tx.run<PaymentRow>(sql.selectPayments(projectId, id));
  if (payment === undefined) throw new ProblemError('not-found', '支付记录');
  return payment;
}

export interface Paying {
  readonly projectId: string;
  readonly payment: NewPayment;
  readonly now: Instant;
}
/**
 * @throws ProblemError not-found, not-in-this-state, check-failed (over the cost, the contract or its share, or a voucher
 * that is here already: finance sends them, so that nobody types them twice)
 */
export const recordPayment: Action<'payment.record', Paying, PaymentRow> = async (tx, actor, input) => {
  const { projectId, payment, now } = input;
  const ground = await holdProject(tx, projectId);
  const { contractId } = payment;
  const held = contractId === null ? null : await tx.run<ProjectContract>(sql.lockContract(projectId, contractId));
  if (held?.length === 0) throw new ProblemError('not-found', '合同');
  const [contract] = held ?? [];
  const bound = contract === undefined ? null : { ...contract, isEnded: contract.endedAt !== null };
  heed(whyNotPay(payment, { ...ground, today: dayOf(now), contract: bound }));
  const number = payment.voucher.trim();
  if (number !== '' && (await tx.run(sql.selectVoucher(projectId, number))).length > 0)
    throw new ProblemError('check-failed', `凭证号 ${number} 的支付已在册，不必重复登记`);
  const [made] = await tx.run<{ id: number }>(sql.insertPayment(projectId, payment, actor.name, now));
  if (made === undefined) throw new Error('no payment came back');
  const kept = await readPayment(tx, projectId, made.id);
  const { paidOn, amountFen, contractNumber, voucher } = kept;
  const after = { paidOn, amountFen, contractNumber, voucher };
  return record(tx, { actor, verb: 'payment.record', subject: projectId, after }, kept);
};

export interface Undoing {
  readonly projectId: string;
  readonly id: number;
  readonly reason: string;
  readonly now: Instant;
}
/** What was noted wrongly is undone by the opposite sum; both rows stay. @throws ProblemError not-found, not-in-this-state */
export const undoPayment: Action<'payment.undo', Undoing, PaymentRow> = async (tx, actor, input) => {
  const { projectId, id, reason, now } = input;
  await holdProject(tx, projectId);
  const before = await readPayment(tx, projectId, id);
  const [made] = await tx.run<{ id: number }>(sql.undoPayment(projectId, id, reason, actor.name, now));
  if (made === undefined) throw new ProblemError('not-in-this-state', '该笔支付已冲销,或本身为冲销');
  const { paidOn, amountFen, contractNumber, voucher } = before;
  const entry = { actor, verb: 'payment.undo' as const, subject: projectId, reason };
  const change = { before: { paidOn, amountFen, contractNumber, voucher }, after: { undone: true } };
  return record(tx, { ...entry, ...change }, await readPayment(tx, projectId, made.id));
};

/** Who is bound to several projects at once, as far as the viewer sees these projects. */
export async function listConflicts(db: Runner, projectId?: string): Promise<ResourceConflict[]> {
  const bound = await db.run<Bound>(sql.selectBound());
  const named = bound.map((one) =>
    one.kind === 'person' ? { ...one, as: projectDutyNames[one.as as ProjectDuty] } : one,
  );
  return conflictsOf(named, projectId);
}
