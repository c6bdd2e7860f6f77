import type { Instant } from '../../contracts/glossary.ts';
import { metricFacts, metrics, type Metric } from '../../contracts/metrics.ts';
import { boolArray, float8Array, int4Array, int8Array, textArray, timestamptzArray } from '../platform/binaryArray.ts';
import type { Statement } from '../platform/database.ts';
import type { Flagged, ReadingEntry } from './entries.ts';

const valueColumns = metrics.map((metric) => metricFacts[metric].column);
const columns = ['device_id', 'at', ...valueColumns, 'flagged', 'seq', 'backfill', 'simulated', 'received_at'];

/** What is written of a reading; `values` and `flagged` may be merged from several packets of one instant. */
export type ReadingRow = Pick<
  ReadingEntry,
  'device' | 'at' | 'values' | 'flagged' | 'seq' | 'backfill' | 'simulated'
> & {
  readonly receivedAt: Instant;
};

const columnsOf = (rows: readonly ReadingRow[]): Buffer[] => [
  int4Array(rows.map((row) => row.device.deviceId)),
  timestamptzArray(rows.map((row) => row.at)),
  ...metrics.map((metric) => float8Array(rows.map((row) => row.values[metric]))),
  textArray(rows.map((row) => (row.flagged === null ? null : JSON.stringify(row.flagged)))),
  int8Array(rows.map((row) => row.seq)),
  boolArray(rows.map((row) => row.backfill)),
  boolArray(rows.map((row) => row.simulated)),
  timestamptzArray(rows.map((row) => row.receivedAt)),
];

const arrayTypes = [
  'int4',
  'timestamptz',
  ...valueColumns.map(() => 'float8'),
  'text',
  'int8',
  'bool',
  'bool',
  'timestamptz',
];
const unnest = arrayTypes.map((type, i) => `$${i + 1}::${type}[]`).join(', ');
const insertText = `insert into readings (${columns.join(', ')})
select device_id, at, ${valueColumns.join(', ')}, flagged::jsonb, seq, backfill, simulated, received_at
  from unnest(${unnest}) as r(${columns.join(', ')})`;

/** Inserts what is not there yet and answers the keys it inserted. */
export const insertReadings = (rows: readonly ReadingRow[]): Statement => ({
  text: `${insertText}
    on conflict (device_id, at) do nothing
returning device_id, at`,
  values: columnsOf(rows),
});

/** Inserts readings none of which is there; one that is fails them all (23505). */
export const insertNewReadings = (rows: readonly ReadingRow[]): Statement => ({
  text: insertText,
  values: columnsOf(rows),
});

export const copyReadings = `copy readings (${columns.join(', ')}) from stdin (format binary)`;

export interface StoredReading {
  device_id: number;
  at: Instant;
  flagged: Flagged | null;
  [column: string]: unknown;
}

/** Stored readings under the given keys. */
export const selectReadings = (keys: readonly { deviceId: number; at: Instant }[]): Statement => ({
  text: `select r.device_id, r.at, ${valueColumns.map((c) => `r.${c}`).join(', ')}, r.flagged
  from unnest($1::int4[], $2::timestamptz[]) as k(device_id, at)
  join readings r on r.device_id = k.device_id and r.at = k.at`,
  values: [int4Array(keys.map((key) => key.deviceId)), timestamptzArray(keys.map((key) => key.at))],
});

export const valueOf = (row: StoredReading, metric: Metric): number | undefined =>
  (row[metricFacts[metric].column] as number | null) ?? undefined;

/** Adds metrics to a stored reading. */
export const complementReading = (row: ReadingRow): Statement => ({
  text: `update readings set ${valueColumns.map((c, i) => `${c} = $${i + 3}`).join(', ')}, flagged = $${valueColumns.length + 3}
 where device_id = $1 and at = $2`,
  values: [
    row.device.deviceId,
    new Date(row.at),
    ...metrics.map((metric) => row.values[metric] ?? null),
    row.flagged === null ? null : JSON.stringify(row.flagged),
  ],
});
