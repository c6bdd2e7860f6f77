-- What is cast to each wall and for how long: one lease a wall, kept so that a restart of the server does not end it.
-- Leases that are over are gone from here; the audit log has them.

create table wall_leases (
  wall_id integer primary key references walls,
  path text not null,
  person_id integer not null references people,
  started_at timestamptz not null,
  until timestamptz not null,
  held boolean not null,
  check (until > started_at)
);
