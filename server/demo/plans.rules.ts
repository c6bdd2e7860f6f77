import type { ProjectCategory, ProjectPhase } from '../../contracts/projects.ts';
import { chanceOf } from './chance.rules.ts';
import { budgetFenOf } from './payments.rules.ts';
import { DAY, endOf, sCurve, startOf, weeksOf } from './progress.rules.ts';
import { phaseOrder, type DemoProject } from './projects.data.ts';

const SHANGHAI = 8 * 3_600_000;
/** Paid to plan: a small advance, and the last part only when the work is accepted (as in payments.rules). */
const RATE = 0.94;
const ADVANCE = 0.03;
/** Payments follow the work they are for by about two weeks. */
const LAG = 14 * DAY;
const STEP = 10_000;

export interface FundsMonthRow {
  /** First day of the month, YYYY-MM-DD. */
  readonly month: string;
  readonly amountFen: number;
}

/** First instants of the calendar months (Asia/Shanghai) from the one that holds `from` to the one that holds `to`. */
function monthsBetween(from: number, to: number): number[] {
  const first = new Date(from + SHANGHAI);
  const months: number[] = [];
  for (let i = 0; ; i++) {
    const at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + i, 1) - SHANGHAI;
    if (at > to) return months;
    months.push(at);
  }
}

/** The funds plan by month: differences of a rounded running total along the S-curve, the whole budget in the end. */
export function fundsPlanOf(project: DemoProject, now: number): FundsMonthRow[] {
  const [startsAt, endsAt, budget] = [startOf(project, now), endOf(project, now), budgetFenOf(project)];
  const months = monthsBetween(startsAt, endsAt + LAG);
  let planned = 0;
  return months.map((at, i) => {
    const isLast = i === months.length - 1;
    const by = months[i + 1] ?? endsAt + LAG;
    const done = sCurve((by - LAG - startsAt) / (endsAt - startsAt));
    const total = isLast ? budget : Math.floor((budget * (done * RATE + ADVANCE * (1 - done))) / STEP) * STEP;
    const amountFen = Math.max(0, total - planned);
    planned += amountFen;
    return { month: new Date(at + SHANGHAI).toISOString().slice(0, 10), amountFen };
  });
}

export interface PhaseRow {
  readonly phase: ProjectPhase;
  readonly enteredAt: number | null;
  readonly plannedEndAt: number;
  readonly leftAt: number | null;
}

/** Planned days of the phases around the building phase. */
const planningDays = { planning: 90, approval: 100, preparation: 60 } as const;
const closingDays = { acceptance: 120, evaluation: 300 } as const;
/** A fictional project whose acceptance was planned too short. */
const HURRIED_ACCEPTANCE_DAYS = 56;

/** The six phases with their planned ends; those behind the project with the days they were entered and left. */
export function phasesOf(project: DemoProject, now: number): PhaseRow[] {
  const next = chanceOf(project.number * 15_485_863);
  const [startsAt, endsAt] = [startOf(project, now), endOf(project, now)];
  const acceptance = project.trouble === 'unaccepted' ? HURRIED_ACCEPTANCE_DAYS : closingDays.acceptance;
  const ends: Readonly<Record<ProjectPhase, number>> = {
    planning: startsAt - (planningDays.approval + planningDays.preparation) * DAY,
    approval: startsAt - planningDays.preparation * DAY,
    preparation: startsAt,
    building: endsAt,
    acceptance: endsAt + acceptance * DAY,
    evaluation: endsAt + (acceptance + closingDays.evaluation) * DAY,
  };
  const current = phaseOrder.indexOf(project.phase);
  let enteredAt = ends.planning - planningDays.planning * DAY;
  return phaseOrder.map((phase, i) => {
    const plannedEndAt = ends[phase];
    if (i > current) return { phase, enteredAt: null, plannedEndAt, leftAt: null };
    // The last days before work begins are exact; earlier approvals came a little before or after their date.
    const jitter = i < 2 ? Math.round(next() * 20 - 12) * DAY : 0;
    const leftAt = i < current ? Math.min(now, plannedEndAt + jitter) : null;
    const row = { phase, enteredAt: Math.min(enteredAt, now), plannedEndAt, leftAt };
    enteredAt = leftAt ?? enteredAt;
    return row;
  });
}

export interface MilestoneRow {
  readonly seq: number;
  readonly name: string;
  readonly isEvent: boolean;
  readonly plannedFrom: number;
  readonly plannedTo: number;
  readonly actualFrom: number | null;
  readonly actualTo: number | null;
  readonly progress: number | null;
}

/** Work of each category as shares of its time. */
const works: Readonly<Record<ProjectCategory, readonly (readonly [string, number, number])[]>> = {
  'urban-renewal': [
    ['施工许可与进场', 0, 0.08],
    ['地下管网改造', 0.07, 0.32],
    ['路面与铺装', 0.26, 0.52],
    ['外立面整治', 0.4, 0.78],
    ['公共照明与监控', 0.58, 0.82],
    ['绿化与街具', 0.74, 0.95],
  ],
  livelihood: [
    ['施工许可与进场', 0, 0.07],
    ['地下管网改造', 0.06, 0.3],
    ['屋面防水', 0.2, 0.46],
    ['外立面出新', 0.36, 0.8],
    ['道路与停车位', 0.55, 0.88],
    ['绿化补植', 0.8, 0.96],
  ],
  fiscal: [
    ['设备与材料采购', 0, 0.22],
    ['土建与基础', 0.12, 0.48],
    ['安装与敷设', 0.4, 0.76],
    ['调试与联动', 0.7, 0.9],
    ['试运行', 0.86, 0.97],
  ],
  investment: [
    ['桩基与基坑', 0, 0.2],
    ['地下结构', 0.16, 0.38],
    ['主体结构', 0.32, 0.66],
    ['幕墙与机电', 0.56, 0.86],
    ['室内装修', 0.7, 0.94],
    ['室外配套', 0.84, 0.97],
  ],
};
const FINISH = '竣工验收';

/** Works and the acceptance as dated bars; how far each has come follows the project's own progress. */
export function milestonesOf(project: DemoProject, now: number): MilestoneRow[] {
  const next = chanceOf(project.number * 32_452_843);
  const [startsAt, endsAt] = [startOf(project, now), endOf(project, now)];
  const at = (share: number): number => startsAt + Math.round((share * (endsAt - startsAt)) / DAY) * DAY;
  const reach = reachOf(project, now);
  const rows = [...works[project.category], [FINISH, 0.97, 1] as const];
  return rows.map(([name, from, to], i) => {
    const isEvent = name === FINISH;
    const days = Math.round(next() * 9 - 5);
    // Real names are late with nothing, whatever is invented about them.
    const jitter = (project.realName ? Math.min(0, days) : days) * DAY;
    const [plannedFrom, plannedTo] = [at(from), at(to)];
    const progress = reach === null ? null : Math.min(1, Math.max(0, (reach - from) / (to - from)));
    const isDone = progress === 1;
    const isBegun = progress !== null && progress > 0;
    const actualFrom = isBegun ? Math.min(now, Math.max(startsAt, plannedFrom + (i === 0 ? 0 : jitter))) : null;
    const actualTo = isDone && actualFrom !== null ? Math.min(now, Math.max(actualFrom, plannedTo + jitter)) : null;
    return {
      ...{ seq: i + 1, name, isEvent, plannedFrom, plannedTo, actualFrom, actualTo },
      progress: progress === null ? null : Math.floor(progress * 100) / 100,
    };
  });
}

/** How far along its time the project's work has come: its reports, read back through the S-curve. Null before it began. */
function reachOf(project: DemoProject, now: number): number | null {
  const newest = weeksOf(project, now).findLast((week) => week.progress !== null);
  if (newest?.progress === undefined || newest.progress === null) return null;
  const elapsed = (newest.closesAt - startOf(project, now)) / (endOf(project, now) - startOf(project, now));
  // Small deviations from the plan are spread over all works; only a project in trouble falls behind with one of them.
  const isTroubled = project.trouble === 'behind' || project.trouble === 'slow' || project.trouble === 'early';
  return isTroubled ? timeOf(newest.progress) : Math.min(1, elapsed + 7 / 365);
}

/** The share of time at which the S-curve has reached `done`. */
function timeOf(done: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (sCurve(middle) < done) low = middle;
    else high = middle;
  }
  return high > 0.999_999 ? 1 : high;
}
