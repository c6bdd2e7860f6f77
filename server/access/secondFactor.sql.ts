import type { Statement } from '../platform/database.ts';

export interface FactorRow {
  readonly secretSealed: string | null;
  readonly enrolledAt: number | null;
  readonly lastStep: number;
  readonly pendingSealed: string | null;
  readonly pendingUntil: number | null;
}

/** Locked: of two requests with one code, the second finds it used. */
export const lockFactor = (personId: number): Statement => ({
  text: `select secret_sealed as "secretSealed", enrolled_at as "enrolledAt", last_step as "lastStep",
                pending_sealed as "pendingSealed", pending_until as "pendingUntil"
           from second_factors where person_id = $1 for update`,
  values: [personId],
});

export const upsertPending = (personId: number, sealed: string, until: number): Statement => ({
  text: `insert into second_factors (person_id, pending_sealed, pending_until) values ($1, $2, $3)
         on conflict (person_id) do update set pending_sealed = $2, pending_until = $3`,
  values: [personId, sealed, new Date(until)],
});

export const enrol = (personId: number, sealed: string, step: number, now: number): Statement => ({
  text: `update second_factors set secret_sealed = $2, last_step = $3, enrolled_at = $4,
                pending_sealed = null, pending_until = null where person_id = $1`,
  values: [personId, sealed, step, new Date(now)],
});

export const writeLastStep = (personId: number, step: number): Statement => ({
  text: `update second_factors set last_step = $2 where person_id = $1`,
  values: [personId, step],
});

export const deleteFactor = (personId: number): Statement => ({
  text: `with codes as (delete from recovery_codes where person_id = $1)
         delete from second_factors where person_id = $1 returning enrolled_at as "enrolledAt"`,
  values: [personId],
});

export const replaceRecoveryCodes = (personId: number, hashes: readonly Buffer[]): Statement => ({
  text: `with former as (delete from recovery_codes where person_id = $1)
         insert into recovery_codes (person_id, code_hash) select $1, unnest($2::bytea[])`,
  values: [personId, hashes],
});

/** One caller gets the row, once. */
export const spendRecoveryCode = (personId: number, hash: Buffer, now: number): Statement => ({
  text: `update recovery_codes set used_at = $3 where person_id = $1 and code_hash = $2 and used_at is null
         returning 1 as spent`,
  values: [personId, hash, new Date(now)],
});

export const selectFactorState = (personId: number): Statement => ({
  text: `select (select enrolled_at from second_factors where person_id = $1) as "enrolledAt",
                (select count(*)::int from recovery_codes where person_id = $1 and used_at is null) as "codesLeft"`,
  values: [personId],
});

export const selectLoginName = (personId: number): Statement => ({
  text: `select login_name as "loginName" from people where id = $1`,
  values: [personId],
});
