import type { Statement } from './database.ts';

/** Any fixed number: it only has to be the same in every migrating process. */
const MIGRATION_LOCK = 320102;

/** Held until the transaction ends. */
export const takeMigrationLock: Statement = { text: 'select pg_advisory_xact_lock($1)', values: [MIGRATION_LOCK] };

/** Gives roles what a release newly brings; what was offered before and taken away since stays away. */
export const offerPermissions = (defaults: Readonly<Record<string, readonly string[]>>): Statement => {
  const pairs = Object.entries(defaults).flatMap(([role, held]) => held.map((permission) => ({ role, permission })));
  return {
    text: `with offered as (
    insert into role_permission_offers (role, permission) select * from unnest($1::text[], $2::text[])
    on conflict do nothing returning role, permission)
  insert into role_permissions (role, permission) select role, permission from offered on conflict do nothing`,
    values: [pairs.map(({ role }) => role), pairs.map(({ permission }) => permission)],
  };
};
