-- Reminders of approvals: whoever an approval waits for is reminded by whoever urges, a day before the step is due and once
-- it is over; whoever began it is told that it has passed. The kinds themselves are listed in the contract.

alter table reminders drop constraint reminders_kind_check;
alter table reminders add constraint reminders_kind_check check (kind ~ '^[a-z]+(-[a-z]+)*$');

-- Reminds these people of an approval, as far as they have a part in it, by name or by a post. Asked by whoever has a part
-- in it or sees it by their reach; by the server itself without asking. @returns whom it was sent to
create function access.remind_parties(of_approval integer, people integer[], of_kind text, what jsonb, by_whom text,
                                      at timestamptz)
  returns setof integer language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return query
  with approval as (
    select a.id, a.project_id, a.project_name, a.initiator_id from approvals a
     where a.id = of_approval
       and (access.viewer() is null or access.sees_all() or a.id = any (access.my_approvals())
            or exists (select from access.visible_projects v where v.id = a.project_id))
  )
  insert into reminders (person_id, kind, project_id, project_name, facts, made_by, made_at)
  select h.id, of_kind, a.project_id, a.project_name, what, by_whom, at
    from approval a
    join people h on h.id = any (people) and h.active
   where exists (select from approval_parties p where p.approval_id = a.id and p.person_id = h.id)
      or h.id in (select o.person_id
                    from access.post_holders(a.project_id, array(select p.role from approval_parties p
                                                                  where p.approval_id = a.id and p.role is not null)) o)
  returning person_id;
end $$;
revoke execute on function access.remind_parties(integer, integer[], text, jsonb, text, timestamptz) from public;
grant execute on function access.remind_parties(integer, integer[], text, jsonb, text, timestamptz) to xw_app;
