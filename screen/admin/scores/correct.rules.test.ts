import { expect, it } from 'vitest';
import type { ScoreBar } from '../../../contracts/scores.ts';
import { inputPlace } from './correct.rules.ts';

const bar = (more: Partial<ScoreBar>): ScoreBar => ({
  ...{ targetId: 7, code: 'A', name: '群众诉求按期办结率', path: [], method: 'ratio', aspect: null, direction: 'ge' },
  ...{ unit: '%', target: '98', weight: '4', frequency: 'quarter', criteria: [], state: 'scored', points: '4' },
  ...{ lost: '0', light: null, achievement: null, sentence: '', formulaVersion: '2026.2', source: null },
  ...{ autoSource: null, valueId: null, month: null, measuredAt: null, enteredBy: null, reviewedBy: null },
  ...{ sourceDetail: null, evidence: [], ...more },
});
const score = { projectId: 'XW-1', month: '2026-11' };
const where = { text: 'XW-1 群众诉求按期办结率', target: '7' };

it('is the month of the value that a bar was computed from', () => {
  expect(inputPlace(bar({ month: '2026-09' }), score)).toEqual({ ...where, month: '2026-09' });
});
it('is the last month in which a missing value was due', () => {
  expect(inputPlace(bar({ state: 'missing' }), score)).toEqual({ ...where, month: '2026-09' });
  expect(inputPlace(bar({ state: 'missing', frequency: 'month' }), score)).toMatchObject({ month: '2026-11' });
});
it('is the month of the score, among what is not due, where nothing is expected yet', () => {
  const place = inputPlace(bar({ state: 'not-due', frequency: 'year' }), score);
  expect(place).toEqual({ ...where, month: '2026-11', state: 'not-due' });
});
it('asks for no longer text than is taken', () => {
  expect(inputPlace(bar({ name: '指'.repeat(100) }), score).text).toHaveLength(60);
});
