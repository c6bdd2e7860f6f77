-- 项目档案: projects are entered and changed by people, with whoever has a duty in them, their budget by lines and sources,
-- their contracts with the conditions of payment, and what was paid by each. Sums in fen. What was changed stays to be read:
-- a change of a file is a row of its own, beside the audit log, because whoever sees a project sees its story.

alter table projects
  -- 所属领域, and how far the matter has been carried: 试点, 深化, 融合. Null: not said, as of all projects before this.
  add column sector text check (sector in ('construction', 'transport', 'environment', 'water', 'education', 'health',
                                           'welfare', 'culture', 'industry', 'digital', 'safety', 'governance')),
  add column rollout text check (rollout in ('pilot', 'deepening', 'integration')),
  add column community_code text references organisations,
  -- The point that was picked on the map; its street was found from it.
  add column lon double precision check (lon between 118.5 and 119.2),
  add column lat double precision check (lat between 31.8 and 32.3),
  -- Grows with every change of the file: who changes what changed meanwhile is told.
  add column file_revision integer not null default 1,
  add check ((lon is null) = (lat is null));

-- 协办部门.
create table project_partners (
  project_id text not null references projects on delete cascade,
  org_code text not null references organisations,
  primary key (project_id, org_code)
);

-- Who has a duty in a project: somebody with an account here, or a name with an employer.
create table project_people (
  id integer generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  duty text not null check (duty in ('leader', 'manager', 'technical', 'quality', 'safety', 'finance', 'documents', 'site',
                                     'supervisor')),
  person_id integer references people,
  name text not null check (name <> ''),
  employer text not null default '',
  from_on date,
  until_on date,
  check (until_on is null or from_on is null or until_on >= from_on)
);
create index project_people_project on project_people (project_id);
create index project_people_person on project_people (name, employer);

-- Every change of a file, never changed itself.
create table project_changes (
  project_id text not null references projects on delete cascade,
  seq integer not null check (seq > 0),
  kind text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  reason text,
  before jsonb,
  after jsonb,
  primary key (project_id, seq)
);

create table project_budget_lines (
  project_id text not null references projects on delete cascade,
  seq integer not null check (seq > 0),
  source text not null check (source in ('central', 'provincial', 'municipal', 'district', 'bond', 'own', 'social', 'other')),
  purpose text not null check (purpose in ('works', 'equipment', 'land', 'design', 'fees', 'service', 'subsidy', 'reserve',
                                           'other')),
  year integer not null check (year between 2000 and 2100),
  amount_fen bigint not null check (amount_fen > 0),
  note text not null default '',
  primary key (project_id, seq)
);

alter table project_contracts
  add column kind text not null default 'construction'
    check (kind in ('survey', 'design', 'construction', 'supervision', 'equipment', 'service', 'other')),
  -- 统一社会信用代码: two contracts are of one contractor by it, by name where it is missing.
  add column credit_code text check (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  add column starts_on date,
  add column ends_on date,
  -- 付款条件, in their order: name, condition, share of the sum.
  add column terms jsonb not null default '[]',
  add column ended_reason text,
  add column revision integer not null default 1,
  add check (ends_on is null or starts_on is null or ends_on >= starts_on),
  add check (ended_at is null or ended_reason is not null);

alter table payments
  add column contract_id integer references project_contracts,
  add column voucher text not null default '',
  add column note text not null default '',
  add column noted_by text,
  add column noted_at timestamptz,
  -- What was paid or noted wrongly is undone by another row with the opposite sum.
  add column undoes_id bigint unique references payments;
create index payments_contract on payments (contract_id);

do $$
declare
  name text;
  seen constant text := '(select access.sees_all()) or exists (select from projects p where p.id = project_id)';
begin
  foreach name in array array['project_partners', 'project_people', 'project_changes', 'project_budget_lines'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy reach on %I to xw_app using (%s) with check (%s)', name, seen, seen);
  end loop;
end $$;
grant select, insert, delete on project_partners, project_people, project_budget_lines to xw_app;
grant select, insert on project_changes to xw_app;

-- Whether somebody of the transaction's reach may have a project of this department and unit: whose it is to be must be
-- within reach before it is entered.
create function access.may_place(department text, unit text) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return coalesce(access.sees_all() or department = any (access.seen_departments()) or unit = any (access.seen_units()), false);
end $$;

-- The next number of a year: XM2026-0007. Counted over all projects, whoever asks; who asks at the same time waits.
create function access.next_project_code(of_year integer) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  prefix constant text := 'XM' || of_year || '-';
begin
  perform pg_advisory_xact_lock(hashtext('next_project_code'));
  return prefix || lpad((coalesce(max(substr(id, length(prefix) + 1)::integer), 0) + 1)::text, 4, '0')
    from projects where id ~ ('^' || prefix || '[0-9]{4}$');
end $$;
grant execute on function access.may_place(text, text), access.next_project_code(integer) to xw_app;
