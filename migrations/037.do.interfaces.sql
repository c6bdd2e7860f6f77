-- Interfaces with finance, OA and asset management: what other systems send is taken exactly once or held back with its
-- reason; what we tell them is written in the transaction of the event and posted afterwards; finance's monthly statement
-- is held against our payments, and each difference has an owner.

-- What came in. `number` is the sender's own: of one system and kind it is accepted once, whatever key it came with.
create table interface_inbox (
  id integer generated always as identity primary key,
  system text not null check (system in ('finance', 'oa', 'assets')),
  kind text not null check (kind in ('budget', 'appropriation', 'voucher', 'statement', 'decision')),
  number text not null,
  -- As its sender wrote it: it may be no project of ours.
  project_code text,
  body jsonb not null,
  key_id integer references api_keys,
  sender text not null,
  received_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  -- How often it came again, unchanged.
  repeats integer not null default 0,
  state text not null check (state in ('accepted', 'held', 'dismissed')),
  reason text,
  detail text,
  settled_at timestamptz,
  settled_by text,
  note text,
  check (state <> 'held' or reason is not null),
  check (state <> 'dismissed' or note is not null)
);
create unique index interface_inbox_once on interface_inbox (system, kind, number) where state = 'accepted';
create index interface_inbox_number on interface_inbox (system, kind, number);
create index interface_inbox_held on interface_inbox (id desc) where state = 'held';

-- 资金拨付: funds that arrived for a project. A withdrawal is negative.
create table appropriations (
  id bigint generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  number text not null unique,
  arrived_at timestamptz not null,
  amount_fen bigint not null check (amount_fen <> 0),
  inbox_id integer references interface_inbox
);
create index appropriations_project on appropriations (project_id, arrived_at);

-- 预算指标: notices of a year's budget; what is added or cut comes as a notice of its own.
create table budget_notices (
  id bigint generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  number text not null unique,
  year integer not null check (year between 2000 and 2100),
  issued_on date not null,
  amount_fen bigint not null check (amount_fen <> 0),
  inbox_id integer references interface_inbox
);
create index budget_notices_project on budget_notices (project_id, year);

-- A payment that came as a voucher keeps the voucher's number; older ones have none.
alter table payments add column number text, add column inbox_id integer references interface_inbox;
create unique index payments_number on payments (number) where number is not null;

-- Where other systems listen. `sending` off: what is for them waits.
create table destinations (
  id integer generated always as identity primary key,
  system text not null check (system in ('finance', 'oa', 'assets')),
  name text not null,
  address text not null,
  events text[] not null check (cardinality(events) > 0),
  sending boolean not null default true,
  created_at timestamptz not null default now(),
  created_by text not null,
  closed_at timestamptz
);
-- The newest secret signs; the one before it signs beside it until its end, so that a receiver can change over.
create table destination_secrets (
  id integer generated always as identity primary key,
  destination_id integer not null references destinations,
  number integer not null check (number > 0),
  secret_sealed text,
  made_at timestamptz not null default now(),
  ends_at timestamptz,
  unique (destination_id, number)
);

-- What we tell: its id and its text stay the same however often it is posted.
create table outbox_messages (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  event text not null,
  subject text not null,
  project_id text references projects on delete cascade,
  body text not null,
  made_at timestamptz not null default now()
);
create table outbox_deliveries (
  id integer generated always as identity primary key,
  message_id uuid not null references outbox_messages on delete cascade,
  destination_id integer not null references destinations,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
  -- Since it was last put into the queue.
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  claimed_until timestamptz,
  settled_at timestamptz,
  replayed_at timestamptz,
  replayed_by text,
  unique (message_id, destination_id)
);
create index outbox_deliveries_due on outbox_deliveries (destination_id, next_at) where state = 'waiting';
create table outbox_attempts (
  id bigint generated always as identity primary key,
  delivery_id integer not null references outbox_deliveries on delete cascade,
  at timestamptz not null default now(),
  -- Null: nobody answered.
  status integer,
  ms integer not null,
  answer text,
  trouble text
);
create index outbox_attempts_delivery on outbox_attempts (delivery_id, id desc);

-- Whoever listens for the event gets the message, in the same transaction.
create function access.queue_deliveries() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into outbox_deliveries (message_id, destination_id)
  select new.id, d.id from destinations d where d.closed_at is null and new.event = any (d.events);
  return null;
end $$;
revoke execute on function access.queue_deliveries() from public;
create trigger queue after insert on outbox_messages for each row execute function access.queue_deliveries();

-- 对账单: what finance says it paid in a month. A later statement of the month takes the place of an earlier one.
create table finance_statements (
  month date primary key check (extract(day from month) = 1),
  inbox_id integer not null references interface_inbox,
  number text not null,
  lines integer not null,
  total_fen numeric(20) not null,
  received_at timestamptz not null,
  -- Something came since it was last compared.
  stale boolean not null default true,
  compared_at timestamptz
);
create table statement_lines (
  month date not null references finance_statements on delete cascade,
  number text not null,
  project_code text not null,
  amount_fen bigint not null,
  paid_on date not null,
  primary key (month, number)
);
create table reconciliation_items (
  id integer generated always as identity primary key,
  month date not null,
  number text not null,
  kind text not null check (kind in ('here-only', 'there-only', 'differs')),
  project_id text references projects on delete cascade,
  project_code text not null,
  here_fen bigint,
  there_fen bigint,
  -- Whose post it is to say why.
  owner_role text not null references roles,
  owner_code text not null references organisations,
  state text not null default 'open' check (state in ('open', 'explained', 'closed')),
  found_at timestamptz not null,
  note text,
  explained_at timestamptz,
  explained_by text,
  close_note text,
  closed_at timestamptz,
  closed_by text,
  unique (month, number),
  check (state <> 'explained' or note is not null),
  check (state <> 'closed' or close_note is not null)
);

-- How the interfaces do, in numbers without anybody's data: whoever keeps them running sees no projects.
create function access.interface_health()
  returns table (destination_id integer, waiting integer, dead integer, delivered integer, last_at timestamptz,
                 last_status integer, last_trouble text, delivered_at timestamptz, failing_since timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select d.id, count(*) filter (where v.state = 'waiting')::int, count(*) filter (where v.state = 'dead')::int,
         count(*) filter (where v.state = 'delivered')::int, last.at, last.status, last.trouble, good.at,
         (select min(a.at) from outbox_attempts a join outbox_deliveries o on o.id = a.delivery_id
           where o.destination_id = d.id and a.at > coalesce(good.at, '-infinity')
             and a.status is distinct from 200)
    from destinations d
    left join outbox_deliveries v on v.destination_id = d.id
    left join lateral (select a.at, a.status, a.trouble from outbox_attempts a
                         join outbox_deliveries o on o.id = a.delivery_id
                        where o.destination_id = d.id order by a.id desc limit 1) last on true
    left join lateral (select o.settled_at as at from outbox_deliveries o
                        where o.destination_id = d.id and o.state = 'delivered'
                        order by o.settled_at desc limit 1) good on true
   where d.closed_at is null
   group by d.id, last.at, last.status, last.trouble, good.at
$$;
create function access.inbox_health()
  returns table (system text, kind text, accepted integer, held integer, last_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select system, kind, count(*) filter (where state = 'accepted')::int, count(*) filter (where state = 'held')::int,
         max(last_at)
    from interface_inbox group by system, kind
$$;
revoke execute on function access.interface_health(), access.inbox_health() from public;
grant execute on function access.interface_health(), access.inbox_health() to xw_app;

-- A system that sends sees what came before under its numbers; people see what is of their projects.
do $$
declare
  name text;
  seen constant text := '(select access.sees_all()) or exists (select from projects p where p.id = project_id)';
  sends constant text := '(select access.permission()) in (''finance.budget'', ''finance.appropriation'', ''finance.voucher'', ''oa.decide'')';
begin
  foreach name in array array['interface_inbox', 'appropriations', 'budget_notices', 'outbox_messages', 'outbox_deliveries',
                              'outbox_attempts', 'finance_statements', 'statement_lines', 'reconciliation_items'] loop
    execute format('alter table %I enable row level security', name);
  end loop;
  execute format('create policy reach on interface_inbox to xw_app using (%1$s) with check (%1$s)',
                 replace(seen, 'project_id', 'project_code') || ' or ' || sends);
  foreach name in array array['appropriations', 'budget_notices', 'reconciliation_items'] loop
    execute format('create policy reach on %I to xw_app using (%s) with check (%s)', name, seen, seen);
  end loop;
  execute format('create policy reach on outbox_messages to xw_app using (%s) with check (true)', seen);
  foreach name in array array['finance_statements', 'statement_lines'] loop
    execute format('create policy reach on %I to xw_app using (%2$s) with check (%2$s)', name,
                   '(select access.sees_all()) or ' || sends);
  end loop;
end $$;
create policy reach on outbox_deliveries to xw_app
  using (exists (select from outbox_messages m where m.id = message_id))
  with check (exists (select from outbox_messages m where m.id = message_id));
create policy reach on outbox_attempts to xw_app
  using (exists (select from outbox_deliveries d where d.id = delivery_id));

grant select, insert, update on interface_inbox to xw_app;
grant select, insert on appropriations, budget_notices, outbox_messages to xw_app;
grant select on outbox_deliveries, outbox_attempts to xw_app;
grant update (state, attempts, next_at, settled_at, replayed_at, replayed_by) on outbox_deliveries to xw_app;
grant select, insert, update on finance_statements to xw_app;
grant select, insert, delete on statement_lines to xw_app;
grant select on reconciliation_items to xw_app;
grant update (state, note, explained_at, explained_by, close_note, closed_at, closed_by) on reconciliation_items to xw_app;
grant select, insert on destinations to xw_app;
grant update (name, address, events, sending, closed_at) on destinations to xw_app;
-- Nobody but the server itself reads a secret.
grant insert on destination_secrets to xw_app;
grant select (id, destination_id, number, made_at, ends_at), update (secret_sealed, ends_at) on destination_secrets to xw_app;
