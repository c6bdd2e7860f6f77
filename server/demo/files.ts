import type pg from 'pg';
import { budgetLinesOf, contractsOf, partnerOf, peopleOf, rolloutOf, sectorOf } from './files.rules.ts';
import { filesSql as sql } from './files.sql.ts';
import { demoInstructions, type DemoInstruction } from './instructions.data.ts';
import { DAY } from './progress.rules.ts';
import { demoProjects, projectIdOf } from './projects.data.ts';

/** Money that is handed on: nothing is contracted for. */
const subsidies: readonly number[] = [10, 13, 24];

const isEmpty = async (db: pg.PoolClient, text: string): Promise<boolean> => {
  const { rows } = await db.query<{ count: number }>(text);
  return rows[0]?.count === 0;
};

/** What stands in the files of the demo's projects; a demo that was seeded before there were files gets them now. */
export async function insertFiles(db: pg.PoolClient, now: number): Promise<void> {
  if (await isEmpty(db, sql.countLines)) await insertFacts(db, now);
  if (await isEmpty(db, sql.countInstructions))
    for (const one of demoInstructions) await db.query(sql.insertInstruction, [JSON.stringify(recordOf(one, now))]);
}

async function insertFacts(db: pg.PoolClient, now: number): Promise<void> {
  const all = demoProjects.map((project) => ({ project, id: projectIdOf(project.number) }));
  const write = (text: string, records: readonly unknown[]) => db.query(text, [JSON.stringify(records)]);
  await write(
    sql.updateProjects,
    all.map(({ id, project }) => ({ id, sector: sectorOf(project), rollout: rolloutOf(project) })),
  );
  await write(
    sql.insertPartners,
    all.map(({ id, project }) => ({ id, partner: partnerOf(project) })),
  );
  await write(
    sql.insertLines,
    all.flatMap(({ id, project }) =>
      budgetLinesOf(project, now).map((line, place) => ({ id, seq: place + 1, ...line })),
    ),
  );
  const begun = all.filter(({ project }) => project.begunWeeksAgo >= 0);
  await write(
    sql.insertPeople,
    begun.flatMap(({ id, project }) => peopleOf(project).map((one) => ({ id, ...one }))),
  );
  await write(
    sql.writeContracts,
    begun
      .filter(({ project }) => !subsidies.includes(project.number))
      .flatMap(({ id, project }) => contractsOf(project, now).map((one) => ({ id, ...one }))),
  );
  await db.query(sql.bindPayments);
}

function recordOf({ project, to, text, dueIn, state, acts }: DemoInstruction, now: number) {
  const dated = acts.map(({ daysAgo, ...act }) => ({ ...act, at: now - daysAgo * DAY }));
  const at = (name: string): number | null => dated.find(({ act }) => act === name)?.at ?? null;
  return {
    ...{ id: projectIdOf(project), to, text, state, acts: dated },
    dueOn: new Date(now + dueIn * DAY + 8 * 3_600_000).toISOString().slice(0, 10),
    issuedAt: at('issue'),
    receivedAt: at('receive'),
    closedAt: at('close') ?? at('withdraw'),
  };
}
