import { createHash } from 'node:crypto';
import { byteaArray, int4Array, textArray, timestamptzArray } from '../platform/binaryArray.ts';
import type { Statement } from '../platform/database.ts';
import type { RefusedEntry } from './entries.ts';

/** Payloads are kept whole up to this size (the largest lawful packet is a 720 KB event); of larger ones the head. */
export const KEPT_BYTES = 768 * 1024;

/** A zero byte cannot stand in a text column, and may come in a topic or in a parser's quotation. */
const printable = (text: string | null): string | null => text?.replaceAll('\u0000', '\ufffd') ?? null;

const digestOf = ({ packet, reason }: RefusedEntry): Buffer =>
  createHash('sha256').update(reason).update('\0').update(packet.topic).update('\0').update(packet.payload).digest();

/** Keeps refused packets; the very same packet refused again for the same reason raises `seen`. */
export function insertQuarantined(entries: readonly RefusedEntry[]): Statement {
  const distinct = new Map<string, { entry: RefusedEntry; digest: Buffer; seen: number }>();
  for (const entry of entries) {
    const digest = digestOf(entry);
    const known = distinct.get(digest.toString('latin1'));
    if (known) known.seen += 1;
    else distinct.set(digest.toString('latin1'), { entry, digest, seen: 1 });
  }
  const rows = [...distinct.values()];
  return {
    text: `insert into quarantine
       (digest, first_at, last_at, seen, topic, device_code, reason, detail, payload, payload_bytes)
select digest, at, at, seen, topic, device_code, reason, detail, payload, payload_bytes
  from unnest($1::bytea[], $2::timestamptz[], $3::int4[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bytea[],
              $9::int4[])
    as q(digest, at, seen, topic, device_code, reason, detail, payload, payload_bytes)
    on conflict (digest) do update
   set seen = quarantine.seen + excluded.seen, last_at = excluded.last_at`,
    values: [
      byteaArray(rows.map((row) => row.digest)),
      timestamptzArray(rows.map((row) => row.entry.packet.receivedAt)),
      int4Array(rows.map((row) => row.seen)),
      textArray(rows.map((row) => printable(row.entry.packet.topic))),
      textArray(rows.map((row) => row.entry.deviceCode)),
      textArray(rows.map((row) => row.entry.reason)),
      textArray(rows.map((row) => printable(row.entry.detail))),
      byteaArray(rows.map((row) => row.entry.packet.payload.subarray(0, KEPT_BYTES))),
      int4Array(rows.map((row) => row.entry.packet.payload.length)),
    ],
  };
}
