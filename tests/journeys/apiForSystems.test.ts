import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ApiKey, IssuedApiKey, NewApiKey } from '../../contracts/apiKeys.ts';
import type { AuditRow } from '../../contracts/audit.ts';
import type { PendingChange } from '../../contracts/changes.ts';
import type { Problem } from '../../contracts/errors.ts';
import { projectRoot } from '../../server/platform/paths.ts';
import { forgetRequests } from '../../server/platform/idempotency.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { blocksOf } from '../helpers/docs.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const MEIYUAN = '320102002000';
const XINJIEKOU = '320102003000';
const DAY = 86_400_000;

describeWithPostgres('the API for other systems', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;

  const wish = (over: Partial<NewApiKey> = {}): NewApiKey => ({
    name: '城建系统',
    permissions: ['projects.read', 'devices.read', 'devices.manage', 'files.read', 'files.upload', 'labels.internal'],
    organisationCode: '320102',
    requestsPerMinute: 600,
    expiresAt: Date.now() + 90 * DAY,
    ...over,
  });
  const makeOne = async (over: Partial<NewApiKey> = {}) =>
    (await people.security.ask<IssuedApiKey & Problem>('POST', '/api/api-keys', wish(over))).body;
  const propose = (keyId: number) =>
    people.security.ask<PendingChange>('POST', '/api/changes/api-key-activate', { input: { keyId }, reason: '接入' });
  /** Made by one administrator, confirmed by another. */
  const issue = async (over: Partial<NewApiKey> = {}) => {
    const made = await makeOne(over);
    if (made.row === undefined) return made;
    const { id } = (await propose(made.row.id)).body;
    await people.system.ask('POST', `/api/changes/${id}/confirm`, {});
    return made;
  };
  /** Another system: no cookies, a key. */
  const system = (key: string) => {
    const caller = new Caller(house.app);
    return <T = Problem>(
      method: 'GET' | 'POST' | 'PUT' | 'DELETE',
      url: string,
      body?: object,
      headers: Record<string, string> = {},
    ) => caller.ask<T & Problem>(method, url, body, { authorization: `Bearer ${key}`, ...headers });
  };
  const audit = async (verb: string) =>
    (await people.audit.ask<{ rows: AuditRow[] }>('GET', `/api/audit?limit=100&verb=${verb}`)).body.rows;
  const site = (code: string) => ({
    ...{ code, name: code, streetCode: MEIYUAN, projectId: 'P-001', lon: 118.79, lat: 32.05 },
  });

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    people = await settle(house);
    await house.db.run({
      text: `insert into organisations (code, name, kind, parent_code) values ('D-1', '一局', 'department', '320102');
        insert into projects (id, name, category, phase, department_code, street_code, budget_fen, starts_at, ends_at)
        values ('P-001', '甲', 'fiscal', 'building', 'D-1', '${MEIYUAN}', 100, now(), now() + interval '1 year'),
               ('P-002', '乙', 'fiscal', 'building', 'D-1', '${XINJIEKOU}', 100, now(), now() + interval '1 year')`,
    });
  });
  afterAll(async () => {
    await house.close();
    await postgres.remove();
  });

  it('issues a key to whoever may, shows it once and keeps only its hash', async () => {
    const { key, row } = await issue();
    expect(key).toMatch(/^xwk_[A-Za-z0-9_-]{43}$/);
    expect(row).toMatchObject({ name: '城建系统', organisationName: '玄武区', lastUsedAt: null, revokedAt: null });
    expect((await people.system.ask<Problem>('POST', '/api/api-keys', wish())).body.code).toBe('not-permitted');
    expect((await people.office.ask<Problem>('GET', '/api/api-keys')).body.code).toBe('not-permitted');
    const everything = JSON.stringify([
      (await people.security.ask('GET', '/api/api-keys')).body,
      await house.db.run({ text: 'select * from api_keys' }),
      await house.db.run({ text: 'select * from audit_log' }),
    ]);
    expect(everything).not.toContain(key.slice(4));
    expect((await issue({ permissions: ['audit.read'] as never })).code).toBe('bad-request');
    expect((await issue({ expiresAt: 1_000 })).detail).toContain('有效期');
    expect((await issue({ organisationCode: 'D-NO' })).code).toBe('not-found');
    expect((await audit('api-key.create')).filter((line) => line.outcome === 'done')[0]).toMatchObject({
      subject: `${row.id}`,
      actorName: '安全管理员',
    });
  });

  it('opens nothing until somebody else has confirmed it', async () => {
    const { key, row } = await makeOne();
    const status = async () => (await system(key)('GET', '/api/projects')).status;
    const seen = () =>
      house.db.as({ viewer: `key:${row.id}`, permission: 'projects.read' }).run({ text: 'select id from projects' });
    expect([row.confirmedAt, await status(), await seen()]).toEqual([null, 401, []]);
    const { id } = (await propose(row.id)).body;
    expect((await people.security.ask('POST', `/api/changes/${id}/confirm`, {})).status).toBe(403);
    expect(await status()).toBe(401);
    expect((await people.system.ask('POST', `/api/changes/${id}/confirm`, {})).status).toBe(204);
    expect([await status(), (await seen()).length]).toEqual([200, 2]);
    expect((await audit('api-key.confirm'))[0]).toMatchObject({
      subject: `${row.id}`,
      actorName: '系统管理员（复核安全管理员所提）',
    });
    // Nor does the system administrator look through a wall of their own.
    expect((await people.system.ask<Problem>('POST', '/api/walls', { name: '自用' })).body.code).toBe('not-permitted');
  });

  it('is let in by its key as far as its permissions go, and is named in the audit log', async () => {
    const { key, row } = await issue({ permissions: ['devices.manage'] });
    const ask = system(key);
    expect((await ask<{ kind: string }>('GET', '/api/me')).body).toMatchObject({ kind: 'key', name: '城建系统' });
    expect((await ask('GET', '/api/projects')).body.code).toBe('not-permitted');
    expect((await ask('GET', '/api/audit')).body.code).toBe('not-permitted');
    expect((await ask('POST', '/api/sites', site('S-1'))).status).toBe(200);
    expect((await audit('site.create'))[0]).toMatchObject({ actorKind: 'key', actorId: row.id, actorName: '城建系统' });
    const [seen] = (await people.security.ask<{ rows: ApiKey[] }>('GET', '/api/api-keys')).body.rows;
    expect(seen?.lastUsedAt).not.toBeNull();
    expect((await ask('POST', '/api/sites', site('S-2'), { origin: 'https://evil.example' })).body.code).toBe(
      'foreign-origin',
    );
  });

  it('reaches what its organisation reaches, held there by the database', async () => {
    const seenBy = async (organisationCode: string) => {
      const { key, row } = await issue({ permissions: ['projects.read', 'projects.export'], organisationCode });
      const viewer = house.db.as({ viewer: `key:${row.id}`, permission: 'projects.read' });
      const ids = (await viewer.run<{ id: string }>({ text: 'select id from projects order by id' })).map(
        (one) => one.id,
      );
      const text = (await system(key)<string>('GET', '/api/projects/export')).body as unknown as string;
      const other = house.db.as({ viewer: `key:${row.id}`, permission: 'devices.read' });
      expect(await other.run({ text: 'select id from projects' })).toEqual([]);
      return { ids, withheld: text.split('\r\n').length };
    };
    expect((await seenBy('320102')).ids).toEqual(['P-001', 'P-002']);
    expect((await seenBy('D-1')).ids).toEqual(['P-001', 'P-002']);
    expect((await seenBy(MEIYUAN)).ids).toEqual(['P-001']);
    const { row } = await issue({ organisationCode: MEIYUAN });
    const closed = house.db.as({ viewer: `key:${row.id}`, permission: 'projects.read' });
    await house.db.run({
      text: `update api_keys set expires_at = created_at + interval '1 microsecond' where id = ${row.id}`,
    });
    expect(await closed.run({ text: 'select id from projects' })).toEqual([]);
  });

  it('is refused at once when it is unknown, revoked or past its end', async () => {
    const { key, row } = await issue();
    const ask = system(key);
    expect((await ask('GET', '/api/projects')).status).toBe(200);
    expect((await people.security.ask('DELETE', `/api/api-keys/${row.id}`)).status).toBe(204);
    expect((await ask('GET', '/api/projects')).body).toMatchObject({ code: 'bad-key', status: 401 });
    expect((await people.security.ask('DELETE', `/api/api-keys/${row.id}`)).status).toBe(404);
    expect((await system(`xwk_${'x'.repeat(43)}`)('GET', '/api/projects')).body.code).toBe('bad-key');
    expect((await system('xwk_short')('GET', '/api/projects')).body.code).toBe('bad-key');
    const brief = await issue({ expiresAt: Date.now() + 5_000 });
    house.pass(120_000);
    expect((await system(brief.key)('GET', '/api/projects')).body.code).toBe('bad-key');
    // Who comes with one that is none leaves a line in the log, and the key itself does not.
    await house.attempts.settle();
    const [line] = (await audit('session.refuse')).filter((one) => one.subject === 'api-key');
    expect(line).toMatchObject({ actorKind: 'nobody', outcome: 'denied', reason: 'bad-key' });
    expect(JSON.stringify(line)).not.toContain('xwk_');
  });

  it('has so many requests a minute as its key says', async () => {
    const { key } = await issue({ requestsPerMinute: 3 });
    const ask = system(key);
    // From the beginning of a minute, so that all of them fall into one.
    house.pass(60_000 - (house.now() % 60_000) + 15_000);
    for (const status of [200, 200, 200]) expect((await ask('GET', '/api/projects')).status).toBe(status);
    const over = await ask('GET', '/api/projects');
    expect([over.status, over.body.code, over.headers['retry-after']]).toEqual([429, 'too-many', '45']);
    house.pass(44_999);
    expect((await ask('GET', '/api/projects')).headers['retry-after']).toBe('1');
    house.pass(1);
    expect((await ask('GET', '/api/projects')).status).toBe(200);
  });

  it('makes a change once, however often it is asked for under one Idempotency-Key', async () => {
    const ask = system((await issue()).key);
    const under = (key: string) => ({ 'idempotency-key': key });
    const first = await ask('POST', '/api/sites', site('S-ONCE'), under('k-1'));
    const again = await ask('POST', '/api/sites', site('S-ONCE'), under('k-1'));
    expect([first.status, first.headers['idempotency-replayed']]).toEqual([200, undefined]);
    expect([again.status, again.headers['idempotency-replayed']]).toEqual([200, 'true']);
    expect(again.body).toEqual(first.body);
    expect(again.headers['content-type']).toBe(first.headers['content-type']);
    expect((await audit('site.create')).filter((line) => line.subject === 'S-ONCE')).toHaveLength(1);
    expect((await ask('POST', '/api/sites', site('S-OTHER'), under('k-1'))).body.code).toBe('idempotency-mismatch');
    expect((await ask('POST', '/api/devices', site('S-ONCE'), under('k-1'))).status).not.toBe(200);
    expect((await ask('POST', '/api/sites', site('S-3'), under('a b'))).body.code).toBe('bad-request');
  });

  it('answers what is shown once a second time from where nobody can read it', async () => {
    const ask = system((await issue()).key);
    const device = { code: 'E-ONCE', kind: 'env', siteCode: 'S-ONCE', name: '扬尘一号' };
    const send = () =>
      ask<{ credential: { password: string } }>('POST', '/api/devices', device, { 'idempotency-key': 'k-device' });
    const first = await send();
    const secret = first.body.credential.password;
    expect((await send()).body.credential.password).toBe(secret);
    const kept = JSON.stringify(await house.db.run({ text: 'select * from idempotency_keys' }));
    expect(kept).not.toContain(secret);
    expect(kept).toContain('v1:aes-256-gcm:');
  });

  it('lets one of many at once make the change, and has the others try again', async () => {
    const ask = system((await issue()).key);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => ask('POST', '/api/sites', site('S-RACE'), { 'idempotency-key': 'k-race' })),
    );
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].every((status) => status === 200 || status === 409)).toBe(true);
    expect(answers.filter(({ status }) => status === 409).every(({ body }) => body.code === 'idempotency-busy')).toBe(
      true,
    );
    expect((await audit('site.create')).filter((line) => line.subject === 'S-RACE')).toHaveLength(1);
    expect((await ask('POST', '/api/sites', site('S-RACE'), { 'idempotency-key': 'k-race' })).status).toBe(200);
  });

  it('notes the change in its own transaction, so that a lost answer makes no second one', async () => {
    const { key, row } = await issue({
      expiresAt: Date.now() + 400 * DAY,
      permissions: ['labels.manage', 'labels.internal', 'devices.manage'],
    });
    const ask = system(key);
    const under = { 'idempotency-key': 'k-lost' };
    expect((await ask('PUT', '/api/projects/P-001/label', { label: 'public' }, under)).status).toBe(204);
    const [noted] = await house.db.run<{ committed: boolean }>({
      text: `select committed_at is not null as committed from idempotency_keys where viewer = 'key:${row.id}'`,
    });
    expect(noted).toEqual({ committed: true });
    await house.db.run({ text: `update idempotency_keys set status = null where viewer = 'key:${row.id}'` });
    house.pass(120_000);
    expect((await ask('PUT', '/api/projects/P-001/label', { label: 'public' }, under)).body.code).toBe(
      'idempotency-lost',
    );
    await house.db.run({ text: `update idempotency_keys set committed_at = null where viewer = 'key:${row.id}'` });
    expect((await ask('PUT', '/api/projects/P-001/label', { label: 'public' }, under)).status).toBe(204);
    expect(
      (await audit('project.relabel')).filter((line) => line.actorId === row.id && line.outcome === 'done'),
    ).toHaveLength(2);
  });

  it('works as docs/api-for-systems.md says, request by request', async () => {
    const ask = system((await issue()).key);
    const requests = blocksOf(readFileSync(join(projectRoot(), 'docs', 'api-for-systems.md'), 'utf8'), 'http');
    expect(requests).toHaveLength(3);
    for (const request of requests) {
      const [head = '', body = ''] = request.split(/\n\n(.*)/s);
      const [line = '', ...lines] = head.split('\n');
      const [method = '', url = ''] = line.split(' ');
      const named = new Map(lines.map((one) => [one.split(': ')[0]?.toLowerCase() ?? '', one.split(': ')[1] ?? '']));
      expect(named.get('authorization')).toBe('Bearer {key}');
      named.delete('authorization');
      const headers = Object.fromEntries(named);
      const isJson = named.get('content-type') === 'application/json';
      const sent = body === '' ? undefined : isJson ? (JSON.parse(body) as object) : Buffer.from(body);
      const answer = await ask(method as 'GET' | 'POST', url, sent, headers);
      expect([line, answer.status]).toEqual([line, 200]);
    }
  });

  it('keeps the keys of callers apart, tries refusals anew and forgets after a day', async () => {
    const [one, two] = [system((await issue()).key), system((await issue()).key)];
    const under = { 'idempotency-key': 'k-shared' };
    const wrong = { ...site('S-4'), streetCode: '320102999999' };
    expect((await one('POST', '/api/sites', wrong, under)).status).toBeGreaterThanOrEqual(400);
    expect((await one('POST', '/api/sites', site('S-4'), under)).status).toBe(200);
    expect((await two('POST', '/api/sites', site('S-5'), under)).status).toBe(200);
    const person = { 'idempotency-key': 'k-shared' };
    expect((await people.office.ask('POST', '/api/sites', site('S-6'), person)).status).toBe(200);
    house.pass(DAY + 1);
    await forgetRequests({ db: house.db, clock: { now: () => Date.now() + 2 * DAY } });
    expect(await house.db.run({ text: 'select id from idempotency_keys' })).toEqual([]);
  });
});

describeWithPostgres('administrators by address', () => {
  it('work from the addresses that the operator allows, and from nowhere else', async () => {
    const postgres = await startPostgres();
    const house = await startAccessApp(postgres.url, { adminAllow: '10.0.0.0/24' });
    try {
      const { system, audit, office } = await settle(house);
      expect((await system.ask('GET', '/api/people')).status).toBe(200);
      const far = (near: Caller) => {
        const caller = new Caller(house.app, '192.0.2.7');
        caller.cookie = near.cookie;
        return caller;
      };
      for (const [caller, url] of [
        [system, '/api/people'],
        [audit, '/api/audit'],
        [office, '/api/people'],
      ] as const) {
        const { body, status } = await far(caller).ask<Problem>('GET', url);
        expect([url, status, body.code]).toEqual([url, 403, 'address-not-allowed']);
      }
      const link = { token: 'a'.repeat(43), loginName: 'late', name: 'late', password: 'Purple-Mountain-9' };
      const stranger = new Caller(house.app, '192.0.2.7');
      expect((await stranger.ask<Problem>('POST', '/api/setup', link)).body.code).toBe('address-not-allowed');
      expect((await far(office).ask('GET', '/api/projects')).status).toBe(200);
      const left = await far(office).ask('DELETE', '/api/sessions/current');
      expect(left.headers['clear-site-data']).toContain('"storage"');
    } finally {
      await house.close();
      await postgres.remove();
    }
  });
});
