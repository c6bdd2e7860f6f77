-- Approvals that lost their object end: a project that left its state by override, or was put aside or given up, leaves
-- nothing in anybody's inbox. Whoever is asked from outside a project's reach opens the documents that the approval is
-- about, these and no others, while they are asked. Thresholds are changed by people: each change is a row of its own that
-- says who, when and why.

alter table approvals drop constraint approvals_state_check, drop constraint approvals_check;
alter table approvals
  add constraint approvals_state_check check (state in ('open', 'returned', 'approved', 'withdrawn', 'superseded')),
  add constraint approvals_check check ((ended_at is null) = (state in ('open', 'returned')));
alter table approval_passes drop constraint approval_passes_outcome_check;
alter table approval_passes add constraint approval_passes_outcome_check
  check (outcome in ('passed', 'returned', 'withdrawn', 'superseded'));
-- An approval is ended by the server itself where nobody is there to do it.
alter table approval_acts alter column by_id drop not null;

-- Files of the documents of approvals that wait for the viewer, by name or by a post, or that the viewer has yet to decide
-- although somebody else is asked for an opinion. Only by a permission that the viewer holds somewhere: what may be done
-- with a file (its label) is asked of the database too.
create function access.asked_files() returns integer[]
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  me constant integer := case when access.viewer() like 'person:%' then split_part(access.viewer(), ':', 2)::integer end;
begin
  if me is null or not exists (select from access.grants()) then return '{}'; end if;
  return (
    select coalesce(array_agg(distinct d.file_id), '{}')
      from approvals a
      join project_documents d on d.project_id = a.project_id and d.file_id is not null
     where a.state = 'open'
       and a.id in (select m.approval_id from access.my_parts() m where m.kind = 'seat')
       and (a.id in (select m.approval_id from access.my_parts() m where m.kind = 'seat' and m.waiting)
            or exists (select from jsonb_array_elements(a.flow -> 'passes' -> -1 -> 'seats') s
                        where s -> 'people' @> to_jsonb(me) and s ->> 'approvedBy' is null))
       and a.ground -> 'documents' @> jsonb_build_array(jsonb_build_object('fileId', d.file_id)));
end $$;
revoke execute on function access.asked_files() from public;
grant execute on function access.asked_files() to xw_app;
create policy asked on files for select to xw_app using (id = any ((select access.asked_files())::integer[]));

alter table thresholds
  add column reason text,
  add column noted_by text,
  add column noted_at timestamptz;
alter table thresholds enable row level security;
create policy read on thresholds for select to xw_app using (true);
create policy lay on thresholds for insert to xw_app
  with check ((select access.permission()) = 'thresholds.manage' and exists (select from access.grants()));
create policy end_one on thresholds for update to xw_app
  using ((select access.permission()) = 'thresholds.manage' and exists (select from access.grants()));
grant insert (code, value, label, source, effective_from, reason, noted_by, noted_at) on thresholds to xw_app;
grant update (effective_to) on thresholds to xw_app;
-- What has not come into force may still be taken back.
create policy take_back on thresholds for delete to xw_app
  using (effective_from > now() and (select access.permission()) = 'thresholds.manage'
         and exists (select from access.grants()));
grant delete on thresholds to xw_app;
