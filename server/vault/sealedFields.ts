/** A column that holds sealed text (its name ends in `_sealed`), and the key of its rows: the subject it is bound to. */
export interface SealedField {
  readonly table: string;
  readonly column: string;
  readonly key: string;
}

/**
 * Every column that holds sealed text, by its purpose. A rotation walks this table, so a column that is missing here
 * would stay under its old key for ever: a test compares it with the migrations.
 */
export const sealedFields = {
  'person.phone': { table: 'people', column: 'phone_sealed', key: 'id' },
  'idempotency.reply': { table: 'idempotency_keys', column: 'reply_sealed', key: 'id' },
  'person.id-number': { table: 'people', column: 'id_number_sealed', key: 'id' },
  'destination.secret': { table: 'destination_secrets', column: 'secret_sealed', key: 'id' },
  'second-factor.secret': { table: 'second_factors', column: 'secret_sealed', key: 'person_id' },
  'second-factor.pending': { table: 'second_factors', column: 'pending_sealed', key: 'person_id' },
} as const satisfies Record<string, SealedField>;

/** What a text may be sealed for. */
export type SealPurpose = keyof typeof sealedFields;
export const sealPurposes = Object.keys(sealedFields) as SealPurpose[];

/** What is kept as a keyed hash alone: told apart, never read back. */
export type HashPurpose = SealPurpose | 'survey.respondent';
