import type { CustomSeriesOption } from 'echarts/charts';
import { describe, expect, it } from 'vitest';
import type { ProjectScore, ScoreBar } from '../../contracts/scores.ts';
import { axisStart, waterfallOption } from './waterfall.option.ts';
import { waterfallSteps } from './waterfall.rules.ts';

const bar = (name: string, weight: string, points: string | null, state: ScoreBar['state'] = 'scored'): ScoreBar => ({
  ...{ targetId: 1, code: name, name, path: [], method: 'ratio', aspect: null, direction: 'ge', unit: '', target: '1' },
  ...{ frequency: 'month', criteria: [] },
  ...{ weight, state, points, lost: points === null ? null : String(Number(weight) - Number(points)), light: null },
  ...{ achievement: null, sentence: '', formulaVersion: '2026.2', source: null, autoSource: null, valueId: null },
  ...{ month: null, measuredAt: null, enteredBy: null, reviewedBy: null, sourceDetail: null, evidence: [] },
});
const score = (bars: ScoreBar[], more: Partial<ProjectScore> = {}): ProjectScore => ({
  ...{ projectId: 'P', projectName: 'P', demo: false, realName: false, year: 2026, month: '2026-11', declarationId: 1 },
  ...{
    templateCode: 'T',
    templateName: 'T',
    version: 1,
    missingPolicy: 'exclude',
    score: '90',
    grade: null,
    light: null,
  },
  ...{ knownWeight: '100', missing: 0, formulaVersion: '2026.2', computedAt: 0, bars, ...more },
});
const words = { full: '满分', score: '得分' };

describe('a waterfall', () => {
  it('goes from 100 to the score by what was lost, and passes over what is whole', () => {
    const steps = waterfallSteps(score([bar('甲', '60', '56'), bar('乙', '20', '20'), bar('丙', '20', '14')]), words);
    expect(steps.map(({ name, from, to }) => [name, from, to])).toEqual([
      ['满分', 0, 100],
      ['甲', 96, 100],
      ['丙', 90, 96],
      ['得分', 0, 90],
    ]);
  });
  it('brings what is known to 100 and takes nothing away for what is left out', () => {
    const bars = [bar('甲', '60', '54'), bar('乙', '40', null, 'missing')];
    const steps = waterfallSteps(score(bars, { knownWeight: '60', missing: 1 }), words);
    expect(steps.map(({ from }) => from)).toEqual([0, 90, 0]);
  });
  it('takes all of it away where the policy counts what is missing as nothing', () => {
    const bars = [bar('甲', '60', '60'), bar('乙', '40', null, 'missing')];
    const steps = waterfallSteps(score(bars, { score: '60', missing: 1, missingPolicy: 'zero' }), words);
    expect(steps.map(({ name, from }) => [name, from])).toContainEqual(['乙', 60]);
  });
  it('is not drawn without a score', () => {
    expect(waterfallSteps(score([bar('甲', '60', null, 'missing')], { score: null, knownWeight: '0' }), words)).toEqual(
      [],
    );
  });
  it('begins its axis a little below its lowest step', () => {
    const steps = waterfallSteps(score([bar('甲', '100', '90')]), words);
    expect(axisStart(steps)).toBe(80);
    const option = waterfallOption({ steps, ink: { rem: 16, role: 'tablet', hatch: null } });
    const [series] = option['series'] as CustomSeriesOption[];
    expect(series?.data).toEqual([
      [80, 100, 0, 0],
      [90, 100, 1, 1],
      [80, 90, 2, 0],
    ]);
  });
});
