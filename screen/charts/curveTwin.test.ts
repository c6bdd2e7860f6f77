import { expect, it } from 'vitest';
import { curveTwin } from './curveTwin.ts';

const at = Date.parse('2026-11-23T10:00:00+08:00');

it('tells a curve as a table, newest first, with a dash for what is missing', () => {
  const twin = curveTwin({
    metric: 'noise',
    unit: 'dB(A)',
    from: at,
    to: at + 600_000,
    bucketMs: 300_000,
    source: 'm5',
    at: [at, at + 300_000],
    mean: [61.24, null],
    min: [50, null],
    max: [70.06, null],
    count: [5, 0],
  });
  expect(twin.columns).toEqual(['时刻', '均值 dB(A)', '最小 dB(A)', '最大 dB(A)']);
  expect(twin.rows).toEqual([
    ['11-23 10:05', '—', '—', '—'],
    ['11-23 10:00', '61.2', '50.0', '70.1'],
  ]);
});
