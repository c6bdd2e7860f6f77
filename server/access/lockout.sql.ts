import type { Statement } from '../platform/database.ts';
import type { Failures, Target } from './lockout.rules.ts';

export type FailureKind = 'account' | 'address';
export interface FailureRow extends Failures {
  readonly kind: FailureKind;
}
const both = `(kind = 'account' and key = $1) or (kind = 'address' and key = $2)`;

/** So that there is a row to lock. Accounts come before addresses everywhere: two attempts never wait for each other. */
export const insertMissing = ({ account, address }: Target): Statement => ({
  text: `insert into sign_in_failures (kind, key, failures, last_at)
         values ('account', $1, 0, 'epoch'), ('address', $2, 0, 'epoch') on conflict do nothing`,
  values: [account, address],
});

export const lockFailures = ({ account, address }: Target): Statement => ({
  text: `select kind, failures as count, last_at as "lastAt" from sign_in_failures where ${both}
         order by kind for update`,
  values: [account, address],
});

export const writeFailures = (kind: FailureKind, key: string, { count, lastAt }: Failures): Statement => ({
  text: `update sign_in_failures set failures = $3, last_at = $4 where kind = $1 and key = $2`,
  values: [kind, key, count, new Date(lastAt)],
});

/** The attempt that was counted beforehand was none: what was shown is right. */
export const forgiveOne = ({ account, address }: Target): Statement => ({
  text: `update sign_in_failures set failures = greatest(failures - 1, 0) where ${both}`,
  values: [account, address],
});

/** What this account got wrong before it got it right is taken back from the address too; others' failures stay. */
export const clearFailures = ({ account, address }: Target): Statement => ({
  text: `with own as (delete from sign_in_failures where kind = 'account' and key = $1 returning failures)
         update sign_in_failures set failures = greatest(failures - (select coalesce(sum(failures), 0) from own), 0)
         where kind = 'address' and key = $2`,
  values: [account, address],
});

export const deleteOldFailures = (before: number): Statement => ({
  text: `delete from sign_in_failures where last_at < $1`,
  values: [new Date(before)],
});
