-- Who may see which rows, decided by the database itself: the organisation tree, posts, the role matrix, and row security
-- under a role that cannot bypass it. Everything a request causes runs under `xw_app` with two settings of its
-- transaction: `xw.viewer` ('person:17', 'wall:3', 'nobody') and `xw.permission` (that of its route). The reach of a
-- viewer is computed for that one permission, from the roles that carry it: so two roles of one person never lend each
-- other their reach. Ingestion, the live figures and housekeeping run as the owner.

do $$
begin
  create role xw_app nologin;
exception when duplicate_object then null;
end $$;
do $$
begin
  execute format('grant xw_app to %I', current_user);
end $$;

-- The organisation tree: the district, its departments, streets with their communities, companies, agencies.
create table organisations (
  code text primary key check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$'),
  name text not null,
  kind text not null check (kind in ('district', 'department', 'street', 'community', 'company', 'agency')),
  parent_code text references organisations,
  street_code text references streets,
  active boolean not null default true,
  check ((kind = 'district') = (parent_code is null)),
  check (kind not in ('street', 'community') or street_code is not null)
);
create index organisations_parent on organisations (parent_code);
create unique index organisations_street on organisations (street_code) where kind = 'street';

insert into organisations (code, name, kind) values ('320102', '玄武区', 'district');
insert into organisations (code, name, kind, parent_code, street_code)
  select code, name || '办事处', 'street', '320102', code from streets;
insert into organisations (code, name, kind, parent_code) select code, name, 'department', '320102' from departments;
alter table projects drop constraint projects_department_code_fkey;
alter table projects add foreign key (department_code) references organisations;
drop table departments;

-- The project's own unit (项目单位).
alter table projects add column unit_code text references organisations;
create index projects_department on projects (department_code);
create index projects_unit on projects (unit_code);
create index sites_street on sites (street_code);
create index sites_project on sites (project_id);

create table roles (
  role text primary key,
  scope text not null check (scope in ('all', 'department', 'street', 'own', 'assigned', 'none'))
);
-- What holds; the pairs offered so far are remembered, so that a later release offers only what is new.
create table role_permissions (role text not null references roles, permission text not null, primary key (role, permission));
create table role_permission_offers (role text not null, permission text not null, primary key (role, permission));

insert into roles (role, scope) values
  ('district-leader', 'all'), ('performance-office', 'all'), ('finance', 'all'), ('development-reform', 'all'),
  ('audit-bureau', 'all'), ('department', 'department'), ('project-unit', 'own'), ('street', 'street'),
  ('evaluator', 'assigned'), ('system-admin', 'none'), ('security-admin', 'none'), ('audit-admin', 'none'), ('wall', 'all');

create table posts (
  id integer generated always as identity primary key,
  person_id integer not null references people,
  role text not null references roles check (role <> 'wall'),
  org_code text not null references organisations,
  from_at timestamptz not null default now(),
  until_at timestamptz,
  check (until_at is null or until_at >= from_at)
);
create index posts_person on posts (person_id);

-- A post lent for a time: part of the work handed over (delegation), or its holder being away (substitution).
create table post_loans (
  id integer generated always as identity primary key,
  post_id integer not null references posts,
  to_person_id integer not null references people,
  kind text not null check (kind in ('delegation', 'substitution')),
  from_at timestamptz not null,
  until_at timestamptz not null,
  reason text not null,
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  check (until_at > from_at)
);
create index post_loans_borrower on post_loans (to_person_id);

-- Projects given to a person or to an organisation for a time: evaluators.
create table project_assignments (
  id integer generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  person_id integer references people,
  org_code text references organisations,
  from_at timestamptz not null default now(),
  until_at timestamptz not null,
  check ((person_id is null) <> (org_code is null)),
  check (until_at > from_at)
);
create index project_assignments_person on project_assignments (person_id);
create index project_assignments_org on project_assignments (org_code);

-- Roles of the former release become posts at the district; whoever administered does nothing else from now on.
insert into posts (person_id, role, org_code)
  select p.id, case r when 'administrator' then 'system-admin' when 'office' then 'performance-office'
                      else 'district-leader' end, '320102'
    from people p cross join unnest(p.roles) as r
   where r in ('administrator', 'office', 'leader') and (r = 'administrator' or not 'administrator' = any (p.roles));
alter table people drop column roles;

-- Set-up links, one for each administrator that is missing.
delete from setup_tokens;
alter table setup_tokens add column role text not null references roles
  check (role in ('system-admin', 'security-admin', 'audit-admin'));

-- The viewer's reach.
create schema access;
grant usage on schema access to xw_app;

create view access.posts_in_force as
  select p.id as post_id, p.person_id, p.role, p.org_code, null::integer as lender_id
    from posts p
   where p.from_at <= now() and (p.until_at is null or p.until_at > now())
  union all
  select p.id, l.to_person_id, p.role, p.org_code, p.person_id
    from post_loans l
    join posts p on p.id = l.post_id
    join people lender on lender.id = p.person_id and lender.active
   where l.from_at <= now() and l.until_at > now() and l.ended_at is null
     and p.from_at <= now() and (p.until_at is null or p.until_at > now())
     and p.role not in ('system-admin', 'security-admin', 'audit-admin');

create function access.viewer_id(wanted_kind text) returns integer language sql stable as $$
  select case when split_part(current_setting('xw.viewer', true), ':', 1) = wanted_kind
              then split_part(current_setting('xw.viewer', true), ':', 2)::integer end
$$;

-- What the viewer's permission reaches: one row for each role that carries it. Nobody in force: no row, no data.
create function access.grants() returns table (scope text, org_code text, person_id integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  select r.scope, p.org_code, p.person_id
    from access.posts_in_force p
    join people holder on holder.id = p.person_id and holder.active
    join roles r on r.role = p.role
    join role_permissions rp on rp.role = p.role and rp.permission = current_setting('xw.permission', true)
   where p.person_id = access.viewer_id('person')
  union all
  select r.scope, null, null
    from walls w
    join roles r on r.role = 'wall'
    join role_permissions rp on rp.role = 'wall' and rp.permission = current_setting('xw.permission', true)
   where w.id = access.viewer_id('wall') and w.revoked_at is null
$$;

create function access.sees_all() returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from access.grants() where scope = 'all')
$$;

-- An organisation and all below it.
create function access.subtree(tops text[]) returns text[]
  language sql stable security definer set search_path = public, pg_temp as $$
  with recursive tree as (
    select code from organisations where code = any (tops)
    union
    select o.code from organisations o join tree t on o.parent_code = t.code
  )
  select coalesce(array_agg(code), '{}') from tree
$$;

create function access.seen_departments() returns text[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select access.subtree(array_agg(org_code)) from access.grants() where scope = 'department'
$$;

create function access.seen_units() returns text[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select access.subtree(array_agg(org_code)) from access.grants() where scope = 'own'
$$;

create function access.seen_streets() returns text[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(o.street_code), '{}')
    from access.grants() g join organisations o on o.code = g.org_code
   where g.scope = 'street' and o.street_code is not null
$$;

create function access.assigned_projects() returns text[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(a.project_id), '{}')
    from access.grants() g
    join project_assignments a on a.person_id = g.person_id or a.org_code = g.org_code
   where g.scope = 'assigned' and a.from_at <= now() and a.until_at > now()
$$;

-- One predicate for projects, written once. Each function is asked once a statement: a scalar subquery without a
-- reference to the row is an InitPlan.
do $$
declare
  visible constant text := $visible$
    (select access.sees_all())
    or department_code = any ((select access.seen_departments())::text[])
    or street_code = any ((select access.seen_streets())::text[])
    or unit_code = any ((select access.seen_units())::text[])
    or id = any ((select access.assigned_projects())::text[])
  $visible$;
begin
  execute format('create policy reach on projects to xw_app using (%s) with check (%s)', visible, visible);
  -- The same for functions that read as the owner, whom row security does not hold.
  execute format('create view access.visible_projects as select id from projects where %s', visible);
end $$;

create function access.seen_sites() returns text[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(s.code), '{}') from sites s
   where (select access.sees_all()) or s.street_code = any ((select access.seen_streets())::text[])
      or s.project_id in (select id from access.visible_projects)
$$;

create function access.seen_devices() returns integer[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(d.id), '{}') from devices d where d.site_code = any ((select access.seen_sites())::text[])
$$;

grant execute on all functions in schema access to xw_app;

alter table projects enable row level security;
do $$
declare name text;
begin
  foreach name in array array['project_weeks', 'payments', 'project_funds_plan', 'project_phases', 'project_milestones',
                              'project_assignments'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy reach on %I to xw_app
      using ((select access.sees_all()) or project_id in (select id from projects))
      with check ((select access.sees_all()) or project_id in (select id from projects))', name);
  end loop;
end $$;

alter table sites enable row level security;
create policy reach on sites to xw_app
  using ((select access.sees_all()) or street_code = any ((select access.seen_streets())::text[])
         or project_id in (select id from projects))
  with check ((select access.sees_all()) or street_code = any ((select access.seen_streets())::text[])
         or project_id in (select id from projects));
alter table devices enable row level security;
create policy reach on devices to xw_app
  using ((select access.sees_all()) or site_code in (select code from sites))
  with check ((select access.sees_all()) or site_code in (select code from sites));
alter table quarantine enable row level security;
create policy reach on quarantine to xw_app
  using ((select access.sees_all()) or device_code in (select code from devices));

-- Telemetry has no row security (hypertables refuse it together with compression): xw_app has no grant on it and reads
-- it by views that know the viewer's devices. A bare PostgreSQL (tests) has no aggregates.
create schema scoped;
grant usage on schema scoped to xw_app;
do $$
declare name text;
begin
  foreach name in array array['readings', 'camera_events', 'device_status', 'readings_1m', 'readings_10m', 'readings_1h',
                              'readings_1d'] loop
    continue when to_regclass(name) is null;
    execute format('create view scoped.%I with (security_barrier) as select * from %I
      where device_id = any ((select access.seen_devices())::integer[])', name, name);
  end loop;
end $$;
grant select on all tables in schema scoped to xw_app;

-- What xw_app may do at all. Tables of later migrations grant it by themselves; whatever is not granted is refused.
grant usage on schema public to xw_app;
grant select on streets, thresholds, limits, roles, role_permissions, organisations to xw_app;
grant select, insert, update, delete on
  projects, project_weeks, payments, project_funds_plan, project_phases, project_milestones, project_assignments,
  sites, devices, organisations, people, posts, post_loans, walls, wall_leases, sessions, setup_tokens,
  role_permissions to xw_app;
grant select, update on quarantine to xw_app;
grant select, insert on audit_log to xw_app;
