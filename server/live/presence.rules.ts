import type { Instant } from '../../contracts/glossary.ts';

export interface StatusReport {
  readonly at: Instant;
  readonly online: boolean;
}

/**
 * Whether a device is there. Its own status (with the broker's last will behind it) decides; a packet received after an
 * "offline" overrules it. A device that never sends status counts as there while it was heard within three periods.
 * Null: never heard of, which is not the same as offline.
 */
export function isOnline(
  status: StatusReport | null,
  lastReceivedAt: Instant | null,
  periodMs: number,
  now: Instant,
): boolean | null {
  if (status !== null && (status.online || lastReceivedAt === null || lastReceivedAt <= status.at))
    return status.online;
  if (lastReceivedAt === null) return null;
  return now - lastReceivedAt <= 3 * periodMs;
}
