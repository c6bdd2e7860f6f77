export const schedulesSql = {
  countSchedules: `select count(*)::int as count from schedules s join projects p on p.id = s.project_id and p.demo`,

  takeTaskIds: `select nextval('schedule_tasks_id_seq')::int as id from generate_series(1, $1::int)`,
  takeLinkIds: `select nextval('schedule_links_id_seq')::int as id from generate_series(1, $1::int)`,

  insertSchedules: `
    insert into schedules (project_id, starts_on, must_finish_by, status_day, calendar_code, saved_by)
    select id, "startsOn", "mustFinishBy", "statusDay", "calendarCode", '演示'
      from jsonb_to_recordset($1) as s (id text, "startsOn" date, "mustFinishBy" date, "statusDay" date, "calendarCode" text)`,

  insertTasks: `
    insert into schedule_tasks (project_id, id, parent_id, wbs, name, kind, duration, calendar_code, progress, actual_start,
           actual_finish)
    select "projectId", id, "parentId", wbs, name, kind, duration, "calendarCode", progress, "actualStart", "actualFinish"
      from jsonb_to_recordset($1) as t ("projectId" text, id int, "parentId" int, wbs text, name text, kind text,
           duration int, "calendarCode" text, progress numeric, "actualStart" date, "actualFinish" date)`,

  insertLinks: `
    insert into schedule_links (project_id, id, from_id, to_id, type, lag)
    select "projectId", id, "fromId", "toId", type, lag
      from jsonb_to_recordset($1) as l ("projectId" text, id int, "fromId" int, "toId" int, type text, lag int)`,

  insertBaselines: `
    with made as (
      insert into schedule_baselines (project_id, name, note, starts_on, finishes_on, tasks, taken_by, taken_at)
      select id, '开工计划', '演示数据', start, finish, tasks, '演示', to_timestamp(at / 1000)
        from jsonb_to_recordset($1) as b (id text, start date, finish date, tasks jsonb, at float8)
      returning id, project_id)
    update schedules s set baseline_id = made.id from made where s.project_id = made.project_id`,

  deleteMilestones: `delete from project_milestones where project_id = any ($1)`,
  insertMilestones: `
    insert into project_milestones (project_id, seq, name, is_event, planned_from, planned_to, actual_from, actual_to, progress)
    select id, seq, name, "isEvent", to_timestamp("plannedFrom" / 1000), to_timestamp("plannedTo" / 1000),
           to_timestamp("actualFrom" / 1000), to_timestamp("actualTo" / 1000), percent / 100
      from jsonb_to_recordset($1) as m (id text, seq int, name text, "isEvent" boolean, "plannedFrom" float8,
           "plannedTo" float8, "actualFrom" float8, "actualTo" float8, percent numeric)`,

  insertStops: `
    insert into calendar_exceptions (calendar_code, from_day, to_day, kind, reason, name, source, noted_by)
    select 'SITE', "from", "to", 'stop', reason, name, '演示数据', '演示'
      from jsonb_to_recordset($1) as e ("from" date, "to" date, reason text, name text)`,
} as const;
