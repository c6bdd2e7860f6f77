import { Type, type Static } from 'typebox';
import { CodeText, NameText, nullable, oneOf } from './schema.ts';

/** What stands above indicators: five-year plans, the year's key tasks, plans of a special matter. */
export const planKinds = ['five-year', 'annual-tasks', 'special'] as const;
export type PlanKind = (typeof planKinds)[number];
export const planKindNames: Readonly<Record<PlanKind, string>> = {
  'five-year': '五年规划',
  'annual-tasks': '年度重点工作任务',
  special: '专项规划',
};

const PlanYear = Type.Integer({ minimum: 2000, maximum: 2100 });
const LongText = Type.String({ maxLength: 300 });
export const PlanFacts = Type.Object({
  name: NameText,
  kind: oneOf(planKinds),
  fromYear: PlanYear,
  toYear: PlanYear,
  issuer: LongText,
  source: LongText,
  active: Type.Boolean(),
});
export type PlanFacts = Static<typeof PlanFacts>;
/** How many of a plan's goals without goals below them are traced by projects, by indicators, by both. */
export const Coverage = Type.Object({
  goals: Type.Integer(),
  withProjects: Type.Integer(),
  withIndicators: Type.Integer(),
  covered: Type.Integer(),
});
export type Coverage = Static<typeof Coverage>;
export const PlanDocument = Type.Object({ code: CodeText, ...PlanFacts.properties, coverage: Coverage });
export type PlanDocument = Static<typeof PlanDocument>;

export const GoalFacts = Type.Object({ name: NameText, orgCode: nullable(CodeText) });
export type GoalFacts = Static<typeof GoalFacts>;
/** A goal with what traces to it. `lacks`: for goals without goals below them. */
export const PlanGoal = Type.Object({
  id: Type.Integer(),
  planCode: CodeText,
  parentId: nullable(Type.Integer()),
  code: CodeText,
  ...GoalFacts.properties,
  orgName: nullable(Type.String()),
  position: Type.Integer(),
  projects: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  indicators: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
});
export type PlanGoal = Static<typeof PlanGoal>;

export const PlanView = Type.Object({ plan: PlanDocument, goals: Type.Array(PlanGoal) });
export type PlanView = Static<typeof PlanView>;

const Codes = Type.Array(CodeText, { maxItems: 200 });
/** What is tied to a goal or untied from it; everything else stays. */
export const GoalLinks = Type.Object({
  addProjects: Codes,
  removeProjects: Codes,
  addIndicators: Codes,
  removeIndicators: Codes,
});
export type GoalLinks = Static<typeof GoalLinks>;
