-- A key for another system is good once a second person has confirmed it (GB/T 22239-2019 8.1.4.2 d): whoever issues keys
-- must not reach business data by one of their own. And the links of walls, whose screens show the whole district, are
-- the work of the performance office, not of the system administrator.

alter table api_keys add column confirmed_at timestamptz, add column confirmed_by text;
grant select (confirmed_at, confirmed_by), update (confirmed_at, confirmed_by) on api_keys to xw_app;

create or replace function access.key_grants() returns table (scope text, org_code text, person_id integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  select case o.kind when 'district' then 'all' when 'department' then 'department' when 'street' then 'street'
                     when 'community' then 'street' when 'company' then 'own' else 'assigned' end,
         k.org_code, null::integer
    from api_keys k
    join organisations o on o.code = k.org_code and o.active
   where k.id = access.viewer_id('key') and k.confirmed_at is not null and k.revoked_at is null and k.expires_at > now()
     and current_setting('xw.permission', true) = any (k.permissions)
$$;

delete from role_permissions where role = 'system-admin' and permission = 'walls.manage';
