import type {
  ApprovalActRow,
  ApprovalCase,
  ApprovalGround,
  ApprovalOrder,
  ApprovalRow,
  NewApproval,
} from '../../../contracts/approvalCases.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import { record, type Action } from '../../access/audit.ts';
import { lookBy, type Runner, type Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import {
  moveApproved,
  weighAgain,
  weighSubmission,
  type DevicesOnline,
  type Submission,
} from '../lifecycles/lifecycles.ts';
import { stateNames } from '../lifecycles/charts.ts';
import { announceApproval } from '../interfaces/approvalNews.ts';
import { officeMsBetween } from '../schedules/officeDays.ts';
import { act } from './acts.rules.ts';
import * as sql from './approvals.sql.ts';
import { beginFlow, openPass, seatHolders, waitingFor, type Flow, type Outcome } from './flow.rules.ts';
import { factsOf } from './holders.ts';
import { keepFlow, tellAct } from './keeping.ts';
import { whatMay } from './may.rules.ts';
import { remindOf } from './reminding.ts';
import { actOrdered, detailOf, peopleAsked, peopleOf, shownPasses, shownSteps, writtenSteps } from './story.rules.ts';

/** Who acts, and when. */
export interface Look {
  readonly personId: number;
  readonly now: Instant;
  readonly devicesOnline: DevicesOnline;
}

type Listed = Omit<ApprovalRow, 'fromName' | 'toName'> & { readonly from: string; readonly to: string };
const named = ({ from, to, ...row }: Listed): ApprovalRow => ({ ...row, ...stateNames(row.chart, from, to) });

export async function listApprovals(
  db: Runner,
  ask: sql.ApprovalsAsk,
): Promise<{ rows: ApprovalRow[]; total: number }> {
  const rows = await db.run<Listed & { total: number }>(sql.selectApprovals(ask));
  return { rows: rows.map(named), total: rows[0]?.total ?? 0 };
}

type Kept = Listed & Pick<ApprovalCase, 'reason' | 'ground'> & { readonly flow: Flow };
type KeptAct = Omit<ApprovalActRow, 'step' | 'people' | 'toStep'> & { pass: number; detail: sql.ActDetail };

/** An approval as somebody who may see it reads it, with what they may do. @throws ProblemError not-found */
export async function readApproval(
  tx: Runner,
  id: number,
  { personId, now }: Omit<Look, 'devicesOnline'>,
): Promise<ApprovalCase> {
  const [kept] = await tx.run<Kept>(sql.selectApproval(id));
  if (kept === undefined) throw new ProblemError('not-found', '审批件');
  const facts = await factsOf(tx, kept.projectId, kept.flow, now);
  const flow = seatHolders(kept.flow, facts);
  const acts = await tx.run<KeptAct>(sql.selectActs(id));
  const ids = [...peopleOf(flow), ...acts.flatMap(({ detail }) => detail.people ?? [])];
  const names = new Map(
    (await tx.run<{ id: number; name: string }>(sql.selectNames(ids))).map((one) => [one.id, one.name]),
  );
  const nameOf = (person: number): string => names.get(person) ?? '';
  const { documents, guards } = kept.ground;
  const fileIds = documents.flatMap(({ fileId }) => fileId ?? []);
  const open = new Set((await tx.run<{ id: number }>(sql.selectOpenFiles(fileIds))).map((file) => file.id));
  const stepName = (step: number | null | undefined): string | null => flow.steps[step ?? -1]?.name ?? null;
  return {
    ...named(kept),
    ground: { guards, documents: documents.map((one) => (open.has(one.fileId ?? 0) ? one : { ...one, fileId: null })) },
    seesProject: (await tx.run(sql.selectProject(kept.projectId))).length > 0,
    ...{ reason: kept.reason, steps: shownSteps(flow.steps), copied: flow.copied.map(nameOf) },
    passes: shownPasses(flow, nameOf, officeMsBetween, now),
    acts: acts.map(({ pass, detail, ...one }) => ({
      ...{ ...one, step: stepName(flow.passes[pass]?.step), people: (detail.people ?? []).map(nameOf) },
      toStep: stepName(detail.toStep),
    })),
    ...whatMay(flow, personId, facts),
  };
}

const ground = ({ documents, guards }: Submission): ApprovalGround => ({
  documents: documents.map(({ kind, title, number, version, fileId, fileName, fileHash }) => ({
    ...{ kind, title, number, version, fileId, fileName, fileHash },
  })),
  guards: [...guards],
});
function flowFrom(outcome: Outcome): Flow {
  if ('objection' in outcome) throw new ProblemError(outcome.objection.code, outcome.objection.detail);
  return outcome.flow;
}

/** What became of an approval, and whose inbox is another now. */
export interface Changed {
  readonly approval: ApprovalCase;
  readonly told: readonly number[];
  /** Who was sent a reminder. */
  readonly reminded: readonly number[];
}

export type Begun = Look & { readonly projectId: string; readonly order: NewApproval };
/**
 * Submits a move of a project for approval.
 * @throws ProblemError as `moveProject` for what may not be taken; check-failed where a step has nobody to decide it;
 * not-in-this-state while another approval of the project is under way
 */
export const beginApproval: Action<'approval.begin', Begun, Changed> = async (tx, actor, input) => {
  const { projectId, order, personId, now, devicesOnline } = input;
  const { action, to, revision, reason } = order;
  const said = reason.trim() === '' ? {} : { reason };
  const move = { action, to, revision, ...said };
  const submission = await weighSubmission(tx, { projectId, now, devicesOnline, order: move });
  const steps = writtenSteps(submission.steps);
  const flow = flowFrom(beginFlow(personId, steps, await factsOf(tx, projectId, { steps }, now)));
  const { chart, from } = submission;
  const row = { projectId, chart, from, action, to, reason: reason.trim(), initiatorId: personId, at: now };
  const [made] = await tx.run<{ id: number }>(sql.insertApproval({ ...row, flow, ground: ground(submission) }));
  if (made === undefined) throw new ProblemError('not-in-this-state', '该项目已有审批在办');
  await keepFlow(tx, made.id, flow, now);
  const by = { byId: personId, byName: actor.name, at: now };
  await tellAct(tx, made.id, { ...by, act: 'submit', pass: 0, opinion: reason.trim(), detail: {} });
  const entry = { actor, verb: 'approval.begin' as const, subject: projectId, ...said };
  const approval = await readApproval(tx, made.id, input);
  await announceApproval(tx, approval, null, now);
  const after = { approvalId: made.id, from, action, to };
  return record(tx, { ...entry, after }, { approval, told: waitingFor(flow), reminded: [] });
};

/** Everybody who is asked must be able to answer. @throws ProblemError check-failed */
async function checkAsked(tx: Transaction, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const found = await tx.run(sql.selectAskable(ids));
  if (found.length < new Set(ids).size) throw new ProblemError('check-failed', '所选人员不能办理审批');
}

export type Acted = Look & { readonly id: number; readonly order: ApprovalOrder };
/**
 * Does something with an approval. Once its last step has passed the project moves, as the last thing in the transaction.
 * @throws ProblemError not-found, changed-meanwhile (another step is open than was looked at), check-failed,
 * not-permitted, own-change, not-in-this-state, too-many; of the project's move what `moveApproved` says
 */
export const actOnApproval: Action<'approval.act', Acted, Changed> = async (tx, actor, input) => {
  const { id, order, personId, now, devicesOnline } = input;
  const [kept] = await tx.run<sql.ApprovalRecord>(sql.lockApproval(id));
  if (kept === undefined) throw new ProblemError('not-found', '审批件');
  const { projectId } = kept;
  const facts = await factsOf(tx, projectId, kept.flow, now);
  const before = seatHolders(kept.flow, facts);
  const way = { action: kept.action, to: kept.to };
  if (order.passes !== before.passes.length) throw new ProblemError('changed-meanwhile', '审批已进入其他环节');
  const what = actOrdered(order, personId);
  if (what === undefined) throw new ProblemError('check-failed', '请选择人员或环节');
  await checkAsked(tx, peopleAsked(what));
  const flow = flowFrom(act(before, what, facts));
  if (what.act === 'resubmit') {
    await lookBy(tx, 'lifecycle.move');
    const submission = await weighAgain(tx, { projectId, now, devicesOnline, from: kept.from, way });
    await tx.run(sql.updateGround(id, ground(submission)));
    await lookBy(tx, 'approvals.act');
  }
  const detail = detailOf(what, openPass(before));
  await keepFlow(tx, id, flow, now);
  const by = { byId: personId, byName: actor.name, at: now };
  await tellAct(tx, id, { ...by, act: what.act, pass: before.passes.length - 1, opinion: what.opinion, detail });
  const entry = { actor, verb: 'approval.act' as const, subject: projectId, before: { state: before.state } };
  const said = what.opinion === '' ? {} : { reason: what.opinion };
  const after = { approvalId: id, act: what.act, state: flow.state, ...detail };
  const { toName } = stateNames(kept.chart, kept.from, kept.to);
  const reminded = await remindOf(tx, { id, flow, what, toName, by: actor.name, now });
  if (flow.state === 'approved') {
    await moveApproved(tx, actor, { projectId, now, devicesOnline, from: kept.from, way, approvalId: id });
    await lookBy(tx, 'approvals.act');
  }
  const told = [...new Set([...waitingFor(before), ...waitingFor(flow), flow.initiator])];
  const approval = await readApproval(tx, id, input);
  await announceApproval(tx, approval, { state: before.state, passes: before.passes.length }, now);
  return record(tx, { ...entry, after, ...said }, { approval, told, reminded });
};
