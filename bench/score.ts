/**
 * `bench:score`: scores on the embedded database, 500 projects with 60 indicators each and a value for each of them in every
 * month of the year so far. How long the year takes to be computed anew, with all of it written and with nothing
 * changed; and how long a changed value takes from its commit to the district's figure in the live state.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDistrict, emptyFrame } from '../server/district.ts';
import { startEmbeddedDatabase } from '../server/embedded/launcher.ts';
import { createLiveState, type LiveState } from '../server/live/liveState.ts';
import { createScorer, type Scorer } from '../server/modules/scores/scorer.ts';
import { askScore, loadScores, type ScoredProject } from '../server/modules/scores/scores.ts';
import { openDatabase, type Database, type Transaction } from '../server/platform/database.ts';
import { createLogger } from '../server/platform/logger.ts';
import { migrate } from '../server/platform/migrations.ts';
import { declareTargets } from '../tests/helpers/performance.ts';
import { percentile, report, round, run } from './parts/report.ts';

/** `node dist/bench/score.js 4000 10`: another number of projects, and of indicators of each. */
const [PROJECTS = 500, INDICATORS = 60] = process.argv.slice(2).map(Number);
const YEAR = 2026;
const MONTHS = 11;
const CHANGES = 60;
const NOW = Date.parse(`${YEAR}-11-25T10:00:00+08:00`);
const clock = { now: () => NOW };
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const codeOf = (n: number): string => `P-${String(n + 1).padStart(4, '0')}`;

const projects = `
insert into organisations (code, name, kind, parent_code)
  select 'd' || n, '部门 ' || n, 'department', '320102' from generate_series(1, 40) n;
insert into projects (id, name, category, phase, department_code, street_code, budget_fen, starts_at, ends_at)
  select 'P-' || lpad(n::text, 4, '0'), '项目 ' || n, (array['urban-renewal', 'livelihood', 'fiscal', 'investment'])[1 + n % 4],
         'building', 'd' || 1 + n % 40, (array(select code from streets order by code))[1 + n % 7], 100000000 + n * 1000,
         '2026-01-05 00:00+08', '2026-12-28 00:00+08'
    from generate_series(1, ${PROJECTS}) n`;

/** Between 55 and 109 % of the month's share of the target, so that points, lights and grades differ. */
const values = `
insert into indicator_values (target_id, project_id, month, value, source, measured_at, state)
select t.id, t.project_id, make_date(${YEAR}, m, 1), round(t.target * m / 12 * (55 + (t.id * 7 + m) % 55) / 100, 2), 'manual', now(), 'accepted'
  from targets t cross join (select $1::int as m) month`;

async function fill(db: Database): Promise<number[]> {
  for (const text of projects.split(';')) await db.run({ text });
  const indicators = range(INDICATORS).map((n) => ({
    ...{ code: `I-${n + 1}`, weight: n % 3 === 0 ? 1 : 2, target: 100 + n * 10 },
    ...(n % 10 === 9 ? { direction: 'le' as const, aspect: 'cost' } : {}),
  }));
  const targets = await declareTargets(db, YEAR, range(PROJECTS).map(codeOf), indicators);
  for (const m of range(MONTHS)) await db.run({ text: values, values: [m + 1] });
  await db.run({ text: 'analyze' });
  // Where less is better, a correction may leave the points as they are.
  return [...targets].filter(([key]) => !key.endsWith('0')).map(([, id]) => id);
}

async function recompute(db: Database, scorer: Scorer): Promise<{ seconds: number; serverCpuSeconds: number }> {
  await db.run({
    text: `insert into score_queue (project_id, year, cause) select id, ${YEAR}, 'bench' from projects on conflict do nothing`,
  });
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  const done = await scorer.drain();
  if (done !== PROJECTS) throw new Error(`${done} projects were computed`);
  const { user, system } = process.cpuUsage(cpu);
  const seconds = round((performance.now() - startedAt) / 1000, 2);
  return { seconds, serverCpuSeconds: round((user + system) / 1e6, 2) };
}

/** A reviewed correction, as an action of the product writes it. @returns the project it is of */
async function correct(tx: Transaction, targetId: number, value: number): Promise<string> {
  await tx.run({
    text: `update indicator_values set state = 'replaced' where target_id = $1 and month = '${YEAR}-11-01' and state = 'accepted'`,
    values: [targetId],
  });
  const [row] = await tx.run<{ projectId: string }>({
    text: `insert into indicator_values (target_id, project_id, month, value, source, measured_at, state)
           select id, project_id, '${YEAR}-11-01', $2, 'manual', now(), 'accepted' from targets where id = $1
           returning project_id as "projectId"`,
    values: [targetId, value],
  });
  if (row === undefined) throw new Error(`no target ${targetId}`);
  await askScore(tx, row.projectId, YEAR, 'bench');
  return row.projectId;
}

const districtScore = (live: LiveState): string | null | undefined =>
  live.compose({ kind: 'district', key: '' })?.area.projects.score.weighted;

const byProject = (scores: readonly ScoredProject[]) =>
  new Map(scores.map(({ projectId, ...score }) => [projectId, score]));

async function measure(db: Database): Promise<void> {
  const filledAt = performance.now();
  const targets = await fill(db);
  const rows = PROJECTS * INDICATORS * MONTHS;
  const live = createLiveState(db, clock, emptyFrame);
  await live.rebuild(await createDistrict(db, clock).refresh());
  let seenAt = 0;
  const scorer = createScorer({
    ...{ db, clock, log: createLogger('warn') },
    onScored: (ids, scores) => {
      live.foldScores(ids, byProject(scores));
      seenAt = performance.now();
    },
  });
  console.error(`${rows} values in ${round((filledAt - performance.now()) / -1000)} s`);

  const facts = { projects: PROJECTS, indicators: INDICATORS, months: MONTHS, values: rows, goalSeconds: 10 };
  report('score', { what: 'the year, first time', ...(await recompute(db, scorer)), ...facts });
  report('score', { what: 'the year, nothing changed', ...(await recompute(db, scorer)), ...facts });
  await db.run({ text: `update project_scores set digest = ''` });
  report('score', { what: 'the year, all of it written', ...(await recompute(db, scorer)), ...facts });

  live.setScores(byProject(await loadScores(db)));
  const times: number[] = [];
  for (const n of range(CHANGES + 10)) {
    const before = districtScore(live);
    const target = targets[(n * 401) % targets.length] ?? 0;
    await db.withTransaction((tx) => correct(tx, target, 37 + n));
    const committedAt = performance.now();
    await scorer.drain();
    const after = districtScore(live);
    const shownAt = performance.now();
    if (after === before || seenAt < committedAt) throw new Error(`the district's score did not move: ${after}`);
    // The first ones warm up.
    if (n >= 10) times.push(shownAt - committedAt);
  }
  const [p50, p95, worst] = [percentile(times, 0.5), percentile(times, 0.95), percentile(times, 1)];
  report('score', { what: 'a changed value to the district', changes: times.length, p50, p95, worst, goalMs: 50 });
}

run(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'xw-bench-'));
  const database = await startEmbeddedDatabase({ dataDir: dir });
  try {
    await migrate(database.url);
    const db = openDatabase(database.url, 3, createLogger('warn'));
    await measure(db).finally(() => db.close());
  } finally {
    await database.stop();
    rmSync(dir, { recursive: true, force: true });
  }
});
