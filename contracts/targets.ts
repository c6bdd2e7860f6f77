import { Type, type Static } from 'typebox';
import { aspects, autoSources, directions, frequencies, methods } from './indicators.ts';
import { projectCategories } from './projects.ts';
import { CodeText, DecimalText, FenText, InstantMs, nullable, oneOf } from './schema.ts';
import { Year } from './scores.ts';

/** 绩效目标申报: draft → submitted (its check passed) → approved by a second person; sent back, it is a draft again. */
export const declarationStates = ['draft', 'submitted', 'approved'] as const;
export type DeclarationState = (typeof declarationStates)[number];
export const declarationStateNames: Readonly<Record<DeclarationState, string>> = {
  draft: '填报中',
  submitted: '待审核',
  approved: '已批准',
};
/** As lists filter: `none` are projects without a declaration of the year. */
export const declarationFilters = [...declarationStates, 'none'] as const;
export type DeclarationFilter = (typeof declarationFilters)[number];

export const declarationAttributes = ['new', 'continued'] as const;
export type DeclarationAttribute = (typeof declarationAttributes)[number];
export const declarationAttributeNames: Readonly<Record<DeclarationAttribute, string>> = {
  new: '新增项目',
  continued: '延续项目',
};

/** What about a target its project decides. `monthly`: cumulative by the end of each month, the project's own plan. */
export const TargetTerms = Type.Object({
  weight: DecimalText,
  target: nullable(DecimalText),
  /** What is aimed at where that is no number. */
  targetText: Type.String({ maxLength: 200 }),
  orgCode: nullable(CodeText),
  personId: nullable(Type.Integer({ minimum: 1 })),
  monthly: nullable(Type.Array(DecimalText, { minItems: 12, maxItems: 12 })),
  note: Type.String({ maxLength: 300 }),
});
export type TargetTerms = Static<typeof TargetTerms>;

/** One indicator that a project is held to in a year. */
export const Target = Type.Intersect([
  TargetTerms,
  Type.Object({
    id: Type.Integer(),
    indicatorId: Type.Integer(),
    code: CodeText,
    name: Type.String(),
    /** Names of its first and second level. */
    path: Type.Array(Type.String()),
    method: oneOf(methods),
    direction: nullable(oneOf(directions)),
    unit: Type.String(),
    decimals: Type.Integer(),
    aspect: nullable(oneOf(aspects)),
    frequency: nullable(oneOf(frequencies)),
    autoSource: nullable(oneOf(autoSources)),
    points: Type.Array(Type.String()),
    explanation: Type.String(),
    scoringRule: Type.String(),
    orgName: nullable(Type.String()),
    personName: nullable(Type.String()),
  }),
]);
export type Target = Static<typeof Target>;

/** What a declaration says beside its targets. Money of the year by source, in fen. */
export const DeclarationFacts = Type.Object({
  attribute: oneOf(declarationAttributes),
  wholeGoal: Type.String({ maxLength: 2000 }),
  annualGoal: Type.String({ maxLength: 2000 }),
  initialFen: nullable(FenText),
  fiscalFen: nullable(FenText),
  carriedFen: nullable(FenText),
  otherFen: nullable(FenText),
});
export type DeclarationFacts = Static<typeof DeclarationFacts>;

/** A project of a year in lists, with its declaration where it has one. */
export const DeclarationRow = Type.Object({
  projectId: CodeText,
  projectName: Type.String(),
  category: oneOf(projectCategories),
  departmentName: Type.String(),
  streetCode: nullable(Type.String()),
  budgetFen: FenText,
  id: nullable(Type.Integer()),
  state: nullable(oneOf(declarationStates)),
  templateName: nullable(Type.String()),
  version: nullable(Type.Integer()),
  targets: Type.Integer(),
  returnNote: nullable(Type.String()),
  /** A change of targets waits for a decision. */
  hasOpenChange: Type.Boolean(),
});
export type DeclarationRow = Static<typeof DeclarationRow>;

/** What keeps a declaration from being submitted; `targetId` null: the whole of it. Sentences are the screen's. */
export const declarationFaultCodes = [
  'weights-are-not-100',
  'output-and-benefit-below-60',
  'weight-not-positive',
  'target-missing',
  'words-missing',
  'responsible-missing',
  'monthly-falls',
  'monthly-misses-target',
  'goal-missing',
  'money-missing',
] as const;
export type DeclarationFaultCode = (typeof declarationFaultCodes)[number];
export const DeclarationFault = Type.Object({
  code: oneOf(declarationFaultCodes),
  targetId: nullable(Type.Integer()),
  found: nullable(Type.String()),
});
export type DeclarationFault = Static<typeof DeclarationFault>;

export const targetChangeStates = ['open', 'approved', 'refused', 'withdrawn'] as const;
export type TargetChangeState = (typeof targetChangeStates)[number];
export const targetChangeStateNames: Readonly<Record<TargetChangeState, string>> = {
  open: '待审核',
  approved: '已批准',
  refused: '已驳回',
  withdrawn: '已撤回',
};
/** One target's terms, as they are and as they are to be. */
export const TermsChange = Type.Object({ targetId: Type.Integer(), before: TargetTerms, after: TargetTerms });
export type TermsChange = Static<typeof TermsChange>;
/** What a declaration says beside its targets, goals and money, as it is and as it is to be. */
export const FactsChange = Type.Object({ before: DeclarationFacts, after: DeclarationFacts });
export type FactsChange = Static<typeof FactsChange>;
/** What is to change after approval, with its reason; a second person decides on all of it together. */
export const TargetChange = Type.Object({
  id: Type.Integer(),
  state: oneOf(targetChangeStates),
  reason: Type.String(),
  changes: Type.Array(TermsChange),
  /** Null: goals and money stay. */
  facts: nullable(FactsChange),
  proposedBy: Type.String(),
  proposedAt: InstantMs,
  /** Proposed by whoever looks: somebody else has to decide. */
  isOwn: Type.Boolean(),
  decidedBy: nullable(Type.String()),
  decidedAt: nullable(InstantMs),
  decisionNote: nullable(Type.String()),
});
export type TargetChange = Static<typeof TargetChange>;

/** A declaration with all that its page and its official table show. */
export const Declaration = Type.Intersect([
  DeclarationFacts,
  Type.Object({
    id: Type.Integer(),
    projectId: CodeText,
    projectName: Type.String(),
    departmentCode: Type.String(),
    departmentName: Type.String(),
    unitName: nullable(Type.String()),
    startsAt: InstantMs,
    endsAt: InstantMs,
    budgetFen: FenText,
    demo: Type.Boolean(),
    realName: Type.Boolean(),
    year: Year,
    templateCode: CodeText,
    templateName: Type.String(),
    version: Type.Integer(),
    state: oneOf(declarationStates),
    /** Raised by every edit: an edit of an older one is refused. */
    revision: Type.Integer(),
    submittedBy: nullable(Type.String()),
    submittedAt: nullable(InstantMs),
    /** Submitted by whoever looks. */
    isOwn: Type.Boolean(),
    approvedBy: nullable(Type.String()),
    approvedAt: nullable(InstantMs),
    returnNote: nullable(Type.String()),
    lockedAt: nullable(InstantMs),
    closedAt: nullable(InstantMs),
    targets: Type.Array(Target),
    faults: Type.Array(DeclarationFault),
    changes: Type.Array(TargetChange),
  }),
]);
export type Declaration = Static<typeof Declaration>;

export const DeclarationEdit = Type.Intersect([
  DeclarationFacts,
  Type.Object({
    revision: Type.Integer({ minimum: 1 }),
    targets: Type.Array(Type.Intersect([TargetTerms, Type.Object({ id: Type.Integer({ minimum: 1 }) })]), {
      maxItems: 200,
    }),
  }),
]);
export type DeclarationEdit = Static<typeof DeclarationEdit>;

/** A template that a project may take, the likeliest first. */
export const TemplateProposal = Type.Object({
  templateCode: CodeText,
  templateName: Type.String(),
  version: Type.Integer(),
  fits: oneOf(['category', 'any'] as const),
  indicators: Type.Integer(),
});
export type TemplateProposal = Static<typeof TemplateProposal>;

/** A year of evaluation. */
export const ScoreCycle = Type.Object({
  year: Year,
  openedAt: InstantMs,
  lockedAt: nullable(InstantMs),
  closedAt: nullable(InstantMs),
  projects: Type.Integer(),
  approved: Type.Integer(),
  submitted: Type.Integer(),
  drafts: Type.Integer(),
});
export type ScoreCycle = Static<typeof ScoreCycle>;

/** Who may be named responsible for a project's targets: its department, its unit and what stands below them. */
export const Responsible = Type.Object({
  organisations: Type.Array(Type.Object({ code: CodeText, name: Type.String() })),
  people: Type.Array(
    Type.Object({ id: Type.Integer(), name: Type.String(), orgCode: CodeText, orgName: Type.String() }),
  ),
});
export type Responsible = Static<typeof Responsible>;
