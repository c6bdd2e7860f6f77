import { SHANGHAI_SHIFT_MS } from '../platform/calendar.rules.ts';
import { budgetFenOf, type Payment } from './payments.rules.ts';
import { DAY } from './progress.rules.ts';
import type { DemoProject } from './projects.data.ts';

export interface Appropriation {
  readonly number: string;
  readonly arrivedAt: number;
  readonly amountFen: number;
}
/** Funds arrive in whole 10,000 yuan. */
const WAN = 1_000_000;
/** Payments that one arrival is for, how much more than them arrives, and how long before. */
const TOGETHER = 3;
const SPARE = 1.06;
const BEFORE = 6 * DAY;

/** Funds that arrived for what was paid: a few payments at a time, somewhat more than them, never more than the budget. */
export function appropriationsOf(project: DemoProject, id: string, payments: readonly Payment[]): Appropriation[] {
  const most = budgetFenOf(project);
  const arrived: Appropriation[] = [];
  let [paid, total] = [0, 0];
  for (let i = 0; i < payments.length; i += TOGETHER) {
    const some = payments.slice(i, i + TOGETHER);
    paid += some.reduce((sum, { amountFen }) => sum + amountFen, 0);
    const wanted = Math.max(paid, Math.min(most, Math.ceil((paid * SPARE) / WAN) * WAN));
    const arrivedAt = (some[0]?.paidAt ?? 0) - BEFORE;
    if (wanted > total)
      arrived.push({ number: `BK-${id}-${arrived.length + 1}`, arrivedAt, amountFen: wanted - total });
    total = Math.max(total, wanted);
  }
  return arrived;
}

export interface StatementLine {
  readonly number: string;
  readonly projectCode: string;
  readonly amountFen: string;
  readonly date: string;
}
export interface DemoStatement {
  readonly month: string;
  readonly number: string;
  readonly totalFen: string;
  readonly vouchers: readonly StatementLine[];
}
const dayOf = (at: number): string => new Date(at + SHANGHAI_SHIFT_MS).toISOString().slice(0, 10);
/** The calendar month before the one that holds `now`, Asia/Shanghai. */
export function lastMonth(now: number): string {
  const today = new Date(now + SHANGHAI_SHIFT_MS);
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}

export type PaidVoucher = Payment & { readonly id: string; readonly number: string; readonly realName: boolean };
/**
 * Finance's statement of the last month, as finance would send it. On fictional projects it differs from what is here: one
 * voucher is missing, one is of another sum, one is of a project that there is not.
 */
export function statementOf(payments: readonly PaidVoucher[], now: number): DemoStatement {
  const month = lastMonth(now);
  const lines = payments.filter(({ paidAt }) => dayOf(paidAt).startsWith(month));
  const fictional = lines.filter(({ realName }) => !realName).map(({ number }) => number);
  const [missing, wrong] = fictional;
  const vouchers = lines
    .filter(({ number }) => number !== missing)
    .map(({ id, number, paidAt, amountFen }) => ({
      ...{ number, projectCode: id, date: dayOf(paidAt) },
      amountFen: `${number === wrong ? amountFen + WAN : amountFen}`,
    }));
  vouchers.push({ number: 'ZF-P-999-001', projectCode: 'P-999', amountFen: `${30 * WAN}`, date: `${month}-15` });
  const totalFen = `${vouchers.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n)}`;
  return { month, number: `DZ-${month}`, totalFen, vouchers };
}
