import type { Statement } from '../platform/database.ts';

export const insertAudit = (
  actor: string,
  address: string | null,
  verb: string,
  subject: string,
  before: unknown,
  after: unknown,
): Statement => ({
  text: `insert into audit_log (actor, address, verb, subject, before, after) values ($1, $2, $3, $4, $5, $6)`,
  values: [actor, address, verb, subject, asJson(before), asJson(after)],
});

const asJson = (value: unknown): string | null =>
  value === undefined || value === null ? null : JSON.stringify(value);

/** Newest first, those with an id below `before`. */
export const selectAudit = (limit: number, before: number | undefined): Statement => ({
  text: `select id, at, actor, address, verb, subject, before, after from audit_log
         where $2::bigint is null or id < $2 order by id desc limit $1`,
  values: [limit, before ?? null],
});
