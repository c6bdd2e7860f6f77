import type { Link, ScheduleFrame, Task } from '../../../contracts/schedules.ts';
import type { Statement } from '../../platform/database.ts';
import type { MilestoneLine } from './milestones.rules.ts';

/** Whether the project is within reach of the permission that the transaction looks by. */
export const selectProject = (projectId: string): Statement => ({
  text: `select id, name, label from projects where id = $1`,
  values: [projectId],
});

const columns = `starts_on::text as "startsOn", must_finish_by::text as "mustFinishBy", status_day::text as "statusDay",
  calendar_code as "calendarCode", revision, baseline_id as "baselineId", saved_by as "savedBy", saved_at as "savedAt"`;
export const selectSchedule = (projectId: string): Statement => ({
  text: `select ${columns} from schedules where project_id = $1`,
  values: [projectId],
});
export const lockSchedule = (projectId: string): Statement => ({
  text: `select ${columns} from schedules where project_id = $1 for update`,
  values: [projectId],
});

export const selectTasks = (projectId: string): Statement => ({
  text: `select id, parent_id as "parentId", wbs, name, kind, duration, calendar_code as "calendarCode",
       trim_scale(progress)::text as progress, no_earlier_than::text as "noEarlierThan",
       must_finish_by::text as "mustFinishBy", actual_start::text as "actualStart", actual_finish::text as "actualFinish",
       org_code as "orgCode", person_id as "personId", note
  from schedule_tasks where project_id = $1 order by id`,
  values: [projectId],
});
export const selectLinks = (projectId: string): Statement => ({
  text: `select id, from_id as "fromId", to_id as "toId", type, lag from schedule_links where project_id = $1 order by id`,
  values: [projectId],
});

export interface SavedBy {
  readonly by: string;
  readonly now: number;
}
const frameValues = (frame: ScheduleFrame) => [
  ...[frame.startsOn, frame.mustFinishBy, frame.statusDay, frame.calendarCode],
];
export const insertSchedule = (projectId: string, frame: ScheduleFrame, saved: SavedBy): Statement => ({
  text: `insert into schedules (project_id, starts_on, must_finish_by, status_day, calendar_code, saved_by, saved_at)
  values ($1, $2::date, $3::date, $4::date, $5, $6, $7) on conflict do nothing returning revision`,
  values: [projectId, ...frameValues(frame), saved.by, new Date(saved.now)],
});
export const updateSchedule = (projectId: string, frame: ScheduleFrame, saved: SavedBy): Statement => ({
  text: `update schedules set starts_on = $2::date, must_finish_by = $3::date, status_day = $4::date, calendar_code = $5,
       saved_by = $6, saved_at = $7, revision = revision + 1
  where project_id = $1 returning revision`,
  values: [projectId, ...frameValues(frame), saved.by, new Date(saved.now)],
});

/** Numbers for what is new. */
export const takeTaskIds = (count: number): Statement => ({
  text: `select nextval('schedule_tasks_id_seq')::int as id from generate_series(1, $1::int)`,
  values: [count],
});
export const takeLinkIds = (count: number): Statement => ({
  text: `select nextval('schedule_links_id_seq')::int as id from generate_series(1, $1::int)`,
  values: [count],
});

export const deleteTasks = (projectId: string, ids: readonly number[]): Statement => ({
  text: `delete from schedule_tasks where project_id = $1 and id = any ($2)`,
  values: [projectId, ids],
});
export const deleteLinks = (projectId: string, ids: readonly number[]): Statement => ({
  text: `delete from schedule_links where project_id = $1 and id = any ($2)`,
  values: [projectId, ids],
});
export const putTasks = (projectId: string, tasks: readonly Task[]): Statement => ({
  text: `insert into schedule_tasks (project_id, id, parent_id, wbs, name, kind, duration, calendar_code, progress,
       no_earlier_than, must_finish_by, actual_start, actual_finish, org_code, person_id, note)
  select $1, id, "parentId", wbs, name, kind, duration, "calendarCode", progress, "noEarlierThan", "mustFinishBy",
         "actualStart", "actualFinish", "orgCode", "personId", note
    from jsonb_to_recordset($2) as t (id int, "parentId" int, wbs text, name text, kind text, duration int,
         "calendarCode" text, progress numeric, "noEarlierThan" date, "mustFinishBy" date, "actualStart" date,
         "actualFinish" date, "orgCode" text, "personId" int, note text)
  on conflict (id) do update set parent_id = excluded.parent_id, wbs = excluded.wbs, name = excluded.name,
     kind = excluded.kind, duration = excluded.duration, calendar_code = excluded.calendar_code,
     progress = excluded.progress, no_earlier_than = excluded.no_earlier_than, must_finish_by = excluded.must_finish_by,
     actual_start = excluded.actual_start, actual_finish = excluded.actual_finish, org_code = excluded.org_code,
     person_id = excluded.person_id, note = excluded.note
  where schedule_tasks.project_id = $1`,
  values: [projectId, JSON.stringify(tasks)],
});
export const putLinks = (projectId: string, links: readonly Link[]): Statement => ({
  text: `insert into schedule_links (project_id, id, from_id, to_id, type, lag)
  select $1, id, "fromId", "toId", type, lag
    from jsonb_to_recordset($2) as l (id int, "fromId" int, "toId" int, type text, lag int)
  on conflict (id) do update set from_id = excluded.from_id, to_id = excluded.to_id, type = excluded.type,
     lag = excluded.lag
  where schedule_links.project_id = $1`,
  values: [projectId, JSON.stringify(links)],
});

/** Those whom tasks name and who are not there. */
export const selectUnknownOwners = (orgCodes: readonly string[], personIds: readonly number[]): Statement => ({
  text: `select code as owner from unnest($1::text[]) as wanted (code) where not exists (select from organisations o where o.code = wanted.code)
  union all
  select id::text from unnest($2::int[]) as wanted (id) where not exists (select from people p where p.id = wanted.id)`,
  values: [orgCodes, personIds],
});

export const selectMilestones = (projectId: string): Statement => ({
  text: `select seq, name, planned_from as "plannedFrom", planned_to as "plannedTo", actual_from as "actualFrom",
       actual_to as "actualTo", progress::float8 as progress, is_event as "isEvent"
  from project_milestones where project_id = $1 order by seq`,
  values: [projectId],
});
export const deleteMilestones = (projectId: string): Statement => ({
  text: `delete from project_milestones where project_id = $1`,
  values: [projectId],
});
export const insertMilestones = (projectId: string, lines: readonly MilestoneLine[]): Statement => ({
  text: `insert into project_milestones (project_id, seq, name, is_event, planned_from, planned_to, actual_from, actual_to,
       progress)
  select $1, seq, name, "isEvent", to_timestamp("plannedFrom" / 1000), to_timestamp("plannedTo" / 1000),
         to_timestamp("actualFrom" / 1000), to_timestamp("actualTo" / 1000), percent / 100
    from jsonb_to_recordset($2) as m (seq int, name text, "isEvent" boolean, "plannedFrom" float8, "plannedTo" float8,
         "actualFrom" float8, "actualTo" float8, percent numeric)`,
  values: [projectId, JSON.stringify(lines)],
});
