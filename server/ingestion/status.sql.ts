import { boolArray, int4Array, timestamptzArray } from '../platform/binaryArray.ts';
import type { Statement } from '../platform/database.ts';
import type { CommittedStatus } from './entries.ts';

/** Keeps status reports; the same report again (retained messages come at every reconnect) changes nothing and gives no row back. */
export const insertStatus = (rows: readonly (CommittedStatus & { receivedAt: number })[]): Statement => ({
  text: `insert into device_status (device_id, at, online, received_at)
select * from unnest($1::int4[], $2::timestamptz[], $3::bool[], $4::timestamptz[])
    on conflict do nothing
returning device_id`,
  values: [
    int4Array(rows.map((row) => row.deviceId)),
    timestamptzArray(rows.map((row) => row.at)),
    boolArray(rows.map((row) => row.online)),
    timestamptzArray(rows.map((row) => row.receivedAt)),
  ],
});
