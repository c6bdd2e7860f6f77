-- 批示督办: what a leader writes about a project to one of its organisations, with a day by which it is to be done: signed
-- for, answered, reminded of, closed. Every act stays to be read. Whoever sees the project sees it, and whoever it was
-- given to. (Numbered after the reminders, which it sends some of.)

create table instructions (
  id integer generated always as identity primary key,
  project_id text not null references projects on delete cascade,
  -- As it was called then: who is to answer need not see the project by every permission.
  project_name text not null,
  text text not null check (text <> ''),
  author_id integer references people,
  author_name text not null,
  owner_code text not null references organisations,
  owner_person_id integer references people,
  due_on date not null,
  state text not null default 'issued' check (state in ('issued', 'received', 'finished', 'closed', 'withdrawn')),
  issued_at timestamptz not null,
  received_at timestamptz,
  closed_at timestamptz,
  revision integer not null default 1,
  check ((state in ('closed', 'withdrawn')) = (closed_at is not null))
);
create index instructions_project on instructions (project_id);
create index instructions_open on instructions (due_on) where closed_at is null;

create table instruction_acts (
  instruction_id integer not null references instructions on delete cascade,
  seq integer not null check (seq > 0),
  act text not null check (act in ('issue', 'receive', 'reply', 'finish', 'return', 'remind', 'extend', 'close', 'withdraw')),
  acted_by text not null,
  acted_at timestamptz not null,
  text text,
  due_on date,
  primary key (instruction_id, seq)
);

-- Whether the viewer answers for what was given to an organisation, or to one of its people: by a post there that may.
create function access.speaks_for(organisation text, person integer) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  me constant integer := access.viewer_id('person');
begin
  return me is not null and (coalesce(person = me, false) or exists (
    select from access.posts_in_force f
      join people holder on holder.id = f.person_id and holder.active
      join role_permissions rp on rp.role = f.role and rp.permission = 'instructions.answer'
     where f.person_id = me and f.org_code = organisation));
end $$;

alter table instructions enable row level security;
create policy reach on instructions to xw_app
  using ((select access.sees_all()) or exists (select from projects p where p.id = project_id)
         or access.speaks_for(owner_code, owner_person_id))
  with check ((select access.sees_all()) or exists (select from projects p where p.id = project_id)
         or access.speaks_for(owner_code, owner_person_id));
alter table instruction_acts enable row level security;
create policy reach on instruction_acts to xw_app
  using (exists (select from instructions i where i.id = instruction_id))
  with check (exists (select from instructions i where i.id = instruction_id));
grant select, insert on instructions, instruction_acts to xw_app;
grant update (state, due_on, received_at, closed_at, revision) on instructions to xw_app;

do $$
declare
  held text;
begin
  -- Kinds of reminders, whichever there are by now, and these.
  select pg_get_constraintdef(oid) into held from pg_constraint
   where conrelid = 'reminders'::regclass and conname = 'reminders_kind_check';
  alter table reminders drop constraint reminders_kind_check;
  execute format('alter table reminders add constraint reminders_kind_check check (kind like ''instruction-%%'' or %s)',
                 substring(held from '^CHECK (.*)$'));
end $$;

-- Tells of an instruction that the caller sees: its owner's people, or who gave it. @returns whom
create function access.tell_instruction(of_id integer, to_owner boolean, of_kind text, what jsonb, by_whom text, at timestamptz)
  returns setof integer language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return query
  with told as (
    select i.project_id, i.project_name, h.id as person
      from instructions i
      join people h on h.active and case
        when not to_owner then h.id = i.author_id
        when i.owner_person_id is not null then h.id = i.owner_person_id
        else exists (select from access.posts_in_force f
                       join role_permissions rp on rp.role = f.role and rp.permission = 'instructions.answer'
                      where f.person_id = h.id and f.org_code = i.owner_code) end
     where i.id = of_id and of_kind like 'instruction-%'
       and (access.sees_all() or exists (select from access.visible_projects v where v.id = i.project_id)
            or access.speaks_for(i.owner_code, i.owner_person_id)))
  insert into reminders (person_id, kind, project_id, project_name, facts, made_by, made_at)
  select person, of_kind, project_id, project_name, what, by_whom, at from told
  returning person_id;
end $$;
revoke execute on function access.tell_instruction(integer, boolean, text, jsonb, text, timestamptz) from public;
grant execute on function access.speaks_for(text, integer),
  access.tell_instruction(integer, boolean, text, jsonb, text, timestamptz) to xw_app;
