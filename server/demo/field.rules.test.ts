import { expect, it } from 'vitest';
import { inspectionStates } from '../../contracts/inspections.ts';
import { inspectionsOf, reportsOf, type FieldPlace, type FieldWeek } from './field.rules.ts';
import { DAY, WEEK } from './progress.rules.ts';

const place: FieldPlace = {
  ...{ projectId: 'P-1', number: 8, siteCode: 'S-1', lon: 118.8, lat: 32.09, officer: 'hongshan', unit: null },
};
const other: FieldPlace = { ...place, projectId: 'P-2', officer: null, unit: 'unit' };
const week = (back: number, progress: string | null, projectId = 'P-1'): FieldWeek => ({
  ...{ projectId, closesAt: (10 - back) * WEEK, planned: '0.5', progress },
});

it('reports of the demo say what the curve of progress says; who has not reported has one that waits', () => {
  const weeks = [week(0, null), week(1, null), week(2, '0.42'), week(3, '0.4')];
  const reports = reportsOf([place], weeks);
  expect(reports.map(({ closesAt, share, state }) => [closesAt / WEEK, share, state])).toEqual([
    [9, '0.42', 'submitted'],
    [8, '0.42', 'accepted'],
    [7, '0.4', 'accepted'],
  ]);
  expect(reports[0]?.photos).toHaveLength(2);
  for (const { photos, closesAt } of reports) for (const { takenAt } of photos) expect(takenAt).toBeLessThan(closesAt);
  expect(reportsOf([place], [week(0, null)])).toEqual([]);
  const corrected = reportsOf([{ ...place, unit: 'unit' }], [week(0, '0.42'), week(1, '0.4')]).at(-1);
  expect(corrected).toMatchObject({
    closesAt: 10 * WEEK,
    share: '0.42400',
    state: 'submitted',
    reason: '计量复核后更正',
  });
});

it('inspections of the demo are in each state, by officers of the demo, put right where it has a unit', () => {
  const now = 100 * DAY;
  const both = { ...place, projectId: 'P-3', unit: 'unit' };
  const found = inspectionsOf([place, other, both], now);
  expect(new Set(found.map(({ state }) => state))).toEqual(new Set(inspectionStates));
  for (const { officer, photos, steps, foundAt, unit } of found) {
    expect(officer).toBe('hongshan');
    expect(photos.length).toBeGreaterThan(0);
    expect(steps.length === 0 || unit === 'unit').toBe(true);
    for (const { at } of steps) expect(at > foundAt && at < now).toBe(true);
  }
  expect(inspectionsOf([other], now)).toEqual([]);
});
