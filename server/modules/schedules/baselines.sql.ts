import type { BaselineTask, Plan } from '../../../contracts/schedules.ts';
import type { Statement } from '../../platform/database.ts';

const columns = `id, name, note, coalesce(taken_by, '') as "takenBy", taken_at as "takenAt", starts_on::text as start,
  finishes_on::text as finish, jsonb_array_length(tasks) as tasks`;
export const selectBaselines = (projectId: string): Statement => ({
  text: `select ${columns} from schedule_baselines where project_id = $1 order by id desc`,
  values: [projectId],
});
export const selectBaseline = (projectId: string, id: number): Statement => ({
  text: `select ${columns} from schedule_baselines where project_id = $1 and id = $2`,
  values: [projectId, id],
});
export const selectBaselineTasks = (id: number): Statement => ({
  text: `select tasks from schedule_baselines where id = $1`,
  values: [id],
});

export interface NewBaselineRow extends Pick<Plan, 'start' | 'finish'> {
  readonly name: string;
  readonly note: string;
  readonly tasks: readonly BaselineTask[];
  readonly by: string;
  readonly now: number;
}
/** No row when the project has one of this name. */
export const insertBaseline = (projectId: string, row: NewBaselineRow): Statement => ({
  text: `insert into schedule_baselines (project_id, name, note, starts_on, finishes_on, tasks, taken_by, taken_at)
  values ($1, $2, $3, $4::date, $5::date, $6::jsonb, $7, $8) on conflict do nothing returning id`,
  values: [
    ...[projectId, row.name, row.note, row.start, row.finish, JSON.stringify(row.tasks)],
    ...[row.by, new Date(row.now)],
  ],
});
export const putInForce = (projectId: string, id: number): Statement => ({
  text: `update schedules set baseline_id = $2 where project_id = $1`,
  values: [projectId, id],
});
