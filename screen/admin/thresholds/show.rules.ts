import type { Instant } from '../../../contracts/glossary.ts';
import { thresholdFact, thresholdNames, type ThresholdName, type ThresholdRow } from '../../../contracts/thresholds.ts';
import { fullWidth } from '../../../contracts/punctuation.ts';
import { fenOf, isDecimal, movedPoint, shownDecimal, wanOf } from '../../format/decimal.rules.ts';
import { MINUS } from '../../format/number.ts';
import { thresholdWords as words } from '../../words/thresholds.ts';

/** Where a value comes from, as Chinese is printed. */
export const sourceText = (row: ThresholdRow | null): string | null => row && fullWidth(row.source);

/** A threshold with everything that it was, is and will be. */
export interface ThresholdLine {
  readonly code: ThresholdName;
  readonly label: string;
  readonly now: ThresholdRow | null;
  readonly coming: ThresholdRow | null;
  /** The newest first. */
  readonly rows: readonly ThresholdRow[];
}

/** One line a threshold, in the order of the contract. */
export function thresholdLines(rows: readonly ThresholdRow[], now: Instant): ThresholdLine[] {
  return thresholdNames.flatMap((code): ThresholdLine[] => {
    const own = rows.filter((row) => row.code === code).sort((a, b) => b.effectiveFrom - a.effectiveFrom);
    const [newest] = own;
    if (newest === undefined) return [];
    const isInForce = ({ effectiveFrom, effectiveTo }: ThresholdRow) =>
      effectiveFrom <= now && (effectiveTo === null || effectiveTo > now);
    const coming = newest.effectiveFrom > now ? newest : null;
    return [{ code, label: words.names[code], now: own.find(isInForce) ?? null, coming, rows: own }];
  });
}

/** A value as people write it: money in 万元, a change in per cent. What is a yes or no stays 1 or 0. */
export function writtenValue(code: ThresholdName, value: string): string {
  const { unit } = thresholdFact(code);
  if (unit === 'fen') return wanOf(value);
  return unit === 'change' ? movedPoint(value, 2) : shownDecimal(value);
}

/** The same as it is read, with its unit. */
export function valueText(code: ThresholdName, value: string): string {
  const { unit } = thresholdFact(code);
  if (unit === 'switch') return value === '1' ? words.on : words.off;
  const written = writtenValue(code, value).replace('-', MINUS);
  return unit === 'change' ? `${written}%` : `${written} ${words.units[unit]}`.trimEnd();
}

/** What was written, as the wire has it; null where it is no number. */
export function valueOf(code: ThresholdName, written: string): string | null {
  const text = written.trim().replace(MINUS, '-');
  const { unit } = thresholdFact(code);
  if (unit === 'fen') return fenOf(text);
  if (!isDecimal(text)) return null;
  return unit === 'change' ? movedPoint(text, -2) : text;
}
