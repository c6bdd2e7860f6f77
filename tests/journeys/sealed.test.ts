import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  lookBy,
  openDatabase,
  type Database,
  type Transaction,
  type Viewpoint,
} from '../../server/platform/database.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const STREET = '320102002000';
const settled = `
insert into organisations (code, name, kind, parent_code) values ('d1', '一局', 'department', '320102'), ('d2', '二局', 'department', '320102'),
  ('u1', '一公司', 'company', 'd1');
insert into projects (id, name, category, phase, department_code, street_code, unit_code, budget_fen, starts_at, ends_at)
  select id, id, 'livelihood', 'building', d, s, u, 100, '2026-01-05', '2026-12-28'
    from (values ('P1', 'd1', '${STREET}', null), ('P2', 'd1', null, 'u1'), ('P3', 'd2', '320102003000', null)) as p (id, d, s, u);
insert into payments (project_id, paid_at, amount_fen) select id, '2026-05-05', 7 from projects;
insert into roles values ('wall', 'all') on conflict do nothing;
insert into role_permissions select role, 'projects.read' from roles on conflict do nothing;
insert into role_permissions values ('audit-admin', 'audit.read') on conflict do nothing;
insert into people (login_name, name) select n, n from unnest(array['officer', 'leader', 'both', 'clerk']) n;
insert into posts (person_id, role, org_code) values (1, 'street', '${STREET}'), (2, 'district-leader', '320102'),
  (3, 'street', '${STREET}'), (3, 'project-unit', 'u1'), (4, 'department', 'd1');
`;
const officer: Viewpoint = { viewer: 'person:1', permission: 'projects.read' };

describeWithPostgres('reach under its seal', () => {
  let postgres: TestPostgres;
  let db: Database;
  beforeAll(async () => {
    postgres = await startPostgres();
    db = openDatabase(postgres.url, 2, createLogger('silent'));
    await db.run({ text: settled });
  });
  afterAll(async () => {
    await db?.close();
    await postgres?.remove();
  });

  const rowsIn = async (tx: Transaction): Promise<string[]> => {
    const text = `select id from projects union all select 'paid for ' || project_id from payments order by 1`;
    return (await tx.run<{ id: string }>({ text })).map(({ id }) => id);
  };
  const seenBy = (viewer: Viewpoint['viewer'], then: readonly string[] = []) =>
    db.as({ viewer, permission: 'projects.read' }).withTransaction(async (tx) => {
      // Past the house's own refusal, to see that the database holds without it.
      for (const text of then) await tx.client.query(text);
      return rowsIn(tx);
    });
  const refusalOf = (text: string) =>
    db
      .as(officer)
      .run({ text })
      .then(
        () => 'it ran',
        (error: unknown) => (error as { code?: string }).code,
      );
  const all = ['P1', 'P2', 'P3', 'paid for P1', 'paid for P2', 'paid for P3'];
  const own = ['P1', 'paid for P1'];

  it('is each kind’s rows, and those of two kinds together', async () => {
    expect(await seenBy('person:1')).toEqual(own);
    expect(await seenBy('person:2')).toEqual(all);
    expect(await seenBy('person:3')).toEqual(['P1', 'P2', 'paid for P1', 'paid for P2']);
    expect(await seenBy('person:4')).toEqual(['P1', 'P2', 'paid for P1', 'paid for P2']);
    expect(await seenBy('nobody')).toEqual([]);
  });

  it('is nothing once a setting is forged, whichever', async () => {
    for (const [name, value] of [
      ['viewer', 'person:2'],
      ['permission', 'projects.export'],
      ['arm', 'all'],
      ['streets', `${STREET},320102003000`],
      ['departments', 'd1,d2'],
      ['units', 'u1'],
      ['projects', 'P2,P3'],
      ['seal', 'f'.repeat(64)],
    ] as const)
      expect(await seenBy('person:1', [`set local xw.${name} = '${value}'`]), name).toEqual([]);
    const forged = [`set local xw.arm = 'all'`, `set local role xw_reach_all`];
    expect(await seenBy('person:1', forged)).toEqual([]);
  });

  it('is never more by another role than by one’s own', async () => {
    for (const arm of ['all', 'department', 'own', 'assigned', 'mixed', 'street']) {
      const seen = await seenBy('person:1', [`set local role xw_reach_${arm}`]);
      expect(own, arm).toEqual(expect.arrayContaining(seen));
    }
    expect(await seenBy('person:2', ['set local role xw_app'])).toEqual([]);
  });

  it('is not taken over from another transaction, with all its settings and its seal', async () => {
    const names = ['viewer', 'permission', 'arm', 'departments', 'streets', 'units', 'projects', 'seal'];
    const leader = db.as({ viewer: 'person:2', permission: 'projects.read' });
    const [held] = await leader.run<Record<string, string>>({
      text: `select ${names.map((name) => `current_setting('xw.${name}') as ${name}`).join(', ')}`,
    });
    const again = names.map((name) => `set local xw.${name} = '${held?.[name] ?? ''}'`);
    expect(await seenBy('person:1', [...again, 'set local role xw_reach_all'])).toEqual([]);
  });

  it('leaves no query a way to settings, to other roles or to the seal', async () => {
    for (const text of [
      `select set_config('role', 'none', true)`,
      `select set_config('xw.arm', 'all', true)`,
      `select query_to_xml('set local xw.arm = ''all''', true, false, '')`,
      `select access.enter('person:2', 'projects.read')`,
      `select access.take_reach('person:2', 'projects.read')`,
      `select access.grants_of('person:2', 'projects.read')`,
      'select access.seal()',
      'select secret from access.seal_key',
      `update access.seal_key set secret = 'x'`,
    ])
      expect(['42501', '0A000'], text).toContain(await refusalOf(text));
  });

  it('is kept on by whatever text a request sends: not put off in front, behind a semicolon, or within', async () => {
    for (const text of ['reset role', 'set role none', 'do $$ begin reset role; end $$', 'copy people to stdout'])
      await expect(db.as(officer).run({ text }), text).rejects.toThrow(/no request asks this/);
    for (const text of [
      'select 1; reset role',
      'select 1; commit; select * from people',
      'select $1::text; reset role',
    ])
      expect(await refusalOf(text), text).toBe('42601');
    const within = `with a as (select set_config('role', 'none', true)) select * from a`;
    expect(await refusalOf(within)).toBe('42501');
  });

  it('is looked at by another permission of the same viewer, and of nobody who was put in their place', async () => {
    const by = (permission: Viewpoint['permission'], then: readonly string[] = []) =>
      db.as({ viewer: 'person:1', permission: 'audit.read' }).withTransaction(async (tx) => {
        for (const text of then) await tx.client.query(text);
        await lookBy(tx, permission);
        return rowsIn(tx);
      });
    expect(await by('projects.read')).toEqual(own);
    expect(await by('people.read')).toEqual([]);
    expect(await by('projects.read', [`set local xw.viewer = 'person:2'`])).toEqual([]);
  });

  it('follows a project to another department, and believes no part that says it lies elsewhere', async () => {
    const lost = db.withTransaction(async (tx) => {
      await tx.run({ text: `update projects set department_code = 'd2', unit_code = null where id = 'P2'` });
      const moved = await tx.run({ text: `select department_code, unit_code from payments where project_id = 'P2'` });
      expect(moved).toEqual([{ department_code: 'd2', unit_code: null }]);
      throw new Error('taken back');
    });
    await expect(lost).rejects.toThrow('taken back');
    const clerk = db.as({ viewer: 'person:4', permission: 'projects.read' });
    const insert = `insert into payments (project_id, paid_at, amount_fen, department_code) values ('P3', now(), 1, 'd1')`;
    await expect(clerk.run({ text: insert })).rejects.toMatchObject({ code: '42501' });
    const take = `update payments set project_id = 'P3' where project_id = 'P1'`;
    await expect(clerk.run({ text: take })).rejects.toMatchObject({ code: '42501' });
    await clerk.run({ text: `update payments set department_code = 'd2' where project_id = 'P1'` });
    expect(await seenBy('person:4')).toContain('paid for P1');
  });

  it('is whose name stands in the audit log: nobody signs for another, the server alone for itself', async () => {
    const sign = (viewer: Viewpoint['viewer'], kind: string, id: number | null) =>
      db.as({ viewer, permission: 'projects.read' }).withTransaction(async (tx) => {
        await tx.run({
          text: `insert into audit_log
            select e.seq + 1, e.at, $1, $2::int, 'x', '{}', null, null, 'site.create', 'x', null, null, 'done', null, 1, e.hash, e.hash, 'sha256'
              from audit_take_end() e`,
          values: [kind, id],
        });
        throw new Error('taken back');
      });
    for (const [viewer, kind, id] of [
      ['person:1', 'person', 1],
      ['person:1', 'system', null],
      ['wall:1', 'wall', 1],
      ['nobody', 'nobody', null],
    ] as const)
      await expect(sign(viewer, kind, id)).rejects.toThrow('taken back');
    for (const [viewer, kind, id] of [
      ['person:1', 'person', 2],
      ['person:1', 'wall', 1],
      ['person:1', 'nobody', null],
      ['nobody', 'person', 1],
    ] as const)
      await expect(sign(viewer, kind, id), `${viewer} as ${kind} ${id}`).rejects.toMatchObject({ code: '42501' });
  });
});
