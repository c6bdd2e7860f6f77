import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseShare } from './earnedValue.rules.ts';
import { lightOf } from './light.rules.ts';
import type { ProjectInputs } from './projects.rules.ts';
import { thresholdsOf, type Thresholds } from './thresholds.rules.ts';

const NOW = Date.UTC(2026, 10, 23);
const DAY = 86_400_000;
const inForce = {
  ...{ 'spi-yellow': '0.95', 'spi-red': '0.85', 'cpi-yellow': '0.95', 'cpi-red': '0.85', 'behind-points': '5' },
  ...{ 'eac-red': '1.10', 'overpaid-points': '15', 'paid-ratio-yellow': '0.80', 'paid-ratio-red': '0.60' },
  ...{ 'unreported-weeks': '2', 'overdue-days-yellow': '7', 'overdue-days-red': '30', 'ahead-ratio': '1.20' },
};
const thresholds: Thresholds = thresholdsOf(Object.entries(inForce).map(([code, value]) => ({ code, value })));
const weekOf = (planned: string, progress: string, paidToClose: bigint | null = null) => ({
  ...{ closesAt: NOW - DAY, planned: parseShare(planned), progress: parseShare(progress), paidToClose },
});
const project = (over: Partial<ProjectInputs> = {}): ProjectInputs => ({
  ...{
    id: 'P-1',
    streetCode: null,
    departmentCode: 'D',
    departmentName: 'D',
    category: 'fiscal',
    phase: 'building',
    demo: false,
  },
  ...{ budget: 1000n, paid: 500n, startsAt: 0, week: weekOf('0.6', '0.6'), before: null, missedWeeks: 0 },
  ...{ paidPlanned: null, yearPaid: 0n, yearPlanned: null, yearPlannedToNow: null, phaseEnd: null },
  ...{ overdueMilestone: null, completedAt: null },
  ...over,
});
const judge = (over: Partial<ProjectInputs>) => {
  const { light, reasons } = lightOf(project(over), thresholds, NOW);
  return [light, ...reasons.map(({ code }) => code)];
};

describe('the light of a project', () => {
  it('is green within tolerance, and says how far from plan', () => {
    expect(lightOf(project({ week: weekOf('0.6', '0.59') }), thresholds, NOW)).toMatchObject({
      light: 'green',
      reasons: [{ code: 'steady', values: { gap: -1, limit: 5 }, at: NOW - DAY }],
    });
  });

  it('turns red at two reports in a row five points below plan, not at one, not at 4.99', () => {
    const before = { planned: parseShare('0.55'), progress: parseShare('0.5') };
    expect(judge({ week: weekOf('0.6', '0.55'), before })).toEqual(['red', 'behind-two-weeks', 'spi']);
    expect(judge({ week: weekOf('0.6', '0.55'), before: null })).toEqual(['yellow', 'spi']);
    expect(judge({ week: weekOf('0.6', '0.5501'), before })[1]).toBe('spi');
  });

  it('bands SPI and CPI at 0.95 and 0.85', () => {
    expect(judge({ week: weekOf('0.6', '0.57') })).toEqual(['green', 'steady']);
    expect(judge({ week: weekOf('0.6', '0.569') })).toEqual(['yellow', 'spi']);
    expect(judge({ week: weekOf('0.6', '0.509') })).toEqual(['red', 'spi']);
    expect(judge({ week: weekOf('0.6', '0.6', 640n) })).toEqual(['yellow', 'cpi']);
  });

  it('sends with each reason the threshold that was passed, as it stands in the table', () => {
    const limitOf = (over: Partial<ProjectInputs>) =>
      lightOf(project(over), thresholds, NOW).reasons[0]?.values['limit'];
    const before = { planned: parseShare('0.55'), progress: parseShare('0.5') };
    expect(limitOf({ week: weekOf('0.6', '0.55'), before })).toBe(5);
    expect([limitOf({ week: weekOf('0.6', '0.569') }), limitOf({ week: weekOf('0.6', '0.509') })]).toEqual([
      0.95, 0.85,
    ]);
    expect(limitOf({ week: weekOf('0.6', '0.6', 640n) })).toBe(0.95);
    expect([limitOf({ week: weekOf('0.6', '0.6', 670n) }), limitOf({ paid: 1101n })]).toEqual([1.1, 1.1]);
    expect([limitOf({ paid: 760n }), limitOf({ paid: 299n, paidPlanned: 500n })]).toEqual([15, 0.6]);
    expect(limitOf({ week: weekOf('0.5', '0.6') })).toBe(1.2);
  });

  it('is red whatever else when the estimate at completion passes the approved cost', () => {
    expect(judge({ week: weekOf('0.6', '0.6', 670n) })).toEqual(['red', 'over-budget']);
    expect(judge({ paid: 1101n })).toContain('over-budget');
    // An advance payment at the very beginning says nothing about the end.
    expect(judge({ paid: 200n, week: weekOf('0.1', '0.1', 200n) })).toEqual(['green', 'steady']);
  });

  it('holds payments against work and against their own plan', () => {
    expect(judge({ paid: 760n })).toEqual(['yellow', 'overpaid']);
    expect(judge({ paid: 379n, paidPlanned: 500n })).toEqual(['yellow', 'underpaid']);
    expect(judge({ paid: 299n, paidPlanned: 500n })).toEqual(['red', 'underpaid']);
  });

  it('warns of missing reports and of dates that have passed', () => {
    expect(judge({ missedWeeks: 1 })).toEqual(['green', 'steady']);
    expect(judge({ missedWeeks: 2 })).toEqual(['yellow', 'unreported']);
    const due = (days: number) => ({ name: '屋面防水', at: NOW - days * DAY });
    expect(judge({ overdueMilestone: due(6) })).toEqual(['green', 'steady']);
    expect(judge({ overdueMilestone: due(7) })).toEqual(['yellow', 'milestone-overdue']);
    expect(judge({ overdueMilestone: due(30) })).toEqual(['red', 'milestone-overdue']);
  });

  it('is blue when the target looks too low, unless something is wrong', () => {
    expect(judge({ week: weekOf('0.5', '0.6') })).toEqual(['blue', 'ahead']);
    expect(judge({ week: weekOf('0.5', '0.6'), missedWeeks: 3 })).toEqual(['yellow', 'unreported', 'ahead']);
    expect(judge({ paid: 100n, week: weekOf('0.05', '0.09') })).toEqual(['green', 'steady']);
  });

  it('is judged on what is exact, where the figure that is shown is already rounded onto its limit', () => {
    const budget = 10n ** 12n;
    const at = (over: Partial<ProjectInputs>) => lightOf(project({ budget, paid: 0n, ...over }), thresholds, NOW);
    // A fen less than 80 % of its plan is 0.8 with six places.
    const short = at({ paid: 8n * 10n ** 10n - 1n, paidPlanned: 10n ** 11n, week: null });
    expect(short).toMatchObject({ light: 'yellow', reasons: [{ code: 'underpaid', values: { limit: 0.8 } }] });
    expect(at({ paid: 8n * 10n ** 10n, paidPlanned: 10n ** 11n, week: null }).reasons).toEqual([]);
    // A fen more than 110 % of the budget is 1.1 with six places.
    expect(at({ paid: (budget * 11n) / 10n + 1n, week: null }).light).toBe('red');
    expect(at({ paid: (budget * 11n) / 10n, week: null }).light).toBeNull();
    // 15 points and a fen ahead of the work is 15.00 with two.
    const paid = (ahead: bigint) => at({ paid: (budget * 75n) / 100n + ahead }).light;
    expect([paid(0n), paid(1n)]).toEqual(['green', 'yellow']);
  });

  it('is absent without any basis, and judges nothing by a threshold that nobody set', () => {
    expect(judge({ week: null, phase: 'planning' })).toEqual([null]);
    expect(judge({ week: null, phase: 'planning', phaseEnd: { name: null, at: NOW + DAY } })).toEqual([
      'green',
      'steady',
    ]);
    expect(lightOf(project({ week: weekOf('0.6', '0.1'), missedWeeks: 9 }), {}, NOW).light).toBe('green');
  });

  it('always has a reason for a light, the worst one first', () => {
    const share = fc.integer({ min: 0, max: 100_000 }).map((n) => BigInt(n));
    const fen = fc.bigInt(0n, 2000n);
    fc.assert(
      fc.property(
        share,
        share,
        fen,
        fc.option(fen, { nil: null }),
        fc.nat(5),
        (planned, progress, paid, plan, missed) => {
          const week = { closesAt: NOW, planned, progress, paidToClose: paid };
          const found = lightOf(
            project({ week, before: week, paid, paidPlanned: plan, missedWeeks: missed }),
            thresholds,
            NOW,
          );
          const order = ['red', 'yellow', 'blue', 'green'];
          const ranks = found.reasons.map(({ light }) => order.indexOf(light));
          expect(found.light).toBe(found.reasons[0]?.light);
          expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        },
      ),
    );
  });
});

it('reads the thresholds of its own and no others', () => {
  expect(
    thresholdsOf([
      { code: 'spi-red', value: '0.80' },
      { code: 'another-module', value: '1' },
    ]),
  ).toEqual({ 'spi-red': { units: 80n, of: 100n, shown: 0.8 } });
});
