import type { Statement } from '../platform/database.ts';

export interface VisitRow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Who wants to be bound; null for a sign-in. */
  readonly personId: number | null;
}

export const insertVisit = (tokenHash: Buffer, visit: VisitRow, expiresAt: number): Statement => ({
  text: `insert into provider_visits (token_hash, state, nonce, verifier, person_id, expires_at)
         values ($1, $2, $3, $4, $5, $6)`,
  values: [tokenHash, visit.state, visit.nonce, visit.verifier, visit.personId, new Date(expiresAt)],
});

/** A visit ends with its first return, whatever comes of it. */
export const spendVisit = (tokenHash: Buffer, now: number): Statement => ({
  text: `delete from provider_visits where token_hash = $1 and expires_at > $2
         returning state, nonce, verifier, person_id as "personId"`,
  values: [tokenHash, new Date(now)],
});

export const deleteOldVisits = (now: number): Statement => ({
  text: `delete from provider_visits where expires_at < $1`,
  values: [new Date(now)],
});

export const selectBound = (issuer: string, subject: string): Statement => ({
  text: `select person_id as "personId" from provider_subjects where issuer = $1 and subject = $2`,
  values: [issuer, subject],
});

export const selectBinding = (issuer: string, personId: number): Statement => ({
  text: `select bound_at as "boundAt" from provider_subjects where issuer = $1 and person_id = $2`,
  values: [issuer, personId],
});

/** No row comes back when the identity belongs to somebody else, or the person has another one. */
export const bindSubject = (issuer: string, subject: string, personId: number, now: number): Statement => ({
  text: `insert into provider_subjects (issuer, subject, person_id, bound_at) values ($1, $2, $3, $4)
         on conflict do nothing returning 1 as bound`,
  values: [issuer, subject, personId, new Date(now)],
});

export const unbindSubject = (issuer: string, personId: number): Statement => ({
  text: `delete from provider_subjects where issuer = $1 and person_id = $2 returning subject`,
  values: [issuer, personId],
});
