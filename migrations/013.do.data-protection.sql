-- Data protection (GB/T 22239-2019 8.1.4.2 g, 8.1.4.8, 8.1.4.11): personal fields are kept sealed, projects and files
-- carry a security label, files are rows that row security holds while their bytes lie on disk under their hash.

-- Sealed by server/vault: the database, its dumps and whoever reads them see no phone and no identity number. The index
-- is a keyed hash: it tells that two people have the same identity number, and nothing else.
alter table people
  add column phone_sealed text,
  add column id_number_sealed text,
  add column id_number_index bytea;
create unique index people_id_number on people (id_number_index);

-- Every key that has ever sealed something here, by a value that tells two keys apart and nothing about either: a server
-- that was given another key file must not start and seal with a key that its neighbours do not have.
create table vault_keys (
  id text primary key,
  check_value text not null,
  first_seen_at timestamptz not null default now()
);

-- What is not labelled is internal: opening it to the public is a decision, not an omission.
alter table projects add column label text not null default 'internal' check (label in ('public', 'internal', 'sensitive'));

create table files (
  id integer generated always as identity primary key,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  name text not null,
  mime text not null,
  bytes bigint not null check (bytes > 0),
  label text not null check (label in ('public', 'internal', 'sensitive')),
  subject_kind text not null check (subject_kind in ('project', 'site', 'street')),
  subject_code text not null,
  -- The organisation by whose post it came in.
  owner_code text references organisations,
  uploaded_by text not null,
  uploaded_at timestamptz not null default now(),
  -- Its bytes are removed once no other row has them.
  removed_at timestamptz
);
create index files_subject on files (subject_kind, subject_code) where removed_at is null;
create index files_hash on files (hash);

-- A file is seen by whoever sees what it belongs to. The inner selects are held by the policies of their own tables.
alter table files enable row level security;
create policy reach on files to xw_app
  using (
    (select access.sees_all())
    or (subject_kind = 'project' and subject_code in (select id from projects))
    or (subject_kind = 'site' and subject_code in (select code from sites))
    or (subject_kind = 'street' and subject_code = any ((select access.seen_streets())::text[]))
  )
  with check (
    (select access.sees_all())
    or (subject_kind = 'project' and subject_code in (select id from projects))
    or (subject_kind = 'site' and subject_code in (select code from sites))
    or (subject_kind = 'street' and subject_code = any ((select access.seen_streets())::text[]))
  );
grant select, insert, update on files to xw_app;
