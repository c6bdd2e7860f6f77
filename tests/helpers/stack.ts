import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject, onTestFailed } from 'vitest';
import { embeddedDatabaseUrl, withCredentials } from '../../server/embedded/launcher.ts';
import { loadOrCreateSecrets } from '../../server/embedded/secrets.ts';
import { ensureServiceAccess } from '../../server/embedded/serviceAccess.ts';
import { freePort } from './ports.ts';
import { TestProcess } from './testProcess.ts';
import { until } from './until.ts';

const READY = { line: (line: string) => line.startsWith('{"ready":true') };
export interface StackOptions {
  /** Where all data go; a new temporary directory when not given. */
  readonly home?: string;
  /** Where the server listens; any free port when not given. */
  readonly port?: number;
  /** Settings of the server. */
  readonly env?: Readonly<Record<string, string>>;
  /** `demo-server` for the demonstration: people need no second factor there. */
  readonly serverEntry?: 'main' | 'demo-server';
  /** A broker elsewhere, instead of the embedded one. */
  readonly brokerUrl?: string;
}

/** Database, broker and server as real processes with a data directory of their own. */
export class Stack {
  readonly database: TestProcess;
  readonly broker: TestProcess;
  readonly server: TestProcess;
  readonly databaseUrl: string;
  /** The broker with the server's own account. */
  readonly serviceUrl: string;

  private constructor(
    readonly home: string,
    readonly port: number,
    readonly mqttPort: number,
    options: StackOptions,
  ) {
    const entry = (name: string) => join(inject('entries'), `${name}.js`);
    const data = (name: string) => join(home, name);
    const secrets = loadOrCreateSecrets(data('secrets'));
    ensureServiceAccess(this.accessDir, secrets);
    cpSync(inject('template'), data('database'), { recursive: true });
    this.serviceUrl = withCredentials(options.brokerUrl ?? this.mqttUrl, secrets.serviceUser, secrets.servicePassword);
    this.databaseUrl = embeddedDatabaseUrl(data('database'));
    this.database = new TestProcess('database', {
      entry: entry('embedded-database'),
      args: ['--data', data('database')],
      readyWhen: READY,
    });
    const brokerPlace = ['--data', data('broker'), '--access-dir', this.accessDir, '--port', String(mqttPort)];
    this.broker = new TestProcess('broker', { entry: entry('embedded-broker'), args: brokerPlace, readyWhen: READY });
    this.server = new TestProcess('server', {
      entry: entry(options.serverEntry ?? 'main'),
      env: {
        DATABASE_URL: this.databaseUrl,
        MQTT_URL: this.serviceUrl,
        BROKER_ACCESS_DIR: this.accessDir,
        XW_DATA_DIR: data('server'),
        HOST: '127.0.0.1',
        PORT: String(port),
        ...options.env,
      },
      readyWhen: { line: (line) => line.includes('"msg":"listening"') },
    });
  }

  /** Files made, nothing started. */
  static async prepare(options: StackOptions = {}): Promise<Stack> {
    const home = options.home ?? mkdtempSync(join(tmpdir(), 'xw-'));
    return new Stack(home, options.port ?? (await freePort()), await freePort(), options);
  }

  /** Everything running and ready. */
  static async start(options: StackOptions = {}): Promise<Stack> {
    const stack = await Stack.prepare(options);
    try {
      await Promise.all([stack.database.start(), stack.broker.start()]);
      await stack.server.start();
      // Only a session that exists is kept for: what is published before the server subscribed is nobody's.
      await until('everything ready', async () => (await stack.readiness()).ready);
    } catch (error) {
      stack.printLogs();
      await stack.remove();
      throw error;
    }
    return stack;
  }

  get accessDir(): string {
    return join(this.home, 'access');
  }
  get mqttUrl(): string {
    return `mqtt://127.0.0.1:${this.mqttPort}`;
  }
  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Runs SQL beside the server; int8 and numeric come as text, instants as Date. */
  async sql<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      return (await client.query<Row>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** What /readyz says, part by part. */
  async readiness(): Promise<{ ready: boolean; parts: { name: string; ok: boolean; sentence: string }[] }> {
    const reply = await fetch(`${this.address}/readyz`, { signal: AbortSignal.timeout(10_000) });
    return (await reply.json()) as { ready: boolean; parts: { name: string; ok: boolean; sentence: string }[] };
  }

  /** Call in a test or beforeEach: what the processes said is printed when it fails. */
  showLogsOnFailure(): void {
    onTestFailed(() => this.printLogs());
  }

  printLogs(): void {
    for (const { name, lines } of [this.database, this.broker, this.server])
      console.error([`--- ${name}`, ...lines.slice(-60)].join('\n'));
  }

  /** Stops what runs and removes every file. */
  async remove(): Promise<void> {
    for (const one of [this.server, this.broker, this.database]) await one.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}
