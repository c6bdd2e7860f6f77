import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { DISTRICT_CODE } from '../../contracts/glossary.ts';
import { runToEnd } from '../../server/embedded/launcher.ts';
import { SESSION_COOKIE } from '../../server/access/cookie.ts';
import { Visitor } from '../helpers/client.ts';
import { ask, former, makeFormerRelease } from '../helpers/formerRelease.ts';
import { Stack } from '../helpers/stack.ts';
import { until } from '../helpers/until.ts';

/** Columns that are no more, and why no information went with them: a test below says where it is now. */
const moved: Readonly<Record<string, readonly string[]>> = {
  people: ['roles', 'password_hash'],
};
/** Tables that are no more or begin anew, for the same reason. */
const reformed: readonly string[] = ['departments', 'setup_tokens', 'audit_log', 'schema_version'];

interface Content {
  readonly columns: readonly string[];
  /** Each row as canonical text, sorted. */
  readonly rows: readonly string[];
}

describe("the former release's data", () => {
  let stack: Stack;
  let before: Map<string, Content>;
  const sql = <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
    ask<Row>(stack.databaseUrl, text, values);
  const one = async (text: string): Promise<Record<string, unknown>> => (await sql(text))[0] ?? {};

  const columnsOf = async (table: string): Promise<string[]> => {
    const rows = await sql<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
      [table],
    );
    return rows.map(({ name }) => name);
  };
  const contentOf = async (table: string, columns: readonly string[]): Promise<Content> => {
    const rows = await sql<{ row: string }>(
      `select (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(t)) where key = any ($1))::text as row from ${table} t`,
      [columns],
    );
    return { columns, rows: rows.map(({ row }) => row).sort() };
  };
  const tables = async (): Promise<string[]> => {
    const rows = await sql<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    return [...rows.map(({ name }) => name), 'readings_1m', 'readings_1d'];
  };
  /** The row as it was, without what is kept elsewhere now. */
  const without = (row: string, columns: readonly string[]): string => {
    const parts = Object.entries(JSON.parse(row) as Record<string, unknown>).filter(
      ([name]) => !columns.includes(name),
    );
    return JSON.stringify(Object.fromEntries(parts));
  };

  beforeAll(async () => {
    stack = await Stack.prepare();
    rmSync(join(stack.home, 'database'), { recursive: true });
    await stack.database.start();
    await makeFormerRelease(stack.databaseUrl);
    before = new Map();
    for (const table of await tables()) before.set(table, await contentOf(table, await columnsOf(table)));
    const env = { DATABASE_URL: stack.databaseUrl };
    await runToEnd({ name: 'migrate', entry: join(inject('entries'), 'migrate.js'), env });
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(() => stack.remove());

  it('had rows in every table', () => {
    expect([...before].filter(([, { rows }]) => rows.length === 0)).toEqual([]);
    expect(before.size).toBeGreaterThan(20);
  });

  it('is there row by row and column by column after the migration', async () => {
    for (const [table, { columns, rows }] of before) {
      if (reformed.includes(table)) continue;
      const gone = moved[table] ?? [];
      const kept = columns.filter((column) => !gone.includes(column));
      expect(await columnsOf(table), `columns of ${table}`).toEqual(expect.arrayContaining(kept));
      const now = new Set((await contentOf(table, kept)).rows.map((row) => without(row, gone)));
      const lost = rows.map((row) => without(row, gone)).filter((row) => !now.has(row));
      expect(lost, `lost of ${table}`).toEqual([]);
    }
  });

  it('keeps amounts that no double holds', async () => {
    expect(await one(`select budget_fen::text as fen from projects where id = 'P-001'`)).toEqual({
      fen: '9007199254740993',
    });
  });

  it('has departments and streets as organisations below the district, and projects at their departments', async () => {
    const organisations = await sql(
      `select code, name, kind, parent_code as parent from organisations where kind <> 'street' order by code`,
    );
    expect(organisations).toEqual([
      { code: DISTRICT_CODE, name: '玄武区', kind: 'district', parent: null },
      { code: 'civil-affairs', name: '区民政局', kind: 'department', parent: DISTRICT_CODE },
      { code: 'construction', name: '区建设房产和交通局', kind: 'department', parent: DISTRICT_CODE },
      { code: 'urban-management', name: '区城市管理局', kind: 'department', parent: DISTRICT_CODE },
    ]);
    expect(await one(`select count(*)::int from organisations where kind = 'street'`)).toEqual({ count: 7 });
    expect(
      await one(`select count(*)::int from projects p join organisations o on o.code = p.department_code`),
    ).toEqual({ count: 2 });
  });

  it('has what people were as posts of theirs, of those who left too', async () => {
    const posts = await sql(
      `select p.login_name as person, array_agg(o.role order by o.role) as posts, bool_and(o.org_code = $1) as "inDistrict"
         from people p join posts o on o.person_id = p.id where o.until_at is null group by 1 order by 1`,
      [DISTRICT_CODE],
    );
    expect(posts).toEqual([
      { person: 'Both', posts: ['district-leader', 'performance-office'], inDistrict: true },
      { person: 'admin', posts: ['system-admin'], inDistrict: true },
      { person: 'gone', posts: ['performance-office'], inDistrict: true },
      { person: 'leader', posts: ['district-leader'], inDistrict: true },
      { person: 'office', posts: ['performance-office'], inDistrict: true },
    ]);
  });

  it('has every record of the audit log with who, when, from where, what, before and after', async () => {
    const wanted = [...(before.get('audit_log')?.rows ?? [])].map((row) => JSON.parse(row) as Record<string, unknown>);
    const found = await sql<{ row: Record<string, unknown> }>('select to_jsonb(t) as row from audit_log t');
    const essence = (row: Record<string, unknown>) => {
      const { at, actor, actor_name, address, verb, subject, before: was, after: is } = row;
      return JSON.stringify([Math.floor(Date.parse(String(at))), actor ?? actor_name, address, verb, subject, was, is]);
    };
    const there = new Set(found.map(({ row }) => essence(row)));
    expect(wanted.map(essence).filter((row) => !there.has(row))).toEqual([]);
    expect(wanted).toHaveLength(5);
  });

  describe('served by this release', () => {
    const visitor = (token: string) => {
      const made = new Visitor(stack.address);
      made.cookie = `${SESSION_COOKIE}=${token}`;
      return made;
    };
    beforeAll(async () => {
      await stack.broker.start();
      await stack.server.start();
      await until('everything ready', async () => (await stack.readiness()).ready);
    });

    it('lets people and walls go on in the sessions they had, and sees nothing lost', async () => {
      for (const token of [former.sessionToken, former.wallToken]) {
        const { rows } = await visitor(token).call('listProjects', { query: {} });
        expect(rows.map(({ id }) => id).sort()).toEqual(['P-001', 'P-002']);
      }
      expect((await visitor('0'.repeat(43)).fetch('/api/projects')).status).toBe(401);
    });

    it('knows everybody by the password they had, but for those who left', async () => {
      for (const loginName of ['office', 'leader', 'both'])
        await new Visitor(stack.address).call('signIn', { body: { loginName, password: former.password } });
      const refused = new Visitor(stack.address).call('signIn', {
        body: { loginName: 'gone', password: former.password },
      });
      await expect(refused).rejects.toThrow(/40[13]/);
    });

    it('asks for the administrators that the former release did not have', () => {
      const links = stack.server.lines.filter((line) => line.includes('/setup#token='));
      expect(links).toHaveLength(2);
    });

    it('goes on computing, compressing and storing', async () => {
      await sql(
        `insert into readings (device_id, at, pm10, received_at) values (1, now() - interval '20 days 7 seconds', 999, now())`,
      );
      await sql(
        `call refresh_continuous_aggregate('readings_1d', now() - interval '30 days', now() - interval '1 day')`,
      );
      await sql(
        `call refresh_continuous_aggregate('readings_1m', now() - interval '30 days', now() - interval '1 day')`,
      );
      expect(await one(`select max(pm10_max) from readings_1m`)).toEqual({ max: 999 });
      const jobs = await sql<{ id: number }>(
        `select job_id as id from timescaledb_information.jobs where hypertable_name = 'readings' and proc_name = 'policy_compression'`,
      );
      for (const { id } of jobs) await sql(`call run_job(${id})`);
      expect(await one(`select count(*)::int from readings`)).toEqual({ count: 2501 });
    });
  });
});
