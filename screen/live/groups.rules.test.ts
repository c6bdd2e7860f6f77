import { expect, it } from 'vitest';
import type { GroupFigures, RoomState } from '../../contracts/live.ts';
import type { ProjectFigures } from '../../contracts/projects.ts';
import { byRisk, mappedCount, projectsIn, rankGroups, spiShare } from './groups.rules.ts';

const group = (code: string, spi: number | null, total = 3): [string, GroupFigures] => [
  code,
  { code, name: code, projects: { total, spi } } as unknown as GroupFigures,
];
const stateOf = (more: object): RoomState => more as RoomState;
const project = (id: string, more: Partial<ProjectFigures>): ProjectFigures =>
  ({ id, light: null, spi: null, lon: null, ...more }) as ProjectFigures;

it('ranks groups by SPI; what prints the same has the same rank, what has no figure has no rank', () => {
  const groups = [group('a', 0.951), group('b', 1.02), group('c', null), group('d', 0.949), group('e', 0.9)];
  const departments = Object.fromEntries([...groups, group('empty', 1.1, 0)]);
  const rows = rankGroups(stateOf({ departments }), 'department');
  expect(rows.map(({ code, rank }) => [code, rank])).toEqual([
    ['b', 1],
    ['a', 2],
    ['d', 2],
    ['e', 4],
    ['c', null],
  ]);
});

it('draws the bar of a ranking within its bounds and none without a figure', () => {
  expect([0.3, 0.9, 1.1, 2, null].map(spiShare).map((s) => (s === null ? s : Math.round(s * 100)))).toEqual([
    0,
    50,
    100,
    100,
    null,
  ]);
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
