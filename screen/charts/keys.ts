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
export const fundsKeys: readonly ChartSign[] = [
  { name: chartNames.paid, kind: 'block', colour: 'data3' },
  { name: chartNames.fundsPlan, kind: 'tick', colour: 'mark' },
  { name: chartNames.elapsed, kind: 'dash', colour: 'plan' },
];
/** Where finance tells of funds that arrive. */
export const arrivedFundsKeys: readonly ChartSign[] = [
  ...fundsKeys.slice(0, 1),
  { name: chartNames.arrived, kind: 'line', colour: 'acc' },
  ...fundsKeys.slice(1),
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
