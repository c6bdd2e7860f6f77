import { expect, it } from 'vitest';
import type { ProjectSideFigures } from '../../contracts/live.ts';
import { fundsVerdict, progressVerdict, shareOf } from './monitor.rules.ts';

const figures = (more: Partial<ProjectSideFigures>): ProjectSideFigures => more as ProjectSideFigures;

it('holds progress against plan within five percentage points', () => {
  const of = (progress: number | null, planned: number | null) => progressVerdict(figures({ progress, planned }));
  expect(of(0.852, 0.881)).toMatchObject({ isWithin: true, tone: 'ok' });
  expect(of(0.8, 0.881)).toMatchObject({ isWithin: false, tone: 'warn' });
  expect(of(0.7, 0.881)).toMatchObject({ isWithin: false, tone: 'bad' });
  expect(of(0.95, 0.881)).toMatchObject({ isWithin: false, tone: 'ok' });
  expect(of(null, 0.881)).toEqual({ gap: null, isWithin: false, tone: 'off' });
});

it('holds payments of the year against their plan and against time', () => {
  const noon = Date.parse('2026-07-02T12:00+08:00');
  const seen = fundsVerdict(figures({ yearPaidFen: '40', yearPlannedFen: '100', yearPlannedToNowFen: '45' }), noon);
  expect(seen).toMatchObject({ executed: 0.4, planned: 0.45, tone: 'ok' });
  expect(seen.elapsed).toBeCloseTo(0.5, 2);
  expect(seen.ratio).toBeCloseTo(0.8, 2);
  const little = (paid: string) => fundsVerdict(figures({ yearPaidFen: paid, yearPlannedFen: '100' }), noon).tone;
  expect([little('35'), little('20')]).toEqual(['warn', 'bad']);
});

it('says nothing of payments where nobody planned any', () => {
  const none = figures({ yearPaidFen: '40', yearPlannedFen: null, yearPlannedToNowFen: null });
  expect(fundsVerdict(none, Date.parse('2026-07-02T12:00+08:00'))).toMatchObject({
    executed: null,
    ratio: null,
    tone: 'off',
  });
  expect(shareOf('1', '0')).toBeNull();
});
