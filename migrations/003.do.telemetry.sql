-- What devices send. One row a packet with a column a metric (docs/decisions/0003): a ninth of the rows of a narrow
-- table, one unique key for dedupe. A value whose flag is not N stands in `flagged` ({"pm10": {"value": 3, "flag": "M"}})
-- and not in its column, so every mean, limit and aggregate is free of it by construction.
-- Image bytes are never in a row: `image_hash` names a file.
-- device_id carries no foreign key here: the directory that names it is read from `devices`, rows of which are retired and
-- never deleted, and a key check on each packet would cost more than the insert.

create table readings (
  device_id integer not null,
  at timestamptz not null,
  tsp double precision,
  pm10 double precision,
  pm25 double precision,
  noise double precision,
  temperature double precision,
  humidity double precision,
  pressure double precision,
  wind_speed double precision,
  wind_direction double precision,
  flagged jsonb,
  seq bigint,
  backfill boolean not null default false,
  simulated boolean not null default false,
  received_at timestamptz not null,
  primary key (device_id, at)
);

create table camera_events (
  device_id integer not null,
  event_id text not null,
  at timestamptz not null,
  kind text not null,
  confidence real not null,
  box real[],
  plate text,
  image_hash text,
  simulated boolean not null default false,
  received_at timestamptz not null,
  primary key (device_id, event_id, at)
);

create table device_status (
  device_id integer not null,
  at timestamptz not null,
  online boolean not null,
  received_at timestamptz not null,
  primary key (device_id, at)
);

-- Refused packets, whole up to a cap. One row for each distinct packet: a sender repeating itself raises `seen`.
create table quarantine (
  id bigint generated always as identity primary key,
  digest bytea not null unique,
  first_at timestamptz not null,
  last_at timestamptz not null,
  seen integer not null default 1,
  topic text not null,
  device_code text,
  reason text not null,
  detail text,
  payload bytea not null,
  payload_bytes integer not null,
  replayed_at timestamptz,
  replay_outcome text
);
create index quarantine_reason on quarantine (reason, id desc);
create index quarantine_last on quarantine (last_at);
