import { SEARCH_ROWS, type SearchKind } from '../../../contracts/search.ts';
import type { Statement } from '../../platform/database.ts';

/** Streets, organisations and people have no row security of their own: what is not the viewer's is left out here. */
const sources: Readonly<Record<SearchKind, string>> = {
  project: `select p.id as code, p.name, concat_ws('　', s.name, o.name) as "where", p.id as "projectId",
       p.street_code as "streetCode"
  from projects p left join streets s on s.code = p.street_code left join organisations o on o.code = p.department_code`,
  street: `select code, name, '' as "where", null as "projectId", code as "streetCode" from streets
 where (select access.sees_all()) or code = any ((select access.seen_streets())::text[])`,
  site: `select t.code, t.name, concat_ws('　', s.name, p.name) as "where", t.project_id as "projectId",
       t.street_code as "streetCode"
  from sites t join streets s on s.code = t.street_code left join projects p on p.id = t.project_id`,
  device: `select d.code, d.name, t.name as "where", t.project_id as "projectId", t.street_code as "streetCode"
  from devices d join sites t on t.code = d.site_code where d.retired_at is null`,
  organisation: `select o.code, o.name, coalesce(above.name, '') as "where", null as "projectId", o.street_code as "streetCode"
  from organisations o left join organisations above on above.code = o.parent_code where o.active`,
  person: `select h.login_name as code, h.name, coalesce((
         select string_agg(distinct o.name, '、') from posts f join organisations o on o.code = f.org_code
          where f.person_id = h.id and f.from_at <= now() and (f.until_at is null or f.until_at > now())), '') as "where", null as "projectId", null as "streetCode"
  from people h where h.active`,
};

/** Of one kind: what is called or numbered so, what begins with it first. `words` and `pattern` are the same, plain and as LIKE. */
export const selectFound = (kind: SearchKind, words: string, pattern: string): Statement => ({
  text: `select '${kind}' as kind, f.* from (${sources[kind]}) f
          where f.name ilike $2 or f.code ilike $2
          order by lower(f.code) <> lower($1), position(lower($1) in lower(f.name)) <> 1, f.name, f.code
          limit ${SEARCH_ROWS}`,
  values: [words.trim(), pattern],
});
