import type { Instant } from '../../contracts/glossary.ts';
import { DAY_MS, dayNumber, HOUR_MS, hourMinute, MINUTE_MS } from './time.ts';

/** Lit ticks of an age mark: 3 within one period, 2 within two, 1 within three, 0 = stale (spec 4). */
export type Ticks = 0 | 1 | 2 | 3;

export interface Age {
  readonly ticks: Ticks;
  readonly text: string;
  readonly isStale: boolean;
}

/** Whole hours are read easily up to three days; beyond, days. */
const HOURS_UNTIL_MS = 3 * DAY_MS;

export function ageOf(at: Instant, periodMs: number, now: Instant): Age {
  const age = Math.max(0, now - at);
  const ticks = Math.max(0, 3 - Math.floor(age / periodMs)) as Ticks;
  return { ticks, text: ageText(at, now), isStale: ticks === 0 };
}

export function ageText(at: Instant, now: Instant): string {
  const age = Math.max(0, now - at);
  if (age < MINUTE_MS) return `${Math.floor(age / 1000)} 秒`;
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} 分`;
  const days = dayNumber(now) - dayNumber(at);
  if (days === 0) return `今日 ${hourMinute(at)}`;
  if (days === 1) return `昨日 ${hourMinute(at)}`;
  return age < HOURS_UNTIL_MS ? `${Math.floor(age / HOUR_MS)} 小时` : `${Math.floor(age / DAY_MS)} 天`;
}
