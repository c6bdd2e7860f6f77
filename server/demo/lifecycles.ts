import type pg from 'pg';
import { documentKindNames } from '../../contracts/lifecycles.ts';
import { lifecycleOf } from './lifecycles.rules.ts';
import { lifecyclesSql as sql } from './lifecycles.sql.ts';
import { demoProjects, projectIdOf } from './projects.data.ts';

/** Fictional contractors; a few have more than one project, as contractors do. */
const contractors = ['宁安建设(演示)', '玄成市政(演示)', '钟麓建工(演示)', '台城装饰(演示)', '后湖园林(演示)'];

/** How the demo's projects came to where they are; a demo that was seeded before there were lifecycles gets them now. */
export async function insertLifecycles(db: pg.PoolClient, now: number): Promise<void> {
  const { rows } = await db.query<{ count: number }>(sql.countLifecycles);
  if ((rows[0]?.count ?? 0) > 0) return;
  const all = demoProjects.map((project) => ({
    project,
    id: projectIdOf(project.number),
    ...lifecycleOf(project, now),
  }));
  const write = (text: string, records: readonly unknown[]) => db.query(text, [JSON.stringify(records)]);
  await write(
    sql.insertLifecycles,
    all.map(({ id, chart, state, steps }) => ({ id, chart, state, at: steps.at(-1)?.at ?? now })),
  );
  await write(
    sql.insertSteps,
    all.flatMap(({ id, steps }) => steps.map((step, place) => ({ id, seq: place + 1, ...step }))),
  );
  await write(
    sql.insertDocuments,
    all.flatMap(({ id, project, documents }) =>
      documents.map((one) => ({ id, title: `${project.name}${documentKindNames[one.kind]}`.slice(0, 120), ...one })),
    ),
  );
  await write(
    sql.insertAmounts,
    all.flatMap(({ id, amounts }) => amounts.map((amount) => ({ id, ...amount }))),
  );
  await write(
    sql.insertContracts,
    all.flatMap(({ id, project, contractFen: fen }) =>
      fen === null ? [] : [{ id, fen, contractor: contractors[project.number % contractors.length] }],
    ),
  );
}
