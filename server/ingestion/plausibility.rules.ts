import type { Instant } from '../../contracts/glossary.ts';
import { metricFacts, metrics, type Values } from '../../contracts/metrics.ts';
import type { TopicParts } from '../../contracts/mqtt.ts';
import type { QuarantineReason } from '../../contracts/quarantine.ts';
import type { DirectoryEntry } from './entries.ts';

export interface Verdict {
  readonly reason: QuarantineReason;
  readonly detail: string | null;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** How far a device's clock may be off. Ahead: HJ 212 field practice is ten minutes; behind: a week, unless declared. */
export interface TimePolicy {
  readonly maxAheadMs: number;
  readonly maxBehindMs: number;
  readonly maxBackfillMs: number;
}
export const timePolicy = (backfillMaxDays: number): TimePolicy => ({
  maxAheadMs: 10 * MINUTE,
  maxBehindMs: 7 * DAY,
  maxBackfillMs: backfillMaxDays * DAY,
});

/** Whether topic and device belong together: the broker's own check is not relied on. */
export function judgeDevice(topic: TopicParts, device: DirectoryEntry | undefined): Verdict | undefined {
  if (device === undefined) return { reason: 'unknown-device', detail: topic.deviceCode };
  if (device.retired) return { reason: 'device-retired', detail: topic.deviceCode };
  if (device.siteCode !== topic.siteCode || device.kind !== topic.kind)
    return { reason: 'device-elsewhere', detail: `${device.siteCode}/${device.kind}` };
  return undefined;
}

/** Whether a time is believable when it arrives at `now`. */
export function judgeTime(at: Instant, backfill: boolean, now: Instant, policy: TimePolicy): Verdict | undefined {
  const behind = now - at;
  if (-behind > policy.maxAheadMs) return { reason: 'clock-ahead', detail: `${Math.round(-behind / 1000)} s` };
  if (backfill) {
    if (behind > policy.maxBackfillMs) return { reason: 'backfill-too-old', detail: `${Math.round(behind / DAY)} d` };
  } else if (behind > policy.maxBehindMs) return { reason: 'too-old', detail: `${Math.round(behind / DAY)} d` };
  return undefined;
}

/** Whether every value is physically possible. Flagged values are not judged: the device itself doubts them. */
export function judgeValues(values: Values): Verdict | undefined {
  for (const metric of metrics) {
    const value = values[metric];
    const { min, max } = metricFacts[metric];
    if (value !== undefined && (value < min || value > max))
      return { reason: 'out-of-range', detail: `${metric}=${value}` };
  }
  return undefined;
}
