import type { Instant } from '../../contracts/glossary.ts';

/** A nightly run may begin late and take its time; a night without one is to be noticed before the next. */
const STALE_HOURS = 36;
const HOUR_MS = 3_600_000;

/** What is wrong with the age of the newest archive; null when nothing is. */
export function backupTrouble(at: Instant | null, now: Instant): string | null {
  if (at === null) return '尚无备份,请设置每晚备份';
  const hours = Math.floor((now - at) / HOUR_MS);
  return hours < STALE_HOURS ? null : `最近一次备份在 ${hours} 小时前,请检查每晚备份`;
}
