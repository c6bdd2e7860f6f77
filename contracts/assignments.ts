import { Type, type Static } from 'typebox';
import { CodeText, InstantMs, NameText, nullable } from './schema.ts';

/** A project given to an evaluator, a person or an agency, for a time. */
export const Assignment = Type.Object({
  id: Type.Integer(),
  projectId: CodeText,
  projectName: NameText,
  personId: nullable(Type.Integer()),
  personName: nullable(NameText),
  organisationCode: nullable(CodeText),
  organisationName: nullable(NameText),
  fromAt: InstantMs,
  untilAt: InstantMs,
});
export type Assignment = Static<typeof Assignment>;

/** To a person or to an organisation, not to both. */
export const NewAssignment = Type.Object({
  projectId: CodeText,
  personId: Type.Optional(Type.Integer({ minimum: 1 })),
  organisationCode: Type.Optional(CodeText),
  fromAt: Type.Optional(InstantMs),
  untilAt: InstantMs,
});
export type NewAssignment = Static<typeof NewAssignment>;
