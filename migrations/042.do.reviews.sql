-- 中期评估 and 竣工验收: guided forms with a checklist, the figures and documents they were filed with, and what a second
-- person concluded. 变更 and 概算调整: proposed, and decided by a second person; what is approved changes what guards weigh.

create table project_reviews (
  id integer generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  kind text not null check (kind in ('mid-term', 'acceptance')),
  -- Which one of its kind: 1, 2, …
  pass integer not null check (pass > 0),
  state text not null default 'draft' check (state in ('draft', 'filed', 'concluded')),
  answers jsonb not null default '[]',
  summary text not null default '',
  revision integer not null default 1,
  -- As they stood when it was filed.
  figures jsonb,
  evidence jsonb not null default '[]',
  filled_by integer not null references people,
  filled_at timestamptz not null,
  filed_at timestamptz,
  outcome text check (outcome in ('continue', 'adjust', 'suspend', 'pass', 'rectify')),
  opinion text,
  concluded_by integer references people,
  concluded_at timestamptz,
  unique (project_id, kind, pass),
  check ((state = 'draft') = (filed_at is null)),
  check ((state = 'concluded') = (concluded_at is not null and outcome is not null and concluded_by is not null)),
  check (concluded_by is null or concluded_by <> filled_by)
);
-- One of a kind is under way at a time.
create unique index project_reviews_open on project_reviews (project_id, kind) where state <> 'concluded';

create table change_orders (
  id integer generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('works', 'budget')),
  cause text not null check (cause in ('design', 'site', 'policy', 'demand', 'price', 'other')),
  title text not null,
  content text not null,
  -- Of works: what it adds or saves. Of the budget: what it is to be.
  amount_fen bigint not null,
  days integer not null default 0 check (days between -3650 and 3650),
  fund_source text not null default '',
  -- What the budget was when it was proposed.
  before_fen bigint,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'refused', 'withdrawn')),
  proposed_by integer not null references people,
  proposed_at timestamptz not null,
  decided_by integer references people,
  decided_at timestamptz,
  number text not null default '',
  opinion text not null default '',
  unique (project_id, seq),
  check (decided_by is null or decided_by <> proposed_by or state = 'withdrawn'),
  check (kind <> 'budget' or amount_fen > 0)
);

do $$
declare
  name text;
  seen constant text := '(select access.sees_all()) or exists (select from projects p where p.id = project_id)';
begin
  foreach name in array array['project_reviews', 'change_orders'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy reach on %I to xw_app using (%s) with check (%s)', name, seen, seen);
  end loop;
end $$;
grant select, insert on project_reviews, change_orders to xw_app;
grant update (state, answers, summary, revision, figures, evidence, filled_by, filled_at, filed_at, outcome, opinion,
              concluded_by, concluded_at) on project_reviews to xw_app;
grant update (state, decided_by, decided_at, number, opinion) on change_orders to xw_app;

insert into thresholds (code, value, label, source, effective_from) values
  ('final-account-months', 3, '竣工验收后编报财务决算的月数', '财建〔2016〕503号(待核)', '2026-01-01 00:00+08'),
  ('final-account-extension', 2, '财务决算可延长的月数', '财建〔2016〕503号(待核)', '2026-01-01 00:00+08');
