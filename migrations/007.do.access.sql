-- People, sessions, walls and the audit log. Secrets are kept as hashes only: passwords with argon2id, tokens (random,
-- 256 bit) with SHA-256.

create table people (
  id integer generated always as identity primary key,
  login_name text not null,
  name text not null,
  roles text[] not null,
  password_hash text not null,
  active boolean not null default true,
  created_at timestamptz not null default now()
);
create unique index people_login on people (lower(login_name));

create table setup_tokens (
  token_hash bytea primary key,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table walls (
  id integer generated always as identity primary key,
  name text not null,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  created_by text not null,
  exchanged_at timestamptz,
  revoked_at timestamptz
);

create table sessions (
  token_hash bytea primary key,
  person_id integer references people,
  wall_id integer references walls,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  address text,
  agent text,
  check ((person_id is null) <> (wall_id is null))
);
create index sessions_person on sessions (person_id) where ended_at is null;
create index sessions_wall on sessions (wall_id) where ended_at is null;

create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text not null,
  address text,
  verb text not null,
  subject text not null,
  before jsonb,
  after jsonb
);
create index audit_at on audit_log (at);
