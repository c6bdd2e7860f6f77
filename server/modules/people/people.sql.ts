import { UNUSED_DAYS, type GrantPost, type PeopleQuery } from '../../../contracts/people.ts';
import type { Statement } from '../../platform/database.ts';
import type { NewPersonRow } from './people.rules.ts';

const postColumns = `p.id, p.role, o.code as "organisationCode", o.name as "organisationName"`;

/** Posts as JSON: in force or to come, lent ones with their lender. */
const posts = `(
  select coalesce(json_agg(json_build_object('id', p.id, 'role', p.role, 'organisationCode', o.code,
           'organisationName', o.name, 'fromAt', floor(extract(epoch from p.from_at) * 1000),
           'untilAt', floor(extract(epoch from p.until_at) * 1000), 'lentBy', p.lender) order by p.from_at, p.id), '[]')
    from (select id, role, org_code, from_at, until_at, null::text as lender from posts where person_id = people.id
          union all
          select q.id, q.role, q.org_code, l.from_at, l.until_at, lender.name
            from post_loans l join posts q on q.id = l.post_id join people lender on lender.id = q.person_id
           where l.to_person_id = people.id and l.ended_at is null) p
    join organisations o on o.code = p.org_code
   where p.until_at is null or p.until_at > now())`;
const lastSeen = `(select max(last_seen_at) from sessions where person_id = people.id)`;
const columns = `id, login_name as "loginName", name, ${posts} as posts, active, created_at as "createdAt",
  ${lastSeen} as "lastSeenAt"`;

/** Posts of a person in force or to come, their own and those lent to them. */
const heldBy = `select role, org_code from posts where person_id = people.id and (until_at is null or until_at > now())
  union all select p.role, p.org_code from post_loans l join posts p on p.id = l.post_id
   where l.to_person_id = people.id and l.ended_at is null and l.until_at > now()`;
const asked = `($1::text is null or name ilike $1 or login_name ilike $1)
  and (($2::text is null and $3::text is null) or exists (select from (${heldBy}) h
         where ($2 is null or h.org_code = any (access.subtree(array[$2]))) and ($3 is null or h.role = $3)))
  and ($4::boolean is null or active = $4)
  and ($5::boolean is not true or (active and created_at < now() - interval '${UNUSED_DAYS} days'
        and coalesce(${lastSeen}, created_at) < now() - interval '${UNUSED_DAYS} days'))`;
const filters = ({ text, organisation, role, active, unused }: PeopleQuery) => [
  text === undefined || text.trim() === '' ? null : `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`,
  organisation ?? null,
  role ?? null,
  active ?? null,
  unused ?? null,
];

export const selectPeople = (query: PeopleQuery): Statement => ({
  text: `select ${columns} from people where ${asked} order by active desc, id limit $6 offset $7`,
  values: [...filters(query), query.limit ?? null, query.offset ?? 0],
});
export const countPeople = (query: PeopleQuery): Statement => ({
  text: `select count(*)::integer as total from people where ${asked}`,
  values: filters(query),
});

export const selectPerson = (id: number): Statement => ({
  text: `select ${columns}, (select count(*)::integer from sessions where person_id = people.id and ended_at is null
           and expires_at > now() and last_seen_at > now() - interval '30 minutes') as "openSessions"
         from people where id = $1`,
  values: [id],
});

/** Posts that are over, the latest first. */
export const selectFormerPosts = (personId: number): Statement => ({
  text: `select ${postColumns}, p.from_at as "fromAt", p.until_at as "untilAt", null as "lentBy"
           from posts p join organisations o on o.code = p.org_code
          where p.person_id = $1 and p.until_at <= now() order by p.until_at desc limit 50`,
  values: [personId],
});

export const updatePersonName = (id: number, name: string): Statement => ({
  text: `update people p set name = $2 from people former where p.id = $1 and former.id = p.id
         returning p.login_name as "loginName", former.name as before`,
  values: [id, name],
});

/** An inactive person, held until the transaction ends, with the roles that come back with them. */
export const lockInactive = (id: number): Statement => ({
  text: `select p.login_name as "loginName", array(select role from posts where person_id = p.id
                  and (until_at is null or until_at > now())) as roles
         from people p where p.id = $1 and not p.active for update`,
  values: [id],
});

export const markActive = (id: number): Statement => ({
  text: `update people set active = true where id = $1`,
  values: [id],
});

export const selectName = (id: number): Statement => ({
  text: `select login_name as "loginName", name from people where id = $1`,
  values: [id],
});

export const selectPost = (id: number): Statement => ({
  text: `select p.person_id as "personId", h.login_name as "loginName", p.role
           from posts p join people h on h.id = p.person_id where p.id = $1`,
  values: [id],
});

/** No row comes back when the login name is taken (case does not matter). */
export const insertPerson = (p: NewPersonRow): Statement => ({
  text: `with made as (insert into people (login_name, name) values ($1, $2)
                      on conflict (lower(login_name)) do nothing returning *),
              given as (insert into passwords (person_id, hash, temporary) select id, $3, $4 from made)
         select ${columns} from made as people`,
  values: [p.loginName, p.name, p.passwordHash, p.isTemporary],
});

/** Locks the posts of active administrators, so that two of them cannot remove each other at the same moment. */
export const lockAdministrators = (): Statement => ({
  text: `select p.person_id as "personId", p.role from posts p join people h on h.id = p.person_id and h.active
          where p.role in ('system-admin', 'security-admin', 'audit-admin')
            and (p.until_at is null or p.until_at > now()) order by p.id for update`,
});

export const markInactive = (id: number): Statement => ({
  text: `update people set active = false where id = $1 and active returning ${columns}`,
  values: [id],
});

/** Takes the person's row, so that two grants come one after the other; with the roles held or borrowed now or later. */
export const lockHolder = (id: number): Statement => ({
  text: `select login_name as "loginName", name, array(select role from (${heldBy}) h) as roles
         from people where id = $1 and active for update`,
  values: [id],
});

export const selectPlace = (code: string): Statement => ({
  text: `select kind, name from organisations where code = $1 and active for share`,
  values: [code],
});

/** Without a beginning it begins now, by the clock that judges it: the database's. */
export const insertPost = (personId: number, grant: GrantPost): Statement => ({
  text: `with p as (
    insert into posts (person_id, role, org_code, from_at, until_at) values ($1, $2, $3, coalesce($4, now()), $5) returning *)
  select ${postColumns}, p.from_at as "fromAt", p.until_at as "untilAt", null as "lentBy"
    from p join organisations o on o.code = p.org_code`,
  values: [
    personId,
    grant.role,
    grant.organisationCode,
    grant.fromAt === undefined ? null : new Date(grant.fromAt),
    grant.untilAt === null || grant.untilAt === undefined ? null : new Date(grant.untilAt),
  ],
});

/** Ends a post now; one that has not begun ends at its beginning. */
export const endPost = (id: number): Statement => ({
  text: `update posts p set until_at = greatest(from_at, now()) from people h
          where p.id = $1 and h.id = p.person_id and (p.until_at is null or p.until_at > now())
         returning p.person_id as "personId", h.login_name as "loginName", p.role, p.org_code as "organisationCode"`,
  values: [id],
});

/** Administrators' roles that nobody active holds. */
export const selectMissingAdministrators = (wanted: readonly string[]): Statement => ({
  text: `select role from unnest($1::text[]) with ordinality as w(role, n)
          where not exists (select from posts p join people h on h.id = p.person_id and h.active
                             where p.role = w.role and (p.until_at is null or p.until_at > now())) order by n`,
  values: [wanted],
});

export const deleteUnusedSetupTokens = (): Statement => ({ text: `delete from setup_tokens where used_at is null` });

export const insertSetupToken = (tokenHash: Buffer, role: string, expiresAt: number): Statement => ({
  text: `insert into setup_tokens (token_hash, role, expires_at) values ($1, $2, $3)`,
  values: [tokenHash, role, new Date(expiresAt)],
});

const open = `token_hash = $1 and used_at is null and expires_at > $2`;

export const selectOpenSetupToken = (tokenHash: Buffer, now: number): Statement => ({
  text: `select role from setup_tokens where ${open}`,
  values: [tokenHash, new Date(now)],
});

/** One caller gets the row, once. */
export const spendSetupToken = (tokenHash: Buffer, now: number): Statement => ({
  text: `update setup_tokens set used_at = $2 where ${open} returning role`,
  values: [tokenHash, new Date(now)],
});
