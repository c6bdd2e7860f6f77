import type { Instant } from '../../contracts/glossary.ts';
import { HOUR_MS } from '../format/time.ts';
import { monthText, yearText } from '../words/charts.ts';

/** ECharts lays out time in UTC or in the browser's zone; moved by eight hours, UTC reads as Shanghai. */
export const SHIFT_MS = 8 * HOUR_MS;
export const shifted = (at: Instant): number => at + SHIFT_MS;

/** Steps between named months that keep to quarters and years. */
const STEPS = [1, 2, 3, 6, 12] as const;

/** First instants of the months between two instants, thinned to at most `most` names. */
export function monthStarts(from: Instant, to: Instant, most: number): Instant[] {
  const starts: Instant[] = [];
  const first = new Date(shifted(from));
  let [year, month] = [first.getUTCFullYear(), first.getUTCMonth()];
  for (;;) {
    const at = Date.UTC(year, month, 1) - SHIFT_MS;
    if (at > to) break;
    if (at >= from) starts.push(at);
    [year, month] = month === 11 ? [year + 1, 0] : [year, month + 1];
  }
  const step = STEPS.find((one) => starts.length / one <= most) ?? 12;
  return starts.filter((at) => new Date(shifted(at)).getUTCMonth() % step === 0);
}

/** 3月; January of a stretch longer than a year is named by its year. */
export function monthName(at: Instant, span: number): string {
  const date = new Date(shifted(at));
  const isNewYear = date.getUTCMonth() === 0 && span > YEAR_MS;
  return isNewYear ? yearText(date.getUTCFullYear()) : monthText(date.getUTCMonth() + 1);
}
const YEAR_MS = 366 * 24 * HOUR_MS;
