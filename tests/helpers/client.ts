import { io, type Socket } from 'socket.io-client';
import { DISTRICT_CODE } from '../../contracts/glossary.ts';
import { applyPatch, type Delta, type RoomState, type Snapshot } from '../../contracts/live.ts';
import type { PersonRole } from '../../contracts/permissions.ts';
import { rest, type BodyOf, type ParamsOf, type QueryOf, type ReplyOf, type RouteName } from '../../contracts/rest.ts';
import type { ClientToServer, JoinReply, ServerToClient } from '../../contracts/socket.ts';
import { authenticatorsAt, type Authenticators, type Post } from './secondFactor.ts';
import { pause, until } from './until.ts';

type Parts<N extends RouteName> = (ParamsOf<N> extends undefined ? object : { readonly params: ParamsOf<N> }) &
  (QueryOf<N> extends undefined ? object : { readonly query: QueryOf<N> }) &
  (BodyOf<N> extends undefined ? object : { readonly body: BodyOf<N> });

/** A visitor of the REST side that keeps its cookie, as a browser does. */
export class Visitor {
  cookie = '';

  constructor(readonly address: string) {}

  /** Any request; follows nothing, judges nothing. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...(this.cookie && { cookie: this.cookie }), ...(init.headers as Record<string, string>) };
    const reply = await fetch(`${this.address}${path}`, { ...init, headers, redirect: 'manual' });
    const given = reply.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
    if (given.length > 0) this.cookie = given.join('; ');
    return reply;
  }

  /** A server that is busy has not looked at the request yet: it is asked again, as its answer says. */
  private async patiently(path: string, init: RequestInit): Promise<{ reply: Response; text: string }> {
    for (let attempt = 1; ; attempt += 1) {
      const reply = await this.fetch(path, init);
      const text = await reply.text();
      if (reply.status !== 503 || !text.includes('"code":"busy"') || attempt === 20) return { reply, text };
      await pause(500);
    }
  }

  /** A wire of the contract. @throws when it is refused */
  async call<N extends RouteName>(name: N, parts: Parts<N>): Promise<ReplyOf<N>> {
    const { method, path } = rest[name];
    const { params = {}, query = {}, body } = parts as Record<string, Record<string, unknown>>;
    const place = path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key])));
    const asked = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
    const { reply, text } = await this.patiently(`${place}?${asked.toString()}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!reply.ok) throw new Error(`${method} ${place}: ${reply.status} ${text}`);
    return (
      text === '' ? null : reply.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text
    ) as ReplyOf<N>;
  }

  /** Signs in with everything that is asked for on the way. @param firstPassword given by the administrator */
  async signIn(loginName: string, options: SignInOptions = {}): Promise<this> {
    const { password = TEST_PASSWORD, people = authenticatorsAt(this.address), ...rest } = options;
    await people.signIn(this.post, { loginName, password, ...rest });
    return this;
  }

  readonly post: Post = async <T>(path: string, body: object): Promise<T> => {
    const headers = { 'content-type': 'application/json' };
    const { reply, text } = await this.patiently(path, { method: 'POST', body: JSON.stringify(body), headers });
    if (!reply.ok) throw new Error(`POST ${path}: ${reply.status} ${text}`);
    return JSON.parse(text) as T;
  };

  /** A live socket that sends this visitor's cookie. */
  socket(): LiveSocket {
    return io(this.address, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 100,
      reconnectionDelayMax: 500,
      extraHeaders: { cookie: this.cookie },
    });
  }
}

export type LiveSocket = Socket<ServerToClient, ClientToServer>;

/** For everybody whom tests make, once they have changed the one that the administrator gave them. */
export const TEST_PASSWORD = 'Purple-Mountain-9';
export const FIRST_PASSWORD = 'Tangerine-Kite-47';

export interface SignInOptions {
  readonly password?: string;
  readonly firstPassword?: string;
  readonly people?: Authenticators;
}

/** A new installation with its three administrators and somebody of the performance office. */
export interface Installation {
  readonly system: Visitor;
  readonly security: Visitor;
  readonly audit: Visitor;
  readonly office: Visitor;
  /** Makes a person, gives them a post, and signs them in. */
  add(loginName: string, role: PersonRole, organisationCode?: string, name?: string): Promise<Visitor>;
}

/** Uses the set-up links that the server printed, the newest three. */
export async function setUpInstallation(
  address: string,
  serverLines: readonly string[],
  people = authenticatorsAt(address),
): Promise<Installation> {
  const tokens = serverLines.flatMap((line) => /\/setup#token=(\S+)/.exec(line)?.[1] ?? []).slice(-3);
  if (tokens.length < 3) throw new Error('the server printed no set-up links');
  const [system, security, audit] = ['system', 'security', 'audit'].map(() => new Visitor(address)) as [
    Visitor,
    Visitor,
    Visitor,
  ];
  for (const [i, visitor] of [system, security, audit].entries()) {
    const loginName = ['system', 'security', 'audit'][i] ?? '';
    const name = ['系统管理员', '安全管理员', '审计管理员'][i] ?? '';
    const administrator = { loginName, name, password: TEST_PASSWORD };
    const step = await visitor.call('setUp', { body: { ...administrator, token: tokens[i] ?? '' } });
    await people.goOn(visitor.post, administrator, step);
  }
  const add = async (loginName: string, role: PersonRole, organisationCode = DISTRICT_CODE, name = loginName) => {
    const person = await system.call('createPerson', { body: { loginName, name, password: FIRST_PASSWORD } });
    await security.call('grantPost', { params: { id: person.id }, body: { role, organisationCode } });
    return new Visitor(address).signIn(loginName, { firstPassword: FIRST_PASSWORD, people });
  };
  return { system, security, audit, office: await add('office', 'performance-office'), add };
}

/** Somebody of the performance office in a new installation: may register devices and walls, and watch. */
export const setUpOffice = async (
  address: string,
  serverLines: readonly string[],
  people?: Authenticators,
): Promise<Visitor> => (await setUpInstallation(address, serverLines, people)).office;

/** Follows a room as the screen does: a snapshot, then patches in unbroken sequence; a gap means joining anew. */
export class RoomFollower {
  state: RoomState | undefined;
  number = -1;
  readonly deltas: Delta[] = [];
  snapshots = 0;
  /** Deltas that did not follow the number before. */
  gaps = 0;
  revoked = false;
  private epoch = '';

  constructor(
    readonly socket: LiveSocket,
    readonly room: string,
  ) {
    socket.on('delta', (delta) => this.take(delta));
    socket.on('revoked', () => (this.revoked = true));
    socket.on('connect', () => void this.join().catch(() => undefined));
    if (socket.connected) void this.join().catch(() => undefined);
  }

  /**
   * Asks for a snapshot. It is taken within the very call that brings it: a delta may stand behind it in the same piece
   * of the wire, and would be lost on somebody who only notes the snapshot a moment later.
   */
  join(): Promise<Snapshot> {
    return new Promise((resolve, reject) => {
      this.socket.timeout(10_000).emit('join', this.room, (error: Error | null, reply: JoinReply) => {
        if (error !== null) return reject(error);
        if ('problem' in reply) return reject(new Error(`${this.room}: ${reply.problem.code}`));
        const { snapshot } = reply;
        this.state = snapshot.state;
        this.number = snapshot.number;
        this.epoch = snapshot.epoch;
        this.snapshots += 1;
        resolve(snapshot);
      });
    });
  }

  /** Waits until the room's state is as wanted. */
  async see(what: string, isSo: (state: RoomState) => boolean, timeoutMs = 60_000): Promise<void> {
    await until(what, () => this.state !== undefined && isSo(this.state), { timeoutMs, everyMs: 10 });
  }

  close(): void {
    this.socket.disconnect();
  }

  private take(delta: Delta): void {
    if (delta.room !== this.room || this.state === undefined) return;
    this.deltas.push(delta);
    if (delta.epoch === this.epoch && delta.number <= this.number) return;
    if (delta.epoch !== this.epoch || delta.number !== this.number + 1) {
      this.gaps += 1;
      void this.join().catch(() => undefined);
      return;
    }
    this.state = applyPatch<RoomState>(this.state, delta.patch);
    this.number = delta.number;
  }
}
