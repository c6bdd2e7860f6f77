import type { Statement } from '../platform/database.ts';

/** Records from before the chain, oldest first; numbers as text, whoever reads them. */
export const selectUnchained = (limit: number): Statement => ({
  text: `select id::text as id, (extract(epoch from at) * 1000)::bigint::text as at, actor, address, verb, subject, before,
                after
           from audit_log_unchained order by audit_log_unchained.id limit $1`,
  values: [limit],
});

export const deleteUnchained = (upto: string): Statement => ({
  text: `delete from audit_log_unchained where id <= $1::bigint`,
  values: [upto],
});
