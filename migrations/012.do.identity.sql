-- Who somebody is: passwords with their age and the last five, failures that lock, the second factor, devices seen
-- before, notices, and identities bound at an OpenID provider. The role of requests (xw_app, migration 010) may read
-- none of it: hashes and sealed secrets stay with the sign-in, which runs as the owner. It may only give a new person
-- their first password.

-- The newest row of a person holds; older ones are kept so that they are not used again.
create table passwords (
  id bigint generated always as identity primary key,
  person_id integer not null references people,
  hash text not null,
  set_at timestamptz not null default now(),
  -- Given by somebody else: to be changed at the first sign-in.
  temporary boolean not null
);
create index passwords_person on passwords (person_id, id);
-- The 90 days of those who are here already begin with this release.
insert into passwords (person_id, hash, temporary) select id, password_hash, false from people;
alter table people drop column password_hash;

-- Consecutive failures by account and by address, so that a restart forgives nobody.
create table sign_in_failures (
  kind text not null check (kind in ('account', 'address')),
  key text not null,
  failures integer not null check (failures >= 0),
  last_at timestamptz not null,
  primary key (kind, key)
);

-- Somebody who has shown the first factor and not yet everything else: good for a few minutes and for nothing else.
create table doorsteps (
  token_hash bytea primary key,
  person_id integer not null references people,
  way text not null check (way in ('password', 'provider', 'set-up')),
  factor_shown boolean not null,
  expires_at timestamptz not null
);

-- Secrets of one-time codes, sealed (server/vault). Pending: shown as a QR code and not confirmed by a code yet.
create table second_factors (
  person_id integer primary key references people,
  secret_sealed text,
  enrolled_at timestamptz,
  -- Step of the last code that was accepted: neither it nor an earlier one is good again.
  last_step bigint not null default 0,
  pending_sealed text,
  pending_until timestamptz,
  check ((secret_sealed is null) = (enrolled_at is null)),
  check ((pending_sealed is null) = (pending_until is null))
);

create table recovery_codes (
  code_hash bytea primary key,
  person_id integer not null references people,
  used_at timestamptz
);
create index recovery_codes_person on recovery_codes (person_id);

-- Browser and network a person has signed in from.
create table known_devices (
  person_id integer not null references people,
  mark text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (person_id, mark)
);

-- What a person ought to know about their own account; shown until read. Not by the session that caused it.
create table account_notices (
  id bigint generated always as identity primary key,
  person_id integer not null references people,
  at timestamptz not null,
  kind text not null,
  address text,
  agent text,
  session_hash bytea,
  read_at timestamptz
);
create index account_notices_unread on account_notices (person_id) where read_at is null;

alter table sessions add column end_reason text;

create table provider_subjects (
  issuer text not null,
  subject text not null,
  person_id integer not null references people,
  bound_at timestamptz not null,
  primary key (issuer, subject),
  unique (issuer, person_id)
);
-- A visit to the provider under way; its token is in the browser's cookie. With a person: to bind them.
create table provider_visits (
  token_hash bytea primary key,
  state text not null,
  nonce text not null,
  verifier text not null,
  person_id integer references people,
  expires_at timestamptz not null
);

grant insert on passwords to xw_app;
