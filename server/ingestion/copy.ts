import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { from } from 'pg-copy-streams';
import { metrics } from '../../contracts/metrics.ts';
import { putInstant, putInt8 } from '../platform/binaryArray.ts';
import type { Transaction } from '../platform/database.ts';
import { copyReadings, type ReadingRow } from './readings.sql.ts';

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const FIELDS = metrics.length + 7;
/** Length-prefixed fixed fields of a row with every metric present, without its `flagged` text. */
const ROW_BYTES = 2 + FIELDS * 4 + 4 + 8 + metrics.length * 8 + 8 + 1 + 1 + 8;

/** Rows in PostgreSQL's binary COPY format, in the column order of `copyReadings`. jsonb is version 1 and its text. */
export function encodeCopy(rows: readonly ReadingRow[]): Buffer {
  const flagged = rows.map((row) =>
    row.flagged === null ? null : Buffer.from(`\u0001${JSON.stringify(row.flagged)}`),
  );
  const extra = flagged.reduce((sum, text) => sum + (text?.length ?? 0), 0);
  const out = Buffer.allocUnsafe(SIGNATURE.length + rows.length * ROW_BYTES + extra + 2);
  let at = SIGNATURE.copy(out);
  const int4 = (value: number) => (at = out.writeInt32BE(value, at));
  const bool = (value: boolean) => {
    int4(1);
    at = out.writeUInt8(value ? 1 : 0, at);
  };
  const time = (ms: number) => {
    int4(8);
    putInstant(out, ms, at);
    at += 8;
  };
  rows.forEach((row, i) => {
    at = out.writeInt16BE(FIELDS, at);
    int4(4);
    int4(row.device.deviceId);
    time(row.at);
    for (const metric of metrics) {
      const value = row.values[metric];
      if (value === undefined) int4(-1);
      else {
        int4(8);
        at = out.writeDoubleBE(value, at);
      }
    }
    const text = flagged[i] ?? null;
    int4(text?.length ?? -1);
    if (text !== null) at += text.copy(out, at);
    if (row.seq === null) int4(-1);
    else {
      int4(8);
      putInt8(out, row.seq, at);
      at += 8;
    }
    bool(row.backfill);
    bool(row.simulated);
    time(row.receivedAt);
  });
  at = out.writeInt16BE(-1, at);
  return out.subarray(0, at);
}

/**
 * Writes readings by binary COPY, about twice as fast as unnest on a server. All or nothing: a key that is already there
 * fails the whole (23505), and the caller falls back to the insert that tolerates it.
 */
export async function copyIn(tx: Transaction, rows: readonly ReadingRow[]): Promise<void> {
  // Encoded first: an error on the way must not leave a COPY open, behind which the rollback would wait for ever.
  const bytes = encodeCopy(rows);
  await pipeline(Readable.from([bytes]), tx.client.query(from(copyReadings)));
}
