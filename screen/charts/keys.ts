import type { FundsMonth } from '../../contracts/projects.ts';
import type { ColourName } from '../tokens/colours.ts';
import { chartNames } from '../words/charts.ts';

/** One sign of a chart and its name. There is no legend box: keys stand in a line beneath (spec 6). */
export interface ChartSign {
  readonly name: string;
  readonly kind: 'line' | 'dash' | 'block' | 'outline' | 'tick' | 'diamond';
  readonly colour: ColourName;
}

export const planActualKeys: readonly ChartSign[] = [
  { name: chartNames.actual, kind: 'line', colour: 'acc' },
  { name: chartNames.plan, kind: 'dash', colour: 'plan' },
  { name: chartNames.tolerance, kind: 'block', colour: 'tolerance' },
];
export const fundsSigns = {
  paid: { name: chartNames.paid, kind: 'block', colour: 'data3' },
  arrived: { name: chartNames.arrived, kind: 'line', colour: 'extra1' },
  planned: { name: chartNames.fundsPlan, kind: 'tick', colour: 'mark' },
  elapsed: { name: chartNames.elapsed, kind: 'dash', colour: 'plan' },
} as const satisfies Record<string, ChartSign>;
/** Funds that arrive have a line, and so a key, where finance tells of them. */
export const fundsKeys = (months: readonly FundsMonth[]): readonly ChartSign[] => [
  fundsSigns.paid,
  ...(months.some(({ arrivedFen }) => arrivedFen !== null) ? [fundsSigns.arrived] : []),
  ...[fundsSigns.planned, fundsSigns.elapsed],
];
export const groupScoreKeys: readonly ChartSign[] = [
  { name: chartNames.chosenGroup, kind: 'line', colour: 'acc' },
  { name: chartNames.wholeDistrict, kind: 'dash', colour: 'mark' },
  { name: chartNames.otherGroups, kind: 'tick', colour: 'plan' },
];
export const ganttKeys: readonly ChartSign[] = [
  { name: chartNames.underWay, kind: 'outline', colour: 'data2' },
  { name: chartNames.done, kind: 'block', colour: 'done' },
  { name: chartNames.late, kind: 'outline', colour: 'bad' },
  { name: chartNames.baseline, kind: 'tick', colour: 'plan' },
  { name: chartNames.milestone, kind: 'diamond', colour: 'mark' },
];
