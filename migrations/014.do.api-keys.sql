-- Keys for other systems, and the memory of what a client has already asked for. A key is a viewer like a person: it has
-- permissions, and a reach that follows from its organisation; row security holds it in the same way.
create table api_keys (
  id integer generated always as identity primary key,
  name text not null,
  -- SHA-256 of 256 random bits: the key itself is shown once and kept nowhere.
  key_hash bytea not null unique,
  permissions text[] not null check (cardinality(permissions) > 0),
  org_code text not null references organisations,
  requests_per_minute integer not null check (requests_per_minute between 1 and 6000),
  created_at timestamptz not null default now(),
  created_by text not null,
  expires_at timestamptz not null check (expires_at > created_at),
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by text
);
-- Nobody but the server itself looks for a hash.
grant insert on api_keys to xw_app;
grant select (id, name, permissions, org_code, requests_per_minute, created_at, created_by, expires_at, last_used_at,
              revoked_at, revoked_by) on api_keys to xw_app;
grant update (revoked_at, revoked_by) on api_keys to xw_app;

-- The reach of a key: the whole district, a department and below, a street, a company's own projects, or what is assigned
-- to an agency, by the kind of its organisation; and nothing once it is revoked, past its end or its organisation closed.
create function access.key_grants() returns table (scope text, org_code text, person_id integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  select case o.kind when 'district' then 'all' when 'department' then 'department' when 'street' then 'street'
                     when 'community' then 'street' when 'company' then 'own' else 'assigned' end,
         k.org_code, null::integer
    from api_keys k
    join organisations o on o.code = k.org_code and o.active
   where k.id = access.viewer_id('key') and k.revoked_at is null and k.expires_at > now()
     and current_setting('xw.permission', true) = any (k.permissions)
$$;

create or replace function access.grants() returns table (scope text, org_code text, person_id integer)
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
  union all
  select scope, org_code, person_id from access.key_grants()
$$;
grant execute on function access.key_grants() to xw_app;

-- What a client has asked for under an Idempotency-Key, for a day. `committed_at` is written in the transaction of the
-- change itself: whatever dies between the change and its answer, the change is not made twice.
create table idempotency_keys (
  id integer generated always as identity primary key,
  viewer text not null,
  key text not null,
  route text not null,
  body_hash bytea not null,
  started_at timestamptz not null default now(),
  committed_at timestamptz,
  status integer,
  content_type text,
  -- A reply may hold what is shown once.
  reply_sealed text,
  unique (viewer, key)
);
create index idempotency_started on idempotency_keys (started_at);
alter table idempotency_keys enable row level security;
create policy own on idempotency_keys to xw_app
  using (viewer = current_setting('xw.viewer', true)) with check (viewer = current_setting('xw.viewer', true));
grant select (id, viewer), update (committed_at) on idempotency_keys to xw_app;
