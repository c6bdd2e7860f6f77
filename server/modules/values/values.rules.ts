import type { ProblemCode } from '../../../contracts/errors.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import { dueMonths, dueMonthsOf, type Direction, type Frequency, type Method } from '../../../contracts/indicators.ts';
import { bandShares, type Achievement, type Band, type ValueSource } from '../../../contracts/scores.ts';
import type { ValueEntry, ValueState } from '../../../contracts/values.ts';
import { dayOf } from '../../platform/calendar.rules.ts';
import { compare, decimalsOf, multiply, reaches, shown } from '../../platform/exact.rules.ts';

/** What a target says of the values that it takes. */
export interface TargetFacts {
  readonly year: number;
  readonly method: Method;
  readonly direction: Direction | null;
  readonly decimals: number;
  readonly points: readonly string[];
  readonly target: string | null;
  readonly overRatio: string;
  /** The declaration is approved: what is not approved takes no values. */
  readonly isApproved: boolean;
}

/** Frequencies whose values are expected in a month, `2026-11`. */
export const dueFrequencies = (month: string): Frequency[] =>
  (Object.keys(dueMonths) as Frequency[]).filter((name) => dueMonths[name].includes(Number(month.slice(5))));
export const isDueWithout = (month: string): boolean => dueMonthsOf(null).includes(Number(month.slice(5)));

const bandSpans: Readonly<Record<Band, string>> = {
  met: '80% 至 100%',
  partly: '60% 至 80%（不含）',
  unmet: '0 至 60%（不含）',
};

function whyNotBand({ band, value }: Achievement): string | undefined {
  if (band === null) return '请选择完成档次';
  if (value === null) return '请填写档内比例';
  const { from, to } = bandShares[band];
  const isInside = compare(value, from) >= 0 && compare(value, to) < (band === 'met' ? 1 : 0);
  return isInside ? undefined : `所选档次的比例须在 ${bandSpans[band]} 之间`;
}

function whyNotNumber({ value }: Achievement, facts: TargetFacts): string | undefined {
  if (value === null) return '请填写完成值';
  if (decimalsOf(value) > facts.decimals) return `完成值的小数位数不得超过 ${facts.decimals} 位`;
  if (facts.method === 'execution' && compare(value, '0') < 0) return '执行率不得为负';
  return undefined;
}

function whyNotPoints({ pointsMet }: Achievement, { points }: TargetFacts): string | undefined {
  if (pointsMet === null) return '请逐项确认评价要点';
  return pointsMet.every((place) => place < points.length) ? undefined : `评价要点只有 ${points.length} 项`;
}

/** Only the fields of the method are filled: nothing may stand in a row that no rule reads. */
function whyNotOther({ value, band, pointsMet, vetoed }: Achievement, method: Method): string | undefined {
  const wants = {
    value: method === 'ratio' || method === 'execution' || method === 'bands',
    band: method === 'bands',
    points: method === 'points' || method === 'veto',
  };
  const isForeign =
    (value !== null && !wants.value) ||
    (band !== null && !wants.band) ||
    (pointsMet !== null && !wants.points) ||
    (vetoed && method !== 'veto');
  return isForeign ? '填报内容与指标的评分方式不符' : undefined;
}

const whyNotAchievement = (achievement: Achievement, facts: TargetFacts): string | undefined => {
  const own = {
    ratio: whyNotNumber,
    execution: whyNotNumber,
    bands: whyNotBand,
    points: whyNotPoints,
    veto: whyNotPoints,
  }[facts.method];
  return whyNotOther(achievement, facts.method) ?? own(achievement, facts);
};

/** Whether so much was achieved that the target may have been set too low: from `overRatio` of it on (domain.md 1.3). */
export const isOver = ({ value }: Achievement, { method, direction, target, overRatio }: TargetFacts): boolean =>
  method === 'ratio' &&
  value !== null &&
  target !== null &&
  (direction === 'ge' || direction === 'gt' || direction === 'eq') &&
  compare(target, '0') > 0 &&
  reaches(value, overRatio, target);

const percentText = (ratio: string): string => `${shown(multiply(ratio, '100'))}%`;

function whyNotRemarks(
  { achievement, note, overReason, forecast }: ValueEntry,
  facts: TargetFacts,
): string | undefined {
  if (isOver(achievement, facts) && overReason.trim() === '')
    return `完成值达到目标值的 ${percentText(facts.overRatio)} 及以上，须说明原因及改进措施`;
  if (achievement.vetoed && note.trim() === '') return '认定截留、挤占、挪用或虚列的，须在说明中写明情况';
  if (forecast !== null && decimalsOf(forecast) > facts.decimals)
    return `全年预计完成的小数位数不得超过 ${facts.decimals} 位`;
  return undefined;
}

function whyNotMonth(month: string, { year, isApproved }: TargetFacts, now: Instant): string | undefined {
  if (!isApproved) return '绩效目标尚未批准，不能填报完成值';
  if (month.slice(0, 4) !== String(year)) return `该指标属 ${year} 年度，月份须在该年之内`;
  return month > dayOf(now).slice(0, 7) ? '不得填报尚未到来的月份' : undefined;
}

/** Rows of the target and month that a new one would stand beside. */
export interface Standing {
  readonly waiting: boolean;
  readonly acceptedId: number | null;
}

function whyNotBeside({ waiting, acceptedId }: Standing, replacesId: number | null): string | undefined {
  if (waiting) return '该月已有待审核的完成值，请待审核后再报';
  if (replacesId === null) return acceptedId === null ? undefined : '该月已有通过审核的完成值，请使用更正';
  return acceptedId === replacesId ? undefined : '只能更正当前有效的完成值';
}

/**
 * Why a value may not be reported so, as a sentence, or undefined.
 * @param replacesId the value that it corrects; its reason then stands in the note
 */
export function whyNotReport(
  facts: TargetFacts,
  entry: ValueEntry & { readonly month: string },
  { standing, replacesId, now }: { standing: Standing; replacesId: number | null; now: Instant },
): string | undefined {
  return (
    whyNotMonth(entry.month, facts, now) ??
    whyNotBeside(standing, replacesId) ??
    whyNotAchievement(entry.achievement, facts) ??
    whyNotRemarks(entry, facts) ??
    (replacesId !== null && entry.note.trim() === '' ? '更正须写明理由' : undefined)
  );
}

/** A value before its reviewer. */
export interface Reviewed {
  readonly state: ValueState;
  readonly enteredById: number | null;
}
/** Why somebody may not review a value, or undefined: it is decided, or it is their own (a second person reviews). */
export function whyNotReview({ state, enteredById }: Reviewed, reviewerId: number): ProblemCode | undefined {
  if (state !== 'submitted') return 'value-closed';
  return enteredById === reviewerId ? 'own-value' : undefined;
}

/** What an automatic value meets in its month. */
export interface Beside {
  readonly accepted: { readonly value: string | null; readonly source: ValueSource } | null;
  readonly waiting: boolean;
}
export type CollectVerdict = 'write' | 'unchanged' | 'held' | 'withoutInput';
/** A new row only for a new value; what a person said stands, and what waits for review is not overtaken. */
export function judgeCollected(value: string | undefined, { accepted, waiting }: Beside): CollectVerdict {
  if (value === undefined) return 'withoutInput';
  if (waiting || (accepted !== null && accepted.source !== 'auto')) return 'held';
  const before = accepted?.value ?? null;
  return before !== null && compare(before, value) === 0 ? 'unchanged' : 'write';
}
