import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SignInStep } from '../../contracts/account.ts';
import type { AuditRow } from '../../contracts/audit.ts';
import type { Problem } from '../../contracts/errors.ts';
import type { Person, Viewer } from '../../contracts/people.ts';
import { UNATTENDED_HEADER } from '../../contracts/rest.ts';
import type { Wall } from '../../contracts/walls.ts';
import { commit, record, systemActor, type Action } from '../../server/access/audit.ts';
import { createPerson } from '../../server/modules/people/people.ts';
import { ensureSetupLinks } from '../../server/modules/people/setup.ts';
import { systemClock } from '../../server/platform/clock.ts';
import {
  CALLER_FIRST_PASSWORD,
  CALLER_PASSWORD,
  Caller,
  startAccessApp,
  type AccessApp,
} from '../helpers/accessApp.ts';
import { describeWithPostgres, startOwnPostgres, type OwnPostgres } from '../helpers/postgres.ts';

const PASSWORD = CALLER_PASSWORD;
const MINUTE = 60_000;

describeWithPostgres('access', () => {
  let postgres: OwnPostgres;
  let house: AccessApp;
  let admin: Caller;
  let security: Caller;
  let auditor: Caller;
  const tokenIn = (path: string | undefined) => path?.split('#token=')[1] ?? '';
  const verbs = async () => {
    const { body } = await auditor.ask<{ rows: AuditRow[] }>('GET', '/api/audit?limit=500');
    // What came with the schema was recorded before anybody was here.
    return body.rows.map((row) => row.verb).filter((verb) => verb !== 'template.publish');
  };
  /** The first step alone. */
  const knock = (caller: Caller, loginName: string, password = PASSWORD) =>
    caller.ask<SignInStep & Problem>('POST', '/api/sessions', { loginName, password });
  /** All the way in. */
  const signIn = (caller: Caller, loginName: string) => caller.signIn(house.people, loginName);
  const addPerson = async (loginName: string, role: string) => {
    const person = { loginName, name: loginName, password: CALLER_FIRST_PASSWORD };
    const { body } = await admin.ask<Person>('POST', '/api/people', person);
    // Hours may have passed since.
    await signIn(security, 'security');
    await security.ask('POST', `/api/people/${body.id}/posts`, { role, organisationCode: '320102' });
    return body;
  };

  beforeAll(async () => {
    postgres = await startOwnPostgres();
    house = await startAccessApp(postgres.url);
    admin = new Caller(house.app);
    security = new Caller(house.app, '10.0.0.2');
    auditor = new Caller(house.app);
  });
  afterAll(async () => {
    await house.close();
    await postgres.remove();
  });

  it('makes each of the three administrators by a link of its own that works once', async () => {
    const deps = { db: house.db, clock: systemClock };
    const old = await ensureSetupLinks(deps);
    const links = await ensureSetupLinks(deps);
    expect(links.map(({ role }) => role)).toEqual(['system-admin', 'security-admin', 'audit-admin']);
    for (const { path } of links) expect(path).toMatch(/^\/setup#token=[A-Za-z0-9_-]{43}$/);
    const body = { loginName: 'admin', name: '王管理', password: PASSWORD };
    const setUp = (caller: Caller, path: string | undefined, over: object = {}) =>
      caller.ask<SignInStep & Problem>('POST', '/api/setup', { ...body, token: tokenIn(path), ...over });
    const enter = (caller: Caller, loginName: string, step: SignInStep) =>
      house.people.goOn(caller.post, { loginName, password: PASSWORD }, step);

    // A link says whom it makes as often as it is asked, until it is used.
    const look = async (path: string | undefined) =>
      (await admin.ask<{ role: string } & Problem>('POST', '/api/setup/link', { token: tokenIn(path) })).body;
    for (const { role, path } of [...links, ...links]) expect(await look(path)).toEqual({ role });
    expect((await look(old[0]?.path)).code).toBe('token-spent');
    expect((await setUp(admin, old[0]?.path)).body.code).toBe('token-spent');
    expect((await setUp(admin, links[0]?.path, { password: 'onlylowercase' })).body.code).toBe('weak-password');
    // Two at once: one of them makes it.
    const answers = await Promise.all([setUp(admin, links[0]?.path), setUp(admin, links[0]?.path)]);
    expect(answers.map((one) => one.status).sort()).toEqual([200, 401]);
    const made = answers.find((one) => one.status === 200);
    expect(made?.body).toEqual({ state: 'enrol', viewer: null });
    expect((await admin.ask('GET', '/api/me')).status).toBe(401);
    const entered = await enter(admin, 'admin', { state: 'enrol', viewer: null });
    expect(entered.viewer).toMatchObject({ kind: 'person', name: '王管理', roles: ['system-admin'] });
    expect((await admin.ask<Viewer>('GET', '/api/me')).body.permissions).toContain('people.manage');
    expect((await ensureSetupLinks(deps)).map(({ role }) => role)).toEqual(['security-admin', 'audit-admin']);
    const rest = await ensureSetupLinks(deps);
    const second = await setUp(security, rest[0]?.path, { loginName: 'security', name: '李安全' });
    await enter(security, 'security', second.body);
    await enter(auditor, 'audit', (await setUp(auditor, rest[1]?.path, { loginName: 'audit', name: '赵审计' })).body);
    expect((await setUp(admin, links[0]?.path)).body.code).toBe('already-set-up');
    expect((await look(links[0]?.path)).code).toBe('already-set-up');
    expect((await verbs()).at(-1)).toBe('session.refuse');
    expect(await ensureSetupLinks(deps)).toEqual([]);
    // When the one that came too late is recorded is not settled.
    expect((await verbs()).filter((verb) => verb !== 'session.refuse').slice(-5)).toEqual([
      'session.open',
      'factor.enrol',
      'setup.complete',
      'post.grant',
      'person.create',
    ]);
  });

  it('keeps the work of the three administrators apart', async () => {
    const status = async (caller: Caller, path: string) => (await caller.ask('GET', path)).status;
    expect([await status(admin, '/api/audit'), await status(security, '/api/audit')]).toEqual([403, 403]);
    for (const caller of [admin, security, auditor]) {
      expect(await status(caller, '/api/people')).toBe(200);
      for (const path of ['/api/projects', '/api/devices', '/api/sites']) expect(await status(caller, path)).toBe(403);
    }
    const someone = await addPerson('someone', 'finance');
    const grant = (caller: Caller, role: string) =>
      caller.ask<Problem>('POST', `/api/people/${someone.id}/posts`, { role, organisationCode: '320102' });
    expect((await grant(admin, 'department')).status).toBe(403);
    expect((await grant(security, 'audit-admin')).body.code).toBe('second-person-needed');
    expect((await security.ask('POST', '/api/people', { loginName: 'x1', name: 'x', password: PASSWORD })).status).toBe(
      403,
    );
  });

  it('keeps the session in a cookie that scripts and other sites cannot use', async () => {
    const caller = new Caller(house.app);
    await addPerson('watcher', 'district-leader');
    expect((await signIn(caller, 'watcher')).state).toBe('ready');
    expect(caller.lastSetCookie).toMatch(/HttpOnly/);
    expect(caller.lastSetCookie).toMatch(/SameSite=Strict/);
    expect(caller.lastSetCookie).toMatch(/Path=\//);
    expect(caller.lastSetCookie).not.toMatch(/Secure/);
    const byHttps = await startAccessApp(postgres.url, { publicOrigin: 'https://xw.example.cn' });
    const far = new Caller(byHttps.app);
    await knock(far, 'watcher');
    expect(far.lastSetCookie).toMatch(/Secure/);
    await byHttps.close();
  });

  it('signs in and out, and says no more about an unknown name than about a wrong password', async () => {
    const caller = new Caller(house.app);
    const wrong = await knock(caller, 'watcher', 'Wrong-Password-1');
    const unknown = await knock(caller, 'nobody', 'Wrong-Password-1');
    expect([wrong.status, wrong.body.code]).toEqual([401, 'wrong-credentials']);
    expect(unknown.body).toEqual(wrong.body);
    await signIn(caller, 'watcher');
    const ended: string[] = [];
    const stop = house.access.onSessionEnded((id) => ended.push(id));
    const stolen = new Caller(house.app);
    stolen.cookie = caller.cookie;
    const left = await caller.ask('DELETE', '/api/sessions/current');
    expect([left.status, left.headers['clear-site-data']]).toEqual([204, '"storage"']);
    expect(caller.cookie).toBe('');
    expect((await stolen.ask<Problem>('GET', '/api/me')).body.code).toBe('not-signed-in');
    expect(ended).toHaveLength(1);
    stop();
    expect((await verbs()).slice(0, 4)).toEqual(['session.close', 'session.open', 'session.refuse', 'session.refuse']);
  });

  it('gives a login name to one person, however it is written', async () => {
    const person = { name: '另一人', password: CALLER_FIRST_PASSWORD };
    for (const loginName of ['watcher', 'WATCHER'])
      expect((await admin.ask<Problem>('POST', '/api/people', { ...person, loginName })).body.code).toBe(
        'already-exists',
      );
  });

  it('locks an account and an address after five failures, for a quarter of an hour, over a restart', async () => {
    await addPerson('lock-me', 'district-leader');
    const guesser = new Caller(house.app, '10.0.0.66');
    const guesses = await Promise.all(
      Array.from({ length: 8 }, () => knock(guesser, 'lock-me', 'Wrong-Password-1').then((one) => one.status)),
    );
    expect(guesses.sort()).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    expect((await knock(guesser, 'lock-me', CALLER_FIRST_PASSWORD)).body.code).toBe('locked');
    const elsewhere = new Caller(house.app, '10.0.0.67');
    expect((await knock(elsewhere, 'lock-me', CALLER_FIRST_PASSWORD)).body.code).toBe('locked');
    expect((await knock(guesser, 'watcher')).body.code).toBe('locked');
    expect((await knock(elsewhere, 'watcher')).body.state).toBe('second-factor');
    const restarted = await startAccessApp(postgres.url);
    expect((await knock(new Caller(restarted.app, '10.0.0.68'), 'lock-me')).body.code).toBe('locked');
    await restarted.close();
    house.pass(15 * MINUTE);
    expect((await signIn(guesser, 'lock-me')).state).toBe('ready');
  });

  it('ends a session after half an hour without a request, and after twelve hours anyway', async () => {
    const caller = new Caller(house.app);
    await signIn(caller, 'watcher');
    house.pass(29 * MINUTE);
    expect((await caller.ask('GET', '/api/me')).status).toBe(200);
    const [row] = await house.db.run<{ age: number }>({
      text: `select extract(epoch from max(last_seen_at) - max(created_at))::int as age from sessions`,
    });
    expect(row?.age).toBe(29 * 60);
    house.pass(30 * MINUTE);
    expect((await caller.ask('GET', '/api/me')).status).toBe(401);
    await signIn(caller, 'watcher');
    for (let half = 0; half < 28; half += 1) {
      house.pass(25 * MINUTE);
      expect((await caller.ask('GET', '/api/me')).status).toBe(200);
    }
    house.pass(20 * MINUTE);
    expect((await caller.ask('GET', '/api/me')).status).toBe(401);
    await signIn(admin, 'admin');
  });

  it('is not kept up by what a page asks for by itself, nobody being at it', async () => {
    const caller = new Caller(house.app);
    await signIn(caller, 'watcher');
    const alone = () => caller.ask('GET', '/api/me', undefined, { [UNATTENDED_HEADER]: 'yes' });
    house.pass(20 * MINUTE);
    expect((await alone()).status).toBe(200);
    house.pass(9 * MINUTE);
    expect((await caller.ask('GET', '/api/me')).status).toBe(200);
    house.pass(20 * MINUTE);
    expect((await alone()).status).toBe(200);
    house.pass(10 * MINUTE);
    expect((await alone()).status).toBe(401);
    await signIn(admin, 'admin');
  });

  it('denies what a role does not carry, as problem details', async () => {
    await addPerson('leader', 'district-leader');
    const leader = new Caller(house.app);
    await signIn(leader, 'leader');
    expect((await leader.ask('GET', '/api/streets')).status).toBe(200);
    const denied = await leader.ask<Problem>('GET', '/api/people');
    expect(denied.headers['content-type']).toContain('application/problem+json');
    expect(denied.body).toMatchObject({ type: '/problems/not-permitted', status: 403, title: '无权执行此操作' });
  });

  it('refuses changes that another site asks for', async () => {
    const origin = { origin: 'http://evil.example' };
    const answer = await admin.ask<Problem>('POST', '/api/walls', { name: '一号屏' }, origin);
    expect(answer.body.code).toBe('foreign-origin');
  });

  it('deactivates a person at once, and never the last administrator', async () => {
    const person = await addPerson('leaver', 'performance-office');
    expect((await admin.ask<Problem>('POST', '/api/people', { ...person, password: PASSWORD })).body.code).toBe(
      'already-exists',
    );
    const leaver = new Caller(house.app);
    await signIn(leaver, 'leaver');
    expect((await admin.ask('DELETE', `/api/people/${person.id}`)).status).toBe(204);
    expect((await leaver.ask('GET', '/api/me')).status).toBe(401);
    expect((await knock(leaver, 'leaver')).status).toBe(401);
    expect((await admin.ask('DELETE', `/api/people/${person.id}`)).status).toBe(404);
    const { rows } = (await admin.ask<{ rows: Person[] }>('GET', '/api/people')).body;
    const self = rows.find((one) => one.loginName === 'admin');
    expect((await admin.ask<Problem>('DELETE', `/api/people/${self?.id}`)).body.code).toBe('not-permitted');
  });

  it('exchanges a wall link once, lets the wall watch and nothing else, and revokes it at once', async () => {
    await addPerson('keeper', 'performance-office');
    const keeper = new Caller(house.app, '10.0.0.20');
    await signIn(keeper, 'keeper');
    expect((await admin.ask('POST', '/api/walls', { name: '自用' })).status).toBe(403);
    const issued = (await keeper.ask<{ wall: Wall; path: string }>('POST', '/api/walls', { name: '一号屏' })).body;
    const exchange = (caller: Caller) =>
      caller.ask<Viewer & Problem>('POST', '/api/wall-sessions', { token: tokenIn(issued.path) });
    const rivals = [new Caller(house.app, '10.0.0.9'), new Caller(house.app, '10.0.0.10')];
    const answers = await Promise.all(rivals.map(exchange));
    expect(answers.map((one) => one.status).sort()).toEqual([200, 401]);
    const wall = rivals.find((one) => one.cookie !== '') ?? keeper;
    expect((await exchange(new Caller(house.app))).body.code).toBe('token-spent');
    expect((await wall.ask<Viewer>('GET', '/api/me')).body).toMatchObject({
      kind: 'wall',
      name: '一号屏',
      roles: ['wall'],
    });
    expect((await wall.ask('POST', '/api/walls', { name: 'x' })).status).toBe(403);
    house.pass(399 * 24 * 60 * MINUTE);
    expect((await wall.ask('GET', '/api/streets')).status).toBe(200);
    await signIn(keeper, 'keeper');
    await signIn(admin, 'admin');
    const ended: string[] = [];
    const stop = house.access.onSessionEnded((id) => ended.push(id));
    expect((await keeper.ask('DELETE', `/api/walls/${issued.wall.id}`)).status).toBe(204);
    stop();
    expect(ended).toHaveLength(1);
    expect((await wall.ask('GET', '/api/streets')).status).toBe(401);
    const { rows } = (await keeper.ask<{ rows: Wall[] }>('GET', '/api/walls')).body;
    expect(rows[0]).toMatchObject({ name: '一号屏', createdBy: 'keeper' });
    expect([rows[0]?.exchangedAt, rows[0]?.lastSeenAt, rows[0]?.revokedAt]).not.toContain(null);
  });

  it('cuts what another process revoked when it sweeps', async () => {
    const caller = new Caller(house.app);
    await signIn(caller, 'leader');
    await house.db.run({
      text: `update sessions set ended_at = now() where ended_at is null and person_id =
      (select id from people where login_name = 'leader')`,
    });
    const ended: string[] = [];
    house.access.onSessionEnded((id) => ended.push(id));
    await house.access.sessions.sweep();
    expect(ended.length).toBeGreaterThan(0);
    expect((await caller.ask('GET', '/api/me')).status).toBe(401);
  });

  it('keeps a change and its audit line together: neither stays when either fails', async () => {
    const row = { loginName: 'ghost', name: '幽灵', passwordHash: 'x', isTemporary: true };
    const actor = systemActor;
    const failing: Action<'person.create', typeof row, undefined> = async (tx, by, input) => {
      await createPerson(tx, by, input);
      throw new Error('after the change');
    };
    await expect(commit(house.db, failing, actor, row)).rejects.toThrow('after the change');
    const unwritable: Action<'person.create', typeof row, undefined> = async (tx, by, input) => {
      await createPerson(tx, by, input);
      return record(tx, { actor: { ...by, name: null as unknown as string }, verb: 'person.create', subject: 'ghost' });
    };
    await expect(commit(house.db, unwritable, actor, row)).rejects.toThrow();
    const left = await house.db.run({
      text: `select login_name from people where login_name = 'ghost' union all select subject from audit_log where subject = 'ghost'`,
    });
    expect(left).toEqual([]);
  });

  it('keeps no secret anywhere: only hashes', async () => {
    const [row] = await house.db.run<{ text: string }>({
      text: `select string_agg(t::text, ' ') as text from (select to_jsonb(p) as t from people p union all
             select to_jsonb(a) from audit_log a union all select to_jsonb(s) from sessions s) as everything`,
    });
    expect(row?.text).not.toContain(PASSWORD);
    expect(row?.text).not.toContain(admin.cookie.split('=')[1]);
  });

  it('says 503 while the database is away, and lets whoever is known go on', async () => {
    postgres.stop();
    expect((await admin.ask('GET', '/api/me')).status).toBe(200);
    const away = await admin.ask<Problem>('GET', '/api/people');
    expect([away.status, away.body.code]).toEqual([503, 'database-away']);
    expect((await knock(new Caller(house.app), 'admin')).body.code).toBe('database-away');
    postgres.start();
    // Connections that broke while nobody looked are found out one by one.
    await expect.poll(async () => (await admin.ask('GET', '/api/people')).status).toBe(200);
  });
});
