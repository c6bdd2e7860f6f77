import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultPermissions } from '../../contracts/permissions.ts';
import { openDatabase, type Database } from '../../server/platform/database.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { compareAll, compareRooms } from '../helpers/scope/compare.ts';
import { readCases } from '../helpers/scope/endpoints.ts';
import { loadWorld } from '../helpers/scope/load.ts';
import { base, DISTRICT, STREETS, worlds, type World } from '../helpers/scope/world.ts';
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

describeWithPostgres('what somebody sees', () => {
  let postgres: TestPostgres;
  let db: Database;
  beforeAll(async () => {
    postgres = await startPostgres();
    db = openDatabase(postgres.url, 2, createLogger('silent'));
  });
  afterAll(async () => {
    await db?.close();
    await postgres?.remove();
  });

  const compare = async (world: World): Promise<number> => {
    await loadWorld(db, world);
    const cases = [...readCases(world, Date.now()), ...writeCases(world)];
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
