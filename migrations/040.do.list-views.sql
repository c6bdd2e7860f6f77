-- Saved views of lists: what a person narrowed a list to, how it was sorted, and which columns it showed, under a name.
-- A person's own and nobody else's.

create table list_views (
  id integer generated always as identity primary key,
  person_id integer not null references people on delete cascade,
  list text not null check (list in ('projects')),
  name text not null check (length(name) between 1 and 40),
  view jsonb not null,
  saved_at timestamptz not null default now(),
  unique (person_id, list, name)
);

alter table list_views enable row level security;
create policy own on list_views to xw_app
  using (person_id = (select access.viewer_id('person'))) with check (person_id = (select access.viewer_id('person')));
grant select, insert, update, delete on list_views to xw_app;
