import { expect, it } from 'vitest';
import { decides, isAway, mailOf, type Payee } from './systems.rules.ts';

const project = (id: string, over: Partial<Payee> = {}): Payee => ({
  ...{ id, budgetFen: '5000000000', paidFen: '0', phase: 'building', realName: false },
  ...over,
});
const projects = [project('P-1'), project('P-2', { realName: true }), project('P-3', { phase: 'planning' })];
const now = Date.parse('2026-11-25T01:00:00+08:00');
const run = { seed: 3, startedAt: now };
const mails = Array.from({ length: 70 }, (_, turn) => mailOf(turn, projects, run, now));

it('pays projects under construction by turns: funds arrive, then a voucher pays less', () => {
  expect(mails.slice(0, 4).map((mail) => mail?.path)).toEqual([
    'appropriations',
    'vouchers',
    'appropriations',
    'vouchers',
  ]);
  expect(mails[0]?.body).toMatchObject({ number: 'BK-20261125-010000-0001', date: '2026-11-25' });
  for (const mail of mails) expect(['P-1', 'P-2', 'P-999']).toContain(mail?.body.projectCode);
  expect(mails.every((mail) => BigInt(mail?.body.amountFen ?? '0') % 1_000_000n === 0n)).toBe(true);
});
it('is the same for the same seed and start, and another for another', () => {
  expect(mailOf(5, projects, run, now)).toEqual(mails[5]);
  expect(Array.from({ length: 70 }, (_, turn) => mailOf(turn, projects, { ...run, seed: 4 }, now))).not.toEqual(mails);
});
it('is wrong one time in seven, by an unknown code or another sum under a number, and never of a real name', () => {
  const wrong = mails.filter((_, turn) => turn % 7 === 6);
  const numbers = new Map<string, number>();
  for (const mail of mails) numbers.set(mail?.body.number ?? '', (numbers.get(mail?.body.number ?? '') ?? 0) + 1);
  const unknown = wrong.filter((mail) => mail?.body.projectCode === 'P-999').length;
  const again = [...numbers.values()].filter((times) => times > 1).length;
  expect([unknown > 0, again > 0, unknown + again]).toEqual([true, true, wrong.length]);
  expect(wrong.some((mail) => mail?.body.projectCode === 'P-2')).toBe(false);
});
it('pays nobody where nobody is to be paid', () => {
  expect(mailOf(0, [project('P-1', { paidFen: '4900000000' })], run, now)).toBeUndefined();
});
it('lets receivers fail now and then, and approvers return now and then', () => {
  const away = Array.from({ length: 300 }, (_, nth) => isAway(1, nth)).filter(Boolean).length;
  expect(away).toBeGreaterThan(60);
  expect(away).toBeLessThan(140);
  expect(new Set(Array.from({ length: 60 }, (_, id) => decides(1, id, 1)))).toEqual(new Set(['approve', 'return']));
});
