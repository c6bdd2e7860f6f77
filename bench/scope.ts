import { selectProjects } from '../server/modules/projects/projects.sql.ts';
import { openDatabase, type RequestDatabase, type Statement } from '../server/platform/database.ts';
import { createLogger } from '../server/platform/logger.ts';
import { startOwnPostgres } from '../tests/helpers/postgres.ts';
import { manyProjects } from './parts/manyProjects.ts';
import { report, round } from './parts/report.ts';

/**
 * The same list of projects read by the superuser, who is given the rows by a condition written by hand, and through row
 * security: 100,000 projects, each with two reports, a payment, a month of its funds plan and a milestone. Rounds of the
 * two come in turn, so that the ratio is of one and the same minute.
 */
const PROJECTS = 100_000;
const PAGE = 50;
const NOW = Date.parse('2026-11-25T00:00:00Z');
const GOAL = 1.3;

/** The middle one, to a hundredth: pages take two milliseconds. */
const median = (values: readonly number[]): number =>
  round([...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN, 2);

/** The rows of each scope, as somebody would write them who knows who asks. */
const byHand: Readonly<Record<string, string>> = {
  all: 'true',
  department: `p.department_code = 'd7'`,
  street: `p.street_code = '320102008000'`,
  own: `p.unit_code = 'u7'`,
  assigned: `p.id = any (array(select project_id from project_assignments where until_at > now()))`,
  mixed: `(p.street_code = '320102008000' or p.unit_code = 'u7')`,
};
/** `$2` names one project where the list does; its condition is where ours is put before. */
const WHERE = ' where ($2::text';
const list = (limit: number | null, condition = 'true'): Statement => {
  const { text, values } = selectProjects(NOW);
  if (!text.includes(WHERE)) throw new Error('the list of projects is written otherwise now');
  const own = text.replace(WHERE, ` where (${condition}) and ($2::text`);
  return { text: limit === null ? own : `${own} limit ${limit}`, ...(values && { values }) };
};

const postgres = await startOwnPostgres();
const db = openDatabase(postgres.url, 1, createLogger('silent'));
await db.run({ text: manyProjects(PROJECTS) });
await db.run({ text: 'vacuum (analyze)' });

/** `wholeMs` from asking for a transaction to its end: what is settled at its beginning is in it. */
async function timed(
  on: RequestDatabase,
  statement: Statement,
): Promise<{ ms: number; wholeMs: number; rows: number }> {
  const openedAt = performance.now();
  const { ms, rows } = await on.withTransaction(async (tx) => {
    const startedAt = performance.now();
    const { length } = await tx.run(statement);
    return { ms: performance.now() - startedAt, rows: length };
  });
  return { ms, wholeMs: performance.now() - openedAt, rows };
}

const people = await db.run<{ id: number; scope: string }>({ text: 'select id, login_name as scope from people' });
for (const { id, scope } of people) {
  const seen = db.as({ viewer: `person:${id}`, permission: 'projects.read' });
  for (const [what, limit, rounds] of [
    ['first page', PAGE, 101],
    ['whole list', null, 7],
  ] as const) {
    const times = {
      byHand: [] as number[],
      scoped: [] as number[],
      wholeByHand: [] as number[],
      whole: [] as number[],
    };
    for (let round = -1; round < rounds; round += 1) {
      const hand = await timed(db, list(limit, byHand[scope]));
      const own = await timed(seen, list(limit));
      if (hand.rows !== own.rows) throw new Error(`${scope}: ${own.rows} rows instead of ${hand.rows}`);
      // The first round warms both.
      if (round < 0) continue;
      times.byHand.push(hand.ms);
      times.scoped.push(own.ms);
      times.wholeByHand.push(hand.wholeMs);
      times.whole.push(own.wholeMs);
    }
    const [superuser, scoped] = [median(times.byHand), median(times.scoped)];
    const withOpening = median(times.whole) / median(times.wholeByHand);
    const rows = limit ?? (await timed(seen, list(limit))).rows;
    report('scope', {
      scope,
      what,
      rows,
      superuser,
      scoped,
      ratio: round(scoped / superuser, 2),
      withOpening: round(withOpening, 2),
      goal: GOAL,
    });
  }
}
await db.close();
await postgres.remove();
process.exit(0);
