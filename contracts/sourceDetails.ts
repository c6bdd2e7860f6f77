import { Type, type Static } from 'typebox';
import { InstantMs, nullable } from './schema.ts';

/** Inputs and formula of what the system took by itself: enough to compute it again by hand. */
export const SourceDetail = Type.Object({
  /** Name and version: `budget-execution@1`. */
  formula: Type.String(),
  from: nullable(InstantMs),
  to: nullable(InstantMs),
  /** By the names of `sourceInputNames`. Fen and counts; exact as text; people read fen in 万元. */
  inputs: Type.Record(Type.String(), Type.String()),
});
export type SourceDetail = Static<typeof SourceDetail>;

/** What each input of a source detail is. */
export const sourceInputNames: Readonly<Record<string, string>> = {
  paidFen: '本年度已支付（万元）',
  budgetFen: '全年预算数（万元）',
  due: '到期里程碑（个）',
  onTime: '按期完成（个）',
  weekClosesAt: '周报截止日',
  progress: '核定形象进度',
  expected: '应有评判时窗（个）',
  judged: '有数据时窗（个）',
  within: '达标时窗（个）',
  coverage: '数据覆盖率（%）',
  limits: '所依限值',
  devices: '监测设备（台）',
  answers: '有效答卷（份）',
  satisfied: '满意及非常满意（份）',
  minAnswers: '最少样本（份）',
  survey: '调查编号',
  batch: '导入批次',
  row: '表格行号',
};
