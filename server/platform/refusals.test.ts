import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { text as collect } from 'node:stream/consumers';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { noDatabase, nobodyKnown } from '../../tests/helpers/noDatabase.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem, problems, type ProblemCode } from '../../contracts/errors.ts';
import type { Route } from '../../contracts/rest.ts';
import { createHttp, route, type App } from './http.ts';
import { createLogger } from './logger.ts';

const entry = {
  method: 'POST',
  path: '/api/things/:id',
  permission: 'public',
  summary: '试',
  params: Type.Object({ id: Type.Integer() }),
  body: Type.Object({ name: Type.String() }),
  reply: Type.Null(),
} as const satisfies Route;

let app: App;
let port: number;
beforeAll(async () => {
  app = await createHttp({
    config: { publicOrigin: '', trustProxy: false, metricsToken: '' },
    log: createLogger('silent'),
    access: nobodyKnown,
    db: noDatabase,
    readiness: [],
    screenDir: '/nowhere',
  });
  route(app, entry, async () => null);
  route(app, { ...entry, path: '/api/seldom/:id' }, async () => null, { perMinute: 1 });
  route(app, { ...entry, path: '/api/people/:id', permission: 'people.manage' }, async () => null);
  app.get('/api/stream', { websocket: true, config: { permission: 'cameras.view' } }, (socket) => socket.close());
  app.get('/api/open-stream', { websocket: true, config: { permission: 'public' } }, (socket) => socket.close());
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as AddressInfo).port;
});
afterAll(() => app.close());

/** Sends these very bytes and reads the answer apart. */
async function say(request: string): Promise<{ status: number; type: string; body: string }> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(request);
  const answer = await collect(socket);
  const [head = '', body = ''] = answer.split(/\r\n\r\n(.*)/s);
  const type = /content-type: (.*)/i.exec(head)?.[1] ?? '';
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), type, body };
}

const ask = (line: string, headers: readonly string[] = [], body = ''): string =>
  [`${line} HTTP/1.1`, 'Host: xw.local', 'Connection: close', ...headers, '', body].join('\r\n');
const post = (path: string, type: string, body: string): string =>
  ask(`POST ${path}`, [`Content-Type: ${type}`, `Content-Length: ${Buffer.byteLength(body)}`], body);
const upgrade = (path: string, more: readonly string[] = []): string =>
  `${ask(`GET ${path}`, more).replace('Connection: close', 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==')}`;

const json = 'application/json';
const refusals: readonly (readonly [string, string, ProblemCode])[] = [
  ['an address nobody serves', ask('GET /api/unknown'), 'not-found'],
  ['a method nobody serves', ask('PATCH /api/things/1'), 'not-found'],
  ['a page where no screen is built', ask('GET /street/1', ['Accept: text/html']), 'not-found'],
  ['an address that is no address', ask('GET /api/things/%zz'), 'bad-address'],
  ['a parameter beyond all measure', ask(`POST /api/things/${'1'.repeat(300)}`), 'bad-address'],
  ['a body that is no JSON', post('/api/things/1', json, '{"name":'), 'bad-json'],
  ['a body with a forbidden key', post('/api/things/1', json, '{"__proto__":{"a":1},"name":"a"}'), 'bad-json'],
  ['an empty body', post('/api/things/1', json, ''), 'bad-json'],
  ['a body of another shape', post('/api/things/1', json, '{}'), 'bad-request'],
  ['a parameter of another shape', post('/api/things/x', json, '{"name":"a"}'), 'bad-request'],
  ['a body of a type nobody reads', post('/api/things/1', 'text/xml', '<a/>'), 'wrong-type'],
  ['a body of plain text', post('/api/things/1', 'text/plain', 'a'), 'wrong-type'],
  ['a body too large', post('/api/things/1', json, JSON.stringify({ name: 'a'.repeat(300_000) })), 'too-large'],
  ['nobody', post('/api/people/1', json, '{"name":"a"}'), 'not-signed-in'],
  ['another site', post('/api/things/1', `${json}\r\nOrigin: http://evil.example`, '{"name":"a"}'), 'foreign-origin'],
  ['a socket of nobody', upgrade('/api/stream'), 'not-signed-in'],
  ['a socket nobody serves', upgrade('/api/nowhere'), 'not-found'],
  ['a socket of another site', upgrade('/api/open-stream', ['Origin: http://evil.example']), 'foreign-origin'],
  ['no HTTP at all', 'HELO xw\r\n\r\n', 'bad-request'],
  ['headers without an end', ask('GET /api/things/1', [`X-Long: ${'a'.repeat(20_000)}`]), 'headers-too-large'],
];

describe('every refusal is problem details with a code and a sentence', () => {
  const check = ({ status, type, body }: Awaited<ReturnType<typeof say>>, code: ProblemCode) => {
    expect(type).toBe('application/problem+json; charset=utf-8');
    const problem: unknown = JSON.parse(body);
    expect(Value.Check(Problem, problem)).toBe(true);
    expect(problem).toMatchObject({ code, status, title: problems[code].sentence, type: `/problems/${code}` });
    expect(status).toBe(problems[code].status);
  };

  it.each(refusals)('%s', async (_, request, code) => check(await say(request), code));

  it('asking too often', async () => {
    const request = post('/api/seldom/1', json, '{"name":"a"}');
    expect((await say(request)).status).toBe(204);
    check(await say(request), 'too-many');
  });

  it('each sentence is Chinese and each status one of refusal', () => {
    for (const { sentence, status } of Object.values(problems)) {
      expect(sentence).toMatch(/\p{Script=Han}/u);
      expect(status).toBeGreaterThanOrEqual(400);
    }
  });
});
