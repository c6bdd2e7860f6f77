import type pg from 'pg';
import { DEMO_SOURCE, demoPlans, type DemoGoal, type DemoPlan } from './goals.data.ts';
import { goalsSql as sql } from './goals.sql.ts';
import { projectIdOf } from './projects.data.ts';

type Db = pg.PoolClient;

/** Plans of the demo with their goals and ties; a plan that is there stays as it is. */
export async function insertGoals(db: Db): Promise<void> {
  for (const plan of demoPlans) {
    const facts = [plan.code, plan.name, plan.kind, plan.fromYear, plan.toYear, plan.issuer, DEMO_SOURCE];
    const { rowCount } = await db.query(sql.insertPlan, facts);
    if (rowCount === 1) await insertBelow(db, plan, null, plan.goals);
  }
}

async function insertBelow(db: Db, plan: DemoPlan, parentId: number | null, goals: readonly DemoGoal[]): Promise<void> {
  for (const [position, goal] of goals.entries()) {
    const row = [plan.code, parentId, goal.code.replaceAll('.', '-'), goal.name, goal.department, position];
    const { rows } = await db.query<{ id: number }>(sql.insertGoal, row);
    const id = rows[0]?.id ?? null;
    await db.query(sql.linkProjects, [id, (goal.projects ?? []).map(projectIdOf)]);
    await db.query(sql.linkIndicators, [id, goal.indicators ?? []]);
    await insertBelow(db, plan, id, goal.below ?? []);
  }
}
