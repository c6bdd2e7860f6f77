/**
 * `bench:rows`: the same packets of six values stored wide (a row a packet, a column a metric) and narrow (a row a
 * value) on the embedded database: rows and packets a second, bytes a packet. The basis of docs/decisions/0003.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedDatabase } from '../server/embedded/launcher.ts';
import { float8Array, int4Array, timestamptzArray } from '../server/platform/binaryArray.ts';
import { percentile, report, round, run } from './parts/report.ts';

const ROUNDS = 5;
const BATCHES = 20;
const PACKETS = 3_000;
const DEVICES = 60;
const VALUES = 6;
const filled = ['pm10', 'pm25', 'noise', 'temperature', 'humidity', 'wind_speed'];
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

const tables = `
create table wide (device_id integer not null, at timestamptz not null, tsp float8, pm10 float8, pm25 float8,
  noise float8, temperature float8, humidity float8, pressure float8, wind_speed float8, wind_direction float8,
  received_at timestamptz not null, primary key (device_id, at));
create table narrow (device_id integer not null, metric integer not null, at timestamptz not null,
  value float8 not null, received_at timestamptz not null, primary key (device_id, metric, at));
select create_hypertable('wide', by_range('at', interval '7 days'));
select create_hypertable('narrow', by_range('at', interval '7 days'));
alter table wide set (timescaledb.compress, timescaledb.compress_segmentby = 'device_id', timescaledb.compress_orderby = 'at');
alter table narrow set (timescaledb.compress, timescaledb.compress_segmentby = 'device_id, metric', timescaledb.compress_orderby = 'at');`;

const insert = {
  wide: `insert into wide (device_id, at, received_at, ${filled.join(', ')})
 select * from unnest($1::int4[], $2::timestamptz[], $3::timestamptz[], ${filled.map((_, i) => `$${i + 4}::float8[]`).join(', ')})
     on conflict do nothing`,
  narrow: `insert into narrow (device_id, metric, at, value, received_at)
 select * from unnest($1::int4[], $2::int4[], $3::timestamptz[], $4::float8[], $5::timestamptz[]) on conflict do nothing`,
};
type Shape = keyof typeof insert;

/** A batch's packets: one a minute from each device. */
function batchOf(n: number): { device: number; at: number; values: number[] }[] {
  const start = Date.UTC(2026, 0, 5) + n * (PACKETS / DEVICES) * 60_000;
  return range(PACKETS).map((i) => ({
    device: 1 + (i % DEVICES),
    at: start + Math.floor(i / DEVICES) * 60_000,
    values: range(VALUES).map((v) => Math.round(500 + 400 * Math.sin(i / 50 + v)) / 10),
  }));
}

function parametersOf(shape: Shape, batch: ReturnType<typeof batchOf>): Buffer[] {
  if (shape === 'wide') {
    const at = timestamptzArray(batch.map((packet) => packet.at));
    const columns = range(VALUES).map((v) => float8Array(batch.map((packet) => packet.values[v])));
    return [int4Array(batch.map((packet) => packet.device)), at, at, ...columns];
  }
  const rows = batch.flatMap((packet) => packet.values.map((value, metric) => ({ ...packet, metric, value })));
  const at = timestamptzArray(rows.map((row) => row.at));
  const [devices, metrics] = [int4Array(rows.map((row) => row.device)), int4Array(rows.map((row) => row.metric))];
  return [devices, metrics, at, float8Array(rows.map((row) => row.value)), at];
}

async function timeRound(client: pg.Client, shape: Shape, turn: number): Promise<number> {
  const batches = range(BATCHES).map((n) => parametersOf(shape, batchOf(turn * BATCHES + n)));
  const startedAt = performance.now();
  for (const parameters of batches) await client.query(insert[shape], parameters);
  return (BATCHES * PACKETS * 1000) / (performance.now() - startedAt);
}

async function bytesOf(client: pg.Client, shape: Shape): Promise<number> {
  const { rows } = await client.query<{ bytes: number }>(`select hypertable_size('${shape}')::float8 as bytes`);
  return (rows[0]?.bytes ?? NaN) / (ROUNDS * BATCHES * PACKETS);
}

async function measure(client: pg.Client): Promise<void> {
  await client.query(tables);
  const paces: Record<Shape, number[]> = { wide: [], narrow: [] };
  for (const n of range(ROUNDS))
    for (const shape of ['wide', 'narrow'] as const) paces[shape].push(await timeRound(client, shape, n));
  for (const shape of ['wide', 'narrow'] as const) {
    const packets = percentile(paces[shape], 0.5);
    const plain = await bytesOf(client, shape);
    await client.query(`select compress_chunk(c) from show_chunks('${shape}') c`);
    report('rows', {
      shape,
      packetsPerSecond: round(packets, 0),
      rowsPerSecond: round(packets * (shape === 'wide' ? 1 : VALUES), 0),
      bytesPerPacket: round(plain, 0),
      bytesPerPacketCompressed: round(await bytesOf(client, shape)),
    });
  }
}

run(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'xw-bench-'));
  const database = await startEmbeddedDatabase({ dataDir: dir });
  const client = new pg.Client({ connectionString: database.url });
  try {
    await client.connect();
    await measure(client);
  } finally {
    await client.end();
    await database.stop();
    rmSync(dir, { recursive: true, force: true });
  }
});
