-- The viewer's parts in approvals, with the reach of each of their posts worked out once instead of for every approval:
-- posts keep their part in what is over, so that this grows with the years.

create or replace function access.my_parts() returns table (approval_id integer, kind text, waiting boolean)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  me constant integer := case when access.viewer() like 'person:%' then split_part(access.viewer(), ':', 2)::integer end;
begin
  if me is null then return; end if;
  return query
    select a.approval_id, a.kind, a.waiting from approval_parties a where a.person_id = me
    union all
    select a.approval_id, a.kind, a.waiting
      from (select f.role, r.scope, o.street_code,
                   case when r.scope in ('department', 'own') then access.subtree(array[f.org_code]) end as tree
              from access.posts_in_force f
              join people h on h.id = f.person_id and h.active
              join roles r on r.role = f.role
              join organisations o on o.code = f.org_code
             where f.person_id = me) m
      join approval_parties a on a.role = m.role
      join approvals v on v.id = a.approval_id and v.initiator_id <> me
      join projects p on p.id = v.project_id
     where case m.scope
             when 'all' then true
             when 'department' then p.department_code = any (m.tree)
             when 'own' then p.unit_code = any (m.tree)
             when 'street' then p.street_code = m.street_code
             else false
           end;
end $$;
