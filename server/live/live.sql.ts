import type { Instant } from '../../contracts/glossary.ts';
import { metricFacts, metrics, type Flag, type Metric } from '../../contracts/metrics.ts';
import type { Statement } from '../platform/database.ts';

const sums = metrics
  .map((metric) => metricFacts[metric].column)
  .map((c) => `min(${c}) as ${c}_min, max(${c}) as ${c}_max, sum(${c}) as ${c}_sum, count(${c})::int as ${c}_count`)
  .join(', ');

/** One device's readings of one grain of time, summed up by the database. */
export interface SummedRow {
  device_id: number;
  bucket: Instant;
  noise_energy: number | null;
  wind_sin: number | null;
  wind_cos: number | null;
  [column: string]: number | null;
}

/**
 * Readings from `from` (inclusive) to `to` (exclusive), summed by `grainMinutes` counted from `origin`. Read from the
 * readings themselves and not from an aggregate, which may lag behind late packets.
 */
export const sumReadings = (from: Instant, to: Instant, grainMinutes: number, origin: Instant): Statement => ({
  text: `select device_id, date_bin(make_interval(mins => $3), at, $4) as bucket, ${sums},
       sum(power(10, noise / 10)) as noise_energy,
       sum(sind(wind_direction)) as wind_sin, sum(cosd(wind_direction)) as wind_cos
  from readings
 where at >= $1 and at < $2
 group by 1, 2`,
  values: [new Date(from), new Date(to), grainMinutes, new Date(origin)],
});

export interface LatestRow {
  device_id: number;
  at: Instant;
  received_at: Instant;
  simulated: boolean;
  flagged: Partial<Record<Metric, { value: number; flag: Flag }>> | null;
  [column: string]: unknown;
}

/** The newest few readings of every device: enough to find each metric's latest value when packets carry subsets. */
export const latestReadings = (since: Instant): Statement => ({
  text: `select r.*
  from devices d
 cross join lateral (
       select device_id, at, received_at, simulated, flagged, ${metrics.map((m) => metricFacts[m].column).join(', ')}
         from readings where device_id = d.id and at >= $1 order by at desc limit 12) r
 where d.retired_at is null
 order by r.at`,
  values: [new Date(since)],
});

/** The newest status report of every device. */
export const latestStatus: Statement = {
  text: `select s.device_id, s.at, s.online
  from devices d
 cross join lateral (select device_id, at, online from device_status where device_id = d.id order by at desc limit 1) s`,
};

/** Changes of presence since an instant: reports that differ from the one before. */
export const presenceChanges = (since: Instant): Statement => ({
  text: `select device_id, at, online
  from (select device_id, at, online, lag(online) over (partition by device_id order by at) as before
          from device_status where at >= $1) s
 where before is distinct from online and not (before is null and online)
 order by at`,
  values: [new Date(since)],
});

/** Camera events since an instant, oldest first. */
export const eventsSince = (since: Instant): Statement => ({
  text: `select device_id, event_id, at, kind, image_hash, simulated from camera_events where at >= $1 order by at`,
  values: [new Date(since)],
});

export const selectReference = (since: Instant): Statement => ({
  text: `select hour, pm10 from ambient_reference where hour >= $1 and pm10 is not null`,
  values: [new Date(since)],
});
