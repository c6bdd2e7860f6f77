import { Type, type Static } from 'typebox';
import { aspects, autoSources, directions, frequencies, methods, missingPolicies } from './indicators.ts';
import { grades } from './grades.ts';
import { curveScopes, lights, projectCategories } from './projects.ts';
import { CodeText, DecimalText, FenText, InstantMs, nullable, oneOf } from './schema.ts';
import { SourceDetail } from './sourceDetails.ts';

/** The three bands of a qualitative indicator: [0.8 w, w], [0.6 w, 0.8 w), [0, 0.6 w). */
export const bands = ['met', 'partly', 'unmet'] as const;
export type Band = (typeof bands)[number];
export const bandNames: Readonly<Record<Band, string>> = {
  met: '达成年度指标',
  partly: '部分达成年度指标并具有一定效果',
  unmet: '未达成年度指标且效果较差',
};
/** The shares of the weight that belong to a band: from, and up to (财预〔2020〕10号: 100–80 %, 80–60 %, 60–0 %). */
export const bandShares: Readonly<Record<Band, { readonly from: string; readonly to: string }>> = {
  met: { from: '0.8', to: '1' },
  partly: { from: '0.6', to: '0.8' },
  unmet: { from: '0', to: '0.6' },
};

/** A calendar month of Asia/Shanghai. */
export const MonthText = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' });
export const Year = Type.Integer({ minimum: 2000, maximum: 2100 });

/** Where a value comes from. */
export const valueSources = ['manual', 'import', 'auto', 'survey'] as const;
export type ValueSource = (typeof valueSources)[number];
export const valueSourceNames: Readonly<Record<ValueSource, string>> = {
  manual: '人工填报',
  import: '表格导入',
  auto: '系统采集',
  survey: '问卷调查',
};

/** What was achieved: which fields are filled depends on the indicator's method. */
export const Achievement = Type.Object({
  /**
   * `ratio`, `execution`: in the indicator's unit (rates in percent). `bands`: the share of the weight, 0..1, within its
   * band. `points`, `veto`: null; what is satisfied stands in `pointsMet`.
   */
  value: nullable(DecimalText),
  band: nullable(oneOf(bands)),
  /** Which of the indicator's points are satisfied, by their place from 0. */
  pointsMet: nullable(Type.Array(Type.Integer({ minimum: 0, maximum: 19 }), { maxItems: 20, uniqueItems: true })),
  /** 截留, 挤占, 挪用, 虚列: the indicator gives nothing. */
  vetoed: Type.Boolean(),
});
export type Achievement = Static<typeof Achievement>;

/**
 * Why an indicator has the points it has. `missing`: due and not reported; `not-due`: nothing is expected yet;
 * `waiting`: reported, not reviewed yet (not counted).
 */
export const barStates = ['scored', 'missing', 'waiting', 'not-due'] as const;
export type BarState = (typeof barStates)[number];
export const barStateNames: Readonly<Record<BarState, string>> = {
  scored: '已计分',
  missing: '缺报',
  waiting: '待审核',
  'not-due': '未到期',
};

/** One bar of the 得分 waterfall: an indicator, what it was held against, what came of it, and by which formula. */
export const ScoreBar = Type.Object({
  targetId: Type.Integer(),
  code: CodeText,
  name: Type.String(),
  /** Names of its first and second level. */
  path: Type.Array(Type.String()),
  method: oneOf(methods),
  aspect: nullable(oneOf(aspects)),
  direction: nullable(oneOf(directions)),
  unit: Type.String(),
  target: nullable(DecimalText),
  weight: DecimalText,
  frequency: nullable(oneOf(frequencies)),
  /** 评价要点, in their order; none where the method is another. */
  criteria: Type.Array(Type.String()),
  state: oneOf(barStates),
  points: nullable(DecimalText),
  /** weight − points; null where nothing is scored. */
  lost: nullable(DecimalText),
  light: nullable(oneOf(lights)),
  achievement: nullable(Achievement),
  /** The calculation with its numbers, for people: `92 ÷ 100 × 15 = 13.80`. */
  sentence: Type.String(),
  formulaVersion: Type.String(),
  source: nullable(oneOf(valueSources)),
  autoSource: nullable(oneOf(autoSources)),
  valueId: nullable(Type.Integer()),
  month: nullable(MonthText),
  measuredAt: nullable(InstantMs),
  enteredBy: nullable(Type.String()),
  reviewedBy: nullable(Type.String()),
  /** What the system took the value from, and by which formula; null where a person said it. */
  sourceDetail: nullable(SourceDetail),
  evidence: Type.Array(Type.Object({ fileId: Type.Integer(), name: Type.String(), hash: Type.String() })),
});
export type ScoreBar = Static<typeof ScoreBar>;

/** A project's score of a year as it stood at the end of a month, with every bar of its waterfall. */
export const ProjectScore = Type.Object({
  projectId: CodeText,
  projectName: Type.String(),
  demo: Type.Boolean(),
  realName: Type.Boolean(),
  year: Year,
  month: MonthText,
  declarationId: Type.Integer(),
  templateCode: CodeText,
  templateName: Type.String(),
  version: Type.Integer(),
  missingPolicy: oneOf(missingPolicies),
  /** Out of 100, unrounded; shown with 2 decimals. Null: nothing scored yet, or held back by the policy. */
  score: nullable(DecimalText),
  grade: nullable(oneOf(grades)),
  light: nullable(oneOf(lights)),
  /** Sum of the weights that the score speaks of. */
  knownWeight: DecimalText,
  missing: Type.Integer(),
  formulaVersion: Type.String(),
  computedAt: InstantMs,
  bars: Type.Array(ScoreBar),
});
export type ProjectScore = Static<typeof ProjectScore>;

/** Scores of a district, street, department or sector: weighted by the projects' budgets, and plain. */
export const GroupScore = Type.Object({
  scope: oneOf(curveScopes),
  code: Type.String(),
  name: Type.String(),
  month: MonthText,
  weighted: nullable(DecimalText),
  plain: nullable(DecimalText),
  projects: Type.Integer(),
  scored: Type.Integer(),
  computedAt: InstantMs,
});
export type GroupScore = Static<typeof GroupScore>;

export const scoreSorts = ['score', 'missing', 'budget', 'name'] as const;
export type ScoreSort = (typeof scoreSorts)[number];
/** A project in the list of a month's scores; null where nothing is scored. */
export const ScoredRow = Type.Object({
  projectId: CodeText,
  projectName: Type.String(),
  category: oneOf(projectCategories),
  departmentName: Type.String(),
  streetCode: nullable(Type.String()),
  budgetFen: FenText,
  score: nullable(DecimalText),
  grade: nullable(oneOf(grades)),
  light: nullable(oneOf(lights)),
  knownWeight: nullable(DecimalText),
  missing: nullable(Type.Integer()),
  computedAt: nullable(InstantMs),
  realName: Type.Boolean(),
});
export type ScoredRow = Static<typeof ScoredRow>;

/** How a project's score of a year went: as it stands at the end of each month, and every change with its cause. */
export const ScoreHistory = Type.Object({
  months: Type.Array(
    Type.Object({
      month: MonthText,
      score: nullable(DecimalText),
      grade: nullable(oneOf(grades)),
      missing: Type.Integer(),
    }),
  ),
  /** Newest first. */
  changes: Type.Array(
    Type.Object({
      month: MonthText,
      score: nullable(DecimalText),
      cause: Type.String(),
      formulaVersion: Type.String(),
      computedAt: InstantMs,
    }),
  ),
});
export type ScoreHistory = Static<typeof ScoreHistory>;
