import { KEY_MAX_DAYS, KEY_PREFIX } from '../../contracts/apiKeys.ts';
import type { Instant } from '../../contracts/glossary.ts';

const BEARER = new RegExp(`^Bearer (${KEY_PREFIX}[A-Za-z0-9_-]{43})$`);
const OURS = new RegExp(`^Bearer\\s+${KEY_PREFIX}`);

/** The key in an `Authorization` header; null for one that begins like ours and is none; undefined for anything else. */
export function keyFrom(header: string | undefined): string | null | undefined {
  if (header === undefined || !OURS.test(header)) return undefined;
  return BEARER.exec(header)?.[1] ?? null;
}

const MINUTE_MS = 60_000;

/** Requests of one key within the present minute. */
export interface Spent {
  readonly minute: number;
  readonly count: number;
}

/** One more request of a key, or undefined when its minute is used up. */
export function spendOne(spent: Spent | undefined, now: Instant, perMinute: number): Spent | undefined {
  const minute = Math.floor(now / MINUTE_MS);
  const count = spent?.minute === minute ? spent.count : 0;
  return count < perMinute ? { minute, count: count + 1 } : undefined;
}

const DAY_MS = 86_400_000;

/** Whole seconds until the next minute begins, and with it a key's next requests. */
export const secondsToNextMinute = (now: Instant): number => Math.ceil((MINUTE_MS - (now % MINUTE_MS)) / 1000);

/** Why a key may not live until then, or undefined. */
export function whyNotUntil(expiresAt: Instant, now: Instant): string | undefined {
  if (expiresAt <= now) return '有效期须晚于当前时间';
  return expiresAt - now > KEY_MAX_DAYS * DAY_MS ? `有效期不得超过 ${KEY_MAX_DAYS} 天` : undefined;
}
