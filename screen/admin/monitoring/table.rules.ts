import { directionSigns } from '../../../contracts/indicators.ts';
import type { MonitoringRow } from '../../../contracts/monitoring.ts';
import { bandNames } from '../../../contracts/scores.ts';
import { shownDecimal } from '../../format/decimal.rules.ts';
import { levelSpans, type LevelSpan } from '../levels.rules.ts';
import { monitoringTableWords as words } from '../../words/monitoring.ts';

/** `≥8.5㎡`; without a number, the target's words. */
export const targetText = ({ target, direction, targetText: told, unit }: MonitoringRow): string =>
  target === null ? told : `${direction === null ? '' : directionSigns[direction]}${shownDecimal(target)}${unit}`;

/** What was achieved; null: nothing counts yet, which is not nothing achieved. */
export function achievedText({ achievement, pointsInAll, unit }: MonitoringRow): string | null {
  if (achievement === null) return null;
  if (achievement.vetoed) return words.vetoed;
  if (achievement.band !== null) return bandNames[achievement.band];
  if (achievement.pointsMet !== null) return words.points(achievement.pointsMet.length, pointsInAll);
  return achievement.value === null ? null : `${shownDecimal(achievement.value)}${unit}`;
}
export const amountText = (value: string | null, unit: string): string | null =>
  value === null ? null : `${shownDecimal(value)}${unit}`;

export type TableRow = LevelSpan & { readonly row: MonitoringRow };
export function tableRows(rows: readonly MonitoringRow[]): TableRow[] {
  const spans = levelSpans(rows);
  return rows.flatMap((row, i) => (spans[i] === undefined ? [] : [{ ...spans[i], row }]));
}
