-- 月度资金报告: what units report of each month's money, reviewed by the finance office. Payments are recorded where they
-- are; a report divides what was paid by source, and says what came in, what is owed, and why the plan was not kept.

create table funds_reports (
  id integer generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  month date not null check (extract(day from month) = 1),
  -- [{source, arrivedFen, paidFen}]
  sources jsonb not null,
  arrears_fen bigint not null check (arrears_fen >= 0),
  arrears_note text not null default '',
  note text not null default '',
  reason text not null default '',
  -- What the records of payments and the funds plan said when it was filed.
  paid_fen bigint not null,
  planned_fen bigint,
  paid_to_date_fen bigint not null,
  planned_to_date_fen bigint,
  state text not null default 'submitted' check (state in ('submitted', 'accepted', 'returned', 'replaced')),
  filled_by integer references people,
  filled_at timestamptz not null,
  reviewed_by integer references people,
  reviewed_at timestamptz,
  review_note text,
  check (reviewed_by is null or reviewed_by <> filled_by)
);
create unique index funds_reports_waiting on funds_reports (project_id, month) where state = 'submitted';
create unique index funds_reports_accepted on funds_reports (project_id, month) where state = 'accepted';

create table funds_reminders (
  id integer generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  months integer not null check (months > 0),
  reminded_by integer references people,
  reminded_at timestamptz not null
);
create index funds_reminders_newest on funds_reminders (project_id, id desc);

insert into thresholds (code, value, label, source, effective_from) values
  ('funds-deviation', 0.10, '累计支付与用款计划之差占预算的比例,超过须说明原因', '用款计划 ±10 个百分点(区级默认)', '2026-01-01 00:00+08');

-- What was reported stays as it was; only what became of it changes.
create function keep_funds_reports() returns trigger language plpgsql as $$
declare
  decided constant text[] := array['state', 'reviewed_by', 'reviewed_at', 'review_note'];
begin
  if to_jsonb(new) - decided is distinct from to_jsonb(old) - decided
     or (old.state in ('returned', 'replaced') and new.state <> old.state) then
    raise exception 'funds report % is not overwritten: correct it by another', old.id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_funds_reports before update on funds_reports for each row execute function keep_funds_reports();

do $$
declare
  name text;
  seen constant text := '(select access.sees_all()) or exists (select from projects p where p.id = project_id)';
begin
  foreach name in array array['funds_reports', 'funds_reminders'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy reach on %I to xw_app using (%s) with check (%s)', name, seen, seen);
  end loop;
end $$;
grant select, insert on funds_reports, funds_reminders to xw_app;
grant update (state, reviewed_by, reviewed_at, review_note) on funds_reports to xw_app;
