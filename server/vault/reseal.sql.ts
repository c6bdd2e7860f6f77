import type { Statement } from '../platform/database.ts';
import type { SealedField } from './sealedFields.ts';

/**
 * Some fields of a column that the key `head` has not sealed. Names come from our own table of fields, never from outside.
 * @param head what everything begins with that is sealed as it would be today
 */
export const selectOutdated = ({ table, column, key }: SealedField, head: string, limit: number): Statement => ({
  text: `select ${key}::text as subject, ${column} as sealed from ${table}
          where ${column} is not null and not starts_with(${column}, $1) order by ${key} limit $2`,
  values: [head, limit],
});

/** No row comes back when the field was changed meanwhile: then it is sealed anew already. */
export const replaceSealed = (
  { table, column, key }: SealedField,
  subject: string,
  before: string,
  after: string,
): Statement => ({
  text: `update ${table} set ${column} = $3 where ${key}::text = $1 and ${column} = $2 returning 1 as done`,
  values: [subject, before, after],
});

export const selectKeys = (): Statement => ({ text: `select id, check_value as "checkValue" from vault_keys` });

export const insertKey = (id: string, checkValue: string): Statement => ({
  text: `insert into vault_keys (id, check_value) values ($1, $2) on conflict (id) do nothing`,
  values: [id, checkValue],
});
