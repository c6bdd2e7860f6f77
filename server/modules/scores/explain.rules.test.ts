import { expect, it } from 'vitest';
import type { ProjectScore, ScoreBar } from '../../../contracts/scores.ts';
import { explainScore } from './explain.rules.ts';

const bar = (name: string, more: Partial<ScoreBar>): ScoreBar => ({
  ...{ targetId: 1, code: `C-${name}`, name, path: ['产出指标'], method: 'ratio', aspect: 'quantity', direction: 'ge' },
  ...{ unit: '户', target: '100', weight: '20', frequency: 'month', criteria: [], state: 'scored', points: '20' },
  ...{ lost: '0', light: null, achievement: null, sentence: '', formulaVersion: '2026.2', source: 'manual' },
  ...{ autoSource: null, valueId: 1, month: '2026-03', measuredAt: 0, enteredBy: '甲', reviewedBy: '乙' },
  ...{ sourceDetail: null, evidence: [], ...more },
});
const score = (bars: ScoreBar[], more: Partial<ProjectScore>): ProjectScore => ({
  ...{ projectId: 'P-1', projectName: '一', demo: false, realName: false, year: 2026, month: '2026-03' },
  ...{ declarationId: 1, templateCode: 'T', templateName: '模板', version: 1, missingPolicy: 'exclude' },
  ...{ score: '90', grade: 'excellent', light: null, knownWeight: '60', missing: 0, formulaVersion: '2026.2' },
  ...{ computedAt: 0, bars, ...more },
});
const missing = { state: 'missing', points: null, lost: null, valueId: null, source: null } as const;

it('goes down from 100 by what each indicator took away of it, brought to 100 as the score is', () => {
  const bars = [bar('甲', { points: '16', lost: '4' }), bar('乙', {}), bar('丙', { points: '18', lost: '2' })];
  expect(explainScore(score([...bars, bar('丁', missing)], {}))).toContain(
    '得分瀑布：满分 100.00\n  −6.67  甲  余 93.33\n  −3.33  丙  余 90.00\n  得分 90.00',
  );
});

it('takes all of an indicator away where the policy counts what is missing as nothing', () => {
  const bars = [bar('甲', { weight: '80', points: '80' }), bar('丁', missing)];
  const told = explainScore(score(bars, { missingPolicy: 'zero', knownWeight: '100', score: '80', missing: 1 }));
  expect(told).toContain('  −20.00  丁  余 80.00\n  得分 80.00');
});

it('says what the system took a value from, and nothing of a waterfall where there is no score', () => {
  const sourceDetail = { formula: 'budget-execution@1', from: 0, to: 86_400_000, inputs: { paidFen: '1234500000' } };
  const told = explainScore(score([bar('甲', { source: 'auto', sourceDetail })], { score: null, grade: null }));
  expect(told).toContain('采集公式 budget-execution@1；取数 1970-01-01 至 1970-01-02；本年度已支付（万元） 1234.5');
  expect(told).toContain('得分瀑布：尚未出分');
});
