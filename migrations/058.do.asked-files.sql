-- Files of approvals that wait for the viewer, found by the viewer's own seats alone: whoever decides by a post has the
-- project in reach by that post, and its files with it. So what is over, which grows with the years, is not gone through;
-- and reach, which is cheaper, is asked first (policies are tried in the order of their names).

create or replace function access.asked_files() returns integer[]
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  me constant integer := case when access.viewer() like 'person:%' then split_part(access.viewer(), ':', 2)::integer end;
begin
  if me is null or not exists (select from access.grants()) then return '{}'; end if;
  return (
    select coalesce(array_agg(distinct d.file_id), '{}')
      from approval_parties p
      join approvals a on a.id = p.approval_id and a.state = 'open'
      join project_documents d on d.project_id = a.project_id and d.file_id is not null
     where p.person_id = me and p.kind = 'seat'
       and (p.waiting
            or exists (select from jsonb_array_elements(a.flow -> 'passes' -> -1 -> 'seats') s
                        where s -> 'people' @> to_jsonb(me) and s ->> 'approvedBy' is null))
       and a.ground -> 'documents' @> jsonb_build_array(jsonb_build_object('fileId', d.file_id)));
end $$;
alter policy asked on files rename to reach_asked;
