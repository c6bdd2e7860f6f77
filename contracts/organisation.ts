import { Type, type Static } from 'typebox';
import { personRoles, type PersonRole } from './permissions.ts';
import { CodeText, InstantMs, NameText, nullable, oneOf } from './schema.ts';

/** Kinds of organisation, from the district down. A department, street or company may have others below it. */
export const organisationKinds = ['district', 'department', 'street', 'community', 'company', 'agency'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];
export const organisationKindNames: Readonly<Record<OrganisationKind, string>> = {
  district: '区',
  department: '部门',
  street: '街道',
  community: '社区',
  company: '单位（企业）',
  agency: '第三方机构',
};

/** Under which kinds each kind may stand. */
export const parentKinds: Readonly<Record<OrganisationKind, readonly OrganisationKind[]>> = {
  district: [],
  department: ['district', 'department'],
  street: ['district'],
  community: ['street'],
  company: ['district', 'department', 'street', 'company'],
  agency: ['district', 'department'],
};
/** Kinds that people add; the district and its streets are those of the map. */
export const addableKinds = ['department', 'community', 'company', 'agency'] as const;

/**
 * In which kinds of organisation a role's post is held; any kind where none is named. A department's reach is its own and
 * what lies below: held in the district it would be everything.
 */
const kindsOfRole: Readonly<Partial<Record<PersonRole, readonly OrganisationKind[]>>> = {
  department: ['department'],
  street: ['street', 'community'],
  'project-unit': ['company', 'department', 'street'],
  evaluator: ['agency', 'company'],
};
/** The page offers no other place, the server refuses it. */
export const mayServeIn = (role: PersonRole, kind: OrganisationKind): boolean =>
  kindsOfRole[role]?.includes(kind) ?? true;

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

/** A line of the tree: with the posts in force there. */
export const OrganisationLine = Type.Object({ ...Organisation.properties, posts: Type.Integer() });
export type OrganisationLine = Static<typeof OrganisationLine>;

export const NewOrganisation = Type.Object({
  code: CodeText,
  name: NameText,
  kind: oneOf(addableKinds),
  parentCode: CodeText,
});
export type NewOrganisation = Static<typeof NewOrganisation>;

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
