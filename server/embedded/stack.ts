import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { assertPortFree, builtEntry, portFrom, startEmbeddedBroker, startEmbeddedDatabase } from './launcher.ts';
import { superviseChild, withCredentials, type ChildPlan } from './launcher.ts';
import { loadOrCreateSecrets } from './secrets.ts';
import { saysReady } from './readyProbe.ts';
import { ensureServiceAccess } from './serviceAccess.ts';

/** How long each may take to end; together within 15 s, the server (which drains) most. */
export const GRACE_MS = { 模拟器: 2_000, 服务: 7_000, 消息代理: 2_500, 数据库: 3_500 } as const;
export type PartName = keyof typeof GRACE_MS;

interface Part {
  readonly name: PartName;
  readonly stop: (graceMs?: number) => Promise<void>;
}

export interface Settings {
  readonly dataDir: string;
  readonly accessDir: string;
  readonly host: string;
  readonly port: number;
  /** The server speaks https by itself. */
  readonly isHttps: boolean;
  readonly mqttHost: string;
  readonly mqttPort: number;
  /** Client id of the server's session at the embedded broker, and how long the sessions of others wait for them. */
  readonly mqttClientId: string;
  readonly sessionHours: number;
}

/** The launcher's settings from the environment; a wrong one is named. */
export function readSettings(env: NodeJS.ProcessEnv, defaultDataDir: string): Settings {
  const dataDir = resolve(env.XW_DATA_DIR ?? defaultDataDir);
  return {
    dataDir,
    accessDir: resolve(env.BROKER_ACCESS_DIR ?? join(dataDir, 'access')),
    host: env.HOST ?? '127.0.0.1',
    port: portFrom(env.PORT, 8080, 'PORT'),
    isHttps: Boolean(env.HTTPS_CERT),
    mqttHost: env.MQTT_HOST ?? '127.0.0.1',
    mqttPort: portFrom(env.MQTT_PORT, 1883, 'MQTT_PORT'),
    mqttClientId: env.MQTT_CLIENT_ID ?? 'xw-server',
    sessionHours: hoursFrom(env.MQTT_SESSION_HOURS, 24, 'MQTT_SESSION_HOURS'),
  };
}

function hoursFrom(text: string | undefined, fallback: number, variable: string): number {
  const hours = text === undefined || text === '' ? fallback : Number(text);
  if (Number.isInteger(hours) && hours >= 1 && hours <= 8_760) return hours;
  throw new Error(`${variable} 应为 1 到 8760 之间的小时数,现为 ${text ?? ''}`);
}

/** The processes of one installation, started in order and stopped in reverse. */
export class Stack {
  private readonly parts: Part[] = [];
  private readonly logs: WriteStream[] = [];
  private stopping: Promise<void> | undefined;

  constructor(
    readonly settings: Settings,
    private readonly say: (line: string) => void,
    /** Called when a part ended for good. */
    private readonly onLost: (reason: string) => void,
    /** Children write to files below the data directory instead of to the terminal. */
    private readonly isQuiet: boolean,
  ) {}

  /** Starts the embedded database; answers its url. */
  async startDatabase(): Promise<string> {
    const dataDir = join(this.settings.dataDir, 'database');
    const running = await startEmbeddedDatabase({ dataDir, ...this.hooks('数据库', 'database') });
    this.parts.push({ name: '数据库', stop: running.stop });
    return running.url;
  }

  /** Starts the embedded broker; answers the url the server uses (with its account) and the one for devices. */
  async startBroker(): Promise<{ readonly serviceUrl: string; readonly url: string }> {
    const { dataDir, accessDir, mqttHost, mqttPort, mqttClientId, sessionHours } = this.settings;
    await assertPortFree(mqttPort, mqttHost, 'MQTT_PORT');
    const secrets = loadOrCreateSecrets(join(dataDir, 'secrets'));
    ensureServiceAccess(accessDir, secrets);
    const place = { dataDir: join(dataDir, 'broker'), accessDir, host: mqttHost, port: mqttPort };
    const sessions = { ownSession: mqttClientId, sessionHours };
    const running = await startEmbeddedBroker({ ...place, ...sessions, ...this.hooks('消息代理', 'broker') });
    this.parts.push({ name: '消息代理', stop: running.stop });
    const url = `mqtt://${dialable(mqttHost)}:${mqttPort}`;
    return { url, serviceUrl: withCredentials(url, secrets.serviceUser, secrets.servicePassword) };
  }

  /** Starts one of our own processes; answers when it is ready. */
  async start(name: PartName, entry: string, plan: Pick<ChildPlan, 'args' | 'env' | 'readyWhen'>): Promise<void> {
    const child = superviseChild({
      ...plan,
      name,
      entry: builtEntry(entry),
      restart: true,
      ...this.hooks(name, entry),
    });
    // Before it is ready already: it must be stopped too when starting fails half-way.
    this.parts.push({ name, stop: child.stop });
    await child.ready;
  }

  /** Where the pages are. */
  get address(): string {
    const { isHttps, host, port } = this.settings;
    return `http${isHttps ? 's' : ''}://${dialable(host)}:${port}`;
  }

  /** True once the server says it is ready. */
  isServerReady(): Promise<boolean> {
    return saysReady(`${this.address}/readyz`);
  }

  /** Stops everything, the last started first. */
  stop(): Promise<void> {
    this.stopping ??= (async () => {
      for (let part = this.parts.pop(); part; part = this.parts.pop()) await part.stop(GRACE_MS[part.name]);
      for (const log of this.logs) log.end();
    })();
    return this.stopping;
  }

  /** Where a child's output goes: its own log file, or this terminal. */
  listener(file: string): (line: string, stream: 'out' | 'err') => void {
    if (!this.isQuiet)
      return (line, stream) => void (stream === 'out' ? process.stdout : process.stderr).write(`${line}\n`);
    const directory = join(this.settings.dataDir, 'logs');
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    // Anew at every start, so that the logs of a demo do not grow for ever; 0600: a set-up link may be in one.
    const log = createWriteStream(join(directory, `${file}.log`), { mode: 0o600 });
    this.logs.push(log);
    return (line) => void log.write(`${line}\n`);
  }

  private hooks(name: PartName, file: string): Pick<ChildPlan, 'onLine' | 'onNotice' | 'onExit'> {
    return {
      onLine: this.listener(file),
      onNotice: this.say,
      onExit: (reason) => this.onLost(`${name}已停止:${reason}`),
    };
  }
}

/** An address to connect to for one to listen on. */
function dialable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
