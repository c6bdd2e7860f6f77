import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultPermissions } from '../../contracts/permissions.ts';
import { openDatabase, type Database } from '../../server/platform/database.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { SESSION_COOKIE } from '../../server/access/cookie.ts';
import { Caller, startAccessApp } from '../helpers/accessApp.ts';
import { compareAll, compareRooms } from '../helpers/scope/compare.ts';
import { readCases } from '../helpers/scope/endpoints.ts';
import {
  emptyTables,
  fillTables,
  liftChecks,
  readTables,
  tableCases,
  type Table,
} from '../helpers/scope/everyTable.ts';
import { loadWorld } from '../helpers/scope/load.ts';
import { listenEverywhere, type Heard } from '../helpers/scope/everyWire.ts';
import { base, DISTRICT, HASHES, STREETS, worlds, type World } from '../helpers/scope/world.ts';
import { writeCases } from '../helpers/scope/writes.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const WANTED_CASES = 10_000;
const WORLDS = 46;

/** An officer of one street, and a project in each of two. */
const officers: World = {
  ...{ loans: [], assignments: [], events: [], files: [], packets: [], devices: [], isWallRevoked: true },
  organisations: base,
  matrix: defaultPermissions,
  people: [{ active: true }],
  posts: [{ person: 1, role: 'street', org: STREETS[0], span: [-48, null] }],
  projects: STREETS.slice(0, 2).map((street, n) => ({
    ...{ id: `P${n}`, department: DISTRICT, street, unit: null, label: 'public' },
  })),
  sites: [{ code: 'S0', street: STREETS[0], project: null }],
};

const MARK = '绝密';
/** Two projects, and of each kind of viewer somebody who has to do with the first alone; the first person sees the district. */
const neighbours: World = {
  ...{ loans: [], packets: [], isWallRevoked: true, matrix: defaultPermissions },
  organisations: [
    ...base,
    { code: 'o0', kind: 'department', parent: DISTRICT, street: null },
    { code: 'o1', kind: 'department', parent: DISTRICT, street: null },
    { code: 'o2', kind: 'company', parent: 'o0', street: null },
    { code: 'o3', kind: 'agency', parent: DISTRICT, street: null },
  ],
  people: Array.from({ length: 8 }, () => ({ active: true })),
  posts: (
    [
      ['performance-office', DISTRICT],
      ['street', STREETS[0]],
      ['department', 'o0'],
      ['project-unit', 'o2'],
      ['evaluator', 'o3'],
      ['system-admin', DISTRICT],
      ['security-admin', DISTRICT],
      ['audit-admin', DISTRICT],
    ] as const
  ).map(([role, org], n) => ({ person: n + 1, role, org, span: [-48, null] })),
  assignments: [{ project: 'P0', person: null, org: 'o3', span: [-48, 48] }],
  projects: [
    { id: 'P0', department: 'o0', street: STREETS[0], unit: 'o2', label: 'public' },
    { id: 'P1', department: 'o1', street: STREETS[1], unit: null, label: 'public' },
  ],
  sites: [
    { code: 'S0', street: STREETS[0], project: 'P0' },
    { code: 'S1', street: STREETS[1], project: 'P1' },
  ],
  devices: [{ id: 1, code: 'D1', site: 'S1', kind: 'camera' }],
  events: [{ id: MARK, device: 1, hash: HASHES[0] ?? '' }],
  files: [{ id: 1, kind: 'project', subject: 'P1', label: 'public' }],
};
const markNeighbour = `
  update projects set name = '${MARK}' where id = 'P1'; update sites set name = '${MARK}' where code = 'S1';
  update devices set name = '${MARK}'; update files set name = '${MARK}';
  -- Whoever keeps the interfaces running counts messages by these two, of whatever project.
  update interface_inbox set system = 'finance', kind = 'voucher'`;

describeWithPostgres('what somebody sees', () => {
  let postgres: TestPostgres;
  let db: Database;
  let tables: Table[];
  let turn = 0;
  beforeAll(async () => {
    postgres = await startPostgres();
    db = openDatabase(postgres.url, 2, createLogger('silent'));
    tables = await readTables(db);
    await liftChecks(db, tables);
  });
  afterAll(async () => {
    await db?.close();
    await postgres?.remove();
  });

  const compare = async (world: World): Promise<number> => {
    await emptyTables(db, tables);
    await loadWorld(db, world);
    const cases = [...readCases(world, Date.now()), ...writeCases(world)];
    await fillTables(db, tables, 'zz');
    cases.push(...tableCases(world, tables, turn));
    turn += 1;
    return (await compareRooms(db, world)) + (await compareAll(db, world, cases));
  };

  it('is what their posts say: of every list, detail, export, search, room, file, picture and write', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        compared += await compare(world);
      }),
      { numRuns: WORLDS },
    );
    expect(compared).toBeGreaterThanOrEqual(WANTED_CASES);
  });

  it('is nothing of another’s by any wire that reads: list, detail, search, export, workbook, file', async () => {
    await emptyTables(db, tables);
    await loadWorld(db, neighbours);
    await fillTables(db, tables, MARK, `id = 'P1'`);
    await db.run({ text: markNeighbour });
    const house = await startAccessApp(postgres.url);
    try {
      const hear = async (person: number) => {
        const { token } = await house.access.sessions.open(db, { personId: person }, { address: null, agent: null });
        const caller = new Caller(house.app);
        caller.cookie = `${SESSION_COOKIE}=${token}`;
        return listenEverywhere(caller, ['P1', '1001', '1', 'D1', STREETS[1]], MARK, Date.now());
      };
      const heard: [string, Heard][] = [];
      for (const [person, { role }] of neighbours.posts.slice(1).entries()) heard.push([role, await hear(person + 2)]);
      expect(heard).toEqual(heard.map(([role]) => [role, { marked: [], unheard: [] }]));
      // Whoever sees the whole district hears of it all along.
      expect((await hear(1)).marked.length).toBeGreaterThan(20);
    } finally {
      await house.close();
      await db.run({ text: 'delete from sessions' });
    }
  });

  it('is told apart from what a policy with a hole shows', async () => {
    // Every street of everybody who has one.
    const hole = `create or replace function access.seen_streets() returns text[]
      language sql stable security definer set search_path = public, pg_temp as
      $$ select case when exists (select from access.grants() where scope = 'street')
                     then (select array_agg(code) from streets) else '{}' end $$`;
    await db.run({ text: hole });
    const story = await compare(officers).then(
      () => 'nothing was noticed',
      (error: unknown) => (error as Error).message,
    );
    expect(story).toContain('person 1 by ');
    expect(story).toMatch(/asked for: .+\n {2}got .+\n {2}should be .+\n/);
    expect(story).toContain('post 0: person 1 is street in 320102002000, -48 h to open');
  });
});
