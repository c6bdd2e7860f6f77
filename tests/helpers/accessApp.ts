import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DISTRICT_CODE } from '../../contracts/glossary.ts';
import type { SignInStep } from '../../contracts/account.ts';
import type { Person } from '../../contracts/people.ts';
import { roleNames, type PersonRole } from '../../contracts/permissions.ts';
import { ensureSetupLinks } from '../../server/modules/people/setup.ts';
import { systemClock, type Clock } from '../../server/platform/clock.ts';
import { createAccess, type Access } from '../../server/access/access.ts';
import { Attempts } from '../../server/access/attempts.ts';
import { refusalTeller } from '../../server/access/refusals.ts';
import type { Provider } from '../../server/access/provider.ts';
import { Reach } from '../../server/access/reach.ts';
import { DOORSTEP_COOKIE, PROVIDER_COOKIE, SESSION_COOKIE } from '../../server/access/cookie.ts';
import { BrokerAccessFiles } from '../../server/modules/devices/brokerAccess.ts';
import { openFileStore, type FileStore } from '../../server/modules/files/fileStore.ts';
import { Dispatcher } from '../../server/modules/interfaces/dispatcher.ts';
import type { Pace } from '../../server/modules/interfaces/outbox.rules.ts';
import { createCollector, type Collector } from '../../server/modules/values/collector.ts';
import { WallDesk } from '../../server/modules/walls/wallDesk.ts';
import { openDatabase, type Database } from '../../server/platform/database.ts';
import { createHttp, type App } from '../../server/platform/http.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { registerRoutes } from '../../server/routes.ts';
import { openImageStore } from '../../server/ingestion/imageStore.ts';
import { createFrameShelf } from '../../server/modules/cameras/cameras.ts';
import type { ReplyOf } from '../../contracts/rest.ts';
import type { KeyFileOptions } from '../../server/vault/keyFile.ts';
import { openVault, type Vault } from '../../server/vault/vault.ts';
import { Authenticators, type Post } from './secondFactor.ts';

export interface AccessApp {
  readonly app: App;
  readonly db: Database;
  readonly access: Access;
  readonly brokerAccess: BrokerAccessFiles;
  readonly attempts: Attempts;
  readonly vault: Vault;
  readonly keys: KeyFileOptions;
  readonly files: FileStore;
  readonly collector: Collector;
  readonly dispatcher: Dispatcher;
  /** The authenticators of whoever enrolled here. */
  readonly people: Authenticators;
  now(): number;
  /** Moves the clock forward. */
  pass(ms: number): void;
  close(): Promise<void>;
}

export interface AccessAppOptions {
  readonly provider?: Provider;
  readonly publicOrigin?: string;
  readonly brokerAccessDir?: string;
  readonly adminAllow?: string;
  readonly dataDir?: string;
  readonly maxUploadBytes?: number;
  /** Of every project; none where nothing is said. */
  readonly devicesOnline?: { readonly monitors: number; readonly cameras: number };
  /** Where other systems may be posted to. */
  readonly origins?: readonly string[];
  /** The keys of another process of the same installation. */
  readonly keys?: KeyFileOptions;
}

/** Quicker than in earnest: a second until the first try again, and an answer within one. */
export const testPace: Pace = { firstMs: 1_000, longestMs: 8_000, mostAttempts: 4, timeoutMs: 1_000 };

/** Nothing comes in, and nobody backs up. */
const atRest: ReplyOf<'operationState'> = {
  ...{ since: 0, state: 'running', sentence: null, waiting: 0, received: 0, stored: 0, duplicate: 0, quarantined: 0 },
  ...{ frames: 0, backup: { at: null, sentence: null } },
};

/** The server's REST side without ingestion and live state, on a clock the test moves. */
export async function startAccessApp(url: string, options: AccessAppOptions = {}): Promise<AccessApp> {
  let now = Date.now();
  const clock: Clock = { now: () => now };
  const log = createLogger(process.env['XW_TEST_LOG'] ?? 'silent');
  const db = openDatabase(url, 4, log);
  const config = {
    publicOrigin: options.publicOrigin ?? '',
    trustProxy: false,
    adminAllow: options.adminAllow ?? '',
    metricsToken: '',
    mqttUrl: 'mqtt://xw-server:Service%20Secret@127.0.0.1:1883',
    brokerAccessDir: options.brokerAccessDir ?? '',
    auditHash: 'sha256' as const,
    auditSealKey: '',
    retainAuditMonths: 12,
    dataDir: options.dataDir ?? join(tmpdir(), 'xw-no-such-directory'),
  };
  const dataDir = mkdtempSync(join(tmpdir(), 'xw-data-'));
  const keys: KeyFileOptions = options.keys ?? {
    path: join(dataDir, 'vault-keys.json'),
    isForeign: false,
    suite: 'aes-256-gcm',
  };
  const vault = openVault(keys, now);
  const files = openFileStore(join(dataDir, 'files'));
  const access = createAccess({ db, clock, log, vault, secondFactor: 'required' });
  const attempts = new Attempts({ db, clock, log });
  const onRefusal = refusalTeller({ access, attempts });
  const app = await createHttp({
    idempotency: { db, clock, vault },
    config,
    log,
    access,
    onRefusal,
    db,
    readiness: [],
    // A machine that is busy with something else turns nobody away here.
    maxLoopDelayMs: 0,
  });
  const brokerAccess = new BrokerAccessFiles({ db, config });
  const reach = new Reach({ db, access, log });
  const tell = (): void => undefined;
  const nothing = (): void => undefined;
  const done = () => Promise.resolve();
  const desk = new WallDesk({ db, clock, reach, tell });
  const collector = createCollector({ db, clock, log, wakeScorer: nothing });
  const origins = options.origins ?? [];
  const dispatcher = new Dispatcher({ db, clock, log, vault, origins, pace: testPace });
  const images = openImageStore(join(dataDir, 'images'));
  const rooms = { db, clock, config, access, provider: options.provider, vault, reach, desk, brokerAccess, collector };
  const stores = { files, images, frames: createFrameShelf(), maxUploadBytes: options.maxUploadBytes ?? 1024 * 1024 };
  registerRoutes(
    app,
    { ...rooms, ...stores, origins },
    {
      ...{ lights: () => new Map(), devicesOnline: () => options.devicesOnline ?? { monitors: 0, cameras: 0 } },
      ...{ replay: () => Promise.reject(new Error('nothing comes in here')), operationState: () => atRest },
      ...{ tellWall: tell, tellPeople: nothing, wakeScorer: nothing, wakeDispatcher: nothing, onChanged: done },
      ...{ onDevicesChanged: () => brokerAccess.write(), onMoved: done, onPlanned: done, onMeasured: done },
      ...{ onThresholds: done, onReceived: nothing },
    },
  );
  await app.ready();
  return {
    app,
    db,
    access,
    brokerAccess,
    attempts,
    vault,
    keys,
    files,
    collector,
    dispatcher,
    people: new Authenticators({ now: () => now, wait: async () => (now += 30_000) }),
    now: () => now,
    pass: (ms) => (now += ms),
    async close() {
      await dispatcher.stop();
      access.close();
      await app.close();
      await attempts.close();
      await db.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Everybody that a new installation needs, made as its operators would make them. */
export interface Settlement {
  readonly system: Caller;
  readonly security: Caller;
  readonly audit: Caller;
  readonly office: Caller;
  /** Makes a person with a post, not yet signed in. */
  add(loginName: string, role: PersonRole, organisationCode?: string): Promise<Person>;
}
export const CALLER_PASSWORD = 'Purple-Mountain-9';
/** Given by the administrator, and changed at the first sign-in. */
export const CALLER_FIRST_PASSWORD = 'Tangerine-Kite-47';

/** Uses the three set-up links, then gives somebody the performance office's post. */
export async function settle({ app, db, people }: AccessApp): Promise<Settlement> {
  const callers = {
    system: new Caller(app),
    security: new Caller(app),
    audit: new Caller(app),
    office: new Caller(app),
  };
  for (const { role, path } of await ensureSetupLinks({ db, clock: systemClock })) {
    const loginName = role.replace('-admin', '') as 'system' | 'security' | 'audit';
    const administrator = { loginName, name: roleNames[role], password: CALLER_PASSWORD };
    const step = await callers[loginName].post<SignInStep>('/api/setup', {
      ...administrator,
      token: path.split('=')[1],
    });
    await people.goOn(callers[loginName].post, administrator, step);
  }
  const add = async (loginName: string, role: PersonRole, organisationCode = DISTRICT_CODE) => {
    const person = { loginName, name: loginName, password: CALLER_FIRST_PASSWORD };
    const { body } = await callers.system.ask<Person>('POST', '/api/people', person);
    await callers.security.ask('POST', `/api/people/${body.id}/posts`, { role, organisationCode });
    return body;
  };
  await add('office', 'performance-office');
  await callers.office.signIn(people, 'office');
  return { ...callers, add };
}

/** A caller that keeps its session cookie, from an address of its own. */
export class Caller {
  cookie = '';
  /** Somebody on the way in. */
  doorstep = '';
  /** Somebody on the way to the OpenID provider. */
  visit = '';
  lastSetCookie = '';
  private readonly app: App;
  private readonly address: string;
  private readonly agent: string | undefined;

  constructor(app: App, address = '10.0.0.1', agent?: string) {
    this.app = app;
    this.address = address;
    this.agent = agent;
  }

  readonly post: Post = async <T>(path: string, body: object): Promise<T> => {
    const answer = await this.ask<T>('POST', path, body);
    if (answer.status >= 400) throw new Error(`POST ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  /** Signs in with everything that is asked for on the way. */
  async signIn(people: Authenticators, loginName: string, password = CALLER_PASSWORD): Promise<SignInStep> {
    return people.signIn(this.post, { loginName, password, firstPassword: CALLER_FIRST_PASSWORD });
  }

  async ask<T>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
    headers: Record<string, string> = {},
  ) {
    const answer = await this.app.inject({
      method,
      url,
      remoteAddress: this.address,
      headers: {
        cookie: [this.cookie, this.doorstep, this.visit].filter((one) => one !== '').join('; '),
        ...(this.agent !== undefined && { 'user-agent': this.agent }),
        ...headers,
      },
      ...(payload && { payload }),
    });
    const given = answer.cookies.find((one) => one.name === SESSION_COOKIE);
    if (given) {
      this.cookie = given.value === '' ? '' : `${SESSION_COOKIE}=${given.value}`;
      this.lastSetCookie = String(answer.headers['set-cookie']);
    }
    const step = answer.cookies.find((one) => one.name === DOORSTEP_COOKIE);
    if (step) {
      this.doorstep = step.value === '' ? '' : `${DOORSTEP_COOKIE}=${step.value}`;
      this.lastSetCookie = String(answer.headers['set-cookie']);
    }
    const visit = answer.cookies.find((one) => one.name === PROVIDER_COOKIE);
    if (visit) this.visit = visit.value === '' ? '' : `${PROVIDER_COOKIE}=${visit.value}`;
    const isJson = String(answer.headers['content-type']).includes('json');
    const body = (isJson ? answer.json() : answer.body) as T;
    return { status: answer.statusCode, body, bytes: answer.rawPayload, headers: answer.headers };
  }
}
