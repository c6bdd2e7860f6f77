import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Flag } from '../../contracts/metrics.ts';
import type { Entry, ReadingEntry } from '../../server/ingestion/entries.ts';
import { storeBatch } from '../../server/ingestion/storeBatch.ts';
import { openDatabase, type Database } from '../../server/platform/database.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const START = Date.UTC(2026, 4, 1);
const device = (deviceId: number) => ({
  deviceId,
  deviceCode: `E-${deviceId}`,
  kind: 'env' as const,
  siteCode: 'S-1',
  retired: false,
});

/** Reading i: every kind of column is sometimes there and sometimes not. */
const reading = (i: number, over: Partial<ReadingEntry> = {}): ReadingEntry => ({
  kind: 'reading',
  packet: { topic: `t/${i}`, payload: Buffer.from(`packet ${i}`), receivedAt: START + i * 1000 + 250 },
  device: device(1 + (i % 20)),
  at: START + i * 1000 + (i % 7),
  values: { pm10: i / 3, ...(i % 2 === 0 && { noise: 40 + (i % 50) }), ...(i % 5 === 0 && { windDirection: i % 360 }) },
  flagged: i % 11 === 0 ? { tsp: { value: i, flag: 'M' } } : null,
  seq: i % 3 === 0 ? null : Number.MAX_SAFE_INTEGER - i,
  backfill: i % 13 === 0,
  simulated: i % 17 === 0,
  ...over,
});
const readings = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => reading(from + i));

describeWithPostgres('a batch on a PostgreSQL server', () => {
  let postgres: TestPostgres;
  let db: Database;
  /** Inserts that were sent as statements; COPY is none. */
  let inserts = 0;
  beforeAll(async () => {
    postgres = await startPostgres();
    db = openDatabase(postgres.url, 2, createLogger('silent'));
  });
  afterAll(async () => {
    await db.close();
    await postgres.remove();
  });

  const store = (entries: readonly Entry[]) => {
    inserts = 0;
    const watched: Database = {
      ...db,
      withTransaction: (work) =>
        db.withTransaction((tx) =>
          work({
            ...tx,
            run: (statement) => {
              if (statement.text.startsWith('insert into readings')) inserts += 1;
              return tx.run(statement);
            },
          }),
        ),
    };
    return storeBatch(watched, entries, async () => undefined, true);
  };
  const tally = (outcomes: readonly { kind: string }[]) => {
    const counts: Record<string, number> = {};
    for (const { kind } of outcomes) counts[kind] = (counts[kind] ?? 0) + 1;
    return counts;
  };
  const total = async () => (await db.run<{ count: number }>({ text: 'select count(*)::int from readings' }))[0]?.count;

  it('goes by binary COPY, and every column comes out as it went in', async () => {
    const entries = readings(0, 3_000);
    const { outcomes, committed } = await store(entries);
    expect([tally(outcomes), committed.readings.length, inserts]).toEqual([{ stored: 3_000 }, 3_000, 0]);
    const rows = await db.run<Record<string, unknown>>({ text: 'select * from readings order by at' });
    expect(rows).toHaveLength(3_000);
    rows.forEach((row, i) => {
      const { values, flagged, seq, backfill, simulated, at, packet } = reading(i);
      expect(row).toMatchObject({
        device_id: 1 + (i % 20),
        at,
        pm10: values.pm10,
        noise: values.noise ?? null,
        wind_direction: values.windDirection ?? null,
        tsp: null,
        flagged,
        seq,
        backfill,
        simulated,
        received_at: packet.receivedAt,
      });
    });
  });

  it('goes again by the tolerant insert when some of it is there already, and only the rest becomes true', async () => {
    const { outcomes, committed } = await store(readings(2_000, 4_000));
    expect([tally(outcomes), committed.readings.length, inserts]).toEqual([
      { duplicate: 1_000, stored: 1_000 },
      1_000,
      1,
    ]);
    expect(Math.min(...committed.readings.map(({ at }) => at))).toBe(reading(3_000).at);
    expect(await total()).toBe(4_000);
  });

  it('joins, drops and refuses among its own packets before COPY sees them', async () => {
    const entries = [
      ...readings(4_000, 4_500),
      reading(4_001),
      reading(4_003, { values: { humidity: 50 } }),
      reading(4_005, { values: { pm10: -1 } }),
    ];
    const { outcomes } = await store(entries);
    expect(inserts).toBe(0);
    expect(outcomes.slice(500)).toEqual([
      { kind: 'duplicate' },
      { kind: 'stored' },
      { kind: 'quarantined', reason: 'conflicting' },
    ]);
    const [joined] = await db.run({
      text: 'select pm10, humidity from readings where device_id = $1 and at = $2',
      values: [1 + (4_003 % 20), new Date(reading(4_003).at)],
    });
    expect(joined).toEqual({ pm10: 4_003 / 3, humidity: 50 });
    expect(await db.run({ text: 'select reason from quarantine' })).toEqual([{ reason: 'conflicting' }]);
  });

  it('leaves nothing behind when the database refuses its last row, and the connection goes on', async () => {
    // A zero byte: lawful JSON, and no jsonb.
    const bad = reading(9_000, { flagged: { tsp: { value: 1, flag: '\u0000' as Flag } } });
    await expect(store([...readings(8_000, 8_500), bad])).rejects.toMatchObject({ code: '22P05' });
    // Refused on our own side, before anything is sent.
    const unwritable = reading(9_001, { device: device(2 ** 31) });
    await expect(store([...readings(8_000, 8_500), unwritable])).rejects.toThrow(RangeError);
    expect(await total()).toBe(4_500);
    expect(tally((await store(readings(8_000, 8_500))).outcomes)).toEqual({ stored: 500 });
  });
});
