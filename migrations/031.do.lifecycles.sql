-- 全生命周期: where each project stands in its lifecycle, how it came there, the documents and sums that its guards ask for,
-- and its contracts. The charts themselves are data of the product (server/modules/lifecycles/charts); the phase that the
-- wall shows follows the state, by the database alone.

create table project_lifecycles (
  project_id text primary key references projects on delete cascade,
  chart text not null check (chart in ('government-investment', 'livelihood', 'investment-promotion', 'service-subsidy')),
  state text not null check (state ~ '^[A-Z][0-9]{2,3}$'),
  -- Put aside or given up, a project keeps the phase it was in.
  phase text not null check (phase in ('planning', 'approval', 'preparation', 'building', 'acceptance', 'evaluation')),
  suspended_from text,
  revision integer not null default 1,
  moved_at timestamptz not null default now(),
  check ((state = 'S920') = (suspended_from is not null))
);

-- Every move, never changed. `from_state` null: enrolled.
create table lifecycle_steps (
  project_id text not null references projects on delete cascade,
  seq integer not null check (seq > 0),
  from_state text,
  action text,
  to_state text not null,
  moved_at timestamptz not null,
  moved_by text,
  reason text,
  overridden boolean not null default false,
  primary key (project_id, seq),
  check (not overridden or reason is not null)
);

create table project_documents (
  id integer generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  kind text not null,
  version integer not null check (version > 0),
  title text not null,
  number text not null default '',
  issued_on date,
  file_id integer references files,
  noted_by text,
  noted_at timestamptz not null default now(),
  unique (project_id, kind, version)
);

-- The newest note of a kind counts; what was noted before stays to be read.
create table project_amounts (
  id integer generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  kind text not null check (kind in ('estimate', 'budget', 'ceiling', 'submitted', 'settlement', 'final-account')),
  amount_fen bigint not null check (amount_fen > 0),
  note text not null default '',
  noted_by text,
  noted_at timestamptz not null default now()
);
create index project_amounts_newest on project_amounts (project_id, kind, id desc);

create table project_contracts (
  id integer generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  number text not null,
  name text not null,
  contractor text not null,
  amount_fen bigint not null check (amount_fen > 0),
  -- Share of it that may be paid before the settlement (付款比例).
  payable_share numeric(5, 4) not null default 1 check (payable_share > 0 and payable_share <= 1),
  signed_on date,
  noted_by text,
  noted_at timestamptz not null default now(),
  ended_at timestamptz,
  unique (project_id, number)
);
create index project_contracts_contractor on project_contracts (contractor);

insert into thresholds (code, value, label, source, effective_from) values
  ('budget-over-estimate', 1.10, '概算与估算之比,不得超过', '政府投资条例第十二条(待核)', '2026-01-01 00:00+08'),
  ('pre-evaluation-fen', 1000000000, '投资额达到须作事前绩效评估(分)', '区级默认:1000 万元', '2026-01-01 00:00+08'),
  ('audit-gate', 0, '移交前必须完成审计(1 为是)', '区级默认:不以审计作为结算前置', '2026-01-01 00:00+08');

-- The phase of a project and its dates follow its state.
create function access.follow_lifecycle() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  phases constant text[] := array['planning', 'approval', 'preparation', 'building', 'acceptance', 'evaluation'];
begin
  if tg_op = 'UPDATE' and old.phase = new.phase then return null; end if;
  update projects set phase = new.phase where id = new.project_id and phase <> new.phase;
  -- What was left is left now; what had not been reached by now is open again.
  update project_phases set left_at = new.moved_at
   where project_id = new.project_id and entered_at is not null and left_at is null
     and array_position(phases, phase) < array_position(phases, new.phase) and entered_at <= new.moved_at;
  update project_phases set entered_at = null, left_at = null
   where project_id = new.project_id and array_position(phases, phase) > array_position(phases, new.phase);
  insert into project_phases (project_id, phase, entered_at) values (new.project_id, new.phase, new.moved_at)
    on conflict (project_id, phase) do update
      set entered_at = coalesce(project_phases.entered_at, excluded.entered_at), left_at = null;
  return null;
end $$;
revoke execute on function access.follow_lifecycle() from public;

-- Projects that there are: the middle of their phase, on the chart of their category.
with placed as (
  select p.id, p.phase,
         case p.category when 'livelihood' then 'livelihood' when 'investment' then 'investment-promotion'
                         else 'government-investment' end as chart
    from projects p)
insert into project_lifecycles (project_id, chart, phase, state)
select id, chart, phase,
       case chart
         when 'livelihood' then case phase when 'planning' then 'M10' when 'approval' then 'M20' when 'preparation' then 'M30'
           when 'building' then 'M40' when 'acceptance' then 'M60' else 'M70' end
         when 'investment-promotion' then case phase when 'planning' then 'I20' when 'approval' then 'I30'
           when 'preparation' then 'I40' when 'building' then 'I50' when 'acceptance' then 'I60' else 'I80' end
         else case phase when 'planning' then 'S00' when 'approval' then 'S30' when 'preparation' then 'S70'
           when 'building' then 'S100' when 'acceptance' then 'S130' else 'S180' end
       end
  from placed;
insert into lifecycle_steps (project_id, seq, to_state, moved_at, reason)
select project_id, 1, state, moved_at, '启用全生命周期管理时按当前阶段登记' from project_lifecycles;
create trigger follow after insert or update on project_lifecycles
  for each row execute function access.follow_lifecycle();

do $$
declare
  name text;
  seen constant text := '(select access.sees_all()) or exists (select from projects p where p.id = project_id)';
begin
  foreach name in array array['project_lifecycles', 'lifecycle_steps', 'project_documents', 'project_amounts',
                              'project_contracts'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy reach on %I to xw_app using (%s) with check (%s)', name, seen, seen);
  end loop;
end $$;
grant select, insert on lifecycle_steps, project_documents, project_amounts to xw_app;
grant select, insert, update on project_lifecycles, project_contracts to xw_app;
