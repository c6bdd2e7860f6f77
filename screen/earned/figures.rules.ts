import type { EarnedStatement } from '../../contracts/earnedValue.ts';
import { DASH, formatWan } from '../format/number.ts';
import { dateText } from '../format/time.ts';
import { earnedWords as words } from '../words/earned.ts';

/** A figure of the statement; its name is known to words/provenance.ts. */
export interface EarnedFigure {
  readonly name: string;
  readonly label: string;
  readonly value: number | null;
  readonly text: string;
  readonly unit?: string;
}
export interface FigureGroup {
  readonly title: string;
  readonly figures: readonly EarnedFigure[];
}

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));
const ratio = (text: string | null): { value: number | null; text: string } => ({
  value: numberOf(text),
  text: text === null ? DASH : Number(text).toFixed(2),
});
const money = (fen: string | null) => ({ value: numberOf(fen), text: formatWan(fen) });
const weeks = (text: string | null) => ({
  ...{ value: numberOf(text), text: text === null ? DASH : Number(text).toFixed(1) },
  unit: words.weeks,
});

/** The statement as it is read: sums, indices, what it comes to, and the plan's own clock. */
export function figureGroups(statement: EarnedStatement): readonly FigureGroup[] {
  const { forecastEndAt: end } = statement;
  return [
    {
      title: words.groups.value,
      figures: [
        { name: 'ev-bac', label: words.bac, ...money(statement.budgetFen) },
        { name: 'ev-pv', label: words.pv, ...money(statement.plannedFen) },
        { name: 'ev-ev', label: words.ev, ...money(statement.earnedFen) },
        { name: 'ev-ac', label: words.ac, ...money(statement.paidFen) },
        { name: 'ev-sv', label: words.sv, ...money(statement.scheduleVarianceFen) },
        { name: 'ev-cv', label: words.cv, ...money(statement.costVarianceFen) },
      ],
    },
    {
      title: words.groups.index,
      figures: [
        { name: 'spi', label: words.spi, ...ratio(statement.spi) },
        { name: 'cpi', label: words.cpi, ...ratio(statement.cpi) },
        { name: 'ev-tcpi', label: words.tcpi, ...ratio(statement.tcpi) },
      ],
    },
    {
      title: words.groups.forecast,
      figures: [
        { name: 'ev-eac', label: words.eac, ...money(statement.estimateFen) },
        { name: 'ev-eac2', label: words.eac2, ...money(statement.pessimisticFen) },
        { name: 'ev-etc', label: words.etc, ...money(statement.toCompleteFen) },
        { name: 'ev-vac', label: words.vac, ...money(statement.varianceAtCompletionFen) },
      ],
    },
    {
      title: words.groups.schedule,
      figures: [
        { name: 'ev-es', label: words.es, ...weeks(statement.earnedWeeks) },
        { name: 'ev-at', label: words.at, ...weeks(statement.actualWeeks) },
        { name: 'ev-spit', label: words.spit, ...ratio(statement.spiTime) },
        { name: 'ev-end', label: words.end, value: end, text: end === null ? DASH : dateText(end) },
      ],
    },
  ];
}
