-- What the keeping of organisations, posts and permissions needs beside migration 010: changes that a second person
-- confirms (GB/T 22239-2019 8.1.4.2 d), and what still holds to an organisation, counted for whoever keeps the tree
-- without seeing any business data.

create table pending_changes (
  id integer generated always as identity primary key,
  kind text not null,
  input jsonb not null,
  -- What it is about, in words that need no other table.
  subject text not null,
  -- The person it is about, who may not decide on it either.
  concerns_id integer references people,
  reason text not null,
  proposed_by integer not null references people,
  proposed_at timestamptz not null,
  expires_at timestamptz not null,
  decision text check (decision in ('confirmed', 'refused', 'withdrawn', 'expired')),
  decided_by integer references people,
  decided_at timestamptz,
  decision_reason text,
  check (expires_at > proposed_at),
  check ((decision is null) = (decided_at is null)),
  check ((decided_by is null) = (decision is null or decision = 'expired')),
  -- Nobody decides on their own proposal or on one about themselves, whatever the server may think.
  check (decision not in ('confirmed', 'refused') or decided_by <> proposed_by),
  check (decision not in ('confirmed', 'refused') or concerns_id is null or decided_by <> concerns_id),
  check (decision <> 'withdrawn' or decided_by = proposed_by)
);
create index pending_changes_open on pending_changes (expires_at) where decision is null;
grant select, insert, update on pending_changes to xw_app;

create index posts_organisation on posts (org_code);

create function access.organisation_ties(wanted text, out posts integer, out projects integer, out children integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  select (select count(*) from posts p join people h on h.id = p.person_id and h.active
           where p.org_code = wanted and (p.until_at is null or p.until_at > now()))::integer,
         (select count(*) from projects where department_code = wanted or unit_code = wanted)::integer
         + (select count(*) from project_assignments where org_code = wanted and until_at > now())::integer,
         (select count(*) from organisations where parent_code = wanted and active)::integer
$$;
grant execute on function access.organisation_ties(text) to xw_app;
