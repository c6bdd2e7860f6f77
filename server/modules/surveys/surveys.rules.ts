import type { Instant } from '../../../contracts/glossary.ts';
import type { Method, Aspect } from '../../../contracts/indicators.ts';
import { SATISFIED_FROM, SURVEY_FORMULA } from '../../../contracts/surveys.ts';
import type { SourceDetail } from '../../../contracts/sourceDetails.ts';
import { dayOf } from '../../platform/calendar.rules.ts';
import { percentOf } from '../../platform/exact.rules.ts';

export interface SurveyResult {
  readonly value: string;
  readonly detail: SourceDetail;
}
export interface SurveyStand {
  readonly id: number;
  /** Answers by satisfaction, 1 to 5. */
  readonly counts: readonly number[];
  readonly minAnswers: number;
  readonly opensAt: Instant;
  readonly until: Instant;
}

/** The rate of satisfaction: those who answered 4 or 5. Undefined below the least sample: too few is no figure. */
export function resultOf({ id, counts, minAnswers, opensAt, until }: SurveyStand): SurveyResult | undefined {
  const answers = counts.reduce((sum, count) => sum + count, 0);
  const satisfied = counts.slice(SATISFIED_FROM - 1).reduce((sum, count) => sum + count, 0);
  const value = answers < minAnswers ? undefined : percentOf(`${satisfied}`, `${answers}`, 2);
  if (value === undefined) return undefined;
  const inputs = {
    answers: `${answers}`,
    satisfied: `${satisfied}`,
    minAnswers: `${minAnswers}`,
    survey: `${id}`,
  };
  return { value, detail: { formula: SURVEY_FORMULA, from: opensAt, to: until, inputs } };
}

/** The month that a survey's result speaks of: the one it was closed in, within the year of its target. */
export function monthOfResult(year: number, closedAt: Instant): string {
  const month = dayOf(closedAt).slice(0, 7);
  if (month < `${year}-01`) return `${year}-01`;
  return month > `${year}-12` ? `${year}-12` : month;
}

/** What a survey may be opened for. */
export interface SurveyedTarget {
  readonly aspect: Aspect | null;
  readonly method: Method;
  readonly isApproved: boolean;
  readonly hasOpen: boolean;
}
const LONGEST_MS = 366 * 86_400_000;

/** Why a survey may not be opened so, as a sentence, or undefined. */
export function whyNotOpen(target: SurveyedTarget, closesAt: Instant, now: Instant): string | undefined {
  if (!target.isApproved) return '绩效目标尚未批准';
  if (target.aspect !== 'satisfaction' || target.method !== 'ratio') return '只能为按公式计分的满意度指标发起调查';
  if (target.hasOpen) return '该指标已有进行中的调查';
  if (closesAt <= now) return '截止时间须晚于当前时间';
  return closesAt > now + LONGEST_MS ? '调查最长一年' : undefined;
}

/** Numbers of telephones, identity cards and the like; full-width digits too. */
const NAMING = /[0-9０-９][0-9０-９\s-]{5,}[0-9０-９xX]/g;
const ADDRESS = /[^\s@，。；]+@[^\s@，。；]+/g;
/** A comment without what could name somebody: long numbers and mail addresses are taken out before it is kept. */
export const withoutNames = (comment: string): string => comment.trim().replace(ADDRESS, '***').replace(NAMING, '***');
