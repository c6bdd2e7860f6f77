import type { Aspect, IndicatorFacts, MissingPolicy, Template } from '../../../../contracts/indicators.ts';

/** An indicator as it is written down here: its code follows from its place, what is usual is left out. */
export interface ShippedNode {
  readonly facts: Omit<IndicatorFacts, 'code' | 'legalSource' | 'effectiveFrom' | 'effectiveTo'>;
  readonly children: readonly ShippedNode[];
}

/** A template that comes with the product. Names and weights are practice or from memory where their source says 待核. */
export interface ShippedTemplate extends Pick<Template, 'code' | 'name' | 'tree' | 'kind' | 'category' | 'sector'> {
  /** Codes of its indicators begin with this: `C-03-01-01`. */
  readonly prefix: string;
  readonly missingPolicy: MissingPolicy;
  readonly note: string;
  readonly legalSource: string;
  readonly effectiveFrom: string;
  readonly roots: readonly ShippedNode[];
}

type Facts = ShippedNode['facts'];
const usual: Omit<Facts, 'name' | 'weight'> = {
  nature: 'quantitative',
  method: 'ratio',
  direction: null,
  unit: '',
  decimals: 2,
  target: null,
  aspect: null,
  explanation: '',
  formula: '',
  scoringRule: '',
  points: [],
  dataSource: '',
  autoSource: null,
  evidence: '',
  frequency: null,
  responsible: '',
};

/** A first or second level: what it weighs is shared out below it. */
export const group = (
  name: string,
  weight: number,
  children: readonly ShippedNode[],
  explanation = '',
): ShippedNode => ({
  facts: { ...usual, name, weight: String(weight), explanation },
  children,
});

type Rest = Partial<Omit<Facts, 'name' | 'weight' | 'aspect'>>;
const leaf = (name: string, weight: number, aspect: Aspect, rest: Rest): ShippedNode => ({
  facts: { ...usual, name, weight: String(weight), aspect, ...rest },
  children: [],
});

const ratioRules = {
  rising: '达到目标得满分；未达到的按实际值与目标值之比计分，保留两位小数',
  falling: '不超过目标得满分；超过的按超出比例扣分，达到目标值两倍及以上不得分',
} as const;

/** The more the better. Without a target each project sets its own. */
export const atLeast = (
  name: string,
  weight: number,
  aspect: Aspect,
  target: string | null,
  unit: string,
  rest: Rest,
) => leaf(name, weight, aspect, { direction: 'ge', target, unit, scoringRule: ratioRules.rising, ...rest });

/** The less the better. */
export const atMost = (name: string, weight: number, aspect: Aspect, target: string | null, unit: string, rest: Rest) =>
  leaf(name, weight, aspect, { direction: 'le', target, unit, scoringRule: ratioRules.falling, ...rest });

/** Judged by the points of its list that are satisfied. */
export const byPoints = (name: string, weight: number, aspect: Aspect, points: readonly string[], rest: Rest) =>
  leaf(name, weight, aspect, {
    nature: 'qualitative',
    method: 'points',
    scoringRule: '按满足的评价要点占全部要点的比例计分',
    points: [...points],
    ...rest,
  });

/** The same, and one of the gravest faults takes it all. */
export const byPointsOrNothing = (
  name: string,
  weight: number,
  aspect: Aspect,
  points: readonly string[],
  rest: Rest,
) =>
  byPoints(name, weight, aspect, points, {
    method: 'veto',
    scoringRule: '按满足的评价要点占全部要点的比例计分；存在截留、挤占、挪用、虚列支出的不得分',
    ...rest,
  });

/** Judged in three bands. */
export const byBands = (name: string, weight: number, aspect: Aspect, rest: Rest) =>
  leaf(name, weight, aspect, {
    nature: 'qualitative',
    method: 'bands',
    scoringRule:
      '达成年度指标得 80%–100% 分值；部分达成并具有一定效果得 60%–80%（不含）分值；未达成且效果较差得 60% 以下分值',
    ...rest,
  });

/** 预算执行率 of tree A: the first level and a leaf at once. */
export const budgetExecution = (weight: number): ShippedNode =>
  leaf('预算执行率', weight, 'execution', {
    method: 'execution',
    direction: 'ge',
    unit: '%',
    target: '100',
    explanation: '全年预算资金的实际执行程度',
    formula: '全年执行数 ÷ 全年预算数 × 100%',
    scoringRule: '按执行率乘以分值计分，超过 100% 的按 100% 计，保留两位小数',
    dataSource: '资金支付记录',
    autoSource: 'budget-execution',
    evidence: '支付凭证、年度预算批复',
    frequency: 'month',
    responsible: '项目单位财务',
  });
