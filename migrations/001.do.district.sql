-- The district and who works in it: streets (official 12-digit codes), departments, projects with their weekly reports
-- and payments. Money is in fen as bigint, shares as numeric 0..1, instants as timestamptz.

create table streets (
  code text primary key check (code ~ '^320102[0-9]{6}$'),
  name text not null unique
);

insert into streets (code, name) values
  ('320102002000', '梅园新村街道'),
  ('320102003000', '新街口街道'),
  ('320102005000', '玄武门街道'),
  ('320102007000', '锁金村街道'),
  ('320102008000', '红山街道'),
  ('320102009000', '孝陵卫街道'),
  ('320102010000', '玄武湖街道');

create table departments (
  code text primary key,
  name text not null unique
);

create table projects (
  id text primary key check (id ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$'),
  name text not null,
  category text not null check (category in ('urban-renewal', 'livelihood', 'fiscal', 'investment')),
  phase text not null check (phase in ('planning', 'approval', 'preparation', 'building', 'acceptance', 'evaluation')),
  department_code text not null references departments,
  street_code text references streets,
  budget_fen bigint not null check (budget_fen > 0),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  demo boolean not null default false,
  real_name boolean not null default false,
  check (ends_at > starts_at)
);
create index projects_street on projects (street_code);

-- One row a week from the plan; progress stays null until it is reported and verified (missing is not zero).
create table project_weeks (
  project_id text not null references projects on delete cascade,
  closes_at timestamptz not null,
  planned numeric(6, 5) not null check (planned between 0 and 1),
  progress numeric(6, 5) check (progress between 0 and 1),
  primary key (project_id, closes_at)
);

create table payments (
  id bigint generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  paid_at timestamptz not null,
  amount_fen bigint not null check (amount_fen <> 0)
);
create index payments_project on payments (project_id, paid_at);
