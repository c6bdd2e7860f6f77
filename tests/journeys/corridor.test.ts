import { execFileSync } from 'node:child_process';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RoomState } from '../../contracts/live.ts';
import { topicOf } from '../../contracts/mqtt.ts';
import { yearOf } from '../../server/platform/calendar.rules.ts';
import { openDatabase } from '../../server/platform/database.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { RoomFollower, setUpOffice, type Visitor } from '../helpers/client.ts';
import { registerDevice, registerSite, STREET, type TestDevice } from '../helpers/devices.ts';
import { needs } from '../helpers/needs.ts';
import { declareTargets } from '../helpers/performance.ts';
import { Stack } from '../helpers/stack.ts';
import { until } from '../helpers/until.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const storedBy = (code: string) =>
  `select r.at from readings r join devices d on d.id = r.device_id where d.code = '${code}'`;
/** Three windows in four within their limits, of one instrument. */
const counted = { judged: '4', within: '3', devices: '1' };

describe('the corridor', () => {
  let stack: Stack;
  let admin: Visitor;
  let device: TestDevice;
  let link: MqttClient;
  const topic = () => topicOf({ ...device, leaf: 'telemetry' });
  const send = (payload: object | string, to = topic()) =>
    link.publishAsync(to, typeof payload === 'string' ? payload : JSON.stringify(payload), { qos: 1 });
  const stored = async (at: number) =>
    (await stack.sql<Record<string, number | null>>('select * from readings where at = $1', [new Date(at)]))[0];
  const refusals = async () => (await admin.call('listQuarantine', { query: { limit: 100 } })).rows;

  beforeAll(async () => {
    stack = await Stack.start();
    admin = await setUpOffice(stack.address, stack.server.lines);
    await registerSite(admin, 'S-1');
    device = await registerDevice(admin, 'S-1', 'E-1');
    link = await mqtt.connectAsync(stack.mqttUrl, { username: device.username, password: device.password });
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(async () => {
    await link.endAsync();
    await stack.remove();
  });

  needs('mosquitto')('for a device that nobody here wrote', () => {
    it('takes a reading by mosquitto_pub, stores it and shows it in its street at once', async () => {
      const room = new RoomFollower(admin.socket(), `street:${STREET}`);
      await until('joined', () => room.state !== undefined);
      const payload = JSON.stringify({ at: Date.now(), values: { pm10: 123 } });
      const target = ['-h', '127.0.0.1', '-p', String(stack.mqttPort), '-u', device.username, '-P', device.password];
      execFileSync('mosquitto_pub', [...target, '-q', '1', '-t', topic(), '-m', payload]);
      await room.see('the value', ({ devices }) => devices['E-1']?.latest.pm10?.value === 123, 5_000);
      expect(room.state?.area.site.metrics.pm10.m5.mean).toBe(123);
      room.close();
    });
  });

  it('lets a repetition fall out, joins what complements, and quarantines what contradicts', async () => {
    const at = Date.now() - MINUTE;
    await send({ at, values: { pm10: 50 } });
    await send({ at, values: { pm10: 50 } });
    await send({ at, values: { noise: 61 } });
    await send({ at, values: { pm10: 51 } });
    await until('the contradiction is listed', async () =>
      (await refusals()).some(({ reason }) => reason === 'conflicting'),
    );
    expect(await stored(at)).toMatchObject({ pm10: 50, noise: 61 });
  });

  it('puts late readings into their own time and never moves the latest back', async () => {
    const room = new RoomFollower(admin.socket(), `street:${STREET}`);
    const now = Date.now();
    await send({ at: now, values: { tsp: 77 } });
    await send({ at: now - 20 * MINUTE, values: { tsp: 11 } });
    await room.see('both in the hour', ({ area }) => area.site.metrics.tsp.h1.count === 2);
    expect(room.state?.devices['E-1']?.latest.tsp).toMatchObject({ value: 77, at: now });
    expect(room.state?.area.site.metrics.tsp.m5).toMatchObject({ count: 1, mean: 77 });
    room.close();
  });

  it('says of its figures that they are simulated for as long as the newest reading says so of itself', async () => {
    const room = new RoomFollower(admin.socket(), 'district');
    await until('joined', () => room.state !== undefined);
    expect(room.state?.area).toMatchObject({ site: { devices: { simulated: 0 } }, projects: { demo: 0 } });
    await send({ at: Date.now(), values: { tsp: 70 }, simulated: true });
    await room.see('one simulated', ({ area }) => area.site.devices.simulated === 1);
    await send({ at: Date.now(), values: { tsp: 71 } });
    await room.see('none simulated', ({ area }) => area.site.devices.simulated === 0);
    room.close();
  });

  it('ends in the district\u2019s score: what instruments sent is judged, taken as a value, scored and shown at once', async () => {
    // The last hour but one, which is over whatever the clock says; a quarter of its windows is over every limit.
    const hour = Math.floor((Date.now() - 2 * HOUR) / HOUR) * HOUR;
    const year = yearOf(hour);
    await stack.sql(`insert into organisations (code, name, kind, parent_code) values ('D-AIR', '一局', 'department', '320102');
      insert into projects (id, name, category, phase, department_code, street_code, budget_fen, starts_at, ends_at) values
        ('P-AIR', '改造', 'livelihood', 'building', 'D-AIR', '${STREET}', 100, now(), now() + interval '1 year')`);
    await registerSite(admin, 'S-AIR', STREET, 'P-AIR');
    const monitor = await registerDevice(admin, 'S-AIR', 'E-AIR');
    const db = openDatabase(stack.databaseUrl, 1, createLogger('silent'));
    const shares = [
      { code: 'dust', weight: 60, target: 95, autoSource: 'dust-compliance' },
      { code: 'noise', weight: 40, target: 95, autoSource: 'noise-compliance' },
    ];
    await declareTargets(db, year, ['P-AIR'], shares).finally(() => db.close());
    const room = new RoomFollower(admin.socket(), 'district');
    await room.see('no score yet', ({ area }) => area.projects.score.scored === 0);

    const own = await mqtt.connectAsync(stack.mqttUrl, monitor);
    for (const [i, tsp] of [100, 100, 900, 100].entries()) {
      const [dusty, loud] = [hour + i * 15 * MINUTE, hour + (i * 10 + 2) * MINUTE];
      for (const [at, values] of [[dusty, { tsp }] as const, [loud, { noise: i === 1 ? 95 : 40 }] as const])
        await own.publishAsync(topicOf({ ...monitor, leaf: 'telemetry' }), JSON.stringify({ at, values }), { qos: 1 });
    }
    await until('all stored', async () => (await stack.sql(storedBy('E-AIR'))).length === 8);
    const order = { year, projectId: 'P-AIR' };
    expect(await admin.call('collectValues', { body: order })).toMatchObject({ written: 2 });
    // 75 of 95, for sixty points and for forty: 47.37 and 31.58.
    const isScored = ({ area, projects }: RoomState) =>
      [area.projects.score.weighted, projects['P-AIR']?.score?.score].every((score) => score === '78.95');
    await room.see('the score of both', isScored, 2_000);
    room.close();
    await own.endAsync();
    const { bars } = await admin.call('getScore', { params: { code: 'P-AIR' }, query: { year } });
    expect(bars).toMatchObject([
      {
        source: 'auto',
        sentence: '75 ÷ 95 × 60 = 47.37',
        sourceDetail: { formula: 'dust-compliance@1', inputs: counted },
      },
      {
        source: 'auto',
        sentence: '75 ÷ 95 × 40 = 31.58',
        sourceDetail: { formula: 'noise-compliance@1', inputs: counted },
      },
    ]);
    expect(await admin.call('collectValues', { body: order })).toMatchObject({ written: 0, unchanged: 2 });
  });

  it('refuses each kind of rubbish by name, keeps it whole, and the next message is unharmed', async () => {
    const at = Date.now();
    await send('{"at":');
    await send({ at, values: { pm10: 'much' } });
    await send({ at, values: { humidity: 101 } });
    await send({ at: at + 11 * MINUTE, values: { pm10: 1 } });
    await send({ at: at - 8 * DAY, values: { pm10: 1 } });
    await send(' '.repeat(17_000));
    await send({ at: at + 1, values: { humidity: 55 } });
    const wanted = ['malformed-json', 'invalid-payload', 'out-of-range', 'clock-ahead', 'too-old', 'oversize'];
    await until('all are listed', async () => {
      const listed = new Set<string>((await refusals()).map(({ reason }) => reason));
      return wanted.every((reason) => listed.has(reason));
    });
    await until('the good one is stored', async () => (await stored(at + 1)) !== undefined);
    const broken = (await refusals()).find(({ reason }) => reason === 'malformed-json');
    expect(await admin.call('getQuarantined', { params: { id: broken?.id ?? 0 } })).toMatchObject({
      text: '{"at":',
      whole: true,
    });
  });

  it('replays what came before its device was registered', async () => {
    // Its credential is refused by the broker, so the packet takes the way of a bridge: the service account's.
    const at = Date.now() - 2 * MINUTE;
    const service = await mqtt.connectAsync(stack.serviceUrl);
    const early = topicOf({ siteCode: 'S-1', kind: 'env', deviceCode: 'E-LATER', leaf: 'telemetry' });
    await service.publishAsync(early, JSON.stringify({ at, values: { pm10: 42 } }), { qos: 1 });
    await until('it waits in quarantine', async () =>
      (await refusals()).some(({ reason }) => reason === 'unknown-device'),
    );
    await registerDevice(admin, 'S-1', 'E-LATER');
    const tally = await admin.call('replayReason', { body: { reason: 'unknown-device' } });
    expect(tally).toEqual({ stored: 1, duplicate: 0, quarantined: 0 });
    expect(await stored(at)).toMatchObject({ pm10: 42 });
    await service.endAsync();
  });

  it('takes back-fill into compressed chunks, and the aggregates count it', async () => {
    const day = Math.floor((Date.now() - 20 * DAY) / DAY) * DAY;
    await send({ at: day, values: { pm10: 10 }, backfill: true });
    await until('stored', async () => (await stored(day)) !== undefined);
    await stack.sql(`select compress_chunk(c, true) from show_chunks('readings', older_than => interval '10 days') c`);
    for (const i of [1, 2, 3]) await send({ at: day + i * MINUTE, values: { pm10: 10 + i }, backfill: true });
    await send({ at: day, values: { pm10: 10 }, backfill: true });
    await until('stored beside it', async () => (await stored(day + 3 * MINUTE)) !== undefined);
    await stack.sql(`call refresh_continuous_aggregate('readings_1m', $1::timestamptz, $2::timestamptz)`, [
      new Date(day),
      new Date(day + DAY),
    ]);
    const curve = await admin.call('getHistory', {
      params: { scope: 'device', code: 'E-1' },
      query: { metric: 'pm10', from: day, to: day + 10 * MINUTE, width: 800 },
    });
    expect(curve).toMatchObject({ mean: [10, 11, 12, 13], count: [1, 1, 1, 1] });
  });

  it('is right again after a restart: the rebuilt state equals the one before', async () => {
    const figures = async () => {
      const room = new RoomFollower(admin.socket(), 'district');
      await until('joined', () => room.state !== undefined);
      const state = room.state;
      room.close();
      const { metrics, exceedances } = state?.area.site ?? {};
      return {
        exceedances,
        today: Object.fromEntries(Object.entries(metrics ?? {}).map(([name, windows]) => [name, windows.today])),
      };
    };
    const before = await figures();
    await stack.server.restart();
    await until('ready', async () => (await stack.readiness()).ready);
    expect(await figures()).toEqual(before);
  });

  it('drains on a polite stop: what was acknowledged is stored, and the end is clean', async () => {
    const at = Date.now() - 30 * MINUTE;
    await Promise.all(Array.from({ length: 500 }, (_, i) => send({ at: at + i, values: { pressure: 101 } })));
    const { ms, reason } = await stack.server.end('SIGTERM');
    expect(reason).toContain('0');
    expect(ms).toBeLessThan(7_000);
    await stack.server.start();
    await until('all are stored once', async () => {
      const [row] = await stack.sql<{ count: string }>('select count(*) from readings where pressure = 101');
      return row?.count === '500';
    });
  });
});
