import type pg from 'pg';
import { yearOf } from '../platform/calendar.rules.ts';
import { aimOf } from './aims.rules.ts';
import {
  draftDeclarations,
  goalsOf,
  isEvaluated,
  valuesOf,
  waitingDeclarations,
  type DemoTarget,
} from './performance.rules.ts';
import { performanceSql as sql } from './performance.sql.ts';
import { demoProjects, projectIdOf, type DemoProject } from './projects.data.ts';

type Db = pg.PoolClient;

/**
 * Targets of the current year for the demo's projects, out of the shipped template of each one's category, and what was
 * reported on them so far; a demo that was seeded before there were any gets them now.
 */
export async function insertPerformance(db: Db, now: number): Promise<void> {
  const year = yearOf(now);
  const { rows } = await db.query<{ count: number }>(sql.countDeclarations, [year]);
  if ((rows[0]?.count ?? 0) > 0) return;
  await db.query(sql.openCycle, [year]);
  for (const project of demoProjects.filter((one) => isEvaluated(one, now)))
    await insertProject(db, project, year, now);
}

const stateOf = ({ number }: DemoProject) =>
  draftDeclarations.includes(number) ? 'draft' : waitingDeclarations.includes(number) ? 'submitted' : 'approved';

async function insertProject(db: Db, project: DemoProject, year: number, now: number): Promise<void> {
  const id = projectIdOf(project.number);
  const goals = goalsOf(project, year);
  const state = stateOf(project);
  await db.query(sql.insertDeclaration, [id, year, goals.whole, goals.annual, state]);
  const { rows: copied } = await db.query<DemoTarget>(sql.insertTargets, [id, year]);
  const targets = copied.map((target, place) => ({ ...target, ...aimOf(project, target, place, now) }));
  await db.query(sql.setTargets, [JSON.stringify(targets)]);
  if (state !== 'approved') return;
  await db.query(sql.insertValues, [JSON.stringify(valuesOf(project, targets, now)), year]);
  await db.query(sql.askScore, [id, year]);
}
