import type { NewOrganisation } from '../../../contracts/organisation.ts';
import type { Statement } from '../../platform/database.ts';

const columns = `code, name, kind, parent_code as "parentCode", street_code as "streetCode", active`;

/** The whole tree, the inactive too, with the posts in force at each. */
export const selectOrganisations = (): Statement => ({
  text: `select ${columns},
                (select count(*)::integer from posts p join people h on h.id = p.person_id and h.active
                  where p.org_code = o.code and p.from_at <= now() and (p.until_at is null or p.until_at > now())) as posts
           from organisations o order by kind = 'company', kind = 'agency', code`,
});

/** Holds the row until the transaction ends. */
export const lockOrganisation = (code: string): Statement => ({
  text: `select ${columns} from organisations where code = $1 for update`,
  values: [code],
});

/** No row comes back when the code is taken. */
export const insertOrganisation = (o: NewOrganisation, streetCode: string | null): Statement => ({
  text: `insert into organisations (code, name, kind, parent_code, street_code) values ($1, $2, $3, $4, $5)
         on conflict (code) do nothing returning ${columns}`,
  values: [o.code, o.name, o.kind, o.parentCode, streetCode],
});

export const updateName = (code: string, name: string): Statement => ({
  text: `update organisations set name = $2 where code = $1`,
  values: [code, name],
});

export const updateParent = (code: string, parentCode: string, streetCode: string | null): Statement => ({
  text: `update organisations set parent_code = $2, street_code = $3 where code = $1`,
  values: [code, parentCode, streetCode],
});

export const updateActive = (code: string, active: boolean): Statement => ({
  text: `update organisations set active = $2 where code = $1`,
  values: [code, active],
});

/** An organisation and all below it. */
export const selectSubtree = (code: string): Statement => ({
  text: `select unnest(access.subtree(array[$1])) as code`,
  values: [code],
});

/** Two moves at once could make a circle between them: one goes after the other. */
export const lockTree = (): Statement => ({ text: `select pg_advisory_xact_lock(hashtext('organisation-tree'))` });

/** Counted past the viewer's reach: whoever keeps the tree sees no projects. */
export const selectTies = (code: string): Statement => ({
  text: `select posts, projects, children from access.organisation_ties($1)`,
  values: [code],
});
