import type { ContactField } from '../../../contracts/contacts.ts';
import type { SealPurpose } from '../../vault/sealedFields.ts';
import { isIdNumber, isPhone, maskIdNumber, maskPhone, plainIdNumber, plainPhone } from '../../vault/masking.rules.ts';

interface ContactFact {
  readonly purpose: SealPurpose;
  /** The form it is kept in. */
  readonly plain: (text: string) => string;
  readonly isRight: (plain: string) => boolean;
  readonly mask: (plain: string) => string;
  readonly complaint: string;
}

/** How each personal field is kept, checked and shown. */
export const contactFacts: Readonly<Record<ContactField, ContactFact>> = {
  phone: {
    purpose: 'person.phone',
    plain: plainPhone,
    isRight: isPhone,
    mask: maskPhone,
    complaint: '电话号码有误',
  },
  idNumber: {
    purpose: 'person.id-number',
    plain: plainIdNumber,
    isRight: isIdNumber,
    mask: maskIdNumber,
    complaint: '身份证号有误(校验码或日期不符)',
  },
};
