-- 审批: moves of a project that offices decide together. An approval stands in one document that the rules alone rewrite
-- (flow); beside it stand who takes part (the inbox), when each step was open (the clock) and what everybody did, which is
-- only added to. Once its last step has passed, the project moves in the same transaction.

insert into thresholds (code, value, label, source, effective_from) values
  ('approval-gate', 1, '项目阶段须经审批(1 为是)', '区级默认', '2026-01-01 00:00+08'),
  ('approval-baseline-days', 12, '审批周期基准(工作日)', '区级默认,待核', '2026-01-01 00:00+08'),
  ('approval-goal', -0.20, '审批周期较基准目标', '项目目标:缩短 20%', '2026-01-01 00:00+08');

create table approvals (
  id integer generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  -- As it was called: who is asked from outside its reach does not see the project.
  project_name text not null,
  chart text not null,
  from_state text not null,
  action text not null,
  to_state text not null,
  reason text not null default '',
  -- What it is decided upon, as it stood when it was submitted: documents with their hashes, guards as judged.
  ground jsonb not null,
  flow jsonb not null,
  state text not null default 'open' check (state in ('open', 'returned', 'approved', 'withdrawn')),
  initiator_id integer not null references people,
  begun_at timestamptz not null,
  ended_at timestamptz,
  check ((ended_at is null) = (state in ('open', 'returned')))
);
-- One at a time of a project.
create unique index approvals_under_way on approvals (project_id) where state in ('open', 'returned');
create index approvals_project on approvals (project_id, id desc);

-- Who takes part: a person, or whoever holds a post that reaches the project. Nobody is ever taken out.
create table approval_parties (
  approval_id integer not null references approvals on delete cascade,
  kind text not null check (kind in ('initiator', 'seat', 'copied')),
  person_id integer references people,
  role text references roles,
  waiting boolean not null default false,
  check ((person_id is null) <> (role is null)),
  check (kind = 'seat' or role is null),
  check (kind <> 'copied' or not waiting)
);
create unique index approval_parties_person on approval_parties (approval_id, kind, person_id) where person_id is not null;
create unique index approval_parties_role on approval_parties (approval_id, role) where role is not null;
create index approval_parties_of_person on approval_parties (person_id);
create index approval_parties_of_role on approval_parties (role) where role is not null;

create table approval_passes (
  approval_id integer not null references approvals on delete cascade,
  seq integer not null check (seq >= 0),
  step integer not null check (step >= 0),
  name text not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  closed_at timestamptz,
  outcome text check (outcome in ('passed', 'returned', 'withdrawn')),
  -- Time on working days that it was open.
  worked_ms bigint check (worked_ms >= 0),
  primary key (approval_id, seq),
  check ((closed_at is null) = (outcome is null)),
  check ((closed_at is null) = (worked_ms is null))
);
create index approval_passes_due on approval_passes (due_at) where closed_at is null;

create table approval_acts (
  id integer generated always as identity primary key,
  approval_id integer not null references approvals on delete cascade,
  pass integer not null,
  act text not null,
  by_id integer not null references people,
  -- As the audit log has it: on whose behalf where the post is a lent one.
  by_name text not null,
  at timestamptz not null,
  opinion text not null default '',
  -- Of the approval, who, what, when and the opinion: an opinion that was changed is found out.
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  detail jsonb not null default '{}'
);
create index approval_acts_approval on approval_acts (approval_id, id);
create index approval_acts_by on approval_acts (by_id, approval_id);

-- What the clock said, once of each time that a step was open.
create table approval_reminders (
  approval_id integer not null,
  pass integer not null,
  kind text not null check (kind in ('soon', 'overdue')),
  told_at timestamptz not null,
  primary key (approval_id, pass, kind),
  foreign key (approval_id, pass) references approval_passes on delete cascade
);

-- 常用意见: shipped ones for everybody, and each person's own.
create table opinion_templates (
  id integer generated always as identity primary key,
  person_id integer references people,
  text text not null check (length(text) between 1 and 200),
  created_at timestamptz not null default now()
);
create unique index opinion_templates_once on opinion_templates (coalesce(person_id, 0), text);
insert into opinion_templates (text) values
  ('同意。'), ('同意，请按程序办理。'), ('原则同意，请按会签意见完善后实施。'), ('资料不全，请补充后重新提交。'), ('已阅。');

-- Acts are only added to; a step that was left keeps its times.
create function keep_passes() returns trigger language plpgsql as $$
begin
  if old.closed_at is not null
     or (new.step, new.name, new.opened_at, new.due_at) is distinct from (old.step, old.name, old.opened_at, old.due_at) then
    raise exception 'pass % of approval % is over', old.seq, old.approval_id using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_passes before update on approval_passes for each row execute function keep_passes();

-- Who holds a role by a post that reaches the project: a delegate of the post as much as its holder.
create function access.post_holders(project text, wanted text[]) returns table (role text, person_id integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct f.role, f.person_id
    from projects p
    join access.posts_in_force f on f.role = any (wanted)
    join people h on h.id = f.person_id and h.active
    join roles r on r.role = f.role
   where p.id = project
     and case r.scope
           when 'all' then true
           when 'department' then p.department_code = any (access.subtree(array[f.org_code]))
           when 'own' then p.unit_code = any (access.subtree(array[f.org_code]))
           when 'street' then exists (select from organisations o where o.code = f.org_code and o.street_code = p.street_code)
           else false
         end
$$;

-- In which approvals the viewer has a part, by name or by a post, and which of them wait for the viewer.
create function access.my_parts() returns table (approval_id integer, kind text, waiting boolean)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  me constant integer := case when access.viewer() like 'person:%' then split_part(access.viewer(), ':', 2)::integer end;
begin
  if me is null then return; end if;
  return query
    select a.approval_id, a.kind, a.waiting from approval_parties a where a.person_id = me
    union all
    select a.approval_id, a.kind, a.waiting
      from approval_parties a
      join approvals v on v.id = a.approval_id and v.initiator_id <> me
     where a.role in (select f.role from access.posts_in_force f where f.person_id = me)
       and me in (select h.person_id from access.post_holders(v.project_id, array[a.role]) h);
end $$;
create function access.my_approvals() returns integer[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct approval_id), '{}') from access.my_parts()
$$;
revoke execute on function access.post_holders(text, text[]), access.my_parts(), access.my_approvals() from public;
grant execute on function access.post_holders(text, text[]), access.my_parts(), access.my_approvals() to xw_app;

do $$
declare
  name text;
  part constant text := 'exists (select from approvals a where a.id = approval_id)';
begin
  alter table approvals enable row level security;
  create policy reach on approvals to xw_app
    using ((select access.sees_all()) or exists (select from projects p where p.id = project_id)
           or id = any ((select access.my_approvals())::integer[]))
    with check ((select access.sees_all()) or exists (select from projects p where p.id = project_id)
                or id = any ((select access.my_approvals())::integer[]));
  foreach name in array array['approval_parties', 'approval_passes', 'approval_acts', 'approval_reminders'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy reach on %I to xw_app using (%s) with check (%s)', name, part, part);
  end loop;
  alter table opinion_templates enable row level security;
  create policy read on opinion_templates for select to xw_app
    using (person_id is null or 'person:' || person_id = (select access.viewer()));
  create policy add on opinion_templates for insert to xw_app with check ('person:' || person_id = (select access.viewer()));
  create policy remove on opinion_templates for delete to xw_app using ('person:' || person_id = (select access.viewer()));
end $$;
grant select, insert on approvals, approval_parties, approval_passes, approval_acts to xw_app;
grant update (ground, flow, state, ended_at) on approvals to xw_app;
grant update (waiting) on approval_parties to xw_app;
grant update (closed_at, outcome, worked_ms) on approval_passes to xw_app;
grant select on approval_reminders to xw_app;
grant select, insert, delete on opinion_templates to xw_app;
