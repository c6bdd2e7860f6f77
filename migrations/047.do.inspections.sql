-- 现场核查: what street officers find at sites, with pictures, and what is done about it. What was found is never changed;
-- each step that follows is a row. The state stands beside for lists and follows the steps by one transaction.

create table inspections (
  id integer generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  site_code text references sites,
  -- When the officer was there, as their phone says.
  found_at timestamptz not null,
  verdict text not null check (verdict in ('fine', 'minor', 'serious')),
  finding text not null default '',
  deadline date,
  photos jsonb not null default '[]',
  state text not null check (state in ('fine', 'open', 'rectified', 'closed')),
  filled_by integer references people,
  filled_at timestamptz not null,
  reminded_at timestamptz,
  check ((verdict = 'fine') = (state = 'fine')),
  check (verdict = 'fine' or (finding <> '' and deadline is not null))
);
create index inspections_project on inspections (project_id, found_at desc);
create index inspections_site on inspections (site_code);
create index inspections_open on inspections (deadline) where state in ('open', 'rectified');

create table inspection_steps (
  inspection_id integer not null references inspections on delete cascade,
  seq integer not null check (seq > 0),
  act text not null check (act in ('rectify', 'reject', 'close')),
  words text not null check (words <> ''),
  photos jsonb not null default '[]',
  taken_by integer references people,
  taken_at timestamptz not null,
  primary key (inspection_id, seq)
);

create function keep_inspections() returns trigger language plpgsql as $$
declare
  moving constant text[] := array['state', 'reminded_at'];
begin
  if to_jsonb(new) - moving is distinct from to_jsonb(old) - moving then
    raise exception 'what inspection % found is not overwritten', old.id using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_inspections before update on inspections for each row execute function keep_inspections();

alter table inspections enable row level security;
alter table inspection_steps enable row level security;
do $$
declare
  seen constant text := '(select access.sees_all()) or exists (select from projects p where p.id = project_id)';
  of_seen constant text := 'exists (select from inspections i where i.id = inspection_id)';
begin
  execute format('create policy reach on inspections to xw_app using (%s) with check (%s)', seen, seen);
  execute format('create policy reach on inspection_steps to xw_app using (%s) with check (%s)', of_seen, of_seen);
end $$;
grant select, insert on inspections, inspection_steps to xw_app;
grant update (state, reminded_at) on inspections to xw_app;
