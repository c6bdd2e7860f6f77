import { chanceOf } from './chance.rules.ts';
import type { DemoProject } from './projects.data.ts';

export const DAY = 86_400_000;
export const WEEK = 7 * DAY;
const SHANGHAI_OFFSET = 8 * 3_600_000;
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4 * DAY - SHANGHAI_OFFSET;

/** How far back weekly reports go: 18 months. */
const WEEKS_KEPT = 78;

/** The last Monday 00:00 Asia/Shanghai that is not after `now`: it closes the newest week. */
export const lastMonday = (now: number): number => Math.floor((now - FIRST_MONDAY) / WEEK) * WEEK + FIRST_MONDAY;

export const startOf = (project: DemoProject, now: number): number => lastMonday(now) - project.begunWeeksAgo * WEEK;
export const endOf = (project: DemoProject, now: number): number => startOf(project, now) + project.weeks * WEEK;

/** Construction's S-curve: slow at both ends. */
export const sCurve = (share: number): number => {
  const x = Math.min(1, Math.max(0, share));
  return x * x * (3 - 2 * x);
};

export interface Week {
  readonly closesAt: number;
  readonly planned: number;
  readonly progress: number | null;
}

/** The plan's weeks over the last 18 months and to its end; progress up to the last closed Monday. */
export function weeksOf(project: DemoProject, now: number): Week[] {
  const newest = lastMonday(now);
  const startsAt = startOf(project, now);
  const ratios = ratiosOf(project);
  const weeks: Week[] = [];
  let reached = 0;
  for (let k = 1; k <= project.weeks; k++) {
    const closesAt = startsAt + k * WEEK;
    const planned = round5(sCurve(k / project.weeks));
    const weeksAgo = Math.round((newest - closesAt) / WEEK);
    if (weeksAgo >= 0) reached = Math.max(reached, round5(earned(project, planned, weeksAgo, ratios(k))));
    if (weeksAgo > WEEKS_KEPT) continue;
    weeks.push({ closesAt, planned, progress: weeksAgo < 0 || isMissing(project, weeksAgo) ? null : reached });
  }
  return weeks;
}

/** How work runs against plan, week by week: within 3 % of it, steadily, as a property of the project. */
function ratiosOf(project: DemoProject): (week: number) => number {
  const next = chanceOf(project.number * 7919);
  const bias = 0.045 * next() - 0.018;
  const phase = next() * Math.PI * 2;
  return (week) => bias + 0.008 * Math.sin(week / 5 + phase);
}

/** Gap to the plan in the last weeks of a project that has fallen behind: newest first. */
const BEHIND_GAPS = [0.062, 0.06, 0.038, 0.02];

function earned(project: DemoProject, planned: number, weeksAgo: number, ratio: number): number {
  const ordinary = Math.min(1, planned * (1 + ratio * (1 - planned)));
  switch (project.trouble) {
    case 'behind':
      return Math.min(ordinary, planned - (BEHIND_GAPS[weeksAgo] ?? 0));
    case 'slow':
      return planned * 0.93;
    case 'early':
      return Math.min(1, planned * 1.45);
    default:
      return ordinary;
  }
}

const isMissing = (project: DemoProject, weeksAgo: number): boolean =>
  project.trouble === 'unreported' && (weeksAgo < 3 || weeksAgo === 9);

const round5 = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 1e5) / 1e5;
