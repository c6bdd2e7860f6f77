import {
  chartFor,
  type AmountKind,
  type DocumentKind,
  type LifecycleAction,
  type LifecycleChartKey,
} from '../../contracts/lifecycles.ts';
import { charts, isEnd, type ChartRow } from '../modules/lifecycles/charts.ts';
import { budgetFenOf } from './payments.rules.ts';
import { phasesOf } from './plans.rules.ts';
import { DAY } from './progress.rules.ts';
import type { DemoProject } from './projects.data.ts';

export interface DemoStep {
  readonly from: string | null;
  readonly action: LifecycleAction | null;
  readonly to: string;
  readonly at: number;
}
export interface DemoDocument {
  readonly kind: DocumentKind;
  readonly version: number;
  readonly at: number;
  /** Noted after so many steps: just before the one that asks for it. */
  readonly afterStep: number;
}

/** How long ago a project was thought of whose plan does not say. */
const THOUGHT_OF_MS = 90 * DAY;

/** Rows that lead forward from a chart's first state, each state once, with its mid-term review. */
function wayThrough(chart: LifecycleChartKey): ChartRow[] {
  const { rows, first } = charts[chart];
  const way: ChartRow[] = [];
  for (let at = first; ;) {
    const find = (action: LifecycleAction, from: string) =>
      rows.find((row) => row.from === from && row.action === action);
    const review = find('review', at);
    const back = review && find('continue', review.to);
    if (review && back) way.push(review, back);
    const on = find('advance', at);
    if (on === undefined) return way;
    way.push(on);
    at = on.to;
  }
}

/** Invented as all figures of the demonstration: shares of the budget in thousandths, in the order they become known. */
const sums: readonly { readonly kind: AmountKind; readonly leaving: string; readonly thousandths: number }[] = [
  { kind: 'estimate', leaving: 'S20', thousandths: 1020 },
  { kind: 'budget', leaving: 'S40', thousandths: 1000 },
  { kind: 'ceiling', leaving: 'S60', thousandths: 975 },
  { kind: 'submitted', leaving: 'S140', thousandths: 962 },
  { kind: 'settlement', leaving: 'S140', thousandths: 941 },
  { kind: 'final-account', leaving: 'S150', thousandths: 948 },
];
const CONTRACT_THOUSANDTHS = 950;

export interface DemoLifecycle {
  readonly chart: LifecycleChartKey;
  readonly state: string;
  readonly steps: readonly DemoStep[];
  readonly documents: readonly DemoDocument[];
  readonly amounts: readonly { readonly kind: AmountKind; readonly fen: number; readonly at: number }[];
  readonly contractFen: number | null;
}

/** How a project came to where it is: every state of the phases behind it, and a part of those of its own phase. */
export function lifecycleOf(project: DemoProject, now: number): DemoLifecycle {
  const key = chartFor[project.category];
  const chart = charts[key];
  const phaseOf = (code: string) => chart.states.find((state) => state.code === code)?.phase;
  const dates = phasesOf(project, now);
  const way = wayThrough(key);
  const inPhase = chart.states.filter((state) => state.phase === project.phase && !isEnd(state.code));
  const mine = inPhase[project.phase === 'building' ? 0 : project.number % inPhase.length] ?? inPhase[0];
  const state = mine?.code ?? chart.first;
  const stop = way.findIndex((row) => row.from === state);
  // A mid-term review stands before leaving the state, so the way to the state ends before it.
  const taken = way.slice(0, stop === -1 ? way.length : stop);
  const steps = taken.map((row, place): DemoStep => {
    const phase = phaseOf(row.from);
    const dated = dates.find((one) => one.phase === phase);
    const ofPhase = taken.flatMap((one, where) => (phaseOf(one.from) === phase ? [where] : []));
    const [from, to] = [dated?.enteredAt ?? now - THOUGHT_OF_MS, dated?.leftAt ?? now];
    const share = (ofPhase.indexOf(place) + 1) / (ofPhase.length + (phase === project.phase ? 1 : 0));
    return { from: row.from, action: row.action, to: row.to, at: Math.min(now, from + (to - from) * share) };
  });
  const left = (code: string) => steps.find(({ from }) => from === code)?.at;
  const counted = new Map<DocumentKind, number>();
  const documents = taken.flatMap((row, place) =>
    row.documents.map((kind): DemoDocument => {
      const version = (counted.get(kind) ?? 0) + 1;
      counted.set(kind, version);
      // The first step takes the project in.
      return { kind, version, at: (steps[place]?.at ?? now) - DAY, afterStep: place + 1 };
    }),
  );
  const budget = budgetFenOf(project);
  return {
    ...{ chart: key, state, documents },
    steps: [{ from: null, action: null, to: chart.first, at: dates[0]?.enteredAt ?? now - THOUGHT_OF_MS }, ...steps],
    amounts: sums.flatMap(({ kind, leaving, thousandths }) => {
      const at = left(leaving);
      return at === undefined ? [] : [{ kind, fen: Math.floor(budget / 1000) * thousandths, at: at - DAY }];
    }),
    contractFen: left('S70') === undefined ? null : Math.floor(budget / 1000) * CONTRACT_THOUSANDTHS,
  };
}
