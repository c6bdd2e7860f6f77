import type { Indicator, TreeFault, VersionState } from '../../../contracts/indicators.ts';
import type { Objection } from './edits.rules.ts';

/** What a version is before something is done about it, its row held. */
export interface StandingVersion {
  readonly state: VersionState;
  readonly revision: number;
  readonly draftedById: number | null;
  readonly submittedById: number | null;
  readonly lockedAt: number | null;
}

/** The way of a version: what may be done to it in which states. */
const ways = {
  edit: ['draft'],
  submit: ['draft'],
  return: ['submitted'],
  publish: ['submitted'],
  withdraw: ['draft', 'submitted', 'published'],
} as const satisfies Record<string, readonly VersionState[]>;
export type Step = keyof typeof ways;

const stateWords: Readonly<Record<VersionState, string>> = {
  draft: '草稿',
  submitted: '待复核',
  published: '已发布',
  withdrawn: '已停用',
};

/**
 * Why somebody may not take this step with a version, or undefined. Whoever drafted or submitted it reviews nothing of
 * it; whoever saw an earlier revision looks again first.
 */
export function whyNotStep(
  version: StandingVersion,
  step: Step,
  by: { readonly personId: number | null; readonly revision?: number | undefined },
): Objection | undefined {
  if (!(ways[step] as readonly VersionState[]).includes(version.state))
    return { code: 'not-in-this-state', detail: `该版本${stateWords[version.state]}` };
  const isOwn = by.personId === null || [version.draftedById, version.submittedById].includes(by.personId);
  if ((step === 'publish' || step === 'return') && isOwn)
    return { code: 'own-change', detail: '起草人、提交人不得复核本人的模板版本' };
  if (step === 'withdraw' && version.lockedAt !== null)
    return { code: 'not-in-this-state', detail: '该版本已被年度评价锁定' };
  return by.revision === undefined || by.revision === version.revision
    ? undefined
    : { code: 'changed-meanwhile', detail: `草稿已更新到第 ${version.revision} 次修改` };
}

/** A fault with its place, as people read it. */
export function faultText(fault: TreeFault, rows: readonly Pick<Indicator, 'id' | 'name'>[]): string {
  const name = rows.find((row) => row.id === fault.indicatorId)?.name ?? '';
  const sentences: Readonly<Record<TreeFault['code'], string>> = {
    'siblings-do-not-add-up': `${name}下级合计 ${fault.found}，应为 ${fault.expected}`,
    'whole-is-not-100': `一级指标权重合计 ${fault.found}，应为 100`,
    'output-and-benefit-below-60': `产出与效益合计 ${fault.found}，不得低于 60`,
    'no-leaf': name === '' ? '没有指标' : `${name}没有可计分的三级指标`,
    'target-without-direction': `${name}缺少目标值方向`,
    'points-missing': `${name}缺少评价要点`,
    'weight-not-positive': `${name}权重应大于 0`,
    'code-twice': `${name}编号重复`,
  };
  return sentences[fault.code];
}
