import { Type, type Static } from 'typebox';
import { nullable, oneOf } from './schema.ts';

/** Personal fields that are kept sealed and shown masked. */
export const contactFields = ['phone', 'idNumber'] as const;
export type ContactField = (typeof contactFields)[number];
export const contactFieldNames: Readonly<Record<ContactField, string>> = { phone: '手机号码', idNumber: '身份证号' };

/** What everybody sees who may see people: 138****1234. Null: not entered. */
export const MaskedContact = Type.Object({ phone: nullable(Type.String()), idNumber: nullable(Type.String()) });
export type MaskedContact = Static<typeof MaskedContact>;

/** A field that is left out stays as it is; null removes it. */
export const ContactChange = Type.Object({
  phone: Type.Optional(nullable(Type.String({ minLength: 7, maxLength: 30 }))),
  idNumber: Type.Optional(nullable(Type.String({ minLength: 15, maxLength: 30 }))),
});
export type ContactChange = Static<typeof ContactChange>;

/** A field is shown in full to somebody who says why; field and reason are in the audit log before it is shown. */
export const RevealRequest = Type.Object({
  field: oneOf(contactFields),
  reason: Type.String({ minLength: 4, maxLength: 200 }),
});
export type RevealRequest = Static<typeof RevealRequest>;
