import { expect, it } from 'vitest';
import type { ProjectFigures } from '../../contracts/projects.ts';
import type { Limit } from '../../contracts/limits.ts';
import type { LiveFrame, LiveScores } from './model.ts';
import { projectRows, withRows, type SiteExceedance } from './projectRows.rules.ts';

const row = (id: string, streetCode: string | null, light: ProjectFigures['light'] = 'green') => ({
  row: {
    id,
    streetCode,
    light,
    budgetFen: '100',
    score: null,
    lon: null,
    lat: null,
    reasons: [{ code: 'steady', light: 'green' }],
  } as unknown as ProjectFigures,
});
const frame = {
  projects: new Map([
    ['P-1', row('P-1', 'A')],
    ['P-2', row('P-2', null)],
  ]),
  sites: [
    { code: 'S-1', projectId: 'P-1', lon: 118, lat: 32 },
    { code: 'S-2', projectId: 'P-1', lon: 120, lat: 34 },
  ],
} as unknown as LiveFrame;
const scores: LiveScores = new Map();
const limit = { metric: 'noise', value: 70, windowMinutes: 10 } as Limit;
const over = (windowAt: number): SiteExceedance => ({ limit, windowAt, value: 73, deviceCode: 'E-1' });

it('puts a project in the middle of its sites, and nowhere without any', () => {
  const rows = projectRows({ frame, scores }, { kind: 'district', key: '' }, new Map());
  expect(rows.map(({ id, lon, lat }) => [id, lon, lat])).toEqual([
    ['P-1', 119, 33],
    ['P-2', null, null],
  ]);
});

it('turns red what breaks a limit today, with the newest as its reason, and leaves the rest as it was', () => {
  const found = new Map([['P-1', [over(2_000_000), over(1_000_000)]]]);
  const [first, second] = projectRows({ frame, scores }, { kind: 'district', key: '' }, found);
  expect(first).toMatchObject({
    light: 'red',
    reasons: [
      { code: 'exceedance', metric: 'noise', deviceCode: 'E-1', at: 2_600_000, values: { value: 73, times: 2 } },
    ],
  });
  expect(second?.light).toBe('green');
  const quiet = projectRows({ frame, scores }, { kind: 'street', key: 'A' }, new Map());
  expect(quiet[0]).toBe(projectRows({ frame, scores }, { kind: 'street', key: 'A' }, new Map())[0]);
});

it('lays the newest scores over its rows, and adds them up by budget: who has none is left out, not 0', () => {
  const score = { score: '86.4', grade: 'good', month: '2026-11', missing: 1, computedAt: 9_000 } as const;
  const rows = projectRows({ frame, scores: new Map([['P-1', score]]) }, { kind: 'district', key: '' }, new Map());
  expect(rows.map((one) => one.score)).toEqual([score, null]);
  const none = { score: null } as unknown as Parameters<typeof withRows>[0];
  expect(withRows(none, rows).score).toEqual({ weighted: '86.4', plain: '86.4', scored: 1, computedAt: 9_000 });
  expect(withRows(none, rows.slice(1)).score).toEqual({ weighted: null, plain: null, scored: 0, computedAt: null });
});
