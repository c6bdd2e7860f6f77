import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { projectRoot } from '../platform/paths.ts';
import { SOCKET_FILE, socketDirectoryFor } from './socketDirectory.ts';
import { superviseChild, type ChildPlan, type Supervised } from './supervise.ts';

export { projectRoot } from '../platform/paths.ts';
export { assertPortFree, portFrom } from './ports.ts';
export { runToEnd } from './runToEnd.ts';
export { superviseChild, type ChildPlan, type Supervised } from './supervise.ts';

/** A running embedded part: its address and the way to end it. */
export interface Running {
  readonly url: string;
  readonly process: Supervised | undefined;
  readonly stop: (graceMs?: number) => Promise<void>;
}

/** What callers may add to how a part is started. */
export type Hooks = Pick<ChildPlan, 'onLine' | 'onNotice' | 'onExit'> & { readonly entry?: string };

/** The built file of a process. */
export function builtEntry(name: string): string {
  return join(projectRoot(), 'dist', 'server', `${name}.js`);
}

const READY = { line: (line: string) => line.startsWith('{"ready":true') };

async function begin(plan: ChildPlan): Promise<Running> {
  const child = superviseChild(plan);
  const { url } = JSON.parse(await child.ready) as { url: string };
  return { url, process: child, stop: child.stop };
}

/** Starts the embedded TimescaleDB on a data directory and keeps it running; answers when it takes connections. */
export function startEmbeddedDatabase(options: { readonly dataDir: string } & Hooks): Promise<Running> {
  const { dataDir, entry = builtEntry('embedded-database'), ...hooks } = options;
  const args = ['--data', resolve(dataDir)];
  return begin({ ...hooks, name: '数据库', entry, args, readyWhen: READY, restart: true });
}

/** The address of the embedded database of a data directory, whether it runs or not. */
export function embeddedDatabaseUrl(dataDir: string): string {
  const host = socketDirectoryFor(join(resolve(dataDir), 'socket'));
  return `postgresql://postgres@/postgres?host=${encodeURIComponent(host)}`;
}

/** The embedded database that already runs on the directory, else a new one (`stop` ends only the latter). */
export async function reachEmbeddedDatabase(options: { readonly dataDir: string } & Hooks): Promise<Running> {
  const path = join(socketDirectoryFor(join(resolve(options.dataDir), 'socket')), SOCKET_FILE);
  const answers = await new Promise<boolean>((done) => {
    const socket = connect(path);
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });
  if (!answers) return startEmbeddedDatabase(options);
  return { url: embeddedDatabaseUrl(options.dataDir), process: undefined, stop: () => Promise.resolve() };
}

export interface BrokerOptions extends Hooks {
  readonly dataDir: string;
  readonly accessDir: string;
  readonly host?: string;
  /** 0 picks a free port; a restarted broker would then pick another one, so only tests do that. */
  readonly port?: number;
  /** The server's own session: it waits for the server however long that is away. */
  readonly ownSession?: string;
  /** Any other session ends when its client stays away for longer. */
  readonly sessionHours?: number;
}

/** Starts the embedded broker and keeps it running; the url carries no credentials. */
export function startEmbeddedBroker(options: BrokerOptions): Promise<Running> {
  const {
    dataDir,
    accessDir,
    host = '127.0.0.1',
    port = 1883,
    ownSession = 'xw-server',
    sessionHours = 24,
    entry = builtEntry('embedded-broker'),
    ...hooks
  } = options;
  const args = ['--data', resolve(dataDir), '--access-dir', resolve(accessDir), '--host', host, '--port', String(port)];
  args.push('--keep-session', ownSession, '--session-hours', String(sessionHours));
  return begin({ ...hooks, name: '消息代理', entry, args, readyWhen: READY, restart: true });
}

/** The url with a user and password in it. */
export function withCredentials(url: string, user: string, password: string): string {
  const full = new URL(url);
  full.username = user;
  full.password = password;
  return full.href;
}
