-- 统一指标库与目标设定: plans and their goals, indicator templates in versions, what each project is held to in a year, what
-- was achieved, and the scores that follow. Weights, targets, values and scores are exact numerics. What is published is
-- never changed, what was reported is never overwritten: a correction is a row of its own.

-- Planning documents and annual tasks, with the goals that indicators and projects trace to.
create table plan_documents (
  code text primary key check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$'),
  name text not null,
  kind text not null check (kind in ('five-year', 'annual-tasks', 'special')),
  from_year integer not null,
  to_year integer not null,
  issuer text not null default '',
  source text not null default '',
  active boolean not null default true,
  check (to_year >= from_year)
);
create table plan_goals (
  id integer generated always as identity primary key,
  plan_code text not null references plan_documents,
  parent_id integer references plan_goals,
  code text not null,
  name text not null,
  org_code text references organisations,
  position integer not null default 0,
  unique (plan_code, code)
);
create table goal_projects (
  goal_id integer not null references plan_goals on delete cascade,
  project_id text not null references projects on delete cascade,
  primary key (goal_id, project_id)
);
create index goal_projects_project on goal_projects (project_id);
-- By the indicator's code, whatever the template and version.
create table goal_indicators (
  goal_id integer not null references plan_goals on delete cascade,
  indicator_code text not null,
  primary key (goal_id, indicator_code)
);

create table templates (
  code text primary key check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$'),
  name text not null,
  tree text not null check (tree in ('A-2020', 'A-2021', 'B')),
  kind text not null check (kind in ('standard', 'sector', 'custom')),
  category text check (category in ('urban-renewal', 'livelihood', 'fiscal', 'investment')),
  sector text,
  copied_from text references templates,
  active boolean not null default true,
  created_at timestamptz not null default now()
);

create table template_versions (
  template_code text not null references templates,
  version integer not null check (version > 0),
  state text not null default 'draft' check (state in ('draft', 'submitted', 'published', 'withdrawn')),
  missing_policy text not null default 'exclude' check (missing_policy in ('exclude', 'hold', 'zero')),
  over_ratio numeric not null default 1.30 check (over_ratio > 1),
  note text not null default '',
  based_on integer,
  -- Null: shipped with the product.
  drafted_by integer references people,
  drafted_at timestamptz not null default now(),
  submitted_by integer references people,
  submitted_at timestamptz,
  reviewed_by integer references people,
  reviewed_at timestamptz,
  review_note text,
  locked_at timestamptz,
  locked_by_year integer,
  primary key (template_code, version),
  -- A second person publishes.
  check (reviewed_by is null or reviewed_by <> submitted_by)
);
-- One draft or review at a time.
create unique index template_versions_open on template_versions (template_code) where state in ('draft', 'submitted');

create table indicators (
  id integer generated always as identity primary key,
  template_code text not null,
  version integer not null,
  parent_id integer references indicators on delete cascade,
  level smallint not null check (level between 1 and 3),
  position integer not null,
  code text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$'),
  name text not null,
  weight numeric not null check (weight >= 0 and weight <= 100),
  nature text not null check (nature in ('quantitative', 'qualitative')),
  method text not null check (method in ('ratio', 'execution', 'bands', 'points', 'veto')),
  direction text check (direction in ('ge', 'gt', 'eq', 'le', 'lt')),
  unit text not null default '',
  decimals smallint not null default 2 check (decimals between 0 and 6),
  target numeric,
  aspect text check (aspect in ('decision', 'process', 'execution', 'quantity', 'quality', 'timeliness', 'cost', 'economic',
                                'social', 'ecological', 'sustainable', 'satisfaction')),
  explanation text not null default '',
  formula text not null default '',
  scoring_rule text not null default '',
  points text[] not null default '{}',
  data_source text not null default '',
  auto_source text check (auto_source in ('dust-compliance', 'noise-compliance', 'budget-execution', 'milestones-on-time',
                                          'progress', 'rectification-on-time')),
  evidence text not null default '',
  frequency text check (frequency in ('week', 'month', 'quarter', 'half-year', 'year', 'once')),
  responsible text not null default '',
  legal_source text not null default '',
  effective_from date,
  effective_to date,
  foreign key (template_code, version) references template_versions on delete cascade,
  unique (template_code, version, code),
  check ((level = 1) = (parent_id is null)),
  check (effective_to is null or effective_from is null or effective_to >= effective_from)
);
create index indicators_parent on indicators (parent_id);
create index indicators_code on indicators (code);

-- Only a draft's tree changes, whoever asks.
create function keep_published_indicators() returns trigger language plpgsql as $$
declare
  touched record;
begin
  if tg_op = 'DELETE' then touched := old; else touched := new; end if;
  if (select state from template_versions where template_code = touched.template_code and version = touched.version)
     is distinct from 'draft' then
    raise exception 'indicators of % v% are no draft any more', touched.template_code, touched.version
      using errcode = 'integrity_constraint_violation';
  end if;
  return touched;
end $$;
create trigger keep_published before insert or update or delete on indicators
  for each row execute function keep_published_indicators();

-- The year's cycle. Locking it locks the versions that its declarations take.
create table score_cycles (
  year integer primary key check (year between 2000 and 2100),
  opened_at timestamptz not null default now(),
  locked_at timestamptz,
  closed_at timestamptz,
  check (closed_at is null or locked_at is not null)
);

-- 绩效目标申报表: what a project is held to in a year.
create table declarations (
  id integer generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  year integer not null check (year between 2000 and 2100),
  template_code text not null,
  version integer not null,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'approved')),
  attribute text not null default 'new' check (attribute in ('new', 'continued')),
  whole_goal text not null default '',
  annual_goal text not null default '',
  -- 年初预算数 and 全年预算数 of the year's money by source.
  initial_fen bigint check (initial_fen >= 0),
  fiscal_fen bigint check (fiscal_fen >= 0),
  carried_fen bigint check (carried_fen >= 0),
  other_fen bigint check (other_fen >= 0),
  created_at timestamptz not null default now(),
  submitted_by integer references people,
  submitted_at timestamptz,
  approved_by integer references people,
  approved_at timestamptz,
  return_note text,
  foreign key (template_code, version) references template_versions,
  unique (project_id, year),
  check (approved_by is null or approved_by <> submitted_by)
);
create index declarations_year on declarations (year, state);

create table targets (
  id integer generated always as identity primary key,
  declaration_id integer not null references declarations on delete cascade,
  project_id text not null references projects on delete cascade,
  indicator_id integer not null references indicators,
  weight numeric not null check (weight >= 0 and weight <= 100),
  target numeric,
  target_text text not null default '',
  org_code text references organisations,
  person_id integer references people,
  -- Cumulative by the end of each month of the year, the project's own plan; null: linear (domain.md 1.5).
  monthly numeric[] check (monthly is null or array_length(monthly, 1) = 12),
  note text not null default '',
  unique (declaration_id, indicator_id)
);
create index targets_project on targets (project_id);
create index targets_indicator on targets (indicator_id);

-- What is to change after approval, with its reason; a second person decides.
create table target_changes (
  id integer generated always as identity primary key,
  declaration_id integer not null references declarations on delete cascade,
  project_id text not null references projects on delete cascade,
  state text not null default 'open' check (state in ('open', 'approved', 'refused', 'withdrawn')),
  reason text not null check (reason <> ''),
  changes jsonb not null,
  proposed_by integer not null references people,
  proposed_at timestamptz not null default now(),
  decided_by integer references people,
  decided_at timestamptz,
  decision_note text,
  check (decided_by is null or state = 'withdrawn' or decided_by <> proposed_by)
);
create unique index target_changes_open on target_changes (declaration_id) where state = 'open';
create index target_changes_project on target_changes (project_id);

-- What was achieved by the end of a month. Never overwritten: a correction replaces an earlier row by name.
create table indicator_values (
  id integer generated always as identity primary key,
  target_id integer not null references targets on delete cascade,
  project_id text not null references projects on delete cascade,
  month date not null check (extract(day from month) = 1),
  value numeric,
  band text check (band in ('met', 'partly', 'unmet')),
  points_met smallint[],
  vetoed boolean not null default false,
  note text not null default '',
  over_reason text not null default '',
  -- 偏差原因 and 完成目标可能性 of the monitoring table, 全年预计完成.
  deviation text check (deviation in ('funds', 'rules', 'people', 'hardware', 'other')),
  likelihood text check (likelihood in ('sure', 'possible', 'impossible')),
  forecast numeric,
  source text not null check (source in ('manual', 'import', 'auto', 'survey')),
  -- Inputs and formula version of what the system took by itself; batch and row of an import.
  source_detail jsonb,
  measured_at timestamptz not null,
  state text not null default 'submitted' check (state in ('submitted', 'accepted', 'returned', 'replaced')),
  replaces_id integer references indicator_values,
  entered_by integer references people,
  entered_at timestamptz not null default now(),
  reviewed_by integer references people,
  reviewed_at timestamptz,
  review_note text,
  check (reviewed_by is null or reviewed_by <> entered_by)
);
create unique index indicator_values_accepted on indicator_values (target_id, month) where state = 'accepted';
create unique index indicator_values_waiting on indicator_values (target_id, month) where state = 'submitted';
create index indicator_values_project on indicator_values (project_id, month);

create table value_evidence (
  value_id integer not null references indicator_values on delete cascade,
  project_id text not null references projects on delete cascade,
  file_id integer not null references files,
  primary key (value_id, file_id)
);

-- Satisfaction surveys by QR code; their mean feeds the indicator.
create table surveys (
  id integer generated always as identity primary key,
  target_id integer not null references targets on delete cascade,
  project_id text not null references projects on delete cascade,
  token text not null unique,
  title text not null,
  question text not null,
  min_answers integer not null default 30 check (min_answers > 0),
  opens_at timestamptz not null default now(),
  closes_at timestamptz not null,
  closed_at timestamptz,
  created_by integer references people,
  check (closes_at > opens_at)
);
create index surveys_project on surveys (project_id);
create table survey_answers (
  id integer generated always as identity primary key,
  survey_id integer not null references surveys on delete cascade,
  project_id text not null references projects on delete cascade,
  given_at timestamptz not null default now(),
  -- A keyed hash of the respondent's device: tells two answers of one device, and nothing else.
  respondent bytea not null,
  satisfaction smallint not null check (satisfaction between 1 and 5),
  comment text not null default '',
  unique (survey_id, respondent)
);

-- What must be computed anew, written with the change that causes it, emptied with the scores that follow.
create table score_queue (
  project_id text not null references projects on delete cascade,
  year integer not null,
  cause text not null,
  asked_at timestamptz not null default now(),
  primary key (project_id, year)
);

create table indicator_scores (
  project_id text not null references projects on delete cascade,
  month date not null,
  target_id integer not null references targets on delete cascade,
  state text not null check (state in ('scored', 'missing', 'waiting', 'not-due')),
  points numeric,
  weight numeric not null,
  light text check (light in ('red', 'yellow', 'green', 'blue')),
  value_id integer references indicator_values,
  formula_version text not null,
  sentence text not null,
  primary key (project_id, month, target_id)
);
create table project_scores (
  project_id text not null references projects on delete cascade,
  month date not null check (extract(day from month) = 1),
  year integer not null,
  declaration_id integer not null references declarations on delete cascade,
  score numeric,
  grade text check (grade in ('excellent', 'good', 'fair', 'poor')),
  light text check (light in ('red', 'yellow', 'green', 'blue')),
  known_weight numeric not null,
  missing integer not null,
  formula_version text not null,
  computed_at timestamptz not null,
  primary key (project_id, month)
);
create index project_scores_month on project_scores (month);
-- Every score a project ever had, with what changed it.
create table project_score_changes (
  id bigint generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  month date not null,
  score numeric,
  cause text not null,
  formula_version text not null,
  computed_at timestamptz not null
);
create index project_score_changes_project on project_score_changes (project_id, month, id);
create table group_scores (
  scope text not null check (scope in ('district', 'street', 'department', 'sector')),
  code text not null,
  month date not null,
  weighted numeric,
  plain numeric,
  projects integer not null,
  scored integer not null,
  computed_at timestamptz not null,
  primary key (scope, code, month)
);

-- Tables that came in: what was read, and what undoes it.
create table import_batches (
  id integer generated always as identity primary key,
  kind text not null check (kind in ('library', 'targets', 'values')),
  file_name text not null,
  file_hash text not null,
  rows integer not null,
  undo jsonb not null,
  imported_by integer not null references people,
  imported_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by integer references people
);

insert into thresholds (code, value, label, source, effective_from) values
  ('target-red', 0.60, '完成值与序时目标之比,低于为红', '运行监控分档(财政监控口径,待核)', '2026-01-01 00:00+08'),
  ('target-yellow', 0.80, '完成值与序时目标之比,低于为黄', '运行监控分档(财政监控口径,待核)', '2026-01-01 00:00+08'),
  ('target-blue', 1.20, '完成值与序时目标之比,达到为蓝(目标偏低)', '运行监控分档(财政监控口径,待核)', '2026-01-01 00:00+08'),
  ('grade-excellent', 90, '得分达到为优', '财预〔2020〕10号 第二十一条(待核)', '2026-01-01 00:00+08'),
  ('grade-good', 80, '得分达到为良', '财预〔2020〕10号 第二十一条(待核)', '2026-01-01 00:00+08'),
  ('grade-fair', 60, '得分达到为中', '财预〔2020〕10号 第二十一条(待核)', '2026-01-01 00:00+08');

-- Rows of a project are seen by whoever sees the project.
do $$
declare
  name text;
  seen constant text := '(select access.sees_all()) or exists (select from projects p where p.id = project_id)';
begin
  foreach name in array array['goal_projects', 'declarations', 'targets', 'target_changes', 'indicator_values',
                              'value_evidence', 'surveys', 'survey_answers', 'score_queue', 'indicator_scores',
                              'project_scores', 'project_score_changes'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy reach on %I to xw_app using (%s) with check (%s)', name, seen, seen);
  end loop;
end $$;
alter table group_scores enable row level security;
create policy reach on group_scores to xw_app using (
  (select access.sees_all())
  or (scope = 'street' and code = any ((select access.seen_streets())::text[]))
  or (scope = 'department' and code = any ((select access.seen_departments())::text[]))
);
-- An import undoes itself by its author's hand, or the district's.
alter table import_batches enable row level security;
create policy reach on import_batches to xw_app
  using ((select access.sees_all()) or imported_by = (select access.viewer_id('person')))
  with check ((select access.sees_all()) or imported_by = (select access.viewer_id('person')));

grant select on project_scores, indicator_scores, project_score_changes, group_scores to xw_app;
grant select, insert, update on
  plan_documents, templates, template_versions, score_cycles, indicator_values, surveys, import_batches to xw_app;
grant select, insert on survey_answers, value_evidence, score_queue to xw_app;
grant update on score_queue to xw_app;
grant select, insert, update, delete on
  plan_goals, goal_projects, goal_indicators, indicators, declarations, targets, target_changes to xw_app;
