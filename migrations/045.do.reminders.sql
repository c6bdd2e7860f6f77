-- Reminders: what somebody is to know or do, sent to persons and read by them alone. Who is meant is found by the database:
-- those who hold a permission for the project at its unit, or where the unit has nobody, at its department.

create table reminders (
  id bigint generated always as identity primary key,
  person_id integer not null references people,
  kind text not null check (kind in ('report-due', 'funds-due', 'inspection-found', 'inspection-due')),
  project_id text not null references projects on delete cascade,
  -- As it was called then: who is told need not see the project by every permission.
  project_name text not null,
  facts jsonb not null default '{}',
  made_by text not null,
  made_at timestamptz not null,
  read_at timestamptz
);
create index reminders_person on reminders (person_id, id desc);
create index reminders_unread on reminders (person_id) where read_at is null;
create index reminders_project on reminders (project_id);

alter table reminders enable row level security;
create policy own on reminders to xw_app using (person_id = access.viewer_id('person'));
grant select, update (read_at) on reminders to xw_app;

-- Sends a reminder of a project that the caller sees. @returns whom it was sent to
create function access.remind(of_project text, wanted text, of_kind text, what jsonb, by_whom text, at timestamptz)
  returns setof integer language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return query
  with project as (
    select p.id, p.name, p.unit_code, p.department_code from projects p
     where p.id = of_project and exists (select from access.visible_projects v where v.id = p.id)
  ), holders as (
    select distinct f.person_id, r.scope
      from project p
      join access.posts_in_force f on true
      join people holder on holder.id = f.person_id and holder.active
      join roles r on r.role = f.role
      join role_permissions rp on rp.role = f.role and rp.permission = wanted
     where (r.scope = 'own' and p.unit_code = any (access.subtree(array[f.org_code])))
        or (r.scope = 'department' and p.department_code = any (access.subtree(array[f.org_code])))
  )
  insert into reminders (person_id, kind, project_id, project_name, facts, made_by, made_at)
  select distinct h.person_id, of_kind, p.id, p.name, what, by_whom, at
    from holders h cross join project p
   where h.scope = 'own' or not exists (select from holders o where o.scope = 'own')
  returning person_id;
end $$;
revoke execute on function access.remind(text, text, text, jsonb, text, timestamptz) from public;
grant execute on function access.remind(text, text, text, jsonb, text, timestamptz) to xw_app;
