-- The audit log becomes a chain (decision 0015): records are numbered without gaps, each holds a hash over all of itself
-- and over the hash before. The hashes are the server's (SM3 is not PostgreSQL's); that a record follows the last one,
-- that nothing is changed and that nothing goes but by retention is held here, whoever asks.

-- What was recorded so far has no hashes. The migrating process carries it over, oldest first.
alter table audit_log rename to audit_log_unchained;
revoke all on audit_log_unchained from xw_app;

create table audit_log (
  seq bigint primary key,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('person', 'wall', 'key', 'system', 'nobody')),
  actor_id integer,
  actor_name text not null,
  actor_roles text[] not null,
  address text,
  agent text,
  verb text not null,
  subject text not null,
  before jsonb,
  after jsonb,
  outcome text not null check (outcome in ('done', 'denied', 'failed')),
  reason text,
  times integer not null check (times > 0),
  prev_hash bytea not null check (octet_length(prev_hash) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  hash_algorithm text not null check (hash_algorithm in ('sha256', 'sm3'))
);
create index audit_log_at on audit_log (at);
create index audit_log_actor on audit_log (actor_kind, actor_id, seq);
create index audit_log_verb on audit_log (verb, seq);

-- Where the chain stands, one row. Whoever appends holds it until the commit: so there are no gaps.
create table audit_chain (
  one boolean primary key default true check (one),
  -- The last record; the next must follow it.
  seq bigint not null default 0,
  hash bytea not null default decode(repeat('00', 32), 'hex'),
  -- The last record that retention took away: what the first one kept follows.
  start_seq bigint not null default 0,
  start_hash bytea not null default decode(repeat('00', 32), 'hex'),
  -- How far retention may delete, while it does.
  retiring_to bigint,
  -- By which the next record is hashed; the server sets it at start (AUDIT_HASH).
  hash_algorithm text not null default 'sha256' check (hash_algorithm in ('sha256', 'sm3'))
);
insert into audit_chain default values;

create table audit_seals (
  day date primary key,
  first_seq bigint not null,
  last_seq bigint not null,
  records bigint not null,
  root_hash bytea not null check (octet_length(root_hash) = 32),
  sealed_at timestamptz not null,
  hash_algorithm text not null check (hash_algorithm in ('sha256', 'sm3')),
  key_id text not null,
  mac bytea not null check (octet_length(mac) = 32),
  check (last_seq >= first_seq - 1)
);

-- Takes the chain's end and keeps it to the end of the transaction: to be asked as late as possible. The time is read
-- once the lock is held, so that it goes the way the numbers go.
create function audit_take_end() returns table (seq bigint, hash bytea, hash_algorithm text, at timestamptz)
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from audit_chain for update;
  return query select c.seq, c.hash, c.hash_algorithm, date_trunc('milliseconds', clock_timestamp()) from audit_chain c;
end $$;

create function audit_follow() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare last audit_chain;
begin
  select * into strict last from audit_chain for update;
  if new.seq <> last.seq + 1 or new.prev_hash <> last.hash then
    raise exception 'audit record % does not follow record %', new.seq, last.seq using errcode = '23000';
  end if;
  update audit_chain set seq = new.seq, hash = new.hash;
  return new;
end $$;
create trigger follow before insert on audit_log for each row execute function audit_follow();

create function audit_refuse() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Retention alone marks how far it may go; what is younger than half a year stays even so.
  if tg_op = 'DELETE' and tg_table_name = 'audit_log' then
    if old.seq <= (select retiring_to from audit_chain) and old.at < now() - interval '6 months' then
      return old;
    end if;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;
create trigger keep before update or delete on audit_log for each row execute function audit_refuse();
create trigger keep_all before truncate on audit_log for each statement execute function audit_refuse();
create trigger keep before update or delete on audit_seals for each row execute function audit_refuse();
create trigger keep_all before truncate on audit_seals for each statement execute function audit_refuse();

-- Retention: takes away whole sealed days older than so many months. The seal of the last of them is the chain's start.
create function audit_retire(keep_months integer) returns table (first_seq bigint, last_seq bigint)
  language plpgsql set search_path = public, pg_temp as $$
declare
  chain audit_chain;
  upto audit_seals;
begin
  if keep_months is null or keep_months < 6 then
    raise exception 'audit records are kept for 6 months at least, not %', keep_months using errcode = '22023';
  end if;
  select * into strict chain from audit_chain for update;
  select * into upto from audit_seals s
   where s.day < (now() at time zone 'Asia/Shanghai')::date - make_interval(months => keep_months)
   order by s.day desc limit 1;
  if upto.day is null or upto.last_seq <= chain.start_seq then return; end if;
  update audit_chain set retiring_to = upto.last_seq;
  delete from audit_log l where l.seq <= upto.last_seq;
  update audit_chain set retiring_to = null, start_seq = upto.last_seq, start_hash = upto.root_hash;
  return query select chain.start_seq + 1, upto.last_seq;
end $$;

-- Nobody's but the owner's; the application appends, and reads where the permission is the audit administrator's.
revoke execute on function audit_take_end(), audit_retire(integer) from public;
grant execute on function audit_take_end() to xw_app;
grant select, insert on audit_log to xw_app;
grant select on audit_chain, audit_seals to xw_app;
alter table audit_log enable row level security;
create policy add on audit_log for insert to xw_app with check (true);
create policy read on audit_log for select to xw_app
  using (current_setting('xw.permission', true) in ('audit.read', 'audit.export'));
