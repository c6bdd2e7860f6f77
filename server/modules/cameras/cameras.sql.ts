import type { Instant, SiteCode, StreetCode } from '../../../contracts/glossary.ts';
import type { Statement } from '../../platform/database.ts';

export interface EventFilter {
  readonly streetCode?: StreetCode | undefined;
  readonly siteCode?: SiteCode | undefined;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  readonly limit?: number | undefined;
}

const instant = (at: Instant | undefined): Date | null => (at === undefined ? null : new Date(at));

/** Whether an event that the viewer sees carries the picture. */
export const selectImageEvent = (hash: string): Statement => ({
  text: `select 1 as seen from scoped.camera_events where image_hash = $1 limit 1`,
  values: [hash],
});

export const selectEvents = (filter: EventFilter): Statement => ({
  text: `select e.event_id as id, e.at, e.kind, d.code as "deviceCode", d.site_code as "siteCode",
       e.confidence::numeric::float8 as confidence, e.plate, e.image_hash as "imageHash", e.simulated
  from scoped.camera_events e
  join devices d on d.id = e.device_id
  join sites s on s.code = d.site_code
 where ($1::text is null or s.street_code = $1) and ($2::text is null or s.code = $2)
   and ($3::timestamptz is null or e.at >= $3) and ($4::timestamptz is null or e.at < $4)
 order by e.at desc
 limit $5`,
  values: [
    filter.streetCode ?? null,
    filter.siteCode ?? null,
    instant(filter.from),
    instant(filter.to),
    filter.limit ?? 50,
  ],
});
