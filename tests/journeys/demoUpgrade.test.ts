import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTransaction, seedDistrict } from '../../server/demo/district.ts';
import { demoPeople } from '../../server/demo/people.data.ts';
import { demoSecretsPath, DemoSecrets, readSecrets } from '../../server/demo/secrets.ts';
import { houseTypes } from '../../server/platform/database.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const GONE = `(select id from people where login_name not in ('office', 'leader', 'system'))`;
/** As the former release's demonstration was after its migration: an office, a leader, one administrator of all. */
const nobodyElse = `
delete from passwords where person_id in ${GONE};
delete from posts where person_id in ${GONE};
update people set login_name = 'once-' || id where id in ${GONE};
`;
const former = `
delete from project_assignments;
${nobodyElse}
update people set login_name = 'admin' where login_name = 'system';
update projects set unit_code = null, community_code = null;
delete from organisations where kind in ('agency', 'community');
`;

describeWithPostgres('the demonstration of a former release', () => {
  let postgres: TestPostgres;
  let pool: pg.Pool;
  const dir = mkdtempSync(join(tmpdir(), 'xw-demo-'));
  const seed = () => inTransaction(pool, (db) => seedDistrict(db, dir, Date.now()));
  const posts = async () =>
    (
      await pool.query<{ post: string }>(
        `select p.login_name || ': ' || o.role as post from posts o join people p on p.id = o.person_id order by 1`,
      )
    ).rows.map(({ post }) => post);
  const passwordOf = (loginName: string) =>
    readSecrets(demoSecretsPath(dir), DemoSecrets)?.people.find((one) => one.loginName === loginName)?.password;
  beforeAll(async () => {
    postgres = await startPostgres();
    pool = new pg.Pool({ connectionString: postgres.url, max: 1, types: houseTypes });
  });
  afterAll(async () => {
    await pool?.end();
    await postgres?.remove();
    rmSync(dir, { recursive: true, force: true });
  });

  it('gets the administrators and everybody else whom a fresh one has, and keeps who was there', async () => {
    expect(await seed()).toBe(true);
    const fresh = await posts();
    const units = `select count(*)::int from projects where unit_code is not null`;
    const withUnit = (await pool.query(units)).rows;
    const office = passwordOf('office');
    await pool.query(former);
    expect(await seed()).toBe(false);
    expect(await posts()).toEqual(['admin: system-admin', ...fresh].sort());
    for (const { loginName } of demoPeople) expect(passwordOf(loginName), loginName).toMatch(/^.{19}$/);
    expect(passwordOf('office')).toBe(office);
    expect((await pool.query(units)).rows).toEqual(withUnit);
    const given = await pool.query(`select count(*)::int from project_assignments where until_at > now()`);
    expect(given.rows).not.toEqual([{ count: 0 }]);
    // Once.
    await seed();
    expect(await posts()).toHaveLength(fresh.length + 1);
  });

  it('gets nobody once there is a project that is no demonstration', async () => {
    await pool.query(`update projects set demo = false where id = (select min(id) from projects)`);
    await pool.query(nobodyElse);
    const before = await posts();
    await seed();
    expect(await posts()).toEqual(before);
  });
});
