import { expect, it } from 'vitest';
import type { AreaFigures, RoomState, SiteFigures } from '../../contracts/live.ts';
import { classOf, measures } from './measures.ts';
import { rankStreets, showsDemoData, siteState, sitesWorstFirst } from './selectors.ts';

const area = (code: string, mean: number | null): AreaFigures =>
  ({ code, name: code, site: { metrics: { pm10: { m5: { mean } } } } }) as unknown as AreaFigures;
const site = (code: string, more: Partial<SiteFigures>): SiteFigures =>
  ({ code, devices: 2, online: 2, exceedances: 0, ...more }) as SiteFigures;

it('ranks streets by value, those without one last', () => {
  const state = { streets: { a: area('a', null), b: area('b', 40), c: area('c', 90) } } as unknown as RoomState;
  expect(rankStreets(state, measures.pm10).map((r) => r.code)).toEqual(['c', 'b', 'a']);
});

it('classes a value by its breaks; on a break it belongs above', () => {
  expect([null, 49.9, 50, 80, 150, 400].map((v) => classOf(measures.pm10, v))).toEqual([null, 0, 1, 2, 4, 4]);
});

it('puts what wants attention first', () => {
  const rows = [
    site('ok', {}),
    site('partly', { online: 1 }),
    site('off', { online: 0 }),
    site('over', { exceedances: 1 }),
  ];
  const state = { sites: Object.fromEntries(rows.map((r) => [r.code, r])) } as unknown as RoomState;
  expect(sitesWorstFirst(state).map((s) => s.code)).toEqual(['over', 'off', 'partly', 'ok']);
  expect(siteState(site('none', { devices: 0, online: 0 }))).toBe('ok');
});

it('calls figures demonstration data when a device or a project in them is marked so, and not otherwise', () => {
  const marked = (simulated: number, demo: number): AreaFigures =>
    ({ site: { devices: { total: 3, simulated } }, projects: { total: 3, demo } }) as unknown as AreaFigures;
  expect([marked(0, 0), marked(1, 0), marked(0, 1)].map(showsDemoData)).toEqual([false, true, true]);
});
