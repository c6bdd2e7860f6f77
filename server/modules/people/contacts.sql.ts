import type { ContactField } from '../../../contracts/contacts.ts';
import type { Statement } from '../../platform/database.ts';

/** Takes the row for a change (or, without, just reads it). */
export const selectContact = (personId: number, isForChange = false): Statement => ({
  text: `select login_name as "loginName", phone_sealed as phone, id_number_sealed as "idNumber"
           from people where id = $1 ${isForChange ? 'for update' : ''}`,
  values: [personId],
});

const columns: Readonly<Record<ContactField, string>> = { phone: 'phone_sealed', idNumber: 'id_number_sealed' };

export const updateContact = (personId: number, field: ContactField, sealed: string | null): Statement => ({
  text: `update people set ${columns[field]} = $2 where id = $1`,
  values: [personId, sealed],
});

/** No row comes back when somebody else has the same identity number. */
export const claimIdNumber = (personId: number, index: Buffer | null): Statement => ({
  text: `update people set id_number_index = $2 where id = $1
            and not exists (select from people other where other.id_number_index = $2 and other.id <> $1)
         returning 1 as claimed`,
  values: [personId, index],
});
