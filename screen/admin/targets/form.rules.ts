import { directionSigns } from '../../../contracts/indicators.ts';
import type { Target } from '../../../contracts/targets.ts';
import { shownDecimal } from '../../format/decimal.rules.ts';
import { levelSpans, type LevelSpan } from '../levels.rules.ts';

/** A row of the printed table. */
export type PrintedRow = LevelSpan & { readonly target: Target; readonly value: string };
const valueText = ({ target, direction, targetText, unit }: Target): string =>
  target === null ? targetText : `${direction === null ? '' : directionSigns[direction]}${shownDecimal(target)}${unit}`;

export function printedRows(targets: readonly Target[]): PrintedRow[] {
  const spans = levelSpans(targets);
  return targets.flatMap((target, i) =>
    spans[i] === undefined ? [] : [{ ...spans[i], target, value: valueText(target) }],
  );
}
