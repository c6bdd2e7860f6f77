import {
  guardNames,
  lifecycleActionNames,
  reasonedActions,
  documentKindNames,
  type AmountKind,
  type DocumentKind,
  type GuardCode,
  type GuardVerdict,
  type JudgedGuard,
  type LifecycleAction,
  type LifecycleChartKey,
  type LifecycleMoveOrder,
} from '../../../contracts/lifecycles.ts';
import type { FlowStep } from '../../../contracts/approvals.ts';
import type { ProblemCode } from '../../../contracts/errors.ts';
import type { ProjectPhase } from '../../../contracts/projects.ts';
import { compare, multiply, type Decimal } from '../../platform/exact.rules.ts';
import { flowOf } from './flows.ts';
import { ARCHIVED, charts, isEnd, rowsFrom, stateOf, SUSPENDED, type Chart, type ChartRow } from './charts.ts';

/** Where a project stands, its row held. */
export interface Standing {
  readonly chart: LifecycleChartKey;
  readonly state: string;
  readonly phase: ProjectPhase;
  readonly suspendedFrom: string | null;
  readonly revision: number;
}

/** What guards are judged by. Sums in fen, exact; null: nobody noted it. */
export interface GuardFacts {
  /** What the project is to cost by the plan it is entered with. */
  readonly budgetFen: Decimal;
  readonly amounts: Readonly<Partial<Record<AmountKind, Decimal>>>;
  /** Of the contracts for works together, which the ceiling is for; null without any. */
  readonly contractFen: Decimal | null;
  /** What the contracts let be paid before the settlement. */
  readonly payableFen: Decimal | null;
  readonly paidFen: Decimal;
  /** An approved declaration of the present year. */
  readonly targetsApproved: boolean;
  readonly monitorsOnline: number;
  readonly camerasOnline: number;
  /** Weeks with planned progress, and months with planned funds. */
  readonly plannedWeeks: number;
  readonly plannedMonths: number;
  /** Serious findings at its sites that are not closed. */
  readonly seriousOpen: number;
  /** Actions taken so far. */
  readonly taken: readonly LifecycleAction[];
}

/** Limits by their code, as the table of thresholds has them today. */
export type Limits = Readonly<Record<string, Decimal>>;

type Judged = Omit<JudgedGuard, 'code'>;
const verdictOf = (met: boolean): GuardVerdict => (met ? 'met' : 'unmet');
/** At most the limit. Either missing: nothing can be said. */
function atMost(found: Decimal | null | undefined, limit: Decimal | null | undefined): Judged {
  if (found === null || found === undefined || limit === null || limit === undefined)
    return { verdict: 'unknown', found: found ?? null, limit: limit ?? null };
  return { verdict: verdictOf(compare(found, limit) <= 0), found, limit };
}
const isThere = (found: Decimal | null | undefined): Judged => ({
  verdict: verdictOf(found !== null && found !== undefined),
  found: found ?? null,
  limit: null,
});
const holds = (met: boolean, found: number | null = null): Judged => ({
  verdict: verdictOf(met),
  found: found === null ? null : String(found),
  limit: null,
});

const judges: Readonly<Record<GuardCode, (facts: GuardFacts, limits: Limits) => Judged>> = {
  'small-investment': ({ budgetFen }, limits) => {
    const limit = limits['pre-evaluation-fen'];
    const judged = atMost(budgetFen, limit);
    // Reached is reached: exactly the limit is no longer below it.
    return limit !== undefined && compare(budgetFen, limit) === 0 ? { ...judged, verdict: 'unmet' } : judged;
  },
  'estimate-known': ({ amounts }) => isThere(amounts.estimate),
  // 政府投资条例 article 12: 概算 over 110 % of the estimate goes back to the study of feasibility.
  'budget-within-estimate': ({ amounts }, limits) => {
    const share = limits['budget-over-estimate'];
    const limit = amounts.estimate === undefined || share === undefined ? null : multiply(amounts.estimate, share);
    return atMost(amounts.budget, limit);
  },
  'targets-approved': ({ targetsApproved }) => holds(targetsApproved),
  'ceiling-within-budget': ({ amounts }) => atMost(amounts.ceiling, amounts.budget),
  'contract-within-ceiling': ({ amounts, contractFen }) => atMost(contractFen, amounts.ceiling),
  // Nanjing: dust monitor and camera are up before the start of works.
  'site-devices-online': ({ monitorsOnline, camerasOnline }) =>
    holds(monitorsOnline > 0 && camerasOnline > 0, monitorsOnline + camerasOnline),
  'plan-laid': ({ plannedWeeks, plannedMonths }) => holds(plannedWeeks > 0 && plannedMonths > 0, plannedWeeks),
  'mid-term-done': ({ taken }) => holds(taken.includes('continue') || taken.includes('adjust')),
  'paid-within-contract': ({ paidFen, payableFen }) => atMost(paidFen, payableFen),
  'settlement-within-budget': ({ amounts }) => atMost(amounts.settlement, amounts.budget),
  'final-account-known': ({ amounts }) => isThere(amounts['final-account']),
  // No way on while a red 整改单 is open.
  'problems-settled': ({ seriousOpen }) => holds(seriousOpen === 0, seriousOpen),
  'audit-settled': ({ taken }, limits) => holds(limits['audit-gate'] !== '1' || taken.includes('audit')),
};

/** One guard as it stands with these facts. */
export const judgeGuard = (code: GuardCode, facts: GuardFacts, limits: Limits): JudgedGuard => ({
  code,
  ...judges[code](facts, limits),
});

/** A row of the chart that leads on from where a project stands, weighed. */
export interface WeighedRow extends ChartRow {
  readonly documentsFound: readonly { readonly kind: DocumentKind; readonly found: boolean }[];
  readonly judged: readonly JudgedGuard[];
  readonly ready: boolean;
  /** The steps of the approval that decides it; null: whoever holds its permission does. */
  readonly approval: readonly FlowStep[] | null;
}

/** A kind of document as it was noted: after the project's so many-th step. */
export interface NotedKind {
  readonly kind: DocumentKind;
  readonly afterStep: number;
}
/** A step that a project made, as far as documents are held against it. */
export interface TakenStep {
  readonly seq: number;
  readonly from: string | null;
  readonly action: LifecycleAction | null;
  readonly to: string;
}

/**
 * Kinds that count for a row in this pass of its state: noted since the project last left the state by a row that asked
 * for that kind. What was done once is not done for the second 季度督查, nor for what was returned.
 */
export function kindsForRow(
  chart: Chart,
  row: ChartRow,
  noted: readonly NotedKind[],
  steps: readonly TakenStep[],
): ReadonlySet<DocumentKind> {
  const usedAt = (kind: DocumentKind): number => {
    const asks = chart.rows.filter(({ from, documents }) => from === row.from && documents.includes(kind));
    const isOne = ({ from, action, to }: TakenStep) =>
      asks.some((one) => one.from === from && one.action === action && one.to === to);
    return steps.findLast(isOne)?.seq ?? 0;
  };
  return new Set(
    row.documents.filter((kind) => noted.some((one) => one.kind === kind && one.afterStep >= usedAt(kind))),
  );
}

/** Whether a district has its moves approved here. Its offices may do so elsewhere (OA): then nothing is done twice. */
const isGated = (limits: Limits): boolean => limits['approval-gate'] === '1';

/** Everything that could be done with a project, weighed by its documents and figures. */
export function weighRows(
  standing: Pick<Standing, 'chart' | 'state' | 'suspendedFrom'>,
  kindsOf: (row: ChartRow) => ReadonlySet<DocumentKind>,
  facts: GuardFacts,
  limits: Limits,
): WeighedRow[] {
  return rowsFrom(charts[standing.chart], standing.state, standing.suspendedFrom).map((row) => {
    const kinds = kindsOf(row);
    const documentsFound = row.documents.map((kind) => ({ kind, found: kinds.has(kind) }));
    const judged = row.guards.map((code) => judgeGuard(code, facts, limits));
    const ready = documentsFound.every(({ found }) => found) && judged.every(({ verdict }) => verdict === 'met');
    const approval = isGated(limits) ? flowOf(standing.chart, row) : null;
    return { ...row, documentsFound, judged, ready, approval };
  });
}

export interface Objection {
  readonly code: ProblemCode;
  readonly detail: string;
}
const missingWords = ({ documentsFound, judged }: WeighedRow): string =>
  [
    ...documentsFound.filter(({ found }) => !found).map(({ kind }) => `缺少${documentKindNames[kind]}`),
    ...judged
      .filter(({ verdict }) => verdict !== 'met')
      .map(({ code, verdict }) => `${guardNames[code]}${verdict === 'unknown' ? '(资料不全,无法判定)' : '(不满足)'}`),
  ].join(';');

/**
 * The row that an order asks for, or why it may not be taken. What is missing can be passed over by a district leader with
 * a reason; a way that the chart does not have, by nobody. What an approval decides is moved by its passing alone.
 */
export function chooseRow(
  standing: Standing,
  rows: readonly WeighedRow[],
  order: LifecycleMoveOrder,
  way: 'moved' | 'approved' = 'moved',
): { readonly row: WeighedRow } | { readonly objection: Objection } {
  const refuse = (code: ProblemCode, detail: string) => ({ objection: { code, detail } });
  if (order.revision !== standing.revision) return refuse('changed-meanwhile', '项目阶段已有变动');
  const row = rows.find(({ action, to }) => action === order.action && to === order.to);
  const here = stateOf(charts[standing.chart], standing.state).name;
  if (row === undefined) return refuse('not-in-this-state', `${here}阶段不能${lifecycleActionNames[order.action]}`);
  const isReasoned = order.override === true || reasonedActions.includes(order.action);
  if (isReasoned && order.reason === undefined) return refuse('check-failed', '请填写理由');
  if (!row.ready && order.override !== true) return refuse('check-failed', missingWords(row));
  if (row.approval !== null && order.override !== true && way === 'moved')
    return refuse('approval-needed', row.approval.map(({ name }) => name).join('、'));
  return { row };
}

/** Where a project stands after a row is taken. */
export function standingAfter(chart: Chart, standing: Standing, { to }: Pick<ChartRow, 'to'>): Standing {
  return {
    chart: chart.key,
    state: to,
    phase: isEnd(to) && to !== ARCHIVED ? standing.phase : stateOf(chart, to).phase,
    suspendedFrom: to === SUSPENDED ? standing.state : null,
    revision: standing.revision + 1,
  };
}

/** The first state of a phase on a chart; where it has none, the first one after. */
export function stateInPhase(key: LifecycleChartKey, phase: ProjectPhase, phases: readonly ProjectPhase[]): string {
  const chart = charts[key];
  const wanted = phases.indexOf(phase);
  const found = chart.states.find((state) => phases.indexOf(state.phase) >= wanted);
  return found?.code ?? chart.first;
}
