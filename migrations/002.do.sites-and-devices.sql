-- Sites and the instruments on them. A device's credential is kept only as a salted hash in the form Mosquitto reads
-- ($7$ = PBKDF2-HMAC-SHA512), so that the access files for any broker are written from this one column.

create table sites (
  code text primary key check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$'),
  name text not null,
  street_code text not null references streets,
  project_id text references projects,
  lon double precision not null,
  lat double precision not null
);

create table devices (
  id integer generated always as identity primary key,
  code text not null unique check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$'),
  name text not null,
  kind text not null check (kind in ('env', 'camera')),
  site_code text not null references sites,
  period_ms integer not null default 60000 check (period_ms between 1000 and 86400000),
  credential_hash text not null check (credential_hash like '$7$%'),
  registered_at timestamptz not null default now(),
  retired_at timestamptz
);
create index devices_site on devices (site_code);
