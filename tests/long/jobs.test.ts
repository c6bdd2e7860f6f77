import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setUpOffice } from '../helpers/client.ts';
import { registerDevice, registerSite } from '../helpers/devices.ts';
import { Stack } from '../helpers/stack.ts';
import { pause, until } from '../helpers/until.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The embedded database has no background workers: the server does their work, so that nobody waits long for it. */
describe("the database's jobs, run by the server", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await Stack.start();
    const admin = await setUpOffice(stack.address, stack.server.lines);
    await registerSite(admin, 'S-1');
    await registerDevice(admin, 'S-1', 'E-1');
    await stack.server.stop();
    // Four weeks and a gap of one, so that there are chunks to compress and an empty stretch to cross.
    await stack.sql(`insert into readings (device_id, at, pm10, received_at)
      select d.id, t, 50, t from devices d, generate_series(now() - interval '35 days', now(), interval '10 minutes') t
       where t not between now() - interval '14 days' and now() - interval '7 days'`);
    await stack.server.start({ env: { LOG_LEVEL: 'debug' } });
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(() => stack.remove());

  const steps = () => stack.server.lines.filter((line) => line.includes('"msg":"job step done"'));
  const materialized = async (aggregate: string): Promise<number> => {
    const [at] = await stack.sql<{ name: string }>(
      `select format('%I.%I', h.schema_name, h.table_name) as name
         from _timescaledb_catalog.continuous_agg a join _timescaledb_catalog.hypertable h on h.id = a.mat_hypertable_id
        where a.user_view_name = $1`,
      [aggregate],
    );
    const [row] = await stack.sql<{ sum: string }>(`select coalesce(sum(readings), 0) as sum from ${at?.name ?? ''}`);
    return Number(row?.sum);
  };
  const stored = async (before: number): Promise<number> => {
    const rows = await stack.sql<{ count: string }>('select count(*) from readings where at < $1', [new Date(before)]);
    return Number(rows[0]?.count);
  };
  const uncompressed = async () =>
    stack.sql(`select chunk_name from timescaledb_information.chunks
                where hypertable_name = 'readings' and not is_compressed and range_end < now() - interval '14 days'`);

  it('refresh every aggregate over its whole reach and compress chunk by chunk, in steps', async () => {
    await until('all compressed', async () => (await uncompressed()).length === 0, { timeoutMs: 120_000 });
    const now = Date.now();
    expect(await materialized('readings_1m')).toBeGreaterThanOrEqual(await stored(now - 5 * MINUTE));
    expect(await materialized('readings_10m')).toBeGreaterThanOrEqual(await stored(now - 25 * MINUTE));
    expect(await materialized('readings_1h')).toBeGreaterThanOrEqual(await stored(now - 3 * HOUR));
    expect(await materialized('readings_1d')).toBeGreaterThanOrEqual(await stored(now - 3 * DAY));
    expect(await materialized('readings_1m')).toBeLessThanOrEqual(await stored(now));
    const compressed = steps().filter((line) => line.includes('"left"'));
    expect(compressed.length).toBeGreaterThanOrEqual(2);
  });

  it('take up what is filled in later, and rest when there is nothing to do', async () => {
    await stack.sql(`select alter_job(job_id, schedule_interval => interval '1 second')
      from timescaledb_information.jobs where proc_name = 'policy_refresh_continuous_aggregate'`);
    const day = Math.floor((Date.now() - 10 * DAY) / DAY) * DAY;
    const before = await materialized('readings_1d');
    await stack.sql(`insert into readings (device_id, at, pm10, received_at) select id, $1, 70, now() from devices`, [
      new Date(day + HOUR),
    ]);
    await until('in the day', async () => (await materialized('readings_1d')) > before);
    await pause(6_000);
    const seen = steps().length;
    // One more look: nothing but a minute, or a longer bucket that happens to end.
    await pause(6_000);
    expect(steps().length - seen).toBeLessThanOrEqual(4);
  });
});
