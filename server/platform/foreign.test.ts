import { noDatabase, nobodyKnown } from '../../tests/helpers/noDatabase.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawRoutes, rest, type Route } from '../../contracts/rest.ts';
import { createHttp, route, type App } from './http.ts';
import { createLogger } from './logger.ts';

const writing = (Object.entries(rest) as [string, Route][]).filter(([, { method }]) => method !== 'GET');

describe('what another site asks a browser to do', () => {
  let app: App;
  const reached: string[] = [];
  beforeAll(async () => {
    app = await createHttp({
      config: { publicOrigin: 'https://xw.example.cn', trustProxy: false, metricsToken: '' },
      log: createLogger('silent'),
      access: nobodyKnown,
      db: noDatabase,
      readiness: [],
      screenDir: '/nowhere',
    });
    // Everything as the contract has it, but open to all: nothing else stands between another site and the handler.
    for (const [name, entry] of writing)
      route(app, { ...entry, permission: 'public' }, async () => {
        reached.push(name);
        return null;
      });
    await app.ready();
  });
  afterAll(() => app.close());

  const pathOf = (path: string) => path.replace(/:(\w+)/g, '1');
  const signs: readonly Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'https://xw.example.cn.evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ];

  it.each(writing)('%s is refused', async (_, { method, path }) => {
    for (const headers of signs) {
      const answer = await app.inject({ method, url: pathOf(path), headers, payload: {} });
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'foreign-origin']);
    }
    expect(reached).toEqual([]);
  });

  it.each(Object.values(rawRoutes).map(({ path }) => path))(
    'bytes for %s are refused, by any writing method',
    async (path) => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const)
        for (const headers of signs)
          expect((await app.inject({ method, url: pathOf(path), headers, payload: 'x' })).statusCode).toBe(403);
    },
  );

  it('covers every wire that changes something', () => {
    expect(writing.map(([name]) => name)).toEqual(expect.arrayContaining(['signIn', 'createPerson', 'registerDevice']));
  });

  it('does not keep our own pages from changing anything', async () => {
    const headers = { origin: 'https://xw.example.cn', 'sec-fetch-site': 'same-origin' };
    expect((await app.inject({ method: 'DELETE', url: '/api/sessions/current', headers })).statusCode).not.toBe(403);
  });
});
