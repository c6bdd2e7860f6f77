import type { Aspect, Method } from '../../../contracts/indicators.ts';
import type {
  DeclarationFacts,
  DeclarationFault,
  DeclarationFaultCode,
  DeclarationState,
  TargetTerms,
} from '../../../contracts/targets.ts';
import type { ProblemCode } from '../../../contracts/errors.ts';
import { add, compare } from '../../platform/exact.rules.ts';

const WHOLE = '100';
/** 产出 and 效益 together, of the whole (财预〔2020〕10号, domain.md 1.2). */
const LEAST_OUTPUT_AND_BENEFIT = '60';
const effectAspects: readonly Aspect[] = [
  'quantity',
  'quality',
  'timeliness',
  'economic',
  'social',
  'ecological',
  'sustainable',
];

/** What a check looks at of a target. `first`: the name of its first level. */
export interface CheckedTarget extends TargetTerms {
  readonly id: number;
  readonly first: string;
  readonly method: Method;
  readonly aspect: Aspect | null;
  readonly points: readonly string[];
}

const fault = (code: DeclarationFaultCode, targetId: number | null, found: string | null = null): DeclarationFault => ({
  code,
  targetId,
  found,
});

/** Everything that keeps a declaration from being submitted: the whole first, then in the order of its targets. */
export function checkDeclaration(facts: DeclarationFacts, targets: readonly CheckedTarget[]): DeclarationFault[] {
  const whole = add(...targets.map(({ weight }) => weight));
  const effect = outputAndBenefit(targets);
  const hasMoney = [facts.fiscalFen, facts.carriedFen, facts.otherFen].some((fen) => fen !== null && fen !== '0');
  return [
    ...(compare(whole, WHOLE) === 0 ? [] : [fault('weights-are-not-100', null, whole)]),
    ...(compare(effect, LEAST_OUTPUT_AND_BENEFIT) >= 0 ? [] : [fault('output-and-benefit-below-60', null, effect)]),
    ...(facts.annualGoal.trim() === '' ? [fault('goal-missing', null)] : []),
    ...(hasMoney ? [] : [fault('money-missing', null)]),
    ...targets.flatMap(targetFaults),
  ];
}

/** First levels that speak of output or benefit count whole, with the cost or satisfaction that stands inside them. */
function outputAndBenefit(targets: readonly CheckedTarget[]): string {
  const counted = new Set(
    targets.filter(({ aspect }) => aspect !== null && effectAspects.includes(aspect)).map(({ first }) => first),
  );
  return add(...targets.filter(({ first }) => counted.has(first)).map(({ weight }) => weight));
}

function targetFaults(target: CheckedTarget): DeclarationFault[] {
  const { id, weight, method, orgCode, monthly } = target;
  return [
    ...(compare(weight, '0') > 0 ? [] : [fault('weight-not-positive', id, weight)]),
    ...(method === 'ratio' && target.target === null ? [fault('target-missing', id)] : []),
    ...(isWordless(target) ? [fault('words-missing', id)] : []),
    ...(orgCode === null ? [fault('responsible-missing', id)] : []),
    ...(monthly === null ? [] : monthlyFaults(id, monthly, target.target)),
  ];
}

/** What is judged in bands has to say what is to be reached; what is judged by points, which. */
const isWordless = ({ method, targetText, points }: CheckedTarget): boolean =>
  method === 'bands' ? targetText.trim() === '' : (method === 'points' || method === 'veto') && points.length === 0;

/** A plan by month is cumulative: it never falls, and ends where the target is. */
function monthlyFaults(id: number, monthly: readonly string[], target: string | null): DeclarationFault[] {
  const falls = monthly.findIndex((value, index) => index > 0 && compare(value, monthly[index - 1] ?? '0') < 0);
  const last = monthly.at(-1);
  const misses = target !== null && last !== undefined && compare(last, target) !== 0;
  return [
    ...(falls === -1 ? [] : [fault('monthly-falls', id, String(falls + 1))]),
    ...(misses ? [fault('monthly-misses-target', id, last)] : []),
  ];
}

/** A declaration before something is done about it, its row held. */
export interface StandingDeclaration {
  readonly state: DeclarationState;
  readonly revision: number;
  readonly submittedById: number | null;
  /** The year is closed: nothing of it changes any more. */
  readonly closedAt: number | null;
}
const ways = {
  edit: ['draft'],
  delete: ['draft'],
  submit: ['draft'],
  return: ['submitted'],
  approve: ['submitted'],
  change: ['approved'],
} as const satisfies Record<string, readonly DeclarationState[]>;
export type DeclarationStep = keyof typeof ways;

export interface Objection {
  readonly code: ProblemCode;
  readonly detail: string;
}
const stateWords: Readonly<Record<DeclarationState, string>> = {
  draft: '填报中',
  submitted: '待审核',
  approved: '已批准',
};

/** Why somebody may not take this step with a declaration, or undefined. Whoever submitted it does not approve it. */
export function whyNotStep(
  declaration: StandingDeclaration,
  step: DeclarationStep,
  by: { readonly personId: number; readonly revision?: number },
): Objection | undefined {
  if (declaration.closedAt !== null) return { code: 'not-in-this-state', detail: '该年度评价已办结' };
  if (!(ways[step] as readonly DeclarationState[]).includes(declaration.state))
    return { code: 'not-in-this-state', detail: `该申报${stateWords[declaration.state]}` };
  if ((step === 'approve' || step === 'return') && declaration.submittedById === by.personId)
    return { code: 'own-change', detail: '提交人不得审核本人提交的申报' };
  return by.revision === undefined || by.revision === declaration.revision
    ? undefined
    : { code: 'changed-meanwhile', detail: `申报已更新到第 ${declaration.revision} 次修改` };
}

/** A fault as people read it, for the refusal of a submission; `name` is the target's. */
export function faultWords({ code, found }: DeclarationFault, name: string): string {
  const words: Readonly<Record<DeclarationFaultCode, string>> = {
    'weights-are-not-100': `分值合计 ${found}，应为 100`,
    'output-and-benefit-below-60': `产出与效益合计 ${found}，不得低于 60`,
    'weight-not-positive': `${name}分值应大于 0`,
    'target-missing': `${name}缺少目标值`,
    'words-missing': `${name}为定性指标,缺少指标值说明或评价要点`,
    'responsible-missing': `${name}缺少责任单位`,
    'monthly-falls': `${name}分月计划在 ${found} 月低于上月，应为累计值`,
    'monthly-misses-target': `${name}分月计划止于 ${found}，应等于年度目标值`,
    'goal-missing': '缺少年度总体目标',
    'money-missing': '缺少年度资金',
  };
  return words[code];
}
