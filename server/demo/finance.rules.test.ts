import { expect, it } from 'vitest';
import { whyHold } from '../modules/interfaces/inbox.rules.ts';
import { appropriationsOf, lastMonth, statementOf, type PaidVoucher } from './finance.rules.ts';
import { budgetFenOf, paymentsOf } from './payments.rules.ts';
import { demoProjects, projectIdOf } from './projects.data.ts';

const now = Date.parse('2026-11-25T09:00:00+08:00');
const paid = demoProjects.flatMap((project): PaidVoucher[] => {
  const id = projectIdOf(project.number);
  return paymentsOf(project, now).map((one, place) => ({
    ...{ ...one, id, number: `ZF-${id}-${place}`, realName: project.realName },
  }));
});

it('lets funds arrive before they are paid out, in whole 10,000 yuan, and not beyond the budget', () => {
  for (const project of demoProjects) {
    const id = projectIdOf(project.number);
    const own = paid.filter((one) => one.id === id);
    const arrived = appropriationsOf(project, id, own);
    const sumBy = (at: number) =>
      arrived.filter(({ arrivedAt }) => arrivedAt <= at).reduce((sum, { amountFen }) => sum + amountFen, 0);
    let total = 0;
    for (const { paidAt, amountFen } of own) {
      total += amountFen;
      expect(sumBy(paidAt)).toBeGreaterThanOrEqual(total);
    }
    expect(sumBy(now)).toBeLessThanOrEqual(Math.max(total, budgetFenOf(project)));
    expect(new Set(arrived.map(({ number }) => number)).size).toBe(arrived.length);
  }
});

it('states the last month as finance would, otherwise than here in three places, none of a real name', () => {
  expect(lastMonth(Date.parse('2026-01-01T00:30:00+08:00'))).toBe('2025-12');
  const statement = statementOf(paid, now);
  expect(
    whyHold(
      { kind: 'statement', body: { ...statement, vouchers: [...statement.vouchers] } },
      { project: null, accepted: null, typed: null, standingFen: '0' },
      now,
    ),
  ).toBeUndefined();
  const listed = new Map(statement.vouchers.map((line) => [line.number, line]));
  const october = paid.filter(({ paidAt }) => new Date(paidAt + 8 * 3_600_000).toISOString().startsWith('2026-10'));
  const missing = october.filter(({ number }) => !listed.has(number));
  const wrong = october.filter(
    ({ number, amountFen }) => listed.has(number) && listed.get(number)?.amountFen !== `${amountFen}`,
  );
  expect([missing.length, wrong.length, statement.vouchers.length - (october.length - 1)]).toEqual([1, 1, 1]);
  expect([...missing, ...wrong].some(({ realName }) => realName)).toBe(false);
});
