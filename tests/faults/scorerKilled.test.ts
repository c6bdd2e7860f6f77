import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createScorer } from '../../server/modules/scores/scorer.ts';
import { askScore } from '../../server/modules/scores/scores.ts';
import { openDatabase, type Database } from '../../server/platform/database.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { acceptValue, declareTargets } from '../helpers/performance.ts';
import { Stack } from '../helpers/stack.ts';
import { until } from '../helpers/until.ts';

const clock = { now: () => Date.now() };
const year = new Date(clock.now() + 8 * 3_600_000).getUTCFullYear();
const JANUARY = `${year}-01`;
const ids = Array.from({ length: 12 }, (_, n) => `P-${String(n + 1).padStart(2, '0')}`);

const projects = `
insert into organisations (code, name, kind, parent_code) values ('D-1', '一局', 'department', '320102');
insert into projects (id, name, category, phase, department_code, street_code, budget_fen, starts_at, ends_at)
select id, id, 'fiscal', 'building', 'D-1', '320102002000', 100 + right(id, 2)::int, now(), now() + interval '1 year'
  from unnest(array['${ids.join("','")}']) as id`;

/**
 * The embedded database serves one transaction at a time, so no lock can hold a batch up; the batch holds itself up where
 * its groups are written, after its scores and their history. A sequence keeps what it counted when the rest is undone.
 */
const standStill = `
create sequence stood;
create function stand_still() returns trigger language plpgsql as $$
begin
  perform nextval('stood');
  perform pg_sleep(2);
  return null;
end $$;
create trigger stand_still before insert on group_scores for each statement execute function stand_still()`;
const goOn = `drop trigger stand_still on group_scores`;
/** Standing still for so long is most likely standing in the batch; the sequence tells. */
const STILL_MS = 800;

let stack: Stack;
let db: Database;
let targets: Map<string, number>;
beforeAll(async () => {
  stack = await Stack.prepare();
  await Promise.all([stack.database.start(), stack.broker.start()]);
  db = openDatabase(stack.databaseUrl, 1, createLogger('silent'));
  for (const text of projects.split(';')) await db.run({ text });
  const indicators = [
    { code: 'A', weight: 60, target: 100 },
    { code: 'B', weight: 40, target: 10, direction: 'le' as const },
  ];
  targets = await declareTargets(db, year, ids, indicators);
  for (const text of standStill.split(/;\s*(?=create trigger|create function)/)) await db.run({ text });
});
afterAll(async () => {
  await db?.close();
  await stack?.remove();
});

const run = <Row extends object>(text: string) => db.run<Row>({ text });
const report = (value: (n: number) => number, cause: string) =>
  Promise.all(
    ids.map(async (id, n) => {
      await acceptValue(db, targets.get(`${id} A`) ?? 0, JANUARY, `${value(n)}`);
      await askScore(db, id, year, cause);
    }),
  );
const stood = async (): Promise<number> => {
  const [row] = await run<{ count: number }>(
    `select case when is_called then last_value else 0 end as count from stood`,
  );
  return Number(row?.count);
};
const hangs = async (): Promise<boolean> => {
  const client = new pg.Client({ connectionString: stack.databaseUrl });
  client.on('error', () => undefined);
  try {
    await client.connect();
    let hasAnswered = false;
    const asked = client.query('select 1').then(() => (hasAnswered = true));
    await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, STILL_MS))]);
    return !hasAnswered;
  } finally {
    void client.end().catch(() => undefined);
  }
};
/**
 * Starts the server, which computes what is asked for, and kills it while the batch stands between scores and groups. On a
 * busy machine something else may hold the database up before: then it is killed again.
 */
async function killInBatch(): Promise<void> {
  while ((await stood()) === 0) {
    const isStarted = stack.server.start().catch(() => undefined);
    await until('the batch stands still', hangs, { everyMs: 20 });
    await stack.server.kill();
    await isStarted;
  }
}
async function finish(): Promise<void> {
  await run(goOn);
  await stack.server.start();
  await until('nothing is asked for', async () => (await run('select from score_queue')).length === 0);
  await stack.server.kill();
}

const kept = async () => ({
  scores: await run(
    `select project_id, to_char(month, 'YYYY-MM') as month, score::text, grade, light, missing, known_weight::text, bars, digest
       from project_scores order by 1, 2`,
  ),
  groups: await run(
    `select scope, code, to_char(month, 'YYYY-MM') as month, weighted::text, plain::text, projects, scored
       from group_scores order by 1, 2, 3`,
  ),
});
const changes = () =>
  run<{ cause: string; count: number }>(
    `select cause, count(*)::int as count, count(distinct (project_id, month))::int as different
       from project_score_changes group by cause order by min(id)`,
  );

it('a server killed in the middle of a batch leaves none of it; started again it computes all of it, once, as a clean recompute does', async () => {
  stack.showLogsOnFailure();
  await report((n) => 50 + n, 'first');
  await killInBatch();
  expect(await kept()).toEqual({ scores: [], groups: [] });
  expect(await run('select from score_queue')).toHaveLength(ids.length);
  expect(await changes()).toEqual([]);

  // Asked again while nobody is there to compute.
  await report((n) => 70 + n, 'second');
  await finish();
  const found = await kept();
  const months = found.scores.length / ids.length;
  const once = ids.length * months;
  expect(await changes()).toEqual([{ cause: 'first;second', count: once, different: once }]);
  expect(found.groups).toContainEqual(
    expect.objectContaining({ scope: 'district', month: JANUARY, scored: ids.length }),
  );

  await run('delete from project_scores');
  await run('delete from group_scores');
  await Promise.all(ids.map((id) => askScore(db, id, year, 'clean')));
  await createScorer({ db, clock, log: createLogger('silent'), onScored: () => undefined }).drain();
  expect(await kept()).toEqual(found);
});
