import { dueMonths, dueMonthsOf, type Frequency, type Method } from '../../contracts/indicators.ts';
import { SHANGHAI_SHIFT_MS, yearStart } from '../platform/calendar.rules.ts';
import type { SourceDetail } from '../../contracts/sourceDetails.ts';
import { addsUp, firstMonth, shareOfYear, type OpenTarget } from './aims.rules.ts';
import { chanceOf } from './chance.rules.ts';
import { collectedOf } from './collected.rules.ts';
import { endOf } from './progress.rules.ts';
import type { DemoProject } from './projects.data.ts';

/** A target of a demo project as it was copied out of its template. */
export interface DemoTarget extends OpenTarget {
  readonly id: number;
  readonly method: Method;
  readonly frequency: Frequency | null;
  readonly pointsInAll: number;
  /** Quality, time and cost are in range or they are not (domain.md 1.5). */
  readonly isHeldToRange: boolean;
}
export interface DemoValue {
  readonly targetId: number;
  /** 1 to 12. */
  readonly month: number;
  readonly value: number | string | null;
  readonly band: 'met' | 'partly' | null;
  readonly pointsMet: readonly number[] | null;
  readonly state: 'accepted' | 'submitted';
  /** Inputs and formula of what the system took by itself; null: reported by hand. */
  readonly detail: SourceDetail | null;
}

/** How fast what a project reports had become better towards the newest month. */
const GAIN = 0.015;
const MOST_GAIN = 0.06;
const MISSING_SHARE = 0.05;
const WAITING_SHARE = 0.05;
const EARLY_SHARE = 0.45;
/** Of what is held to a range, on projects without trouble. */
const IN_RANGE_SHARE = 0.94;

const isTroubled = ({ trouble }: DemoProject): boolean => trouble !== undefined && trouble !== 'early';

/** How well a project does: real names never badly, whatever is invented about them. */
function qualityOf(project: DemoProject): { readonly least: number; readonly most: number } {
  if (project.realName) return { least: 0.93, most: 1.05 };
  return isTroubled(project) ? { least: 0.62, most: 0.96 } : { least: 0.84, most: 1.06 };
}

function monthsOf(frequency: Frequency | null, first: number, current: number, chance: number): number[] {
  const due = dueMonthsOf(frequency).filter((month) => month >= first && month <= current);
  // Yearly ones are reported early by some.
  return due.length === 0 && chance < EARLY_SHARE ? [current] : due;
}

/** 1 to 12 in Asia/Shanghai. */
const monthAt = (at: number): number => new Date(at + SHANGHAI_SHIFT_MS).getUTCMonth() + 1;

/**
 * What a demo project reported by now in this year, the same for the same project: most of it reviewed, a little waiting,
 * a little missing; and what the system took by the end of each month before this one.
 */
export function valuesOf(project: DemoProject, targets: readonly DemoTarget[], now: number): DemoValue[] {
  return targets.flatMap((target, place) =>
    target.autoSource === null ? reportedOf(project, target, place, now) : takenOf(project, target, now),
  );
}

/** The current month is left to the system itself. */
function takenOf(project: DemoProject, target: DemoTarget, now: number): DemoValue[] {
  const months = dueMonths.month.filter((month) => month < monthAt(now));
  return months.flatMap((month) => {
    const taken = collectedOf(project, target, month, now);
    return taken === undefined ? [] : [{ targetId: target.id, month, ...none, ...taken, state: 'accepted' as const }];
  });
}

function reportedOf(project: DemoProject, target: DemoTarget, place: number, now: number): DemoValue[] {
  const { least, most } = qualityOf(project);
  const next = chanceOf(project.number * 104_729 + place * 7_919);
  const [level, fate, early] = [least + (most - least) * next(), next(), next()];
  if (fate < MISSING_SHARE && !project.realName) return [];
  const isAdded = addsUp(target);
  const isInRange = target.isHeldToRange && (early < IN_RANGE_SHARE || project.realName) && !isTroubled(project);
  const months = monthsOf(isAdded ? 'month' : target.frequency, firstMonth(project, now), monthAt(now), early);
  return months.map((month, index): DemoValue => {
    const fromLast = months.length - 1 - index;
    const state = fromLast === 0 && fate > 1 - WAITING_SHARE ? 'submitted' : 'accepted';
    const rate = isInRange ? Math.max(1, level) : level - Math.min(MOST_GAIN, GAIN * fromLast);
    const share = isAdded ? level * shareOfYear(project, month, now) : rate;
    return { targetId: target.id, month, ...achieved(target, share), state, detail: null };
  });
}

const none = { value: null, band: null, pointsMet: null };
function achieved(target: DemoTarget, share: number): Pick<DemoValue, 'value' | 'band' | 'pointsMet'> {
  const capped = Math.min(1, Math.max(0, share));
  switch (target.method) {
    case 'bands':
      return { ...none, band: capped >= 0.8 ? 'met' : 'partly', value: Math.max(0.6, Math.round(capped * 100) / 100) };
    case 'points':
    case 'veto':
      return {
        ...none,
        pointsMet: Array.from({ length: Math.round(target.pointsInAll * capped) }, (_, point) => point),
      };
    default: {
      const aim = Number(target.target ?? 100);
      const isLess = target.direction === 'le' || target.direction === 'lt';
      const reached = isLess ? aim * (2 - share) : aim * share;
      // A rate is never more than all of it.
      const whole = target.unit === '%' && !isLess ? Math.min(100, reached) : reached;
      const scale = 10 ** target.decimals;
      return { ...none, value: Math.round(whole * scale) / scale };
    }
  }
}

/** Who works in this year, and since long enough for the year to speak of it: the others have no targets yet. */
const LEAST_WEEKS = 20;
export const isEvaluated = (project: DemoProject, now: number): boolean =>
  project.begunWeeksAgo >= LEAST_WEEKS && endOf(project, now) > yearStart(now);

/** Declarations of these are not approved yet, so that the lists have something to do. */
export const draftDeclarations: readonly number[] = [24, 33];
export const waitingDeclarations: readonly number[] = [17];

export const goalsOf = (project: DemoProject, year: number) => ({
  whole: `${project.name}按批复内容建成并投入使用，资金规范，群众满意。`,
  annual: `${year} 年度按计划完成「${project.name}」年度任务，质量、时效、资金与生态目标全部达到。`,
});
