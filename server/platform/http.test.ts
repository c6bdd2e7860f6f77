import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type } from 'typebox';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../contracts/people.ts';
import type { Route } from '../../contracts/rest.ts';
import { MissingPermission } from '../access/guard.ts';
import type { Session } from '../access/sessions.ts';
import { defaultPermissions, type PersonRole } from '../../contracts/permissions.ts';
import { noDatabase } from '../../tests/helpers/noDatabase.ts';
import { createHttp, route, type App, type HttpOptions } from './http.ts';
import { createLogger } from './logger.ts';
import { ProblemError } from './problems.ts';

const viewer = (role: PersonRole): Viewer => ({
  kind: 'person',
  name: '张三',
  roles: [role],
  posts: [],
  permissions: [...defaultPermissions[role]],
  expiresAt: null,
});
const session = (role: PersonRole): Session => ({
  id: role,
  personId: 1,
  wallId: null,
  viewer: viewer(role),
  posts: [],
});
/** The cookie names the role; no cookie, nobody. */
const access = {
  resolveSession: async (cookie: string | undefined) =>
    cookie === 'system-admin' || cookie === 'district-leader' ? session(cookie) : undefined,
  refusalOf: async () => 'not-signed-in' as const,
};

const entry = {
  method: 'POST',
  path: '/api/things/:id',
  permission: 'people.manage',
  summary: '试',
  params: Type.Object({ id: Type.Integer() }),
  query: Type.Object({ width: Type.Integer({ default: 800 }), open: Type.Optional(Type.Boolean()) }),
  body: Type.Object({ name: Type.String({ minLength: 2 }) }),
  reply: Type.Object({ id: Type.Integer(), width: Type.Integer(), name: Type.String() }),
} as const satisfies Route;

let screenDir: string;
let app: App;
const build = (options: Partial<HttpOptions> = {}) =>
  createHttp({
    config: { publicOrigin: '', trustProxy: false, metricsToken: '' },
    log: createLogger('silent'),
    access,
    db: noDatabase,
    readiness: [],
    screenDir,
    ...options,
  });

beforeAll(() => {
  screenDir = mkdtempSync(join(tmpdir(), 'xw-screen-'));
  mkdirSync(join(screenDir, 'assets'));
  writeFileSync(
    join(screenDir, 'index.html'),
    '<!doctype html><meta name="shell-version" content="abc-1"><title>玄武</title>',
  );
  writeFileSync(join(screenDir, 'assets', 'index-abc123.js'), 'export {};');
});
afterEach(async () => app.close());
afterAll(() => rmSync(screenDir, { recursive: true }));

describe('permissions', () => {
  it('a route without one keeps the server from starting, raw ones included', async () => {
    app = await build();
    app.get('/api/bare', async () => 'secret');
    await expect(app.ready()).rejects.toThrow(MissingPermission);
    await expect(app.ready()).rejects.toThrow('GET /api/bare');
  });

  it('every route of a server that starts has one, HEAD, static and documentation ones too', async () => {
    app = await build();
    await expect(app.ready()).resolves.toBeDefined();
    expect((await app.inject({ method: 'HEAD', url: '/api/openapi.json' })).statusCode).toBe(401);
    expect((await app.inject({ method: 'GET', url: '/api/docs' })).statusCode).toBe(401);
    expect((await app.inject({ method: 'GET', url: '/api/docs/static/swagger-ui.css' })).statusCode).toBe(401);
  });

  it('refuses nobody with 401 and the wrong one with 403, before the body is read', async () => {
    app = await build();
    route(app, entry, async ({ params, query, body }) => ({ id: params.id, width: query.width, name: body.name }));
    const ask = (cookie: string | undefined, payload: object) =>
      app.inject({ method: 'POST', url: '/api/things/1', payload, headers: cookie ? { cookie } : {} });
    const nobody = await ask(undefined, {});
    expect(nobody.statusCode).toBe(401);
    expect(nobody.headers['content-type']).toContain('application/problem+json');
    expect(nobody.json()).toMatchObject({ type: '/problems/not-signed-in', status: 401, title: '请先登录' });
    expect((await ask('district-leader', {})).json()).toMatchObject({ code: 'not-permitted', status: 403 });
    expect((await ask('system-admin', { name: 'ab' })).json()).toEqual({ id: 1, width: 800, name: 'ab' });
  });
});

describe('answers', () => {
  const ask = (url: string, payload: object) =>
    app.inject({ method: 'POST', url, payload, headers: { cookie: 'system-admin' } });

  it('names the field that is wrong', async () => {
    app = await build();
    route(app, entry, async () => ({ id: 1, width: 1, name: '' }));
    expect((await ask('/api/things/1', { name: 'a' })).json()).toMatchObject({
      code: 'bad-request',
      detail: 'body.name',
    });
    expect((await ask('/api/things/1', {})).json()).toMatchObject({ code: 'bad-request', detail: 'body.name' });
    expect((await ask('/api/things/x', { name: 'ab' })).json()).toMatchObject({ detail: 'params.id' });
    expect((await ask('/api/things/1?width=a', { name: 'ab' })).json()).toMatchObject({ detail: 'querystring.width' });
  });

  it.each([
    [new ProblemError('already-exists', '设备 E-1'), 409, { code: 'already-exists', detail: '设备 E-1' }],
    [Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), 503, { code: 'database-away' }],
    [new Error('secret detail'), 500, { code: 'internal' }],
  ])('%s', async (error, status, body) => {
    app = await build();
    route(app, entry, () => Promise.reject(error));
    const answer = await ask('/api/things/1', { name: 'ab' });
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject(body);
    expect(answer.body).not.toContain('secret');
  });

  it('lets nothing leave that the reply schema does not name', async () => {
    app = await build();
    route(app, entry, async () => ({ id: 1, width: 1, name: 'a', passwordHash: 'x' }));
    const answer = await ask('/api/things/1', { name: 'ab' });
    expect(answer.json()).toEqual({ id: 1, width: 1, name: 'a' });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('turns away whoever asks too often', async () => {
    app = await build();
    route(app, { ...entry, permission: 'public' }, async () => ({ id: 1, width: 1, name: 'a' }), { perMinute: 2 });
    for (const status of [200, 200, 429]) expect((await ask('/api/things/1', { name: 'ab' })).statusCode).toBe(status);
    const refused = await ask('/api/things/1', { name: 'ab' });
    expect(refused.json()).toMatchObject({ code: 'too-many' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
  });
});

describe('edges', () => {
  it('serves the screen, and its index for addresses inside it', async () => {
    app = await build();
    const html = { accept: 'text/html,*/*' };
    const index = await app.inject({ url: '/', headers: html });
    expect(index.statusCode).toBe(200);
    expect(index.headers['cache-control']).toBe('no-cache');
    const inside = await app.inject({ url: '/streets/320102002000', headers: html });
    expect([inside.statusCode, inside.body]).toEqual([200, index.body]);
    for (const personal of ['/admin/walls', '/account', '/sign-in'])
      expect((await app.inject({ url: personal, headers: html })).headers['cache-control']).toBe('no-store');
    const asset = await app.inject({ url: '/assets/index-abc123.js' });
    expect(asset.headers['cache-control']).toContain('immutable');
    expect((await app.inject({ url: '/assets/gone.js' })).statusCode).toBe(404);
    const unknown = await app.inject({ url: '/api/unknown', headers: html });
    expect([unknown.statusCode, unknown.headers['content-type']]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('names the version of its screen in every answer of the API, refusals included, and nowhere else', async () => {
    app = await build();
    const versionAt = async (url: string) => (await app.inject({ url })).headers['x-shell-version'];
    expect(await versionAt('/api/openapi.json')).toBe('abc-1');
    expect(await versionAt('/api/unknown')).toBe('abc-1');
    expect(await versionAt('/')).toBeUndefined();
  });

  it('forbids everything foreign in its policy', async () => {
    app = await build();
    const { headers } = await app.inject({ url: '/' });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-content-type-options']).toBe('nosniff');
    await app.close();
    app = await build({ config: { publicOrigin: 'https://xw.example.cn', trustProxy: true, metricsToken: '' } });
    expect((await app.inject({ url: '/' })).headers['strict-transport-security']).toContain('max-age=31536000');
  });

  it('believes a proxy about the address before it, and nothing a client wrote', async () => {
    app = await build({ config: { publicOrigin: '', trustProxy: true, metricsToken: '' } });
    app.get('/api/address', { config: { permission: 'public' } }, async (request) => request.ip);
    const headers = { 'x-forwarded-for': '1.2.3.4, 10.0.0.7' };
    expect((await app.inject({ url: '/api/address', headers })).body).toBe('10.0.0.7');
    await app.close();
    app = await build();
    app.get('/api/address', { config: { permission: 'public' } }, async (request) => request.ip);
    expect((await app.inject({ url: '/api/address', headers })).body).toBe('127.0.0.1');
  });

  it('refuses changes that another site asks for', async () => {
    app = await build();
    route(app, { ...entry, permission: 'public' }, async () => ({ id: 1, width: 1, name: 'a' }));
    const ask = (headers: Record<string, string>) =>
      app.inject({ method: 'POST', url: '/api/things/1', payload: { name: 'ab' }, headers });
    expect((await ask({ origin: 'http://evil.example' })).json()).toMatchObject({ code: 'foreign-origin' });
    expect((await ask({ origin: 'http://evil.example', host: 'xw.local:8080' })).statusCode).toBe(403);
    expect((await ask({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await ask({ origin: 'null' })).statusCode).toBe(403);
    expect((await ask({ origin: 'http://xw.local:8080', host: 'xw.local:8080' })).statusCode).toBe(200);
    expect((await ask({})).statusCode).toBe(200);
  });

  it('documents itself to whoever is signed in', async () => {
    app = await build();
    route(app, entry, async () => ({ id: 1, width: 1, name: '' }));
    const headers = { cookie: 'district-leader' };
    const document = (await app.inject({ url: '/api/openapi.json', headers })).json<{
      paths: Record<string, { post: { responses: Record<string, { headers?: object }> } }>;
    }>();
    expect(Object.keys(document.paths)).toEqual(['/api/things/{id}']);
    const { responses } = document.paths['/api/things/{id}']?.post ?? {};
    expect(responses?.['default']?.headers).toHaveProperty('retry-after');
    const page = await app.inject({ url: '/api/docs/', headers });
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/(src|href)="(https?:)?\/\/|<style|<script>[^<]/);
    expect(page.headers['content-security-policy']).toContain("style-src 'self' 'unsafe-hashes' 'sha256-");
    expect((await app.inject({ url: '/' })).headers['content-security-policy']).not.toContain('unsafe-');
  });
});

describe('health', () => {
  it('is ready only when every part is', async () => {
    let ok = false;
    app = await build({
      readiness: [
        { name: 'database', check: async () => ({ ok, sentence: ok ? '数据库已连接' : '数据库未应答' }) },
        { name: 'mqtt', check: () => Promise.reject(new Error('x')) },
      ],
    });
    const answer = await app.inject({ url: '/readyz' });
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toEqual({
      ready: false,
      parts: [
        { name: 'database', ok: false, sentence: '数据库未应答' },
        { name: 'mqtt', ok: false, sentence: '检查失败' },
      ],
    });
    ok = true;
    expect((await app.inject({ url: '/healthz' })).json()).toEqual({ ok: true });
  });

  it('shows metrics to this machine, to the token and to operators only', async () => {
    app = await build({ config: { publicOrigin: '', trustProxy: false, metricsToken: 'monitor-token' } });
    const status = async (remoteAddress: string, headers: Record<string, string> = {}) =>
      (await app.inject({ url: '/metrics', remoteAddress, headers })).statusCode;
    expect(await status('127.0.0.1')).toBe(200);
    expect(await status('127.0.0.1', { 'x-forwarded-for': '10.0.0.9' })).toBe(401);
    expect(await status('10.0.0.9')).toBe(401);
    expect(await status('10.0.0.9', { authorization: 'Bearer monitor-token' })).toBe(200);
    expect(await status('10.0.0.9', { authorization: 'Bearer wrong' })).toBe(401);
    expect(await status('10.0.0.9', { cookie: 'district-leader' })).toBe(403);
    expect(await status('10.0.0.9', { cookie: 'system-admin' })).toBe(200);
  });
});
