import type { Instant } from '../../contracts/glossary.ts';
import type { Statement } from '../platform/database.ts';
import { boolArray, float8Array, int4Array, textArray, timestamptzArray } from '../platform/binaryArray.ts';
import type { EventEntry } from './entries.ts';

/** Inserts events that are not there yet and answers the keys it inserted. */
export const insertEvents = (rows: readonly EventEntry[]): Statement => ({
  text: `insert into camera_events
       (device_id, event_id, at, kind, confidence, box, plate, image_hash, simulated, received_at)
select device_id, event_id, at, kind, confidence, box::real[], plate, image_hash, simulated, received_at
  from unnest($1::int4[], $2::text[], $3::timestamptz[], $4::text[], $5::float8[], $6::text[], $7::text[], $8::text[],
              $9::bool[], $10::timestamptz[])
    as e(device_id, event_id, at, kind, confidence, box, plate, image_hash, simulated, received_at)
 where not exists (select from camera_events c where c.device_id = e.device_id and c.event_id = e.event_id)
    on conflict do nothing
returning device_id, event_id`,
  values: [
    int4Array(rows.map((row) => row.device.deviceId)),
    textArray(rows.map((row) => row.eventId)),
    timestamptzArray(rows.map((row) => row.at)),
    textArray(rows.map((row) => row.eventKind)),
    float8Array(rows.map((row) => row.confidence)),
    textArray(rows.map((row) => (row.box === null ? null : `{${row.box.join(',')}}`))),
    textArray(rows.map((row) => row.plate)),
    textArray(rows.map((row) => row.image?.hash ?? null)),
    boolArray(rows.map((row) => row.simulated)),
    timestamptzArray(rows.map((row) => row.packet.receivedAt)),
  ],
});

export interface StoredEventRow {
  device_id: number;
  event_id: string;
  at: Instant;
  kind: string;
  image_hash: string | null;
  plate: string | null;
}

/** Stored events with the given ids. */
export const selectEvents = (keys: readonly { deviceId: number; eventId: string }[]): Statement => ({
  text: `select e.device_id, e.event_id, e.at, e.kind, e.image_hash, e.plate
  from unnest($1::int4[], $2::text[]) as k(device_id, event_id)
  join camera_events e on e.device_id = k.device_id and e.event_id = k.event_id`,
  values: [int4Array(keys.map((key) => key.deviceId)), textArray(keys.map((key) => key.eventId))],
});
