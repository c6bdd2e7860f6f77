import { pageProjects } from '../server/modules/projects/projects.ts';
import type { ProjectPageQuery } from '../contracts/rest/projects.ts';
import { openDatabase, type Database } from '../server/platform/database.ts';
import { createLogger } from '../server/platform/logger.ts';
import { startOwnPostgres } from '../tests/helpers/postgres.ts';
import { manyProjects } from './parts/manyProjects.ts';
import { percentile, report, run } from './parts/report.ts';
import { startRig } from './parts/rig.ts';

/**
 * The first page of 4,000 projects as the list asks for it: counted, sorted, its rows with their figures, all within the
 * reach of whoever asks, from opening the transaction to its end. On a PostgreSQL server and on the embedded database.
 */
const PROJECTS = 4_000;
const ROUNDS = 60;
const WARM_UP = 5;
const NOW = Date.parse('2026-11-25T00:00:00Z');
const GOAL_MS = 150;
const PAGE = { limit: 20, offset: 0 };
const asked: Readonly<Record<string, ProjectPageQuery>> = {
  'as it opens': PAGE,
  'by progress': { ...PAGE, sort: 'progress', descending: true },
  'by what was paid': { ...PAGE, sort: 'paid', descending: true },
  'by name, a word searched': { ...PAGE, sort: 'name', text: '项目 1' },
  'the last page': { ...PAGE, offset: PROJECTS - PAGE.limit },
};

/** A year of each: a report a week, a payment and a planned sum a month. */
const yearOfEach = `
insert into project_weeks select id, w, 0.1, 0.1 from projects,
  generate_series('2025-11-10 00:00+08'::timestamptz, '2026-11-02 00:00+08', interval '1 week') w;
insert into payments (project_id, paid_at, amount_fen)
  select id, m, 1000 from projects, generate_series('2025-12-05 00:00+08'::timestamptz, '2026-11-05 00:00+08', interval '1 month') m;
insert into project_funds_plan select id, m::date, 2000 from projects,
  generate_series('2026-06-01'::timestamp, '2027-04-01', interval '1 month') m`;

async function measure(database: string, db: Database): Promise<void> {
  const people = await db.run<{ id: number; scope: string }>({ text: 'select id, login_name as scope from people' });
  for (const { id, scope } of people) {
    const seen = db.as({ viewer: `person:${id}`, permission: 'projects.read' });
    for (const [page, query] of Object.entries(asked)) {
      const times: number[] = [];
      let total = 0;
      for (let round = -WARM_UP; round < ROUNDS; round += 1) {
        const startedAt = performance.now();
        ({ total } = await seen.withTransaction((tx) => pageProjects(tx, NOW, query, new Map())));
        if (round >= 0) times.push(performance.now() - startedAt);
      }
      const [median, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
      report('list', { database, scope, page, of: total, median, p95, goal: GOAL_MS });
    }
  }
}

run(async () => {
  const postgres = await startOwnPostgres();
  const server = openDatabase(postgres.url, 1, createLogger('silent'));
  await server.run({ text: manyProjects(PROJECTS) + yearOfEach });
  await server.run({ text: 'vacuum (analyze)' });
  await measure('PostgreSQL', server);
  await server.close();
  await postgres.remove();

  const rig = await startRig();
  const embedded = openDatabase(rig.databaseUrl, 1, createLogger('silent'));
  await embedded.run({ text: manyProjects(PROJECTS) + yearOfEach });
  await embedded.run({ text: 'analyze' });
  await measure('embedded', embedded);
  await embedded.close();
  await rig.remove();
});
