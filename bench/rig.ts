import { readFileSync, rmSync, mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fork, type ChildProcess } from 'node:child_process';
import pg from 'pg';
import {
  builtEntry,
  projectRoot,
  startEmbeddedBroker,
  startEmbeddedDatabase,
  superviseChild,
  withCredentials,
} from '../server/embedded/launcher.ts';
import { loadOrCreateSecrets } from '../server/embedded/secrets.ts';
import { ensureServiceAccess } from '../server/embedded/serviceAccess.ts';
import { migrate } from '../server/platform/migrations.ts';
import { registerMany, type TestDevice } from '../tests/helpers/devices.ts';
import { setUpOffice, Visitor } from '../tests/helpers/client.ts';
import { Authenticators } from '../tests/helpers/secondFactor.ts';

/** One figure, one line. */
export const print = (figure: object): void => console.log(JSON.stringify(figure));

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts one of the benchmark's own programs as a process; its messages come by IPC. */
export const startProgram = (name: string, options: object): ChildProcess =>
  fork(join(projectRoot(), 'dist', 'bench', `${name}.js`), [JSON.stringify(options)], { stdio: 'inherit' });

/** The next message of a program. */
export const messageOf = async <T>(program: ChildProcess): Promise<T> => ((await once(program, 'message')) as [T])[0];

export const optionsOf = <T>(): T => JSON.parse(process.argv[2] ?? '{}') as T;

/** CPU seconds a process has used, user and system, from the kernel. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
export const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN) * 10) / 10;
}

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
  await migrate(database.url);
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
      await sleep(300);
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
