import type { AutoSource, Direction } from '../../contracts/indicators.ts';
import { SHANGHAI_SHIFT_MS, yearOf, yearStart } from '../platform/calendar.rules.ts';
import { chanceOf } from './chance.rules.ts';
import { fundsPlanOf } from './plans.rules.ts';
import { endOf, sCurve, startOf } from './progress.rules.ts';
import type { DemoProject } from './projects.data.ts';

/** What a template leaves to the project, or proposes. */
export interface OpenTarget {
  readonly target: string | null;
  readonly unit: string;
  readonly decimals: number;
  readonly direction: Direction | null;
  readonly autoSource: AutoSource | null;
}
/** What a demo project is held to, and its own plan by the end of each month. */
export interface Aim {
  readonly target: string | null;
  readonly monthly: readonly string[] | null;
}

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/** From how much to how much a year's target goes, by its unit. */
const ranges: Readonly<Record<string, readonly [number, number]>> = {
  '台（套）': [30, 160],
  '户（处）': [60, 600],
  户: [120, 1400],
  人: [200, 900],
  个: [4, 16],
  '㎡': [800, 6000],
  '万㎡': [1, 6],
  万元: [800, 5200],
  亿元: [1, 6],
  '元/㎡': [1200, 3200],
  '万元/亿元': [60, 160],
};
/** What adds up over the year; rates and unit prices do not. */
const addedUnits = ['台（套）', '户（处）', '户', '人', '个', '㎡', '万㎡', '万元', '亿元'];
export const addsUp = ({ unit, direction }: Pick<OpenTarget, 'unit' | 'direction'>): boolean =>
  (direction === 'ge' || direction === 'gt') && addedUnits.includes(unit);

const monthEnd = (year: number, month: number): number => Date.UTC(year, month, 1) - SHANGHAI_SHIFT_MS;
const plannedBy = (project: DemoProject, at: number, now: number): number => {
  const startsAt = startOf(project, now);
  return sCurve((at - startsAt) / (endOf(project, now) - startsAt));
};

/** How much of the year's own work is planned to be done by the end of a month, 0 to 1. */
export function shareOfYear(project: DemoProject, month: number, now: number): number {
  const year = yearOf(now);
  const [before, after] = [yearStart(now), monthEnd(year, 12)].map((at) => plannedBy(project, at, now)) as [
    number,
    number,
  ];
  if (after - before < 1e-9) return month / 12;
  return (plannedBy(project, monthEnd(year, month), now) - before) / (after - before);
}

/** The first month of the year in which the project has work to report. */
export function firstMonth(project: DemoProject, now: number): number {
  const startsAt = startOf(project, now);
  return startsAt < yearStart(now) ? 1 : new Date(startsAt + SHANGHAI_SHIFT_MS).getUTCMonth() + 1;
}

/** The year's target and the monthly plan; a plan only where something adds up, and never with a fall. */
export function aimOf(project: DemoProject, open: OpenTarget, place: number, now: number): Aim {
  if (open.autoSource === 'progress') return progressAim(project, now);
  if (open.autoSource === 'budget-execution') return { target: open.target, monthly: executionPlan(project, now) };
  const target = open.target ?? freeTarget(project, open, place);
  if (target === null || !addsUp(open)) return { target, monthly: null };
  const whole = Number(target);
  const monthly = MONTHS.map((month) => (whole * shareOfYear(project, month, now)).toFixed(open.decimals));
  return { target, monthly: [...monthly.slice(0, -1), target] };
}

function freeTarget(project: DemoProject, { unit, decimals }: OpenTarget, place: number): string | null {
  const range = ranges[unit];
  if (range === undefined) return null;
  const number = range[0] + (range[1] - range[0]) * chanceOf(project.number * 6_151 + place * 389)();
  return number.toFixed(number > 100 || decimals === 0 ? 0 : 1);
}

/** How far the work is to be by the end of the year, in percent of the whole. */
function progressAim(project: DemoProject, now: number): Aim {
  const year = yearOf(now);
  const monthly = MONTHS.map((month) => (plannedBy(project, monthEnd(year, month), now) * 100).toFixed(1));
  const target = monthly.at(-1) ?? '0.0';
  // Nothing planned within the year: what the template says.
  return Number(target) > 0 ? { target, monthly } : { target: '100', monthly: null };
}

/** The funds plan in percent of the year's funds. */
function executionPlan(project: DemoProject, now: number): string[] | null {
  const year = yearOf(now);
  const funds = fundsPlanOf(project, now).filter(({ month }) => month.startsWith(`${year}-`));
  const whole = funds.reduce((sum, { amountFen }) => sum + amountFen, 0);
  if (whole === 0) return null;
  return MONTHS.map((month) => {
    const planned = funds.filter((row) => Number(row.month.slice(5, 7)) <= month);
    return ((planned.reduce((sum, { amountFen }) => sum + amountFen, 0) / whole) * 100).toFixed(2);
  });
}
