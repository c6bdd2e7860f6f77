-- What stays open (rooms, camera streams, casts) is judged by the same reach as rows are: in one call for many viewers, so
-- that a thousand screens cost one query. And a picture is found by its hash, to ask whether its event is to be seen.

-- Of the questions asked (viewer, permission, kind and key of what is open, side by side), the numbers of those to which
-- the answer is yes. For the server itself: it speaks for whomever it names.
create function access.judge(viewers text[], permissions text[], kinds text[], keys text[]) returns setof integer
  language plpgsql set search_path = public, pg_temp as $$
declare asked record;
begin
  for asked in
    -- Walls differ in nothing but their number: one of them speaks for all that are not revoked.
    select min(viewer) as viewer, permission, array_agg(kind order by n) as kinds, array_agg(key order by n) as keys,
           array_agg(n::integer order by n) as numbers
      from unnest(viewers, permissions, kinds, keys) with ordinality as q(viewer, permission, kind, key, n)
     where viewer not like 'wall:%'
        or viewer in (select 'wall:' || id from walls where revoked_at is null)
     group by case when viewer like 'wall:%' then 'walls' else viewer end, permission
  loop
    perform set_config('xw.viewer', asked.viewer, true), set_config('xw.permission', asked.permission, true);
    return query
      select q.n from unnest(asked.kinds, asked.keys, asked.numbers) as q(kind, key, n)
       where case q.kind
         when 'any' then (select exists (select from access.grants()))
         when 'district' then (select access.sees_all())
         when 'street' then (select access.sees_all()) or q.key = any ((select access.seen_streets())::text[])
         when 'project' then (select access.sees_all()) or exists (select from access.visible_projects v where v.id = q.key)
         when 'camera' then exists (select from devices d where d.code = q.key and d.kind = 'camera'
                                                            and d.site_code = any ((select access.seen_sites())::text[]))
       end;
  end loop;
end $$;
revoke execute on function access.judge from public;

create index camera_events_image on camera_events (image_hash) where image_hash is not null;
