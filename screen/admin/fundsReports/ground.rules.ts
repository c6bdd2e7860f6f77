import type { FundsGround } from '../../../contracts/fundsReports.ts';
import { wanOf } from '../../format/decimal.rules.ts';
import { DASH } from '../../format/number.ts';
import { fundsWords as words } from '../../words/fundsReports.ts';
import type { Fact } from '../parts/FactList.vue';
import { planGap } from './funds.rules.ts';

export const wanText = (fen: string | null): string => (fen === null ? DASH : words.wan(wanOf(fen)));

/** What the records say of a month, as facts. */
export function groundFacts(ground: FundsGround): Fact[] {
  const gap = planGap(ground);
  return [
    { key: 'paid', label: words.paid, value: wanText(ground.paidFen) },
    { key: 'planned', label: words.planned, value: wanText(ground.plannedFen) },
    { key: 'paidToDate', label: words.paidToDate, value: wanText(ground.paidToDateFen) },
    { key: 'plannedToDate', label: words.plannedToDate, value: wanText(ground.plannedToDateFen) },
    { key: 'gap', label: words.gap, value: gap === null ? DASH : words.gapText(wanOf(gap.fen), gap.points) },
  ];
}
