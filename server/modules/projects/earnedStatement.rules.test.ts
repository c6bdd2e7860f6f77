import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earnedAt, indicesOf, statementOf, type EarnedInputs, type EarnedWeek } from './earnedStatement.rules.ts';

const WEEK = 7 * 86_400_000;
const week = (n: number, planned: string, progress: string | null, paidFen = '0'): EarnedWeek => ({
  ...{ closesAt: n * WEEK, planned, progress, paidFen },
});

describe('earned value', () => {
  it('is that of the worked example of the field notes (domain.md 7.1), to its last digit', () => {
    // BAC 1200, plan 60 %, real 51 %, AC 690: sums here in hundredths.
    const inputs: EarnedInputs = {
      ...{ projectId: 'P-1', budgetFen: '120000', startsAt: 0, endsAt: 10 * WEEK },
      weeks: [week(5, '0.6', '0.51', '69000'), week(10, '1', null)],
    };
    expect(statementOf(inputs, 6 * WEEK)).toMatchObject({
      ...{ plannedFen: '72000', earnedFen: '61200', paidFen: '69000' },
      ...{ scheduleVarianceFen: '-10800', costVarianceFen: '-7800', spi: '0.85', cpi: '0.887' },
      ...{ estimateFen: '135294', pessimisticFen: '146993', tcpi: '1.1529', varianceAtCompletionFen: '-15294' },
      ...{ toCompleteFen: '66294', asOf: 5 * WEEK },
    });
  });

  it('divides by no ratio that was rounded: EAC comes of whole sums', () => {
    // CPI is 0.3333…: BAC ÷ 0.3333 would be 3000.30.
    expect(indicesOf({ budget: '1000', planned: '100', earned: '100', paid: '300' })).toMatchObject({
      ...{ cpi: '0.3333', estimateFen: '3000' },
    });
  });

  it('knows nothing where nothing was paid, planned or reported, and that is not 0', () => {
    const figures = { budget: '1000', planned: '100', earned: '100', paid: '0' };
    expect(indicesOf(figures)).toMatchObject({ cpi: null, estimateFen: null, toCompleteFen: null, spi: '1' });
    expect(indicesOf({ ...figures, planned: '0', paid: '50' })).toMatchObject({ spi: null, pessimisticFen: null });
    expect(indicesOf({ ...figures, earned: '0', paid: '50' })).toMatchObject({ cpi: '0', estimateFen: null });
    expect(indicesOf({ ...figures, paid: '1000' }).tcpi).toBeNull();
    const inputs = { projectId: 'P-1', budgetFen: '1000', startsAt: 0, endsAt: WEEK, weeks: [week(1, '0.5', null)] };
    expect(statementOf(inputs, 2 * WEEK)).toMatchObject({ asOf: null, spi: null, paidFen: null, spiTime: null });
  });

  it('does not know the future: weeks that have not closed are planned alone', () => {
    const inputs = {
      ...{ projectId: 'P-1', budgetFen: '1000', startsAt: 0, endsAt: 2 * WEEK },
      weeks: [week(1, '0.5', '0.4', '300'), week(2, '1', '0.9', '300')],
    };
    const { points, asOf } = statementOf(inputs, 2 * WEEK - 1);
    expect(asOf).toBe(WEEK);
    expect(points).toEqual([
      { at: WEEK, plannedFen: '500', earnedFen: '400', paidFen: '300' },
      { at: 2 * WEEK, plannedFen: '1000', earnedFen: null, paidFen: null },
    ]);
  });
});

describe('earned schedule', () => {
  const plan = [week(1, '0.1', null), week(2, '0.3', null), week(3, '0.3', null), week(4, '0.6', null)];

  it('is when the plan had reached it, between two Mondays in proportion', () => {
    expect(earnedAt(0, plan, '0.2')).toBe(1.5 * WEEK);
    expect(earnedAt(0, plan, '0.05')).toBe(0.5 * WEEK);
    expect(earnedAt(0, plan, '0')).toBe(0);
    expect(earnedAt(0, plan, '0.45')).toBe(3.5 * WEEK);
  });

  it('is the first Monday of a plan that stands still, and none that the plan never reaches', () => {
    expect(earnedAt(0, plan, '0.3')).toBe(2 * WEEK);
    expect(earnedAt(0, plan, '0.6')).toBe(4 * WEEK);
    expect(earnedAt(0, plan, '0.61')).toBeNull();
    expect(earnedAt(0, [], '0.1')).toBeNull();
  });

  it('forecasts the end by the pace so far: SPI(t) = ES ÷ AT', () => {
    const weeks = plan.map((one, n) => (n === 2 ? { ...one, progress: '0.2', paidFen: '1' } : one));
    const found = statementOf({ projectId: 'P', budgetFen: '1000', startsAt: 0, endsAt: 4 * WEEK, weeks }, 3 * WEEK);
    expect(found).toMatchObject({ earnedWeeks: '1.5', actualWeeks: '3', spiTime: '0.5', forecastEndAt: 8 * WEEK });
  });

  it('is on time where progress is as planned, whatever the plan', () => {
    const shares = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(shares, fc.nat(11), (steps, at) => {
        let sum = 0;
        const weeks = steps.map((step, n) => week(n + 1, ((sum += step) / 1_000).toFixed(5), null));
        const one = weeks[at % weeks.length];
        if (one !== undefined) expect(earnedAt(0, weeks, one.planned)).toBe(one.closesAt);
      }),
    );
  });
});
