-- Reach at the price of an ordinary condition (decision 0017). What a viewer's permission reaches is computed once, at the
-- beginning of the transaction, and put into settings under a seal that only the owner can make; which kind of reach it is
-- becomes the transaction's role, so that the planner sees one plain condition on one indexed column, or none at all for
-- who sees all. The parts of a project carry its department, street and unit, so that a part is judged by itself.
-- A setting that was forged breaks the seal, and then nothing is seen. A role only says by which arm rows are asked for:
-- a wrong one shows less, never more.

do $$
declare name text;
begin
  foreach name in array array['xw_reach_all', 'xw_reach_department', 'xw_reach_street', 'xw_reach_own',
                              'xw_reach_assigned', 'xw_reach_mixed'] loop
    begin
      execute format('create role %I nologin', name);
    exception when duplicate_object then
      null;
    end;
    -- Grants, and the policies of tables that know no arms, are those of xw_app.
    execute format('grant xw_app to %I', name);
    execute format('grant %I to %I', name, current_user);
  end loop;
end $$;

create table access.seal_key (one boolean primary key default true check (one), secret text not null);
insert into access.seal_key (secret) values (gen_random_uuid()::text || gen_random_uuid()::text);

-- What the settings of this transaction would be sealed with, if they were as they are. Bound to the connection and the
-- transaction: a seal seen once is good for nothing later. Quoted by array_out, so that no value can pass for two.
create function access.seal() returns text
  language plpgsql stable parallel restricted security definer set search_path = public, pg_temp as $$
declare kept text;
begin
  select secret into strict kept from access.seal_key;
  return encode(sha256(convert_to(array[
    kept, pg_backend_pid()::text, extract(epoch from now())::text, current_setting('xw.viewer', true),
    current_setting('xw.permission', true), current_setting('xw.arm', true), current_setting('xw.departments', true),
    current_setting('xw.streets', true), current_setting('xw.units', true), current_setting('xw.projects', true), kept
  ]::text, 'UTF8')), 'hex');
end $$;

create function access.is_sealed() returns boolean
  language plpgsql stable parallel restricted security definer set search_path = public, pg_temp as $$
begin
  return coalesce(current_setting('xw.seal', true) = access.seal(), false);
end $$;

create function access.viewer() returns text
  language plpgsql stable parallel restricted security definer set search_path = public, pg_temp as $$
begin
  return case when access.is_sealed() then current_setting('xw.viewer', true) end;
end $$;

create function access.permission() returns text
  language plpgsql stable parallel restricted security definer set search_path = public, pg_temp as $$
begin
  return case when access.is_sealed() then current_setting('xw.permission', true) end;
end $$;

create or replace function access.viewer_id(wanted_kind text) returns integer
  language plpgsql stable parallel restricted as $$
declare viewer constant text := access.viewer();
begin
  return case when split_part(viewer, ':', 1) = wanted_kind then split_part(viewer, ':', 2)::integer end;
end $$;

-- What a viewer's permission reaches: one row for each role that carries it. Nobody in force: no row, no data.
create function access.grants_of(viewer text, wanted text) returns table (scope text, org_code text, person_id integer)
  language plpgsql stable set search_path = public, pg_temp as $$
declare
  kind constant text := split_part(viewer, ':', 1);
  number constant integer := nullif(split_part(viewer, ':', 2), '')::integer;
begin
  case kind
    when 'person' then
      return query
        select r.scope, p.org_code, p.person_id
          from access.posts_in_force p
          join people holder on holder.id = p.person_id and holder.active
          join roles r on r.role = p.role
          join role_permissions rp on rp.role = p.role and rp.permission = wanted
         where p.person_id = number;
    when 'wall' then
      return query
        select r.scope, null::text, null::integer
          from walls w
          join roles r on r.role = 'wall'
          join role_permissions rp on rp.role = 'wall' and rp.permission = wanted
         where w.id = number and w.revoked_at is null;
    when 'key' then
      return query
        select case o.kind when 'district' then 'all' when 'department' then 'department' when 'street' then 'street'
                           when 'community' then 'street' when 'company' then 'own' else 'assigned' end,
               k.org_code, null::integer
          from api_keys k
          join organisations o on o.code = k.org_code and o.active
         where k.id = number and k.confirmed_at is not null and k.revoked_at is null and k.expires_at > now()
           and wanted = any (k.permissions);
    else
      return;
  end case;
end $$;

create or replace function access.grants() returns table (scope text, org_code text, person_id integer)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select g.scope, g.org_code, g.person_id from access.grants_of(access.viewer(), access.permission()) g;
end $$;
drop function access.key_grants();

-- An organisation and all below it.
create or replace function access.subtree(tops text[]) returns text[]
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (
    with recursive tree as (
      select code from organisations where code = any (tops)
      union
      select o.code from organisations o join tree t on o.parent_code = t.code
    )
    select coalesce(array_agg(code), '{}') from tree);
end $$;

-- Settles for the rest of the transaction whose eyes it has and by which permission, and what they reach.
-- @returns the role whose policies ask for just that
create function access.take_reach(wanted_viewer text, wanted_permission text) returns text
  language plpgsql set search_path = public, pg_temp as $$
declare
  arms text[];
  departments text[];
  own text[];
  streets text[];
  persons integer[];
  agencies text[];
  projects text[];
begin
  select array_agg(distinct g.scope), array_agg(g.org_code) filter (where g.scope = 'department'),
         array_agg(g.org_code) filter (where g.scope = 'own'), array_agg(g.org_code) filter (where g.scope = 'street'),
         array_agg(g.person_id) filter (where g.scope = 'assigned'), array_agg(g.org_code) filter (where g.scope = 'assigned')
    into arms, departments, own, streets, persons, agencies
    from access.grants_of(wanted_viewer, wanted_permission) g
   where g.scope <> 'none';
  if departments is not null then departments := access.subtree(departments); end if;
  if own is not null then own := access.subtree(own); end if;
  if streets is not null then
    streets := array(select o.street_code from organisations o where o.code = any (streets) and o.street_code is not null);
  end if;
  if agencies is not null then
    projects := array(select distinct a.project_id from project_assignments a
                       where (a.person_id = any (persons) or a.org_code = any (agencies))
                         and a.from_at <= now() and a.until_at > now());
  end if;
  perform set_config('xw.viewer', wanted_viewer, true),
          set_config('xw.permission', wanted_permission, true),
          set_config('xw.arm', case when arms @> '{all}' then 'all' when arms is null then 'none' else 'some' end, true),
          set_config('xw.departments', coalesce(array_to_string(departments, ','), ''), true),
          set_config('xw.streets', coalesce(array_to_string(streets, ','), ''), true),
          set_config('xw.units', coalesce(array_to_string(own, ','), ''), true),
          set_config('xw.projects', coalesce(array_to_string(projects, ','), ''), true);
  perform set_config('xw.seal', access.seal(), true);
  return case when arms is null then 'xw_app' when arms @> '{all}' then 'xw_reach_all'
              when cardinality(arms) > 1 then 'xw_reach_mixed' else 'xw_reach_' || arms[1] end;
end $$;

-- Opens a transaction for somebody's eyes, in one round trip. The owner's; a function that takes its owner's rights may
-- not set a role.
create function access.enter(wanted_viewer text, wanted_permission text) returns void
  language plpgsql set search_path = public, pg_temp as $$
begin
  perform set_config('role', access.take_reach(wanted_viewer, wanted_permission), true);
end $$;

-- The same viewer by another permission. @returns the role to go on with
create function access.look_by(wanted_permission text) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return access.take_reach(coalesce(access.viewer(), 'nobody'), wanted_permission);
end $$;

-- Whether somebody has a permission at this moment: a proposal is judged again when it is confirmed.
create function access.person_holds(person integer, wanted text) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from access.grants_of('person:' || person, wanted));
end $$;

-- What was settled, to whoever asks inside the transaction; nothing where the seal is broken.
create or replace function access.sees_all() returns boolean
  language plpgsql stable parallel restricted security definer set search_path = public, pg_temp as $$
begin
  return coalesce(current_setting('xw.arm', true) = 'all' and current_setting('xw.seal', true) = access.seal(), false);
end $$;

create or replace function access.seen_departments() returns text[]
  language plpgsql stable parallel restricted security definer set search_path = public, pg_temp as $$
begin
  return case when current_setting('xw.seal', true) = access.seal()
              then string_to_array(current_setting('xw.departments', true), ',') else '{}' end;
end $$;
create or replace function access.seen_units() returns text[]
  language plpgsql stable parallel restricted security definer set search_path = public, pg_temp as $$
begin
  return case when current_setting('xw.seal', true) = access.seal()
              then string_to_array(current_setting('xw.units', true), ',') else '{}' end;
end $$;
create or replace function access.seen_streets() returns text[]
  language plpgsql stable parallel restricted security definer set search_path = public, pg_temp as $$
begin
  return case when current_setting('xw.seal', true) = access.seal()
              then string_to_array(current_setting('xw.streets', true), ',') else '{}' end;
end $$;
create or replace function access.assigned_projects() returns text[]
  language plpgsql stable parallel restricted security definer set search_path = public, pg_temp as $$
begin
  return case when current_setting('xw.seal', true) = access.seal()
              then string_to_array(current_setting('xw.projects', true), ',') else '{}' end;
end $$;

-- As a set that is looked into without walking through it.
create function access.set_of(codes text[]) returns jsonb language sql immutable parallel safe as $$
  select jsonb_object(codes, codes)
$$;

-- Many questions of many viewers, as before (migration 015).
create or replace function access.judge(viewers text[], permissions text[], kinds text[], keys text[]) returns setof integer
  language plpgsql set search_path = public, pg_temp as $$
declare asked record;
begin
  for asked in
    -- Walls differ in nothing but their number: one of them speaks for all that are not revoked.
    select min(viewer) as viewer, permission, array_agg(kind order by n) as kinds, array_agg(key order by n) as keys,
           array_agg(n::integer order by n) as numbers
      from unnest(viewers, permissions, kinds, keys) with ordinality as q(viewer, permission, kind, key, n)
     where viewer not like 'wall:%'
        or viewer in (select 'wall:' || id from walls where revoked_at is null)
     group by case when viewer like 'wall:%' then 'walls' else viewer end, permission
  loop
    perform access.take_reach(asked.viewer, asked.permission);
    return query
      select q.n from unnest(asked.kinds, asked.keys, asked.numbers) as q(kind, key, n)
       where case q.kind
         when 'any' then (select exists (select from access.grants()))
         when 'district' then (select access.sees_all())
         when 'street' then (select access.sees_all()) or q.key = any ((select access.seen_streets())::text[])
         when 'project' then (select access.sees_all()) or exists (select from access.visible_projects v where v.id = q.key)
         when 'camera' then exists (select from devices d where d.code = q.key and d.kind = 'camera'
                                                            and d.site_code = any ((select access.seen_sites())::text[]))
       end;
  end loop;
end $$;

revoke execute on function access.seal(), access.grants_of(text, text), access.take_reach(text, text),
  access.enter(text, text) from public;

-- A query cannot change a setting or its role, whatever it says: only a statement of its own could. Where the migrating
-- user may not say so (not a superuser), the seal alone stands.
do $$
begin
  revoke execute on function pg_catalog.set_config(text, text, boolean) from public;
  execute format('grant execute on function pg_catalog.set_config(text, text, boolean) to %I', current_user);
exception when insufficient_privilege then
  raise notice 'set_config stays open to everybody; the seal holds';
end $$;

-- The parts of a project know where it belongs. Kept by the database alone, whatever is written into these columns.
create function access.place_part() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select p.department_code, p.street_code, p.unit_code into new.department_code, new.street_code, new.unit_code
    from projects p where p.id = new.project_id;
  return new;
end $$;
create function access.move_parts() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- The trigger of each part looks up the rest.
  update project_weeks set department_code = null where project_id = new.id;
  update payments set department_code = null where project_id = new.id;
  update project_funds_plan set department_code = null where project_id = new.id;
  update project_phases set department_code = null where project_id = new.id;
  update project_milestones set department_code = null where project_id = new.id;
  return null;
end $$;
revoke execute on function access.place_part(), access.move_parts() from public;

-- Policies. The first condition of an arm is the truth, read once a statement from what is sealed; written so that the
-- planner takes it for true. The second is for the planner, who can see into a setting but not into a sealed function:
-- it alone says how many rows there are and which index finds them. A forged one can only take rows away.
do $$
declare
  name text;
  arm record;
  held text;
  policy constant text := 'create policy reach_%1$s on %2$I to xw_reach_%1$s using (%3$s) with check (%3$s)';
begin
  drop policy reach on projects;
  execute format(policy, 'all', 'projects', '(select access.sees_all())');
  foreach name in array array['project_weeks', 'payments', 'project_funds_plan', 'project_phases', 'project_milestones'] loop
    execute format('drop policy reach on %I', name);
    execute format(policy, 'all', name, '(select access.sees_all())');
    execute format('alter table %I add column department_code text, add column street_code text, add column unit_code text', name);
    execute format('update %I t set department_code = p.department_code, street_code = p.street_code, unit_code = p.unit_code
                      from projects p where p.id = t.project_id', name);
    execute format('create trigger place before insert or update on %I for each row execute function access.place_part()', name);
  end loop;
  for arm in
    select * from (values ('department', 'seen_departments', 'xw.departments', 'department_code', 'department_code'),
                          ('street', 'seen_streets', 'xw.streets', 'street_code', 'street_code'),
                          ('own', 'seen_units', 'xw.units', 'unit_code', 'unit_code'),
                          ('assigned', 'assigned_projects', 'xw.projects', 'id', 'project_id'))
      as a(role, reader, setting, of_project, of_part)
  loop
    held := 'nullif(jsonb_exists((select access.set_of(access.' || arm.reader || '())), %I), false) is not null';
    execute format(policy, arm.role, 'projects',
                   format(held || ' and %1$I = any (string_to_array(current_setting(%2$L, true), '',''))',
                          arm.of_project, arm.setting));
    foreach name in array array['project_weeks', 'payments', 'project_funds_plan', 'project_phases', 'project_milestones'] loop
      execute format(policy, arm.role, name, format(held, arm.of_part));
    end loop;
  end loop;
  -- Several kinds of reach at once.
  held := 'jsonb_exists((select access.set_of(access.seen_departments())), department_code)
           or jsonb_exists((select access.set_of(access.seen_streets())), street_code)
           or jsonb_exists((select access.set_of(access.seen_units())), unit_code)
           or jsonb_exists((select access.set_of(access.assigned_projects())), %I)';
  execute format(policy, 'mixed', 'projects', format(held, 'id'));
  foreach name in array array['project_weeks', 'payments', 'project_funds_plan', 'project_phases', 'project_milestones'] loop
    execute format(policy, 'mixed', name, format(held, 'project_id'));
  end loop;
end $$;
create trigger move_parts after update of department_code, street_code, unit_code on projects for each row
  when (old.department_code is distinct from new.department_code or old.street_code is distinct from new.street_code
        or old.unit_code is distinct from new.unit_code)
  execute function access.move_parts();

-- What named a setting itself now asks for what is sealed; and nobody signs the audit log with another's name.
alter policy own on idempotency_keys
  using (viewer = (select access.viewer())) with check (viewer = (select access.viewer()));
alter policy read on audit_log using ((select access.permission()) in ('audit.read', 'audit.export'));
alter policy add on audit_log
  with check (actor_kind = 'system' or coalesce(actor_kind || ':' || actor_id, actor_kind) = (select access.viewer()));
