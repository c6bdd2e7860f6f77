import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Account, SignInOptions, SignInStep } from '../../contracts/account.ts';
import type { AuditRow } from '../../contracts/audit.ts';
import { Provider } from '../../server/access/provider.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { openDatabase } from '../../server/platform/database.ts';
import { createLogger } from '../../server/platform/logger.ts';
import {
  Caller,
  CALLER_PASSWORD,
  settle,
  startAccessApp,
  type AccessApp,
  type Settlement,
} from '../helpers/accessApp.ts';
import { OpenIdProvider, signInThere } from '../helpers/openIdProvider.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const ORIGIN = 'https://xw.example.cn';
const RETURN = `${ORIGIN}/api/provider/return`;

describeWithPostgres('an OpenID provider', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  let elsewhere: OpenIdProvider;
  let leader: Caller;
  let closeDatabase: (() => Promise<void>) | undefined;
  /** Sets out, signs in there, and comes back with the same cookie. @returns where the browser is sent then */
  const goThrough = async (who: Caller, url: string, login: string): Promise<string> => {
    const back = await signInThere(url, login);
    expect(back.startsWith(RETURN)).toBe(true);
    const reply = await who.ask('GET', back.slice(ORIGIN.length));
    expect(reply.status).toBe(302);
    return String(reply.headers.location);
  };
  const setOut = async (who: Caller) => String((await who.ask('GET', '/api/provider/start')).headers.location);
  const refusals = async () => {
    const { body } = await people.audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?limit=50');
    return body.rows.filter((row) => row.verb === 'session.refuse').map((row) => row.reason);
  };

  beforeAll(async () => {
    postgres = await startPostgres();
    elsewhere = await OpenIdProvider.start(RETURN);
    const { issuer } = elsewhere;
    const config = { name: '市统一身份', issuer, clientId: 'xuanwu', clientSecret: 'a secret of the test' };
    const db = openDatabase(postgres.url, 2, createLogger('silent'));
    const provider = new Provider({ ...config, redirectUri: RETURN }, db, systemClock);
    house = await startAccessApp(postgres.url, { publicOrigin: ORIGIN, provider });
    people = await settle(house);
    await people.add('leader', 'district-leader');
    leader = new Caller(house.app, '10.0.0.2');
    await leader.signIn(house.people, 'leader');
    closeDatabase = () => db.close();
  });
  afterAll(async () => {
    await closeDatabase?.();
    await house.close();
    await elsewhere.stop();
    await postgres.remove();
  });

  it('is offered at the door by its name, and lets nobody in who has not bound an identity', async () => {
    const stranger = new Caller(house.app, '10.0.0.3');
    expect((await stranger.ask<SignInOptions>('GET', '/api/sign-in')).body.provider).toBe('市统一身份');
    const url = await setOut(stranger);
    expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256');
    expect(await goThrough(stranger, url, 'somebody')).toBe('/sign-in?provider=unbound');
    expect([stranger.cookie, stranger.doorstep]).toEqual(['', '']);
    expect((await refusals())[0]).toBe('provider-unbound');
    const [count] = await house.db.run<{ count: number }>({ text: `select count(*)::int as count from people` });
    expect(count?.count).toBe(5);
  });

  it('is bound by somebody who has signed in, and stands in for the password alone', async () => {
    const begin = (current: string) => leader.ask<{ url: string }>('POST', '/api/account/provider', { current });
    expect((await begin('Wrong-Password-1')).status).toBe(401);
    const { url } = (await begin(CALLER_PASSWORD)).body;
    expect(await goThrough(leader, url, 'zhang-at-city')).toBe('/account?provider=bound');
    expect((await leader.ask<Account>('GET', '/api/account')).body.provider?.boundAt).toBeGreaterThan(0);

    const back = new Caller(house.app, '10.0.0.2');
    expect(await goThrough(back, await setOut(back), 'zhang-at-city')).toBe('/sign-in?provider=step');
    expect((await back.ask('GET', '/api/me')).status).toBe(401);
    const step = (await back.ask<SignInStep>('GET', '/api/sign-in/step')).body;
    expect(step.state).toBe('second-factor');
    const done = await house.people.goOn(back.post, { loginName: 'leader', password: CALLER_PASSWORD }, step);
    expect(done.viewer?.name).toBe('leader');
  });

  it('binds an identity to one person only, and is unbound by that person', async () => {
    await people.office.signIn(house.people, 'office');
    const begun = await people.office.ask<{ url: string }>('POST', '/api/account/provider', {
      current: CALLER_PASSWORD,
    });
    expect(await goThrough(people.office, begun.body.url, 'zhang-at-city')).toBe('/account?provider=taken');
    expect((await leader.ask('DELETE', '/api/account/provider')).status).toBe(204);
    const gone = new Caller(house.app, '10.0.0.4');
    expect(await goThrough(gone, await setOut(gone), 'zhang-at-city')).toBe('/sign-in?provider=unbound');
  });

  it('takes no answer that this browser did not set out for, and none twice', async () => {
    const victim = new Caller(house.app, '10.0.0.5');
    const attacker = new Caller(house.app, '10.0.0.6');
    const answer = await signInThere(await setOut(attacker), 'mallory');
    const path = answer.slice(ORIGIN.length);
    const at = async (who: Caller) => String((await who.ask('GET', path)).headers.location);
    // Without a visit of its own, and with one whose state and nonce are others.
    expect(await at(victim)).toBe('/sign-in?provider=failed');
    await setOut(victim);
    expect(await at(victim)).toBe('/sign-in?provider=failed');
    expect(await at(attacker)).toBe('/sign-in?provider=unbound');
    expect(await at(attacker)).toBe('/sign-in?provider=failed');
  });
});
