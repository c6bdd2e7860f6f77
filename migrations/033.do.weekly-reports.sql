-- 周报: what units report of each week, reviewed by a second person. What was accepted is the verified progress of the week
-- that all figures are computed from; a report itself is never overwritten.

create table weekly_reports (
  id integer generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  closes_at timestamptz not null,
  progress numeric(6, 5) not null check (progress between 0 and 1),
  done text not null default '',
  problems text not null default '',
  next text not null default '',
  reason text not null default '',
  photos jsonb not null default '[]',
  state text not null default 'submitted' check (state in ('submitted', 'accepted', 'returned', 'replaced')),
  filled_by integer references people,
  filled_at timestamptz not null default now(),
  reviewed_by integer references people,
  reviewed_at timestamptz,
  review_note text,
  foreign key (project_id, closes_at) references project_weeks on delete cascade,
  check (reviewed_by is null or reviewed_by <> filled_by)
);
create unique index weekly_reports_waiting on weekly_reports (project_id, closes_at) where state = 'submitted';
create unique index weekly_reports_accepted on weekly_reports (project_id, closes_at) where state = 'accepted';

create table report_reminders (
  id integer generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  weeks integer not null check (weeks > 0),
  reminded_by integer references people,
  reminded_at timestamptz not null default now()
);
create index report_reminders_newest on report_reminders (project_id, id desc);

-- What was reported stays as it was; only what became of it changes.
create function keep_reports() returns trigger language plpgsql as $$
begin
  if (new.project_id, new.closes_at, new.progress, new.done, new.problems, new.next, new.reason, new.photos, new.filled_by,
      new.filled_at)
     is distinct from
     (old.project_id, old.closes_at, old.progress, old.done, old.problems, old.next, old.reason, old.photos, old.filled_by,
      old.filled_at)
     or (old.state in ('returned', 'replaced') and new.state <> old.state) then
    raise exception 'report % is not overwritten: correct it by another', old.id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_reports before update on weekly_reports for each row execute function keep_reports();

do $$
declare
  name text;
  seen constant text := '(select access.sees_all()) or exists (select from projects p where p.id = project_id)';
begin
  foreach name in array array['weekly_reports', 'report_reminders'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy reach on %I to xw_app using (%s) with check (%s)', name, seen, seen);
  end loop;
end $$;
grant select, insert on weekly_reports, report_reminders to xw_app;
grant update (state, reviewed_by, reviewed_at, review_note) on weekly_reports to xw_app;
-- Verified progress comes by an accepted report.
grant update (progress) on project_weeks to xw_app;
