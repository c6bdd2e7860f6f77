import type { Statement } from '../../platform/database.ts';
import type { JudgedDay } from './windows.rules.ts';

/** Run by the server itself, for all projects: see `systemStatements` of the checks. */

/** Environmental instruments on the sites of these projects. */
export const selectWatchers = (projectIds: readonly string[]): Statement => ({
  text: `select d.id as "deviceId", d.registered_at as "registeredAt", d.retired_at as "retiredAt"
           from devices d join sites s on s.code = d.site_code
          where d.kind = 'env' and s.project_id = any ($1::text[]) order by d.id`,
  values: [projectIds],
});

/** When each day of these devices was counted last: the oldest of its limits speaks for it. */
export const selectCounted = (deviceIds: readonly number[], from: number, to: number): Statement => ({
  text: `select device_id as "deviceId", day::timestamp at time zone 'Asia/Shanghai' as "from",
                min(counted_at) as "countedAt"
           from judged_days
          where device_id = any ($1::int[])
            and day >= ($2::timestamptz at time zone 'Asia/Shanghai')::date
            and day < ($3::timestamptz at time zone 'Asia/Shanghai')::date
          group by 1, 2`,
  values: [deviceIds, new Date(from), new Date(to)],
});

/** A day's sums by device, metric and window of each width; windows are counted from midnight Asia/Shanghai. */
export const selectWindowSums = (
  deviceIds: readonly number[],
  from: number,
  to: number,
  widths: readonly number[],
): Statement => ({
  text: `select r.device_id as "deviceId", w.minutes, date_bin(make_interval(mins => w.minutes), r.at, $2) as "windowAt",
                v.metric, count(v.value)::int as count, sum(v.value) as sum
           from readings r
          cross join unnest($4::int[]) as w (minutes)
          cross join lateral (values ('tsp', r.tsp), ('pm10', r.pm10), ('pm25', r.pm25), ('noise', power(10, r.noise / 10)))
                  as v (metric, value)
          where r.device_id = any ($1::int[]) and r.at >= $2 and r.at < $3 and v.value is not null
          group by 1, 2, 3, 4`,
  values: [deviceIds, new Date(from), new Date(to), widths],
});

export const selectReference = (from: number, to: number): Statement => ({
  text: `select hour, pm10 from ambient_reference where hour >= $1 and hour < $2 and pm10 is not null`,
  values: [new Date(from), new Date(to)],
});

export const upsertJudged = (day: number, rows: readonly JudgedDay[], now: number): Statement => ({
  text: `insert into judged_days (device_id, day, limit_code, expected, judged, within, counted_at)
         select n.device_id, ($1::timestamptz at time zone 'Asia/Shanghai')::date, n.limit_code, n.expected, n.judged,
                n.within, $7
           from unnest($2::int[], $3::text[], $4::int[], $5::int[], $6::int[])
                  as n (device_id, limit_code, expected, judged, within)
             on conflict (device_id, day, limit_code) do update set expected = excluded.expected,
                judged = excluded.judged, within = excluded.within, counted_at = excluded.counted_at`,
  values: [
    new Date(day),
    rows.map(({ deviceId }) => deviceId),
    rows.map(({ limitCode }) => limitCode),
    rows.map(({ expected }) => expected),
    rows.map(({ judged }) => judged),
    rows.map(({ within }) => within),
    new Date(now),
  ],
});

/** Windows of projects by metric, the day that is going on included, summed over days, devices and limits. */
export const selectCompliance = (
  projectIds: readonly string[],
  metrics: readonly string[],
  from: number,
  to: number,
): Statement => ({
  text: `select s.project_id as "projectId", sum(j.expected)::bigint as expected, sum(j.judged)::bigint as judged,
                sum(j.within)::bigint as within, count(distinct j.device_id)::int as devices,
                string_agg(distinct l.label, '、' order by l.label) as limits
           from judged_days j
           join limits l on l.code = j.limit_code and l.metric = any ($2::text[])
           join devices d on d.id = j.device_id
           join sites s on s.code = d.site_code
          where s.project_id = any ($1::text[])
            and j.day >= ($3::timestamptz at time zone 'Asia/Shanghai')::date
            and j.day <= ($4::timestamptz at time zone 'Asia/Shanghai')::date
          group by 1`,
  values: [projectIds, metrics, new Date(from), new Date(to - 1)],
});
