import { expect, it } from 'vitest';
import type { GroupFigures, ProjectSideFigures, RoomState } from '../../contracts/live.ts';
import type { ProjectFigures } from '../../contracts/projects.ts';
import { barShare, byRisk, mappedCount, projectsIn, rankedAt, rankGroups } from './groups.rules.ts';

const side = (spi: number | null, weighted: string | null = null, total = 3): ProjectSideFigures =>
  ({ total, spi, asOf: 5, score: { weighted, plain: null, scored: 0, computedAt: 9 } }) as ProjectSideFigures;
const group = (code: string, ...figures: Parameters<typeof side>): [string, GroupFigures] => [
  code,
  { code, name: code, projects: side(...figures) },
];
const stateOf = (more: object): RoomState => more as RoomState;
const project = (id: string, more: Partial<ProjectFigures>): ProjectFigures =>
  ({ id, light: null, spi: null, lon: null, ...more }) as ProjectFigures;

it('ranks groups by SPI; what prints the same has the same rank, what has no figure has no rank', () => {
  const groups = [group('a', 0.951), group('b', 1.02), group('c', null), group('d', 0.949), group('e', 0.9)];
  const departments = Object.fromEntries([...groups, group('empty', 1.1, null, 0)]);
  const { basis, rows } = rankGroups(stateOf({ departments }), 'department');
  expect(basis).toBe('spi');
  expect(rows.map(({ code, rank }) => [code, rank])).toEqual([
    ['b', 1],
    ['a', 2],
    ['d', 2],
    ['e', 4],
    ['c', null],
  ]);
});

it('ranks groups by their weighted score as soon as one of them is scored, and by what is printed', () => {
  const groups = [group('a', 1.1), group('b', 0.9, '86.934'), group('c', 0.8, '86.925'), group('d', 0.7, '91')];
  const { basis, rows } = rankGroups(stateOf({ sectors: Object.fromEntries(groups) }), 'sector');
  expect(basis).toBe('score');
  expect(rows.map(({ code, rank, text }) => [code, rank, text])).toEqual([
    ['d', 1, '91.00'],
    ['b', 2, '86.93'],
    ['c', 2, '86.93'],
    ['a', null, '—'],
  ]);
});

it('draws the bar of a ranking within its bounds and none without a figure', () => {
  const percent = (share: number | null) => (share === null ? share : Math.round(share * 100));
  expect([0.3, 0.9, 1.1, 2, null].map((spi) => percent(barShare('spi', side(spi))))).toEqual([0, 50, 100, 100, null]);
  expect(['55', '80', '100', null].map((score) => percent(barShare('score', side(1, score))))).toEqual([
    0,
    50,
    100,
    null,
  ]);
  expect(barShare('score', null)).toBeNull();
});

it('is as old as the newest score, or as the newest weekly report', () => {
  expect(rankedAt('score', side(1)).at).toBe(9);
  expect(rankedAt('spi', side(1)).at).toBe(5);
  expect(rankedAt('spi', null).at).toBeNull();
});

it('filters projects by street, department and sector', () => {
  const rows = [
    project('1', { streetCode: 's', departmentCode: 'd', category: 'fiscal' }),
    project('2', { streetCode: null, departmentCode: 'd', category: 'livelihood' }),
  ];
  const state = stateOf({ projects: Object.fromEntries(rows.map((p) => [p.id, p])) });
  const ids = (...args: Parameters<typeof projectsIn> extends [unknown, ...infer R] ? R : never) =>
    projectsIn(state, ...args).map(({ id }) => id);
  expect(ids('street', 's')).toEqual(['1']);
  expect(ids('department', 'd')).toEqual(['1', '2']);
  expect(ids('sector', 'livelihood')).toEqual(['2']);
  expect(ids('sector', null)).toEqual(['1', '2']);
});

it('puts the riskiest first: red, yellow, blue, green, none, and the furthest behind among equals', () => {
  const rows = [
    project('none', {}),
    project('green', { light: 'green', spi: 0.97 }),
    project('late', { light: 'red', spi: 0.7 }),
    project('red', { light: 'red', spi: 0.8 }),
    project('blue', { light: 'blue', spi: 1.3 }),
    project('yellow', { light: 'yellow', spi: 0.9 }),
  ];
  expect(byRisk(rows).map(({ id }) => id)).toEqual(['late', 'red', 'yellow', 'blue', 'green', 'none']);
});

it('counts what can be drawn on the map', () => {
  expect(mappedCount([project('1', { lon: 118.8 }), project('2', {})])).toEqual({ mapped: 1, unmapped: 1 });
});
