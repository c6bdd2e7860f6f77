import { Type, type Static } from 'typebox';
import { personRoles } from './permissions.ts';
import { CodeText, InstantMs, NameText, nullable, oneOf } from './schema.ts';

/** Kinds of organisation, from the district down. A department, street or company may have others below it. */
export const organisationKinds = ['district', 'department', 'street', 'community', 'company', 'agency'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];
export const organisationKindNames: Readonly<Record<OrganisationKind, string>> = {
  district: '区',
  department: '部门',
  street: '街道',
  community: '社区',
  company: '单位(企业)',
  agency: '第三方机构',
};

export const Organisation = Type.Object({
  code: CodeText,
  name: NameText,
  kind: oneOf(organisationKinds),
  parentCode: nullable(CodeText),
  /** The street it belongs to: streets and communities. */
  streetCode: nullable(CodeText),
  active: Type.Boolean(),
});
export type Organisation = Static<typeof Organisation>;

/** A role that a person holds in an organisation, for a time. */
export const Post = Type.Object({
  id: Type.Integer(),
  role: oneOf(personRoles),
  organisationCode: CodeText,
  organisationName: NameText,
  fromAt: InstantMs,
  untilAt: nullable(InstantMs),
  /** Whose post it is when it was lent to this person. */
  lentBy: nullable(NameText),
});
export type Post = Static<typeof Post>;

/** A post is lent while its holder hands over part of the work (委托) or is away (代理). */
export const loanKinds = ['delegation', 'substitution'] as const;
export type LoanKind = (typeof loanKinds)[number];
export const loanKindNames: Readonly<Record<LoanKind, string>> = { delegation: '委托', substitution: '代理' };
