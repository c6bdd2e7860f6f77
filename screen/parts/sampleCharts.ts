import type { EChartsCoreOption } from 'echarts/core';
import type { Curve } from '../../contracts/history.ts';
import type { Limit } from '../../contracts/limits.ts';
import { environmentOption } from '../charts/environment.option.ts';
import { fundsOption } from '../charts/funds.option.ts';
import { ganttOption } from '../charts/gantt.option.ts';
import { planActualOption } from '../charts/planActual.option.ts';
import {
  sampleBaseFen,
  sampleMilestones,
  sampleMonths,
  sampleNow as now,
  sampleWeeks,
  sampleYear,
} from '../charts/samples.ts';
import type { ChartInk } from '../charts/theme.ts';
import { curveTwin } from '../charts/curveTwin.ts';
import { fundsTwin, ganttTwin, planActualTwin, type ChartTwin } from '../charts/twin.ts';
import { HOUR_MS, MINUTE_MS } from '../format/time.ts';
import { partStates } from '../words/parts.ts';

export interface SampleChart {
  readonly name: string;
  readonly option: EChartsCoreOption;
  readonly points: number;
  readonly twin: ChartTwin;
}

export const planActualSamples = (ink: ChartInk): SampleChart[] =>
  (
    [
      [partStates.normal, sampleWeeks(0.03)],
      [partStates.behind, sampleWeeks(0.22)],
      [partStates.unreported, sampleWeeks(0.03, (week) => week > 20 && week < 27)],
      [partStates.stale, sampleWeeks(0.03, (week) => week > 34)],
      [partStates.empty, []],
    ] as const
  ).map(([name, weeks]) => ({
    name,
    points: weeks.length,
    option: planActualOption({ weeks, ...sampleYear, now, ink }),
    twin: planActualTwin(weeks, now),
  }));

export const fundsSamples = (ink: ChartInk): SampleChart[] =>
  (
    [
      [partStates.normal, sampleMonths(0.93)],
      [partStates.overBase, sampleMonths(1.3)],
      [partStates.noPlan, sampleMonths(0.93, 11, false)],
      [partStates.gap, sampleMonths(0.93, 7)],
      [partStates.empty, []],
    ] as const
  ).map(([name, months]) => ({
    name,
    points: months.length,
    option: fundsOption({ months, baseFen: sampleBaseFen, now, ink }),
    twin: fundsTwin(months, sampleBaseFen),
  }));

export const ganttSamples = (ink: ChartInk): SampleChart[] =>
  (
    [
      [partStates.oneLate, sampleMilestones],
      [partStates.empty, []],
    ] as const
  ).map(([name, milestones]) => ({
    name,
    points: milestones.length,
    option: ganttOption({ milestones, now, ink }),
    twin: ganttTwin(milestones, now),
  }));

const BUCKET_MS = 10 * MINUTE_MS;
function noiseCurve(base: number, isMissing: (i: number) => boolean): Curve {
  const kept = Array.from({ length: 144 }, (_, i) => i).filter((i) => !isMissing(i));
  const value = (i: number): number => base + 4 * Math.sin(i / 9) + 2 * Math.sin(i / 2.3);
  const from = now - 24 * HOUR_MS;
  return {
    metric: 'noise',
    unit: 'dB(A)',
    from,
    to: now,
    bucketMs: BUCKET_MS,
    source: 'h1',
    at: kept.map((i) => from + i * BUCKET_MS),
    mean: kept.map(value),
    min: kept.map((i) => value(i) - 3),
    max: kept.map((i) => value(i) + 3),
    count: kept.map(() => 60),
  };
}
const limitOf = (daypart: 'day' | 'night', value: number): Limit => ({
  code: daypart,
  metric: 'noise',
  value,
  windowMinutes: 60,
  daypart,
  basis: 'absolute',
  label: daypart,
  source: 'GB 12523-2025',
  effectiveFrom: 0,
  effectiveTo: null,
});

export const environmentSamples = (ink: ChartInk): SampleChart[] =>
  (
    [
      [partStates.normal, noiseCurve(48, () => false)],
      [partStates.over, noiseCurve(62, () => false)],
      [partStates.gap, noiseCurve(52, (i) => i > 60 && i < 90)],
    ] as const
  ).map(([name, curve]) => ({
    name,
    points: curve.at.length,
    option: environmentOption({ curve, limits: [limitOf('day', 70), limitOf('night', 55)], range: 'day', ink }),
    twin: curveTwin(curve),
  }));
