import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Account, AccountNotice, Enrolment, OwnSession, SignInStep } from '../../contracts/account.ts';
import type { Problem } from '../../contracts/errors.ts';
import { selectByLoginName } from '../../server/access/doorsteps.sql.ts';
import { targetOf } from '../../server/access/lockout.rules.ts';
import { commit, systemActor } from '../../server/access/audit.ts';
import { SESSION_COOKIE } from '../../server/access/cookie.ts';
import { resetSecondFactor } from '../../server/access/secondFactor.ts';
import {
  Caller,
  CALLER_FIRST_PASSWORD,
  CALLER_PASSWORD,
  settle,
  startAccessApp,
  type AccessApp,
  type Settlement,
} from '../helpers/accessApp.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const PASSWORD = CALLER_PASSWORD;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0.0.0 Safari/537.36';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

describeWithPostgres('identity', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  /** Addresses of their own, in one network: what an address may try in a minute is limited. */
  let desks = 0;
  const caller = (address = `10.0.4.${(desks += 1)}`, agent?: string) => new Caller(house.app, address, agent);
  const knock = (who: Caller, loginName: string, password = PASSWORD) =>
    who.ask<SignInStep & Problem>('POST', '/api/sessions', { loginName, password });
  const show = (who: Caller, proof: string) =>
    who.ask<SignInStep & Problem>('POST', '/api/sign-in/second-factor', { proof });
  const setPassword = (who: Caller, password: string) =>
    who.ask<SignInStep & Problem>('POST', '/api/sign-in/password', { password });
  const code = (loginName: string) => house.people.of(loginName).code();
  /** Somebody new, in for the first time. */
  const enter = async (loginName: string, address?: string, agent?: string) => {
    await people.add(loginName, 'district-leader');
    const who = caller(address, agent);
    await who.signIn(house.people, loginName);
    return who;
  };
  const isIn = async (who: Caller) => (await who.ask('GET', '/api/me')).status === 200;
  const notices = async (who: Caller) =>
    (await who.ask<{ rows: AccountNotice[] }>('GET', '/api/account/notices')).body.rows;

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    people = await settle(house);
  });
  afterAll(async () => {
    await house.close();
    await postgres.remove();
  });

  it('changes the given password first, then enrols, and lets in after that alone', async () => {
    const { id } = await people.add('first', 'district-leader');
    expect(id).toBeGreaterThan(0);
    const who = caller();
    expect((await knock(who, 'first', CALLER_FIRST_PASSWORD)).body).toEqual({ state: 'change-password', viewer: null });
    expect(await isIn(who)).toBe(false);
    for (const [password, why] of [
      [CALLER_FIRST_PASSWORD, '最近五次'],
      ['Nanjing@2026', '过于常见'],
      ['First-Kite-4711', '用户名'],
    ] as const)
      expect((await setPassword(who, password)).body.detail).toContain(why);
    // Nothing else is open at this step.
    expect((await show(who, '123456')).body.code).toBe('step-over');
    expect((await who.ask<Problem>('POST', '/api/sign-in/enrolment', {})).body.code).toBe('step-over');
    expect((await setPassword(who, PASSWORD)).body.state).toBe('enrol');
    expect((await who.ask<SignInStep>('GET', '/api/sign-in/step')).body.state).toBe('enrol');
    const { body } = await who.ask<Enrolment>('POST', '/api/sign-in/enrolment', {});
    expect(body.uri).toContain(`secret=${body.secret}`);
    const wrong = await who.ask<Problem>('POST', '/api/sign-in/enrolment/confirm', { code: '000000' });
    expect(wrong.body.code).toBe('wrong-code');
    const authenticator = house.people.add('first', body.secret);
    const confirmed = await who.ask<{ step: SignInStep; codes: string[] }>('POST', '/api/sign-in/enrolment/confirm', {
      code: await authenticator.code(),
    });
    expect(confirmed.body.codes).toHaveLength(10);
    expect(confirmed.body.step).toMatchObject({ state: 'ready', viewer: { name: 'first' } });
    expect([await isIn(who), who.doorstep]).toEqual([true, '']);
  });

  it('takes a code once, from a minute and a half, and counts wrong ones towards the lock', async () => {
    await enter('codes');
    const used = await code('codes');
    const one = caller();
    await knock(one, 'codes');
    expect((await show(one, used)).body.state).toBe('ready');
    const two = caller();
    await knock(two, 'codes');
    expect((await show(two, used)).body.code).toBe('wrong-code');
    // Two requests with one code at the same moment: one of them is in.
    const three = caller();
    await knock(three, 'codes');
    house.pass(MINUTE);
    const shared = await code('codes');
    const answers = await Promise.all([show(two, shared), show(three, shared)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 401]);
    house.pass(MINUTE);
    // The loser may have been counted before the winner cleared the count, or after: now it is cleared.
    await caller().signIn(house.people, 'codes');
    const guesser = caller('10.0.9.9');
    await knock(guesser, 'codes');
    const guesses = await Promise.all(Array.from({ length: 7 }, () => show(guesser, '000000')));
    expect(guesses.map((guess) => guess.status).sort()).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect((await show(guesser, await code('codes'))).body.code).toBe('locked');
    expect((await knock(caller('10.0.9.10'), 'codes')).body.code).toBe('locked');
    house.pass(15 * MINUTE);
    // The doorstep is gone by now, the account is open again.
    expect((await show(guesser, await code('codes'))).body.code).toBe('step-over');
    expect((await caller('10.0.9.9').signIn(house.people, 'codes')).state).toBe('ready');
  });

  it('does not forgive wrong codes for right passwords', async () => {
    await enter('patient');
    const guesser = caller('10.0.8.8');
    for (let i = 0; i < 5; i += 1) {
      await knock(guesser, 'patient');
      await show(guesser, '000000');
    }
    expect((await knock(guesser, 'patient')).body.code).toBe('locked');
    house.pass(15 * MINUTE);
    // Right passwords alone lock nobody out, however often.
    for (let i = 0; i < 8; i += 1) expect((await knock(guesser, 'patient')).body.state).toBe('second-factor');
  });

  it('takes a recovery code once in place of the phone, and says so', async () => {
    await people.add('lost', 'district-leader');
    const who = caller();
    await knock(who, 'lost', CALLER_FIRST_PASSWORD);
    await setPassword(who, PASSWORD);
    const { body } = await who.ask<Enrolment>('POST', '/api/sign-in/enrolment', {});
    const phone = house.people.add('lost', body.secret);
    const first = await who.ask<{ codes: string[] }>('POST', '/api/sign-in/enrolment/confirm', {
      code: await phone.code(),
    });
    const [recovery = ''] = first.body.codes;
    await knock(who, 'lost');
    expect((await show(who, recovery.toLowerCase().replaceAll('-', ' '))).body.state).toBe('ready');
    expect((await notices(who)).map(({ kind }) => kind)).toContain('recovery-code-used');
    const account = (await who.ask<Account>('GET', '/api/account')).body;
    expect(account.secondFactor).toMatchObject({ mode: 'required', recoveryCodesLeft: 9 });
    await knock(who, 'lost');
    expect((await show(who, recovery)).body.code).toBe('wrong-code');
  });

  it('gives another phone its place for password and code, and new recovery codes for a code', async () => {
    const who = await enter('mover');
    const begin = (current: string, proof: string) =>
      who.ask<Enrolment & Problem>('POST', '/api/account/second-factor', { current, proof });
    expect((await begin('Wrong-Password-1', await code('mover'))).body.code).toBe('wrong-credentials');
    expect((await begin(PASSWORD, '000000')).body.code).toBe('wrong-code');
    house.pass(MINUTE);
    const { body } = await begin(PASSWORD, await code('mover'));
    const phone = house.people.add('mover', body.secret);
    const done = await who.ask<{ codes: string[] }>('POST', '/api/account/second-factor/confirm', {
      code: await phone.code(),
    });
    expect(done.body.codes).toHaveLength(10);
    house.pass(MINUTE);
    const renewed = await who.ask<{ codes: string[] }>('POST', '/api/account/recovery-codes', {
      code: await code('mover'),
    });
    expect(renewed.body.codes.filter((one) => done.body.codes.includes(one))).toEqual([]);
    expect((await caller().signIn(house.people, 'mover')).state).toBe('ready');
  });

  it('ends everything when the second factor is reset, and enrols anew', async () => {
    const who = await enter('reset-me');
    const [row] = await house.db.run<{ id: number }>({ text: `select id from people where login_name = 'reset-me'` });
    const reset = resetSecondFactor(house.access.sessions, { now: Date.now });
    house.access.sessions.announceEnded(await commit(house.db, reset, systemActor, row?.id ?? 0));
    expect((await who.ask<Problem>('GET', '/api/me')).body.code).toBe('session-revoked');
    expect((await knock(caller(), 'reset-me')).body.state).toBe('enrol');
    await expect(commit(house.db, reset, systemActor, row?.id ?? 0)).rejects.toThrow();
  });

  it('asks for a new password after ninety days, none of the last five', async () => {
    const who = await enter('aged');
    const change = (current: string, password: string) =>
      who.ask<Problem>('POST', '/api/account/password', { current, password });
    const next = ['Saffron-Boat-61', 'Copper-Reed-52', 'Willow-Stone-43', 'Maple-Crane-34'];
    let current = PASSWORD;
    for (const password of next) {
      expect((await change(current, password)).status).toBe(204);
      current = password;
    }
    expect((await change(current, PASSWORD)).body.detail).toContain('最近五次');
    expect((await change(current, 'Indigo-Heron-25')).status).toBe(204);
    // Five others have come since the first one.
    expect((await change('Indigo-Heron-25', PASSWORD)).status).toBe(204);
    const [kept] = await house.db.run<{ count: number }>({
      text: `select count(*)::int as count from passwords w join people p on p.id = w.person_id where login_name = 'aged'`,
    });
    expect(kept?.count).toBe(5);
    house.pass(90 * DAY);
    const late = caller();
    expect((await knock(late, 'aged')).body.state).toBe('second-factor');
    expect((await show(late, await code('aged'))).body.state).toBe('change-password');
    expect(await isIn(late)).toBe(false);
    expect((await setPassword(late, 'Walnut-Lantern-16')).body.state).toBe('ready');
  });

  it('keeps one session for an administrator, and tells the one that was replaced', async () => {
    await people.security.signIn(house.people, 'security');
    const before = people.security;
    const after = caller('10.0.0.77');
    await after.signIn(house.people, 'security');
    expect((await before.ask<Problem>('GET', '/api/me')).body.code).toBe('session-replaced');
    expect((await notices(after)).map(({ kind }) => kind)).toContain('session-replaced');
    expect((await after.ask<Account>('GET', '/api/account')).body.oneSession).toBe(true);
    people = { ...people, security: after };
    await people.system.signIn(house.people, 'system');
    const leader = await enter('two-places');
    await caller('10.0.0.78').signIn(house.people, 'two-places');
    expect(await isIn(leader)).toBe(true);
  });

  it('lists one’s own sessions and ends them, and nobody else’s', async () => {
    const desk = await enter('desk', '10.0.1.1', CHROME);
    const tablet = caller('10.0.1.2', CHROME);
    await tablet.signIn(house.people, 'desk');
    const stranger = await enter('stranger');
    const mine = async (who: Caller) =>
      (await who.ask<{ rows: OwnSession[] }>('GET', '/api/account/sessions')).body.rows;
    const rows = await mine(desk);
    expect(rows.map((row) => [row.address, row.agent, row.isCurrent])).toEqual(
      expect.arrayContaining([
        ['10.0.1.1', CHROME, true],
        ['10.0.1.2', CHROME, false],
      ]),
    );
    const other = rows.find((row) => !row.isCurrent);
    const ended: string[] = [];
    const stop = house.access.onSessionEnded((id) => ended.push(id));
    expect((await stranger.ask('DELETE', `/api/account/sessions/${other?.id}`)).status).toBe(404);
    expect((await desk.ask('DELETE', `/api/account/sessions/${other?.id}`)).status).toBe(204);
    stop();
    expect(ended).toEqual([other?.id]);
    expect((await tablet.ask<Problem>('GET', '/api/me')).body.code).toBe('session-revoked');
    expect(await mine(desk)).toHaveLength(1);
  });

  it('ends the other sessions when the password is changed, and tells them', async () => {
    const desk = await enter('changer');
    const tablet = caller();
    await tablet.signIn(house.people, 'changer');
    const body = { current: PASSWORD, password: 'Saffron-Boat-61' };
    expect((await desk.ask('POST', '/api/account/password', body)).status).toBe(204);
    expect([await isIn(desk), await isIn(tablet)]).toEqual([true, false]);
    expect((await knock(tablet, 'changer')).status).toBe(401);
  });

  it('lets nobody in by a password that was changed meanwhile, however far they have come', async () => {
    const desk = await enter('halfway');
    const waiting = caller();
    expect((await knock(waiting, 'halfway')).body.state).toBe('second-factor');
    const body = { current: PASSWORD, password: 'Saffron-Boat-61' };
    expect((await desk.ask('POST', '/api/account/password', body)).status).toBe(204);
    expect((await show(waiting, await code('halfway'))).body.code).toBe('step-over');
    // Nor by the one that an administrator gave: who knows it must not enrol after its owner has changed it.
    await people.add('newcomer', 'district-leader');
    const [giver, owner] = [caller(), caller()];
    for (const who of [giver, owner]) await knock(who, 'newcomer', CALLER_FIRST_PASSWORD);
    expect((await setPassword(owner, PASSWORD)).body.state).toBe('enrol');
    expect((await giver.ask<Problem>('POST', '/api/sign-in/enrolment', {})).body.code).toBe('step-over');
    expect((await owner.ask('POST', '/api/sign-in/enrolment', {})).status).toBe(200);
  });

  it('finds nobody under a name that the lockout counts apart', async () => {
    await enter('irina');
    for (const [name, state] of [
      ['IRINA', 200],
      ['\u0130rina', 401],
      ['ırina', 401],
    ] as const)
      expect([name, (await knock(caller(), name)).status]).toEqual([name, state]);
    expect(selectByLoginName('\u0130RINA').values).toEqual([targetOf('\u0130RINA', '').account]);
  });

  it('refuses what no column can hold, rather than failing over it', async () => {
    expect((await knock(caller(), 'a\u0000b')).body.code).toBe('bad-request');
    const huge = await people.system.ask<Problem>('GET', '/api/people/99999999999');
    expect(huge.body.code).toBe('bad-request');
    const [{ id } = { id: 0 }] = await house.db.run<{ id: number }>({ text: 'select max(id) as id from people' });
    const post = { role: 'district-leader', organisationCode: '320102', untilAt: 5 };
    expect((await people.security.ask<Problem>('POST', `/api/people/${id}/posts`, post)).body.code).toBe('bad-request');
  });

  it('notices a new device, and shows it where it was not used', async () => {
    const desk = await enter('watched', '10.0.2.1', CHROME);
    expect(await notices(desk)).toEqual([]);
    // Another desk of the same network is no news.
    await caller('10.0.2.99', CHROME).signIn(house.people, 'watched');
    expect(await notices(desk)).toEqual([]);
    const phone = caller('10.9.9.9', FIREFOX);
    await phone.signIn(house.people, 'watched');
    const [notice] = await notices(desk);
    expect(notice).toMatchObject({ kind: 'new-device', address: '10.9.9.9', agent: FIREFOX });
    expect(await notices(phone)).toEqual([]);
    // Whoever used it cannot put it away.
    await phone.ask('POST', '/api/account/notices/read', { upTo: notice?.id });
    expect(await notices(desk)).toHaveLength(1);
    await desk.ask('POST', '/api/account/notices/read', { upTo: notice?.id });
    expect(await notices(desk)).toEqual([]);
    const [row] = await house.db.run<{ after: unknown }>({
      text: `select after from audit_log where verb = 'session.open' and subject = 'watched' order by seq desc limit 1`,
    });
    expect(row?.after).toEqual({ newDevice: true });
  });

  it('takes up no session that somebody else has put into the browser', async () => {
    await people.add('fixed', 'district-leader');
    const who = caller();
    const planted = `${SESSION_COOKIE}=${'A'.repeat(43)}`;
    who.cookie = planted;
    await who.signIn(house.people, 'fixed');
    expect(who.cookie).not.toBe(planted);
    const first = who.cookie;
    // Signing in again in the same browser leaves nothing of the session before.
    house.pass(MINUTE);
    await who.signIn(house.people, 'fixed');
    const old = caller();
    old.cookie = first;
    expect([await isIn(who), await isIn(old)]).toEqual([true, false]);
    // A doorstep is no session and opens nothing.
    const half = caller();
    await knock(half, 'fixed');
    half.cookie = half.doorstep.replace('xw_doorstep', SESSION_COOKIE);
    expect(half.cookie).toContain(SESSION_COOKIE);
    for (const path of ['/api/me', '/api/account', '/api/streets', '/api/projects'])
      expect((await half.ask('GET', path)).status).toBe(401);
  });

  it('lets no wall have an account', async () => {
    await people.office.signIn(house.people, 'office');
    const { body } = await people.office.ask<{ path: string }>('POST', '/api/walls', { name: '账号屏' });
    const wall = caller();
    await wall.ask('POST', '/api/wall-sessions', { token: body.path.split('#token=')[1] });
    expect((await wall.ask('GET', '/api/me')).status).toBe(200);
    for (const path of ['/api/account', '/api/account/sessions', '/api/account/notices'])
      expect((await wall.ask('GET', path)).status).toBe(403);
  });

  it('keeps no secret in the clear, and none within reach of a request', async () => {
    const [row] = await house.db.run<{ text: string }>({
      text: `select string_agg(t::text, ' ') as text from (select to_jsonb(f) as t from second_factors f
             union all select to_jsonb(c) from recovery_codes c union all select to_jsonb(w) from passwords w
             union all select to_jsonb(d) from doorsteps d) as everything`,
    });
    expect(row?.text).toContain('v1:aes-256-gcm:');
    expect(row?.text).not.toContain(house.people.of('fixed').secret);
    expect(row?.text).not.toContain(PASSWORD);
    const asked = house.db.as({ viewer: 'person:1', permission: 'signedIn' });
    for (const table of ['passwords', 'second_factors', 'recovery_codes', 'doorsteps', 'sign_in_failures'])
      await expect(asked.run({ text: `select * from ${table}` })).rejects.toThrow('permission denied');
  });
});
