import {
  contactFields,
  type ContactChange,
  type ContactField,
  type MaskedContact,
} from '../../../contracts/contacts.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import type { Vault } from '../../vault/vault.ts';
import { contactFacts } from './contacts.rules.ts';
import { claimIdNumber, selectContact, updateContact } from './contacts.sql.ts';

interface ContactRow extends Record<ContactField, string | null> {
  readonly loginName: string;
}

async function findContact(db: Runner, personId: number, isForChange = false): Promise<ContactRow> {
  const [row] = await db.run<ContactRow>(selectContact(personId, isForChange));
  if (row === undefined) throw new ProblemError('not-found', '人员');
  return row;
}

const openField = (vault: Vault, personId: number, field: ContactField, sealed: string | null): string | null =>
  sealed === null ? null : vault.open(sealed, { purpose: contactFacts[field].purpose, subject: personId });

const masked = (vault: Vault, personId: number, row: ContactRow): MaskedContact => {
  const mask = (field: ContactField) => {
    const plain = openField(vault, personId, field, row[field]);
    return plain === null ? null : contactFacts[field].mask(plain);
  };
  return { phone: mask('phone'), idNumber: mask('idNumber') };
};

/** What may be shown of a person without further ado. @throws ProblemError not-found */
export const getContact = async (db: Runner, vault: Vault, personId: number): Promise<MaskedContact> =>
  masked(vault, personId, await findContact(db, personId));

/**
 * Enters, corrects or removes fields; the audit log has them masked.
 * @throws ProblemError not-found, bad-request for a number that cannot be one, already-exists for somebody else's
 */
export const changeContact =
  (
    vault: Vault,
  ): Action<'person.contact', { readonly personId: number; readonly change: ContactChange }, MaskedContact> =>
  async (tx, actor, { personId, change }) => {
    const row = await findContact(tx, personId, true);
    const before = masked(vault, personId, row);
    for (const field of contactFields) {
      const given = change[field];
      if (given === undefined) continue;
      const { purpose, plain: plainOf, isRight, complaint } = contactFacts[field];
      const plain = given === null ? null : plainOf(given);
      if (plain !== null && !isRight(plain)) throw new ProblemError('bad-request', complaint);
      if (field === 'idNumber') {
        const index = plain === null ? null : vault.blindIndex(plain, purpose);
        const claimed = await tx.run(claimIdNumber(personId, index));
        if (claimed.length === 0) throw new ProblemError('already-exists', '该身份证号已属于其他人员');
      }
      const sealed = plain === null ? null : vault.seal(plain, { purpose, subject: personId });
      await tx.run(updateContact(personId, field, sealed));
    }
    const after = masked(vault, personId, await findContact(tx, personId));
    return record(tx, { actor, verb: 'person.contact', subject: row.loginName, before, after }, after);
  };

/** Shows a field in full, once it is recorded who asked and why. @throws ProblemError not-found */
export const revealContact =
  (
    vault: Vault,
  ): Action<
    'person.reveal',
    { readonly personId: number; readonly field: ContactField; readonly reason: string },
    { readonly value: string }
  > =>
  async (tx, actor, { personId, field, reason }) => {
    const row = await findContact(tx, personId);
    const value = openField(vault, personId, field, row[field]);
    if (value === null) throw new ProblemError('not-found', '未登记');
    return record(tx, { actor, verb: 'person.reveal', subject: row.loginName, after: { field }, reason }, { value });
  };
