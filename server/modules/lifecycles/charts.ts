import {
  lifecycleActions,
  type DocumentKind,
  type GuardCode,
  type LifecycleAction,
  type LifecycleChartKey,
} from '../../../contracts/lifecycles.ts';
import type { Permission } from '../../../contracts/permissions.ts';
import type { ProjectPhase } from '../../../contracts/projects.ts';
import { governmentInvestment } from './charts/governmentInvestment.ts';
import { investmentPromotion } from './charts/investmentPromotion.ts';
import { livelihood } from './charts/livelihood.ts';
import { serviceSubsidy } from './charts/serviceSubsidy.ts';

export interface ChartState {
  readonly code: string;
  readonly name: string;
  readonly phase: ProjectPhase;
  /** Who prepares it, and who decides it. */
  readonly owner: string;
  readonly approver: string;
  /** What was built goes into other hands: asset management is told. */
  readonly handsOver?: true;
}
/** One way from a state to another: who may take it, with which documents and under which conditions. */
export interface ChartRow {
  readonly from: string;
  readonly action: LifecycleAction;
  readonly to: string;
  readonly permission: Permission;
  readonly documents: readonly DocumentKind[];
  readonly guards: readonly GuardCode[];
}
/** A chart as it is written down: its own states in their order, and the rows between them. */
export interface WrittenChart {
  readonly states: readonly ChartState[];
  readonly rows: readonly ChartRow[];
}
export interface Chart extends WrittenChart {
  readonly key: LifecycleChartKey;
  readonly first: string;
}

export const ARCHIVED = 'S900';
export const TERMINATED = 'S910';
export const SUSPENDED = 'S920';

/** Where every lifecycle ends or waits. A project put aside keeps the phase it was in: here it has none of its own. */
const ends: readonly Omit<ChartState, 'phase'>[] = [
  { code: ARCHIVED, name: '归档', owner: '绩效办', approver: '绩效办' },
  { code: TERMINATED, name: '终止', owner: '绩效办', approver: '区政府领导' },
  { code: SUSPENDED, name: '暂缓', owner: '绩效办', approver: '区政府领导' },
];
const closed: readonly string[] = [ARCHIVED, TERMINATED];
/** Whether a state is one of the three that every lifecycle shares. */
export const isEnd = (state: string): boolean => ends.some(({ code }) => code === state);

/** Phases in which a project has sites, and the ways that lead on there: held up by what is not put right at them. */
const sitePhases: readonly ProjectPhase[] = ['building', 'acceptance', 'evaluation'];
const onward: readonly LifecycleAction[] = ['advance', 'continue', 'archive'];
function heldBySites({ states, rows }: WrittenChart): readonly ChartRow[] {
  const late = states.filter(({ phase }) => sitePhases.includes(phase)).map(({ code }) => code);
  return rows.map((row) =>
    late.includes(row.from) && onward.includes(row.action)
      ? { ...row, guards: [...row.guards, 'problems-settled' as const] }
      : row,
  );
}

/** A project can be put aside or given up wherever it is, and goes on where it was. */
function withEnds(key: LifecycleChartKey, written: WrittenChart): Chart {
  const { states } = written;
  const [first] = states;
  if (first === undefined) throw new Error(`lifecycle ${key} has no state`);
  const bare = { permission: 'lifecycle.suspend', documents: [], guards: [] } as const;
  return {
    key,
    first: first.code,
    states: [...states, ...ends.map((end) => ({ ...end, phase: 'evaluation' as const }))],
    rows: [
      ...heldBySites(written),
      ...states.map(({ code }) => ({ ...bare, from: code, action: 'suspend' as const, to: SUSPENDED })),
      ...[...states.map(({ code }) => code), SUSPENDED].map((from) => ({
        ...{ ...bare, from, action: 'terminate' as const, to: TERMINATED },
      })),
      ...states.map(({ code }) => ({ ...bare, from: SUSPENDED, action: 'resume' as const, to: code })),
    ],
  };
}

export const charts: Readonly<Record<LifecycleChartKey, Chart>> = {
  'government-investment': withEnds('government-investment', governmentInvestment),
  livelihood: withEnds('livelihood', livelihood),
  'investment-promotion': withEnds('investment-promotion', investmentPromotion),
  'service-subsidy': withEnds('service-subsidy', serviceSubsidy),
};

/** What two states of a chart are called. */
export const stateNames = (chart: LifecycleChartKey, from: string, to: string) => ({
  fromName: stateOf(charts[chart], from).name,
  toName: stateOf(charts[chart], to).name,
});

/** Whether a way leads to the handover. Going on after a rest, a project was handed over before. */
export const handsOver = (chart: Chart, { action, to }: Pick<ChartRow, 'action' | 'to'>): boolean =>
  action !== 'resume' && chart.states.some(({ code, handsOver: is }) => code === to && is === true);

export const isClosed = (state: string): boolean => closed.includes(state);

/** The rows that lead on from where a project stands. Put aside, it goes on nowhere but where it was. */
export const rowsFrom = (chart: Chart, state: string, suspendedFrom: string | null): ChartRow[] =>
  chart.rows
    .filter(({ from, action, to }) => from === state && (action !== 'resume' || to === suspendedFrom))
    .sort((a, b) => lifecycleActions.indexOf(a.action) - lifecycleActions.indexOf(b.action));

/** @throws Error for a state that the chart does not have */
export function stateOf(chart: Chart, code: string): ChartState {
  const state = chart.states.find((one) => one.code === code);
  if (state === undefined) throw new Error(`lifecycle ${chart.key} has no state ${code}`);
  return state;
}
