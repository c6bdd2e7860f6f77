import { documentKindNames } from '../../../contracts/lifecycles.ts';
import type { ProblemCode } from '../../../contracts/errors.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import { pointsOf } from '../../../contracts/reviewChecklists.ts';
import {
  reviewOutcomeNames,
  reviewPlaces,
  type ChangeOrderDecision,
  type ChangeOrderKind,
  type Closing,
  type NewChangeOrder,
  type ReviewAnswer,
  type ReviewKind,
  type ReviewOutcome,
  type ReviewPlace,
} from '../../../contracts/reviews.ts';
import type {
  LifecycleChartKey,
  LifecycleStep,
  ProjectAmount,
  ProjectDocument,
} from '../../../contracts/lifecycles.ts';
import { monthsAfter } from '../../platform/calendar.rules.ts';
import { compare, divide, isPositive, isZero, subtract } from '../../platform/exact.rules.ts';

export interface Objection {
  readonly code: ProblemCode;
  readonly detail: string;
}
const refuse = (detail: string): Objection => ({ code: 'check-failed', detail });

/** A kind's place in a chart, where it has one. */
export const placeOf = (chart: LifecycleChartKey, kind: ReviewKind): ReviewPlace | undefined =>
  reviewPlaces[chart][kind];

/** Why answers may not be filed: a point left open, one that is not met and not explained, or one that nobody asked. */
export function whyNotFile(kind: ReviewKind, answers: readonly ReviewAnswer[], summary: string): Objection | undefined {
  const points = pointsOf(kind);
  const given = new Map(answers.map((answer) => [answer.code, answer]));
  if (given.size < answers.length || answers.some(({ code }) => points.every((point) => point.code !== code)))
    return refuse('检查项有误，请重新打开');
  const open = points.find(({ code }) => !given.has(code));
  if (open !== undefined) return refuse(`尚未检查：${open.text}`);
  const bare = points.find(({ code }) => given.get(code)?.verdict === 'no' && given.get(code)?.note.trim() === '');
  if (bare !== undefined) return refuse(`不符合项须说明：${bare.text}`);
  if (summary.trim() === '') return refuse('请填写总体意见');
  return undefined;
}

/** Documents that points marked as met are shown by, and that are not there. */
export function whyNotShown(
  kind: ReviewKind,
  answers: readonly ReviewAnswer[],
  documents: readonly Pick<ProjectDocument, 'kind'>[],
): Objection | undefined {
  const there = new Set(documents.map((one) => one.kind));
  const met = new Set(answers.filter(({ verdict }) => verdict === 'yes').map(({ code }) => code));
  const missing = pointsOf(kind)
    .filter(({ code }) => met.has(code))
    .flatMap(({ documents: wanted = [] }) => wanted)
    .filter((one) => !there.has(one));
  return missing.length === 0
    ? undefined
    : refuse(`标为符合的检查项缺少资料：${missing.map((one) => documentKindNames[one]).join('、')}`);
}

/** Why an outcome does not follow: a finding that is not met is no ground to pass or to go on as before. */
export function whyNotOutcome(
  place: ReviewPlace,
  outcome: ReviewOutcome,
  answers: readonly ReviewAnswer[],
): Objection | undefined {
  if (place.outcomes[outcome] === undefined) return refuse(`不能作出“${reviewOutcomeNames[outcome]}”的结论`);
  if (outcome === 'pass' && answers.some(({ verdict }) => verdict === 'no'))
    return refuse('尚有不符合项，不能作出验收合格的结论');
  return undefined;
}

/** Newest of each kind, as an evidence package lists them. */
export const packageOf = (documents: readonly ProjectDocument[]): ProjectDocument[] =>
  documents.filter(({ kind }, i) => documents.findIndex((one) => one.kind === kind) === i);

/** Share that the settlement review cut of what was submitted; null where either is missing. */
export function cutShareOf(submitted: string | null, settled: string | null): string | null {
  if (submitted === null || settled === null || isZero(submitted)) return null;
  return divide(subtract(submitted, settled), submitted, 4);
}

/**
 * The clock of the final account: it runs from acceptance, for so many months, with so many more at most
 * (财建〔2016〕503号).
 */
export function closingOf(
  steps: readonly LifecycleStep[],
  amounts: readonly ProjectAmount[],
  months: { readonly regular: number; readonly extension: number },
): Closing {
  const accepted = steps.findLast(({ from, action }) => from === 'S130' && action === 'advance')?.at ?? null;
  const settled = steps.findLast(({ from, action }) => from === 'S150' && action === 'advance')?.at ?? null;
  const sum = (kind: ProjectAmount['kind']) => amounts.find((one) => one.kind === kind)?.amountFen ?? null;
  const later = (by: number): Instant | null => accepted && monthsAfter(accepted, by);
  return {
    ...{ acceptedAt: accepted, dueAt: later(months.regular), latestAt: later(months.regular + months.extension) },
    ...{ settledAt: settled, submittedFen: sum('submitted'), settlementFen: sum('settlement') },
    ...{ cutShare: cutShareOf(sum('submitted'), sum('settlement')), finalFen: sum('final-account') },
  };
}

/** Why a change may not be proposed. @param budgetFen the approved budget, null where none is noted */
export function whyNotPropose(order: NewChangeOrder, budgetFen: string | null): Objection | undefined {
  if (order.kind === 'works') {
    if (isZero(order.amountFen) && order.days === 0) return refuse('变更既不影响造价也不影响工期，无须办理');
    return isPositive(order.amountFen) && order.fundSource.trim() === '' ? refuse('增加投资须说明资金来源') : undefined;
  }
  if (!isPositive(order.amountFen)) return refuse('调整后概算应大于 0');
  if (budgetFen === null) return refuse('尚未登记概算，无从调整');
  if (compare(order.amountFen, budgetFen) === 0) return refuse('调整后概算与现行概算相同');
  return compare(order.amountFen, budgetFen) > 0 && order.fundSource.trim() === ''
    ? refuse('增加概算须落实资金来源（政府投资条例第二十三条）')
    : undefined;
}

/** Why a decision may not be taken: a budget is changed by a reply with its number. */
export const whyNotDecide = (kind: ChangeOrderKind, { approve, number }: ChangeOrderDecision): Objection | undefined =>
  kind === 'budget' && approve && number.trim() === '' ? refuse('批准概算调整须填批文号') : undefined;
