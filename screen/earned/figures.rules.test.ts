import { expect, it } from 'vitest';
import type { EarnedStatement } from '../../contracts/earnedValue.ts';
import { hasProvenance } from '../words/provenance.ts';
import { figureGroups } from './figures.rules.ts';

const unknown: EarnedStatement = {
  ...{ projectId: 'P-1', asOf: null, budgetFen: '1200000000', plannedFen: null, earnedFen: null, paidFen: null },
  ...{ scheduleVarianceFen: null, costVarianceFen: null, spi: null, cpi: null, estimateFen: null },
  ...{ pessimisticFen: null, toCompleteFen: null, varianceAtCompletionFen: null, tcpi: null, earnedWeeks: null },
  ...{ actualWeeks: null, spiTime: null, forecastEndAt: null, startsAt: 0, endsAt: 1, points: [] },
};
const textOf = (statement: EarnedStatement, name: string) =>
  figureGroups(statement)
    .flatMap(({ figures }) => figures)
    .find((one) => one.name === name)?.text;

it('every figure says where it comes from', () => {
  const names = figureGroups(unknown).flatMap(({ figures }) => figures.map(({ name }) => name));
  expect(names.filter((name) => !hasProvenance(name))).toEqual([]);
  expect(names).toHaveLength(17);
});

it('prints sums in 万元, ratios to two places, and a dash for what is not known', () => {
  const known = { ...unknown, spi: '0.887', scheduleVarianceFen: '-108000000', earnedWeeks: '10.25' };
  expect(['ev-bac', 'spi', 'ev-sv', 'ev-es'].map((name) => textOf(known, name))).toEqual([
    ...['1,200', '0.89', '−108', '10.3'],
  ]);
  expect(['ev-eac', 'ev-end', 'ev-spit', 'ev-at'].map((name) => textOf(unknown, name))).toEqual(['—', '—', '—', '—']);
});
