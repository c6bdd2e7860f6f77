-- Projects come in as a table, and a table that came in can be taken back: a project that it entered goes again as long as
-- nobody has done anything with it.

alter table import_batches drop constraint import_batches_kind_check;
alter table import_batches add constraint import_batches_kind_check
  check (kind in ('library', 'targets', 'values', 'projects'));

-- Takes a project out that was entered by mistake. False: it has a story already (its file has changed, it has moved on, or
-- something hangs on it), and then it stays. Whether the caller may see it, and may do this, is asked before.
create function access.forget_project(wanted text, revision integer) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  name text;
  has boolean;
begin
  perform from projects where id = wanted and file_revision = revision for update;
  if not found then
    return false;
  end if;
  if (select count(*) from lifecycle_steps where project_id = wanted) > 1 then
    return false;
  end if;
  -- What comes with being entered goes with it; anything else keeps it.
  for name in
    select c.conrelid::regclass::text from pg_constraint c
     where c.contype = 'f' and c.confrelid = 'projects'::regclass
       and c.conrelid::regclass::text not in
           ('project_partners', 'project_people', 'project_changes', 'project_lifecycles', 'lifecycle_steps', 'project_phases')
  loop
    execute format('select exists (select from %s where project_id = $1)', name) into has using wanted;
    if has then
      return false;
    end if;
  end loop;
  if exists (select from files where subject_kind = 'project' and subject_code = wanted) then
    return false;
  end if;
  delete from projects where id = wanted;
  return true;
end $$;
grant execute on function access.forget_project(text, integer) to xw_app;
