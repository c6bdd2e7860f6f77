import type { FlowStep } from '../../../contracts/approvals.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import {
  lifecycleActionNames,
  unwaitingActions,
  type AmountKind,
  type JudgedGuard,
  type LifecycleChartKey,
  type LifecycleMove,
  type LifecycleMoveOrder,
  type LifecycleStateRow,
  type LifecycleStep,
  type NewDocument,
  type ProjectAmount,
  type ProjectDocument,
  type ProjectLifecycle,
} from '../../../contracts/lifecycles.ts';
import type { Permission } from '../../../contracts/permissions.ts';
import { projectPhases, type ProjectCategory, type ProjectPhase } from '../../../contracts/projects.ts';
import { record, type Action, type Actor, type AuditEntry } from '../../access/audit.ts';
import { actAsServer, lookBy, type Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { supersedeApproval } from '../approvals/superseding.ts';
import { announceHandover } from '../interfaces/assetCards.ts';
import { charts, handsOver, isClosed, isEnd, stateNames, stateOf, type Chart, type ChartRow } from './charts.ts';
import {
  chooseRow,
  kindsForRow,
  standingAfter,
  stateInPhase,
  weighRows,
  type GuardFacts,
  type Limits,
  type NotedKind,
  type Standing,
} from './lifecycles.rules.ts';
import * as sql from './lifecycles.sql.ts';

/** How many monitors and cameras of a project send just now, as the live state knows it. */
export type DevicesOnline = (projectId: string) => { readonly monitors: number; readonly cameras: number };

/** What is asked of one project, and when. */
export interface Look {
  readonly projectId: string;
  readonly now: Instant;
  readonly devicesOnline: DevicesOnline;
}

type FoundFacts = Omit<GuardFacts, 'amounts' | 'monitorsOnline' | 'camerasOnline' | 'taken'>;

/** Whether the viewer has this permission, and the project in its reach. Leaves the transaction looking by it. */
async function reaches(tx: Transaction, permission: Permission, projectId: string): Promise<boolean> {
  await lookBy(tx, permission);
  return (await tx.run(sql.selectProject(projectId))).length > 0;
}

/** What a project's next steps are weighed by. @throws ProblemError not-found */
async function weigh(tx: Transaction, standing: Standing, look: Look) {
  const { projectId, now } = look;
  const [found] = await tx.run<FoundFacts>(sql.selectFacts(projectId, now));
  if (found === undefined) throw new ProblemError('not-found', `项目 ${projectId}`);
  const amounts = await tx.run<ProjectAmount>(sql.selectAmounts(projectId));
  const noted = await tx.run<NotedKind>(sql.selectNotedKinds(projectId));
  const steps = await tx.run<LifecycleStep>(sql.selectSteps(projectId));
  const thresholds = await tx.run<{ code: string; value: string }>(sql.selectThresholds(now));
  const limits: Limits = Object.fromEntries(thresholds.map(({ code, value }) => [code, value]));
  const online = look.devicesOnline(projectId);
  const facts: GuardFacts = {
    ...found,
    amounts: Object.fromEntries(amounts.map(({ kind, amountFen }) => [kind, amountFen])),
    ...{ monitorsOnline: online.monitors, camerasOnline: online.cameras },
    taken: steps.flatMap(({ action }) => action ?? []),
  };
  const kindsOf = (row: ChartRow) => kindsForRow(charts[standing.chart], row, noted, steps);
  return { rows: weighRows(standing, kindsOf, facts, limits), amounts, steps };
}

/** When each state was last entered, and left since. */
function datedStates(chart: Chart, standing: Standing, steps: readonly LifecycleStep[]): LifecycleStateRow[] {
  const onTheWay = chart.states.filter(({ code }) => !isEnd(code) || code === standing.state);
  return onTheWay.map((state) => {
    const last = steps.findLastIndex(({ to }) => to === state.code);
    const left = last === -1 || standing.state === state.code ? undefined : steps[last + 1];
    return { ...state, enteredAt: steps[last]?.at ?? null, leftAt: left?.at ?? null };
  });
}

/** Where a project stands, what leads on, and how it came here. @throws ProblemError not-found */
export async function readLifecycle(tx: Transaction, look: Look): Promise<ProjectLifecycle> {
  const { projectId } = look;
  await lookBy(tx, 'projects.read');
  const [standing] = await tx.run<Standing>(sql.selectStanding(projectId));
  if (standing === undefined) throw new ProblemError('not-found', `项目 ${projectId} 的全生命周期`);
  const { rows, amounts, steps } = await weigh(tx, standing, look);
  const wanted = [...new Set(rows.map(({ permission }) => permission))];
  const held = new Set<Permission>();
  for (const permission of wanted) if (await reaches(tx, permission, projectId)) held.add(permission);
  const mayOverride = await reaches(tx, 'lifecycle.override', projectId);
  const chart = charts[standing.chart];
  const moves = rows.map(({ action, to, permission, documentsFound, judged, ready, approval }): LifecycleMove => ({
    ...{ action, to, toName: stateOf(chart, to).name, permission, permitted: held.has(permission) },
    ...{ documents: [...documentsFound], guards: [...judged], ready, approval: approval && [...approval] },
  }));
  return {
    ...{ projectId, chart: chart.key, state: standing.state, stateName: stateOf(chart, standing.state).name },
    ...{ suspendedFrom: standing.suspendedFrom, revision: standing.revision, mayOverride },
    ...{ states: datedStates(chart, standing, steps), moves, steps, amounts },
  };
}

export type Enrolment = Look & { readonly chart: LifecycleChartKey };
/**
 * A project that has no lifecycle yet takes one, at the first state of the phase it is in.
 * @throws ProblemError not-found, already-exists
 */
export const enrolProject: Action<'lifecycle.enrol', Enrolment, ProjectLifecycle> = async (tx, actor, input) => {
  const { projectId, chart, now } = input;
  const [project] = await tx.run<{ category: ProjectCategory; phase: ProjectPhase }>(sql.selectProject(projectId));
  if (project === undefined) throw new ProblemError('not-found', `项目 ${projectId}`);
  const state = stateInPhase(chart, project.phase, projectPhases);
  const { phase } = stateOf(charts[chart], state);
  const made = await tx.run(sql.insertStanding(projectId, { chart, state, phase, suspendedFrom: null, at: now }));
  if (made.length === 0) throw new ProblemError('already-exists', '项目已有全生命周期');
  const step = { from: null, action: null, to: state, at: now, by: actor.name, reason: null, overridden: false };
  await tx.run(sql.insertStep(projectId, step));
  const after = await readLifecycle(tx, input);
  return record(tx, { actor, verb: 'lifecycle.enrol', subject: projectId, after: { chart, state } }, after);
};

/** A move, with the phase that the project comes into: the live state shows it. */
export type Move = Look & { readonly order: LifecycleMoveOrder };

/** Weighs an order, the project's row held. @throws ProblemError as `moveProject` does for what may not be taken */
async function hold(tx: Transaction, input: Move, way: 'moved' | 'approved') {
  const { projectId, order } = input;
  const [standing] = await tx.run<Standing>(sql.lockStanding(projectId));
  if (standing === undefined) throw new ProblemError('not-found', `项目 ${projectId} 的全生命周期`);
  const { rows } = await weigh(tx, standing, input);
  const chosen = chooseRow(standing, rows, order, way);
  if ('objection' in chosen) throw new ProblemError(chosen.objection.code, chosen.objection.detail);
  return { standing, row: chosen.row };
}

/** Takes a row that may be taken. @returns what is to be recorded of it */
async function take(
  tx: Transaction,
  actor: Actor,
  { projectId, order, now }: Move,
  { standing, row }: Awaited<ReturnType<typeof hold>>,
  ground: { readonly overridden: boolean; readonly approvalId?: number },
): Promise<AuditEntry<'lifecycle.move' | 'lifecycle.override'>> {
  const { overridden, approvalId } = ground;
  const after = standingAfter(charts[standing.chart], standing, row);
  await tx.run(sql.updateStanding(projectId, { ...after, at: now }));
  if (handsOver(charts[standing.chart], row)) await announceHandover(tx, projectId, now);
  const said = order.reason === undefined ? {} : { reason: order.reason };
  const way = { from: row.from, action: row.action, to: row.to };
  await tx.run(sql.insertStep(projectId, { reason: null, ...said, ...way, at: now, by: actor.name, overridden }));
  return {
    ...{ actor, subject: projectId, before: { state: row.from }, ...said },
    after: { state: row.to, action: row.action, ...(approvalId !== undefined && { approvalId }) },
    verb: overridden ? 'lifecycle.override' : 'lifecycle.move',
  };
}

/** Why what was to be approved is void now. */
function supersededBy(
  { action, override, reason }: LifecycleMoveOrder,
  { standing, row }: Awaited<ReturnType<typeof hold>>,
) {
  const { fromName, toName } = stateNames(standing.chart, row.from, row.to);
  const way = `${override === true ? '特批' : ''}${lifecycleActionNames[action]}：${fromName} → ${toName}`;
  return reason === undefined ? way : `${way}。${reason}`;
}

/** Where a project stands after a move, and whose inboxes are others now. */
export interface Moved {
  readonly lifecycle: ProjectLifecycle;
  readonly told: readonly number[];
}
/**
 * Moves a project along a row of its chart. Its documents and guards are weighed again, the project's row held. What was
 * to be approved of it ends with the state that it was submitted in.
 * @throws ProblemError not-found, changed-meanwhile, not-in-this-state, check-failed (what is missing, by name),
 * approval-needed, not-permitted (the row's own permission, or that to pass over what is missing, is not held for it)
 */
export const moveProject: Action<'lifecycle.move' | 'lifecycle.override', Move, Moved> = async (tx, actor, input) => {
  const { projectId, order } = input;
  const held = await hold(tx, input, 'moved');
  const waits = order.override !== true && !unwaitingActions.includes(order.action);
  if (waits && (await tx.run(sql.selectUnderWay(projectId))).length > 0)
    throw new ProblemError('not-in-this-state', '该项目有审批在办，请先办结或撤回');
  const overridden = order.override === true && (!held.row.ready || held.row.approval !== null);
  const permission = overridden ? 'lifecycle.override' : held.row.permission;
  if (!(await reaches(tx, permission, projectId))) throw new ProblemError('not-permitted', permission);
  const entry = await take(tx, actor, input, held, { overridden });
  const told = await supersedeApproval(tx, actor, { projectId, now: input.now, reason: supersededBy(order, held) });
  return record(tx, entry, { lifecycle: await readLifecycle(tx, input), told });
};

async function standingAt(tx: Transaction, projectId: string, state: string): Promise<Standing> {
  const [standing] = await tx.run<Standing>(sql.lockStanding(projectId));
  if (standing?.state !== state) throw new ProblemError('not-in-this-state', '项目已不在提交审批时的阶段');
  return standing;
}

/** What an approval decides, as it stands when it is submitted: its steps, and what it is decided upon. */
export interface Submission {
  readonly chart: LifecycleChartKey;
  readonly from: string;
  readonly steps: readonly FlowStep[];
  readonly documents: readonly ProjectDocument[];
  readonly guards: readonly JudgedGuard[];
}
/**
 * Weighs what is to be approved, the project's row held. Nobody is asked to approve what lacks its documents.
 * @throws ProblemError as `moveProject`; check-failed where the row is not decided by an approval
 */
export async function weighSubmission(tx: Transaction, input: Move): Promise<Submission> {
  const { standing, row } = await hold(tx, input, 'approved');
  if (row.approval === null) throw new ProblemError('check-failed', '此步骤无须审批');
  const noted = (await listDocuments(tx, input.projectId)).filter(({ kind }) => row.documents.includes(kind));
  // Newest of each kind come first.
  const documents = noted.filter(({ kind }, i) => noted.findIndex((one) => one.kind === kind) === i);
  return { chart: standing.chart, from: row.from, steps: row.approval, documents, guards: row.judged };
}

/** The same once more, after it was returned: the project must still be where it was. */
export async function weighAgain(tx: Transaction, input: Look & Pick<Approved, 'from' | 'way'>): Promise<Submission> {
  const { revision } = await standingAt(tx, input.projectId, input.from);
  return weighSubmission(tx, { ...input, order: { ...input.way, revision, reason: '重新提交' } });
}

/** A move that an approval has decided, from where it was submitted. */
export type Approved = Look & {
  readonly from: string;
  readonly way: Pick<LifecycleMoveOrder, 'action' | 'to'>;
  readonly approvalId: number;
};
/**
 * Moves a project because its approval has passed: whoever decided last need not hold the row's permission nor see the
 * project, so this is done by the server. Documents and guards are weighed once more.
 * @throws ProblemError not-in-this-state, check-failed
 */
export async function moveApproved(tx: Transaction, actor: Actor, input: Approved): Promise<void> {
  await actAsServer(tx);
  const { revision } = await standingAt(tx, input.projectId, input.from);
  const move = { ...input, order: { ...input.way, revision, reason: `审批第 ${input.approvalId} 号` } };
  const held = await hold(tx, move, 'approved');
  await record(tx, await take(tx, actor, move, held, { overridden: false, approvalId: input.approvalId }));
}

/** Whether anything may still be noted. @throws ProblemError not-found, not-in-this-state */
async function holdOpen(tx: Transaction, projectId: string): Promise<void> {
  const [standing] = await tx.run<Standing>(sql.lockStanding(projectId));
  if (standing === undefined) throw new ProblemError('not-found', `项目 ${projectId} 的全生命周期`);
  if (isClosed(standing.state)) throw new ProblemError('not-in-this-state', '项目已归档或终止');
}

/** Every document of a project, with all its versions, as far as the viewer sees it. */
export const listDocuments = (tx: Transaction, projectId: string): Promise<ProjectDocument[]> =>
  tx.run<ProjectDocument>(sql.selectDocuments(projectId));

export type NotedDocument = { readonly projectId: string; readonly document: NewDocument };
/** @throws ProblemError not-found (the project, or a file of it), not-in-this-state */
export const addDocument: Action<'document.add', NotedDocument, ProjectDocument> = async (tx, actor, input) => {
  const { projectId, document } = input;
  await holdOpen(tx, projectId);
  const [made] = await tx.run<{ id: number }>(sql.insertDocument(projectId, document, actor.name));
  if (made === undefined) throw new ProblemError('not-found', '项目的附件');
  const [kept] = await tx.run<ProjectDocument>(sql.selectDocuments(projectId, made.id));
  if (kept === undefined) throw new Error('no document came back');
  const { kind, version, title, number, fileHash } = kept;
  const after = { kind, version, title, number, fileHash };
  return record(tx, { actor, verb: 'document.add', subject: projectId, after }, kept);
};

export type NotedAmount = Look & { readonly kind: AmountKind; readonly amountFen: string; readonly note: string };
/** @throws ProblemError not-found, not-in-this-state, check-failed for what is no sum */
export const noteAmount: Action<'amount.note', NotedAmount, ProjectLifecycle> = async (tx, actor, input) => {
  const { projectId, kind, amountFen, note } = input;
  if (BigInt(amountFen) <= 0n) throw new ProblemError('check-failed', '金额应大于 0');
  await holdOpen(tx, projectId);
  const before = (await tx.run<ProjectAmount>(sql.selectAmounts(projectId))).find((one) => one.kind === kind);
  await tx.run(sql.insertAmount(projectId, { kind, amountFen, note, by: actor.name }));
  const entry = { actor, verb: 'amount.note' as const, subject: projectId };
  const after = { kind, amountFen, note };
  return record(
    tx,
    { ...entry, before: before === undefined ? null : { kind, amountFen: before.amountFen }, after },
    await readLifecycle(tx, input),
  );
};
