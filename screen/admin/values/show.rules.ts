import { autoSourceNames, directionSigns } from '../../../contracts/indicators.ts';
import { bandNames, valueSourceNames, type Achievement, type ValueSource } from '../../../contracts/scores.ts';
import { sourceInputNames, type SourceDetail } from '../../../contracts/sourceDetails.ts';
import { dueStates, type DueState, type DueTarget } from '../../../contracts/values.ts';
import { minuteText } from '../../format/time.ts';
import { wanOf } from '../../format/decimal.rules.ts';
import { entryWords as words } from '../../words/values.ts';
import type { CellValue } from '../parts/table.ts';
import { percentText } from './entry.rules.ts';

const withUnit = (number: string, unit: string): string =>
  unit === '' || unit === '%' ? `${number}${unit}` : `${number} ${unit}`;

/** ≥ 100 万㎡; without a number, the target's words. */
export function targetText({
  target,
  direction,
  unit,
  targetText: told,
}: Pick<DueTarget, 'target' | 'direction' | 'unit' | 'targetText'>): CellValue {
  if (target === null) return told;
  return `${direction === null ? '' : `${directionSigns[direction]} `}${withUnit(target, unit)}`;
}

/** What was achieved, as people read it. Null: nothing is known. */
export function achievementText(
  achievement: Achievement | null,
  { unit, points }: Pick<DueTarget, 'unit' | 'points'>,
): CellValue {
  if (achievement === null) return null;
  const { value, band, pointsMet, vetoed } = achievement;
  if (vetoed) return words.vetoed;
  if (band !== null) return `${bandNames[band]} ${percentText(value ?? '0')}%`;
  if (pointsMet !== null) return words.pointsMet(pointsMet.length, points.length);
  return value === null ? null : withUnit(value, unit);
}

export const sourceText = (source: ValueSource | null): CellValue =>
  source === null ? null : valueSourceNames[source];
/** Where a value comes from, or will come from: a target that the system fills says so before it is filled. */
export const dueSource = ({ source, autoSource, state }: DueTarget): CellValue =>
  source === null && autoSource !== null && state !== 'auto-off' ? words.awaited : sourceText(source);
export const autoText = ({ autoSource }: DueTarget): CellValue =>
  autoSource === null ? null : autoSourceNames[autoSource];

/** What the system computed a value from and by which formula, a line each; nothing where a person said it. */
export function sourceFacts(detail: SourceDetail | null): { key: string; label: string; value: CellValue }[] {
  if (detail === null) return [];
  const { formula, from, to, inputs } = detail;
  const span = from === null || to === null ? null : `${minuteText(from)} 至 ${minuteText(to)}`;
  return [
    { key: 'taken-by', label: words.takenBy, value: formula },
    { key: 'span', label: words.span, value: span },
    ...Object.entries(inputs).map(([key, value]) => ({
      ...{ key, label: sourceInputNames[key] ?? key },
      value: key.endsWith('Fen') ? wanOf(value) : value,
    })),
  ];
}

/** Months of a year that have begun, the newest first; of a year to come none but its first. */
export function monthsBegun(year: number, today: string): string[] {
  const last = today.slice(0, 4) === String(year) ? Number(today.slice(5, 7)) : today < `${year}` ? 1 : 12;
  return Array.from({ length: last }, (_, i) => `${year}-${String(last - i).padStart(2, '0')}`);
}

/** A target that somebody comes for from elsewhere. */
export interface AskedTarget {
  readonly month: string;
  readonly text: string;
  readonly targetId: number;
  readonly state: DueState | null;
}
/** As an address names it; null where it names none. */
export function askedOf(query: Readonly<Record<string, unknown>>): AskedTarget | null {
  const { month, text, target, state } = query;
  const targetId = Number(target);
  if (typeof month !== 'string' || typeof text !== 'string' || text === '') return null;
  if (!Number.isInteger(targetId) || targetId < 1) return null;
  return { month, text, targetId, state: dueStates.find((known) => known === state) ?? null };
}
