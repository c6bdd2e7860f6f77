import type { ChangeOrder, ReviewAnswer, ReviewFigures } from '../../../contracts/reviews.ts';
import { wanOf } from '../../format/decimal.rules.ts';
import { formatNumber, formatPercent, formatWan, signed } from '../../format/number.ts';
import { dayNumber, minuteText } from '../../format/time.ts';
import { reviewWords as words } from '../../words/reviews.ts';
import type { Fact } from '../parts/FactList.vue';

/** What the system knows of a project, as lines of a form. */
export const figureFacts = (figures: ReviewFigures): Fact[] => [
  {
    ...{ key: 'progress', label: words.progress },
    value: words.progressText(formatPercent(figures.progress), formatPercent(figures.planned)),
  },
  { key: 'spi', label: words.indexes, value: `${formatNumber(figures.spi, 2)} / ${formatNumber(figures.cpi, 2)}` },
  { key: 'paid', label: words.money, value: words.moneyText(formatWan(figures.paidFen), formatWan(figures.budgetFen)) },
  {
    ...{ key: 'milestones', label: words.milestones },
    value: words.milestonesText(figures.milestonesDone, figures.milestones, figures.milestonesLate),
  },
  {
    ...{ key: 'score', label: words.score },
    value: figures.score === null ? words.noScore : formatNumber(Number(figures.score), 2),
  },
  { key: 'at', label: '', value: words.figuresAt(minuteText(figures.at)) },
];

export const unmetIn = (answers: readonly ReviewAnswer[]): number =>
  answers.filter(({ verdict }) => verdict === 'no').length;

/** What a change does, in one line. */
export function effectOf({ kind, amountFen, beforeFen, days }: ChangeOrder): string {
  if (kind === 'works') return words.worksEffect(signed(wanOf(amountFen)), signed(String(days)));
  return words.budgetEffect(beforeFen === null ? '' : wanOf(beforeFen), wanOf(amountFen));
}

/** How long a day is away, counted in calendar days of Asia/Shanghai; late where it is behind. */
export function daysTo(dueAt: number, now: number): { readonly days: number; readonly isLate: boolean } {
  const days = dayNumber(dueAt) - dayNumber(now);
  return { days: Math.abs(days), isLate: days < 0 };
}
