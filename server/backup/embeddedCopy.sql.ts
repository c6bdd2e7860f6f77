import type { Statement } from '../platform/database.ts';

/** Everything that was committed goes from memory to the files. Works within a transaction too. */
export const checkpoint: Statement = { text: 'checkpoint' };
/** From here until `rollback` the session serves nobody else: the files stand still. */
export const hold: Statement = { text: 'begin' };
export const letGo: Statement = { text: 'rollback' };
export const stillHere: Statement = { text: 'select 1' };

/** Where the write-ahead log ends, and the file of it that a start from these files begins with. */
export interface WalPlace {
  readonly position: string;
  readonly first: string;
}
export const walPlace: Statement = {
  text: `select pg_current_wal_insert_lsn()::text as position, redo_wal_file as first from pg_control_checkpoint()`,
};
