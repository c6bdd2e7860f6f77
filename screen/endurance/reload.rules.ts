import { HOUR_MS, MINUTE_MS } from '../format/time.ts';
import { newestTurn } from './days.rules.ts';

/** How a wall stands towards loading anew. Instants are those of the server's clock. */
export interface Standing {
  readonly now: number;
  readonly bootedAt: number;
  readonly isLinkUp: boolean;
  /** Somebody casts a page to it, or an alarm has it. */
  readonly isHeld: boolean;
  readonly ownVersion: string | null;
  /** The server's, as last heard, and since when it is that one. */
  readonly heard: Heard | null;
  /** The version for which it loaded anew last, and when. */
  readonly tried: Heard | null;
}
export interface Heard {
  readonly version: string;
  readonly at: number;
}
export type ReloadReason = 'daily' | 'version';

/** At 04:00, or as soon after it as can be; a wall that could not until 06:00 waits for the next night. */
const WINDOW_MS = 2 * HOUR_MS;
/** A server that has just come up with a new version is given this long to stand. */
export const SETTLE_MS = 20_000;
/** A version that loading anew did not bring is not tried for again at once: that would be a wall that only loads. */
const RETRY_MS = 30 * MINUTE_MS;

/** Null: not now. Without a link there is nothing to load; what is cast is not interrupted. */
export function reloadReason(wall: Standing): ReloadReason | null {
  if (!wall.isLinkUp || wall.isHeld) return null;
  if (isNewer(wall)) return 'version';
  const turn = newestTurn(wall.now);
  return wall.bootedAt < turn && wall.now - turn < WINDOW_MS ? 'daily' : null;
}

function isNewer({ now, ownVersion, heard, tried }: Standing): boolean {
  if (ownVersion === null || heard === null || heard.version === ownVersion) return false;
  if (now - heard.at < SETTLE_MS) return false;
  return tried === null || tried.version !== heard.version || now - tried.at >= RETRY_MS;
}

export const hear = (before: Heard | null, version: string, now: number): Heard =>
  before?.version === version ? before : { version, at: now };
