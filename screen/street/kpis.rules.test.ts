import { expect, it } from 'vitest';
import type { AreaFigures, ExceedanceFigure, RoomState, SiteSideFigures } from '../../contracts/live.ts';
import type { Limit } from '../../contracts/limits.ts';
import { budgetRun, exceededToday, placeAmongStreets } from './kpis.rules.ts';

const figure = (basis: Limit['basis'], windows: number, judged: number): ExceedanceFigure => ({
  label: '',
  basis,
  windows,
  judged,
  lastAt: null,
});
const siteOf = (exceedances: Record<string, ExceedanceFigure>) => ({ exceedances }) as unknown as SiteSideFigures;
const limits = [
  { code: 'noise-day', metric: 'noise' },
  { code: 'noise-night', metric: 'noise' },
  { code: 'tsp', metric: 'tsp' },
] as Limit[];

it('adds up what broke an absolute limit today, by what was measured', () => {
  const site = siteOf({
    'noise-day': figure('absolute', 2, 9),
    'noise-night': figure('absolute', 1, 4),
    tsp: figure('absolute', 0, 8),
    advice: figure('advisory', 7, 8),
  });
  expect(exceededToday(site, limits)).toEqual({
    total: 3,
    by: [
      { metric: 'tsp', label: 'TSP', windows: 0 },
      { metric: 'noise', label: '噪声', windows: 3 },
    ],
  });
});

it('knows that nothing judged is not the same as nothing broken', () => {
  expect(exceededToday(siteOf({ tsp: figure('absolute', 0, 0) }), limits).total).toBeNull();
  expect(exceededToday(siteOf({ tsp: figure('absolute', 0, 1) }), limits).total).toBe(0);
});

it('holds payments of the year against the plan of the year, where there is one', () => {
  const area = (planned: string | null, toNow: string | null) =>
    ({
      projects: { yearPaidFen: '60', yearPlannedFen: planned, yearPlannedToNowFen: toNow },
    }) as unknown as AreaFigures;
  expect(budgetRun(area('120', '90'))).toEqual({ paid: 0.5, planned: 0.75 });
  expect(budgetRun(area('120', null))).toEqual({ paid: 0.5, planned: null });
  expect(budgetRun(area(null, null))).toEqual({ paid: null, planned: null });
  expect(budgetRun(area('0', '0'))).toEqual({ paid: null, planned: null });
});

it('says which place a street has by score, and none while it has no score', () => {
  const scores: readonly (readonly [string, string | null])[] = [
    ['a', '81.62'],
    ['b', '91.08'],
    ['c', null],
  ];
  const streets = Object.fromEntries(
    scores.map(([code, weighted]) => [code, { code, name: code, projects: { total: 1, score: { weighted } } }]),
  );
  const district = { streets } as unknown as RoomState;
  expect(['a', 'b', 'c', '320102'].map((code) => placeAmongStreets(district, code))).toEqual([2, 1, null, null]);
});
