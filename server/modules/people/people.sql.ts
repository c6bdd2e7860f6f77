import type { Statement } from '../../platform/database.ts';
import type { NewPersonRow } from './people.rules.ts';

const columns = `id, login_name as "loginName", name, roles, active, created_at as "createdAt"`;

export const selectPeople = (): Statement => ({ text: `select ${columns} from people order by id` });

/** No row comes back when the login name is taken (case does not matter). */
export const insertPerson = (p: NewPersonRow): Statement => ({
  text: `insert into people (login_name, name, roles, password_hash) values ($1, $2, $3, $4)
         on conflict (lower(login_name)) do nothing returning ${columns}`,
  values: [p.loginName, p.name, p.roles, p.passwordHash],
});

/** Locks the active administrators, so that two of them cannot deactivate each other at the same moment. */
export const lockAdministrators = (): Statement => ({
  text: `select id from people where active and 'administrator' = any(roles) order by id for update`,
});

export const markInactive = (id: number): Statement => ({
  text: `update people set active = false where id = $1 and active returning ${columns}`,
  values: [id],
});

export const countPeople = (): Statement => ({ text: `select count(*)::int as count from people` });

export const deleteUnusedSetupTokens = (): Statement => ({ text: `delete from setup_tokens where used_at is null` });

export const insertSetupToken = (tokenHash: Buffer, expiresAt: number): Statement => ({
  text: `insert into setup_tokens (token_hash, expires_at) values ($1, $2)`,
  values: [tokenHash, new Date(expiresAt)],
});

const open = `token_hash = $1 and used_at is null and expires_at > $2`;

export const selectOpenSetupToken = (tokenHash: Buffer, now: number): Statement => ({
  text: `select 1 as open from setup_tokens where ${open}`,
  values: [tokenHash, new Date(now)],
});

/** One caller gets the row, once. */
export const spendSetupToken = (tokenHash: Buffer, now: number): Statement => ({
  text: `update setup_tokens set used_at = $2 where ${open} returning 1 as spent`,
  values: [tokenHash, new Date(now)],
});
