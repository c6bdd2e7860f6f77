import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../server/platform/paths.ts';
import { STREET } from '../tests/helpers/devices.ts';
import { percentile, report } from './parts/report.ts';
import { startRig } from './parts/rig.ts';

/** Curves over REST at 800 pixels: 60 devices, a packet a minute for 30 days, every ten minutes for the year before. */
const DAY = 86_400_000;
const REPEATS = 40;

/** Filling takes longer than measuring: the year is kept, and a later run measures it again. */
const home = join(projectRoot(), 'data', 'bench-history');
const done = join(home, 'filled');
if (!existsSync(done)) rmSync(home, { recursive: true, force: true });
mkdirSync(home, { recursive: true });

const rig = await startRig(home);
if (!existsSync(done)) await (await rig.startServer({ LOG_LEVEL: 'error' })).stop();
const today = existsSync(done) ? Number(readFileSync(done, 'utf8')) : Math.floor(Date.now() / DAY) * DAY;
if (!existsSync(done)) {
  const startedAt = performance.now();
  await fill();
  writeFileSync(done, String(today));
  report('history', { filledSeconds: Math.round((performance.now() - startedAt) / 1000) });
}
// A street of the district's usual size (a seventh of the devices), and one with all the others.
const USUAL = '320102007000';
await rig.sql(`insert into sites values ('S-NINE', '工地', $1, null, 118.79, 32.06) on conflict do nothing`, [USUAL]);
await rig.sql(
  `update devices set site_code = 'S-NINE' where code in (select 'S-MANY-' || i from generate_series(1, 9) i)`,
);
const server = await rig.startServer({ LOG_LEVEL: 'error' });
const [size] = await rig.sql<{ rows: string }>('select count(*) as rows from readings');
for (const [scope, code, devices] of [
  ['device', 'S-MANY-4', 1],
  ['street', USUAL, 9],
  ['street', STREET, 51],
] as const)
  for (const days of [1, 7, 30, 365]) {
    const times: number[] = [];
    let points = 0;
    for (let i = 0; i < REPEATS; i += 1) {
      const startedAt = performance.now();
      const query = { metric: 'pm10', from: today - days * DAY, to: today, width: 800 } as const;
      const curve = await server.admin.call('getHistory', { params: { scope, code }, query });
      times.push(performance.now() - startedAt);
      points = curve.at.length;
    }
    report('history', {
      scope,
      devices,
      days,
      points,
      p50: percentile(times, 0.5),
      p95: percentile(times, 0.95),
      max: percentile(times, 1),
      goalP95: 100,
      rows: size?.rows,
    });
  }
await server.stop();
await rig.stop();
process.exit(0);

async function fill(): Promise<void> {
  const insert = `insert into readings (device_id, at, tsp, pm10, pm25, noise, temperature, humidity, pressure, wind_speed, wind_direction, received_at)
    select d.id, t, 90 + 20 * random(), 60 + 20 * random(), 30 + 10 * random(), 50 + 20 * random(), 10, 50, 101, 2, 180, t
      from devices d, generate_series($1::timestamptz, $2::timestamptz, $3::interval) t where d.code <> 'S-MANY-0' on conflict do nothing`;
  for (let day = 365; day > 0; day -= 5)
    await rig.sql(insert, [
      new Date(today - day * DAY),
      new Date(today - Math.max(0, day - 5) * DAY - 1),
      day > 30 ? '10 minutes' : '1 minute',
    ]);
  for (const [name, step] of [
    ['readings_1m', 3],
    ['readings_10m', 20],
    ['readings_1h', 60],
    ['readings_1d', 370],
  ] as const)
    for (let day = 370; day > 0; day -= step)
      await rig.sql(`call refresh_continuous_aggregate('${name}', $1::timestamptz, $2::timestamptz)`, [
        new Date(today - day * DAY),
        new Date(today - Math.max(0, day - step) * DAY),
      ]);
  await rig.sql('analyze');
}
