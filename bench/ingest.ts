import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt from 'mqtt';
import pg from 'pg';
import { startMosquitto } from '../tests/helpers/mosquitto.ts';
import { startOwnPostgres } from '../tests/helpers/postgres.ts';
import { pause } from '../tests/helpers/until.ts';
import { cpuSeconds, messageOf, startProgram } from './parts/program.ts';
import { report } from './parts/report.ts';
import { startRig, type Rig } from './parts/rig.ts';

/** QoS 1 packets of six values, from publish to commit: the product's ingestion beside a bare subscriber, in turns. */
const DEVICES = 20;
const ROUNDS = 3;

interface Place {
  readonly name: string;
  readonly databaseUrl: string;
  readonly mqttUrl: string;
  readonly port: number;
  readonly version: 4 | 5;
  readonly mayCopy: boolean;
  /** Packets of each device in a round: enough for some seconds at what the place takes. */
  readonly each: number;
  readonly goals: Readonly<Record<string, number>>;
  readonly publisher: { user: string; password: string };
}

/** Only the places whose name contains the first argument; all without one. */
const wanted = process.argv[2] ?? '';

async function measure(place: Place): Promise<void> {
  const { each, name } = place;
  if (!name.includes(wanted)) return;
  const client = new pg.Client({ connectionString: place.databaseUrl });
  await client.connect();
  await client.query(
    `insert into sites values ('S-MANY', '工地', '320102005000', null, 118.79, 32.06) on conflict do nothing`,
  );
  await client.query(
    `insert into devices (code, name, kind, site_code, credential_hash)
     select 'B-' || i, 'B-' || i, 'env', 'S-MANY', '$7$' from generate_series(1, $1) i on conflict do nothing`,
    [DEVICES],
  );
  const devices = (
    await client.query<{ id: number; code: string }>(`select id, code from devices where code like 'B-%'`)
  ).rows;
  const figures = {
    intakeProcess: [] as { rate: number; cpu: number }[],
    bareProcess: [] as { rate: number; cpu: number }[],
  };
  let from = Date.now() - 86_400_000;
  for (let round = 0; round < ROUNDS; round += 1)
    for (const program of ['bareProcess', 'intakeProcess'] as const) {
      // Every turn writes into an empty table.
      await client.query('truncate readings');
      from -= each * 1000;
      const subscriber = startProgram(program, { ...place, devices });
      await messageOf(subscriber);
      await pause(300);
      const cpuBefore = cpuSeconds(subscriber.pid ?? 0);
      const startedAt = performance.now();
      const codes = devices.map(({ code }) => code);
      const publisher = startProgram('publishProcess', {
        port: place.port,
        codes,
        each,
        from,
        ...place.publisher,
      });
      for (let stored = 0; stored < DEVICES * each;) {
        await pause(20);
        subscriber.send('tally');
        ({ stored } = await messageOf<{ stored: number }>(subscriber));
      }
      const seconds = (performance.now() - startedAt) / 1000;
      const cpu = cpuSeconds(subscriber.pid ?? 0) - cpuBefore;
      figures[program].push({ rate: (DEVICES * each) / seconds, cpu: (cpu / (DEVICES * each)) * 1e6 });
      if (publisher.exitCode === null) await once(publisher, 'exit');
      subscriber.disconnect();
      await once(subscriber, 'exit');
      await forgetSession(place, program);
      const { rows } = await client.query<{ count: string }>(
        'select count(*) from (select distinct device_id, at from readings) r',
      );
      if (Number(rows[0]?.count) !== DEVICES * each) throw new Error(`${name}: stored ${rows[0]?.count ?? '?'}`);
    }
  await client.end();
  const middle = (list: number[]) => Math.round(list.sort((a, b) => a - b)[list.length >> 1] ?? NaN);
  const ours = {
    rate: middle(figures.intakeProcess.map((f) => f.rate)),
    cpuUs: middle(figures.intakeProcess.map((f) => f.cpu)),
    turns: figures.intakeProcess.map((f) => Math.round(f.rate)),
  };
  const bare = {
    rate: middle(figures.bareProcess.map((f) => f.rate)),
    cpuUs: middle(figures.bareProcess.map((f) => f.cpu)),
    turns: figures.bareProcess.map((f) => Math.round(f.rate)),
  };
  report('ingest', {
    place: name,
    ours,
    bare,
    goals: place.goals,
    ratio: Math.round((ours.rate / bare.rate) * 100) / 100,
  });
}

/**
 * A session that is kept goes on collecting while the other program has its turn: its next turn would count the packets
 * of that one first, and the broker would write everything twice.
 */
async function forgetSession({ mqttUrl, version }: Place, program: 'bareProcess' | 'intakeProcess'): Promise<void> {
  const clientId = program === 'bareProcess' ? 'bench-bare' : 'bench-intake';
  const client = await mqtt.connectAsync(mqttUrl, { clientId, clean: true, protocolVersion: version });
  await client.endAsync();
}

async function withMosquitto(work: (broker: { url: string; port: number }) => Promise<void>): Promise<void> {
  const store = mkdtempSync(join(tmpdir(), 'xw-mosquitto-'));
  const broker = await startMosquitto([
    'allow_anonymous true',
    'persistence true',
    `persistence_location ${store}/`,
    'max_queued_messages 0',
    'max_inflight_messages 0',
  ]);
  await work(broker).finally(() => broker.remove());
  rmSync(store, { recursive: true, force: true });
}

const nobody = { user: '', password: '' };
const rig: Rig = await startRig();
const service = new URL(rig.serviceUrl);
const publisher = { user: service.username, password: decodeURIComponent(service.password) };
await measure({
  name: 'embedded database, embedded broker',
  each: 2_000,
  goals: { ratio: 0.8 },
  databaseUrl: rig.databaseUrl,
  mqttUrl: rig.serviceUrl,
  port: rig.mqttPort,
  version: 4,
  mayCopy: false,
  publisher,
});
await withMosquitto((broker) =>
  measure({
    name: 'embedded database, Mosquitto',
    each: 3_000,
    goals: { rate: 8_000 },
    databaseUrl: rig.databaseUrl,
    mqttUrl: broker.url,
    port: broker.port,
    version: 5,
    mayCopy: false,
    publisher: nobody,
  }),
);
await rig.remove();
const postgres = await startOwnPostgres({ migrated: true });
await withMosquitto((broker) =>
  measure({
    name: 'PostgreSQL by COPY, Mosquitto',
    each: 10_000,
    goals: { ratio: 0.8, cpuUs: 15 },
    databaseUrl: postgres.url,
    mqttUrl: broker.url,
    port: broker.port,
    version: 5,
    mayCopy: true,
    publisher: nobody,
  }),
);
await postgres.remove();
process.exit(0);
