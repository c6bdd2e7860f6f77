import type { Survey } from '../../../contracts/surveys.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { CellValue } from '../parts/table.ts';
import type { TagTone } from '../parts/TagMark.vue';

export type Stand = 'going' | 'lapsed' | 'closed';
/** Lapsed: its time is over, and the server closes it any moment. */
export const standOf = ({ closedAt, closesAt }: Survey, now: Instant): Stand =>
  closedAt !== null ? 'closed' : closesAt <= now ? 'lapsed' : 'going';
export const standTones: Readonly<Record<Stand, TagTone>> = { going: 'ok', lapsed: 'draft', closed: 'plain' };

/** A dash below the least sample: too few is no figure. */
export const rateText = ({ rate }: Survey): CellValue => (rate === null ? null : `${rate}%`);

/** How long each bar of a distribution is, of the longest. */
export function barsOf(counts: readonly number[]): { satisfaction: number; count: number; share: number }[] {
  const longest = Math.max(1, ...counts);
  return counts.map((count, i) => ({ satisfaction: i + 1, count, share: count / longest })).reverse();
}

/** The end of a day chosen in a calendar, in Asia/Shanghai. */
export const endOfDay = (day: string): Instant => Date.parse(`${day}T00:00:00+08:00`) + 86_400_000;

/** A whole number of answers; null for anything else. */
export function wholeSample(text: string): number | null {
  const value = Number(text);
  return /^\d+$/.test(text.trim()) && value >= 1 && value <= 100_000 ? value : null;
}
