import type pg from 'pg';
import { renumber } from '../modules/schedules/write.rules.ts';
import { startOf } from './progress.rules.ts';
import { demoProjects, projectIdOf } from './projects.data.ts';
import { scheduleOf } from './schedules.rules.ts';
import { schedulesSql as sql } from './schedules.sql.ts';

/** Fictional stops of all sites, so that the chart has some to show. */
const stops = [
  { from: '2026-12-10', to: '2026-12-12', reason: 'pollution', name: '重污染天气停工(演示)' },
  { from: '2027-06-07', to: '2027-06-09', reason: 'exam', name: '高考期间停工(演示)' },
  { from: '2027-07-06', to: '2027-07-07', reason: 'flood', name: '暴雨红色预警停工(演示)' },
];

/** Schedules of the demo's projects; a demo that was seeded before there were any gets them now. Milestones follow from them. */
export async function insertSchedules(db: pg.PoolClient, now: number): Promise<void> {
  const { rows } = await db.query<{ count: number }>(sql.countSchedules);
  if ((rows[0]?.count ?? 0) > 0) return;
  const drawn = demoProjects.map((project) => ({
    ...{ id: projectIdOf(project.number), at: Math.min(now, startOf(project, now)) },
    ...scheduleOf(project, now),
  }));
  const write = (text: string, records: readonly unknown[]) => db.query(text, [JSON.stringify(records)]);
  const take = async (text: string, count: number) =>
    (await db.query<{ id: number }>(text, [count])).rows.map(({ id }) => id);
  const taskIds = await take(
    sql.takeTaskIds,
    drawn.reduce((sum, { content }) => sum + content.tasks.length, 0),
  );
  const linkIds = await take(
    sql.takeLinkIds,
    drawn.reduce((sum, { content }) => sum + content.links.length, 0),
  );
  const numbered = drawn.map(({ content, agreed, ...rest }) => {
    const tasks = new Map(content.tasks.map(({ id }) => [id, taskIds.shift() ?? 0]));
    const links = new Map(content.links.map(({ id }) => [id, linkIds.shift() ?? 0]));
    const agreedTasks = agreed.tasks.map((task) => ({ ...task, taskId: tasks.get(task.taskId) ?? 0 }));
    return { ...rest, content: renumber(content, { tasks, links }), agreed: { ...agreed, tasks: agreedTasks } };
  });
  await write(
    sql.insertSchedules,
    numbered.map(({ id, content }) => ({ id, ...content.frame })),
  );
  await write(
    sql.insertTasks,
    numbered.flatMap(({ id, content }) => content.tasks.map((task) => ({ projectId: id, ...task }))),
  );
  await write(
    sql.insertLinks,
    numbered.flatMap(({ id, content }) => content.links.map((link) => ({ projectId: id, ...link }))),
  );
  await write(
    sql.insertBaselines,
    numbered.map(({ id, at, agreed }) => ({ id, at, ...agreed })),
  );
  await db.query(sql.deleteMilestones, [numbered.map(({ id }) => id)]);
  await write(
    sql.insertMilestones,
    numbered.flatMap(({ id, milestones }) => milestones.map((line) => ({ id, ...line }))),
  );
  await write(sql.insertStops, stops);
}
