import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import {
  builtEntry,
  startEmbeddedBroker,
  startEmbeddedDatabase,
  superviseChild,
  withCredentials,
} from '../../server/embedded/launcher.ts';
import { loadOrCreateSecrets } from '../../server/embedded/secrets.ts';
import { ensureServiceAccess } from '../../server/embedded/serviceAccess.ts';
import { shipTemplates } from '../../server/modules/indicators/shipped.ts';
import { migrate } from '../../server/platform/migrations.ts';
import { registerMany, type TestDevice } from '../../tests/helpers/devices.ts';
import { setUpOffice, Visitor } from '../../tests/helpers/client.ts';
import { Authenticators } from '../../tests/helpers/secondFactor.ts';
import { freePort } from '../../tests/helpers/ports.ts';
import { pause } from '../../tests/helpers/until.ts';

export interface Rig {
  readonly home: string;
  readonly databaseUrl: string;
  readonly mqttPort: number;
  readonly serviceUrl: string;
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** The server process, with an administrator and devices. */
  startServer(env?: Record<string, string>): Promise<Server>;
  /** Ends the processes and keeps the files. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}
export interface Server {
  readonly address: string;
  readonly pid: number;
  readonly admin: Visitor;
  readonly devices: readonly TestDevice[];
  stop(): Promise<void>;
}

/** The person of `setUpOffice` comes back. */
const signIn = (address: string, people: Authenticators): Promise<Visitor> =>
  new Visitor(address).signIn('office', { people });

/** Embedded database and broker with a fresh data directory. */
export async function startRig(home = mkdtempSync(join(tmpdir(), 'xw-bench-'))): Promise<Rig> {
  const access = join(home, 'access');
  const secrets = loadOrCreateSecrets(join(home, 'secrets'));
  const people = new Authenticators();
  ensureServiceAccess(access, secrets);
  const database = await startEmbeddedDatabase({ dataDir: join(home, 'database') });
  await migrate(database.url, { bring: shipTemplates });
  const mqttPort = await freePort();
  const broker = await startEmbeddedBroker({ dataDir: join(home, 'broker'), accessDir: access, port: mqttPort });
  const serviceUrl = withCredentials(broker.url, secrets.serviceUser, secrets.servicePassword);
  const sql = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    return client
      .query<Row>(text, values)
      .then(({ rows }) => rows)
      .finally(() => client.end());
  };
  const stop = async () => {
    await broker.stop();
    await database.stop();
  };
  return {
    home,
    databaseUrl: database.url,
    mqttPort,
    serviceUrl,
    sql,
    async startServer(env = {}) {
      const port = await freePort();
      const address = `http://127.0.0.1:${port}`;
      const lines: string[] = [];
      const child = superviseChild({
        name: 'server',
        entry: builtEntry('main'),
        restart: false,
        env: {
          DATABASE_URL: database.url,
          MQTT_URL: serviceUrl,
          BROKER_ACCESS_DIR: access,
          XW_DATA_DIR: join(home, 'server'),
          PORT: String(port),
          LOG_LEVEL: 'warn',
          ...env,
        },
        readyWhen: { probe: async () => (await fetch(`${address}/readyz`)).ok },
        onLine: (line) => lines.push(line),
      });
      await child.ready;
      await pause(300);
      const known = await sql<{ code: string }>('select code from devices limit 1');
      const admin = known.length === 0 ? await setUpOffice(address, lines, people) : await signIn(address, people);
      const devices = known.length === 0 ? await registerMany({ sql } as never, admin, 60) : [];
      return { address, pid: child.pid() ?? 0, admin, devices, stop: () => child.stop(8_000) };
    },
    stop,
    async remove() {
      await stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
