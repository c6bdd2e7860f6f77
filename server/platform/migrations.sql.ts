import type { Statement } from './database.ts';

/** Any fixed number: it only has to be the same in every migrating process. */
const MIGRATION_LOCK = 320102;

/** Held until the transaction ends. */
export const takeMigrationLock: Statement = { text: 'select pg_advisory_xact_lock($1)', values: [MIGRATION_LOCK] };
