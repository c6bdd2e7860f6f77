import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SearchRow } from '../../contracts/search.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const HONGSHAN = '320102008000';
const SUOJINCUN = '320102007000';

/** Two projects of like names in two streets, each with a site and a station. */
const district = `
insert into organisations (code, name, kind, parent_code) values ('construction', '建设局', 'department', '320102');
insert into projects (id, name, category, phase, department_code, street_code, budget_fen, starts_at, ends_at)
  select 'P-' || n, '试点 ' || n || ' 号 100% 改造', 'livelihood', 'building', 'construction', street, 100,
         now() - interval '1 day', now() + interval '1 day'
    from (values (1, '${HONGSHAN}'), (2, '${SUOJINCUN}')) as v (n, street);
insert into sites (code, name, street_code, project_id, lon, lat)
  select replace(id, 'P', 'S'), '试点工地 ' || id, street_code, id, 118.8, 32.1 from projects;
insert into devices (code, name, kind, site_code, credential_hash)
  select replace(code, 'S', 'E'), '试点站 ' || code, 'env', code, '$7$x' from sites`;

describeWithPostgres('search', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  let officer: Caller;
  const find = async (caller: Caller, words: string) => {
    const { status, body } = await caller.ask<{ rows: SearchRow[] }>(
      'GET',
      `/api/search?q=${encodeURIComponent(words)}`,
    );
    expect(status, words).toBe(200);
    return body.rows;
  };
  const codes = async (caller: Caller, words: string) => (await find(caller, words)).map(({ code }) => code).sort();

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    people = await settle(house);
    await house.db.run({ text: district });
    await people.add('officer', 'street', HONGSHAN);
    officer = new Caller(house.app);
    await officer.signIn(house.people, 'officer');
  });
  afterAll(async () => {
    await house.close();
    await postgres.remove();
  });

  it('finds what is called or numbered so, of every kind, with where it belongs and where it can be seen', async () => {
    expect(await codes(people.office, '试点')).toEqual(['E-1', 'E-2', 'P-1', 'P-2', 'S-1', 'S-2']);
    const [project] = await find(people.office, 'p-1');
    expect(project).toEqual({
      ...{ kind: 'project', code: 'P-1', name: '试点 1 号 100% 改造', where: '红山街道　建设局' },
      ...{ projectId: 'P-1', streetCode: HONGSHAN },
    });
  });

  it('takes what is typed for what it is', async () => {
    expect(await codes(people.office, '100%')).toEqual(['P-1', 'P-2']);
    expect(await codes(people.office, '1_号')).toEqual([]);
    expect(await codes(people.office, `' or true --`)).toEqual([]);
    expect(await codes(people.office, '  ')).toEqual([]);
  });

  it('shows an officer of one street nothing of another', async () => {
    expect(await codes(officer, '试点')).toEqual(['E-1', 'P-1', 'S-1']);
    expect(await codes(officer, 'P-2')).toEqual([]);
    expect((await find(officer, '街道')).filter(({ kind }) => kind === 'street').map(({ code }) => code)).toEqual([
      HONGSHAN,
    ]);
  });

  it('shows administrators people and organisations, and no business data', async () => {
    for (const caller of [people.system, people.security, people.audit]) {
      expect(await codes(caller, '试点')).toEqual([]);
      expect(await find(caller, 'officer')).toMatchObject([
        { kind: 'person', name: 'officer', where: '红山街道办事处' },
      ]);
    }
    // Whoever may not see people finds none.
    expect(await codes(officer, 'officer')).toEqual([]);
  });

  it('has nothing for whoever has not signed in', async () => {
    expect((await new Caller(house.app).ask('GET', '/api/search?q=1')).status).toBe(401);
  });
});
