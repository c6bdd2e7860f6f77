import { contactFields, type ContactChange, type ContactField } from '../../../contracts/contacts.ts';

/** What is sent: a field that is left empty stays as it is, one that is to be removed is null. */
export function contactChange(
  typed: Readonly<Record<ContactField, string>>,
  removed: Readonly<Record<ContactField, boolean>>,
): ContactChange {
  const change: ContactChange = {};
  for (const field of contactFields) {
    const text = typed[field].trim();
    if (removed[field]) change[field] = null;
    else if (text !== '') change[field] = text;
  }
  return change;
}
