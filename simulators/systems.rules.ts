import type { AppropriationMessage, VoucherMessage } from '../contracts/interfaces.ts';
import { hashOf, pickOf, unitOf } from './randomness.rules.ts';

/** A project as finance pays for it. */
export interface Payee {
  readonly id: string;
  readonly budgetFen: string;
  readonly paidFen: string;
  readonly phase: string;
  /** Nothing improper is ever sent of it. */
  readonly realName: boolean;
}
export type FinanceMail =
  | { readonly path: 'appropriations'; readonly body: AppropriationMessage }
  | { readonly path: 'vouchers'; readonly body: VoucherMessage };

/** 10,000 yuan in fen. */
const WAN = 1_000_000n;
/** Every so many-th message is wrong: a code that is no project's, or another sum under a number already sent. */
const WRONG_EVERY = 7;
const UNKNOWN = 'P-999';

const day = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
/** Unique over runs: the second of the run's start stands in it. */
const stamp = (at: number): string =>
  new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replaceAll('-', '').replaceAll(':', '').replace('T', '-');

/** So many hundredths of a project's budget, in whole 10,000 yuan, at least one. */
function partOf({ budgetFen }: Payee, hundredths: number): bigint {
  const sum = (BigInt(budgetFen) * BigInt(Math.round(hundredths * 100))) / 10_000n;
  return sum < WAN ? WAN : (sum / WAN) * WAN;
}
/** Projects under construction that are not paid in full. */
const payable = (projects: readonly Payee[]): Payee[] =>
  projects.filter(
    ({ phase, budgetFen, paidFen }) => phase === 'building' && BigInt(paidFen) * 100n < BigInt(budgetFen) * 95n,
  );

/**
 * The `turn`-th message of finance in a run: funds arrive for a project, and then a voucher pays from them. Now and then one
 * is wrong. Undefined when there is nobody to pay.
 */
export function mailOf(
  turn: number,
  projects: readonly Payee[],
  run: { readonly seed: number; readonly startedAt: number },
  now: number,
): FinanceMail | undefined {
  const { seed, startedAt } = run;
  const pair = Math.floor(turn / 2);
  const isWrong = turn % WRONG_EVERY === WRONG_EVERY - 1;
  const able = payable(projects).filter(({ realName }) => !isWrong || !realName);
  if (able.length === 0) return undefined;
  const project = pickOf(able, seed, pair);
  const isVoucher = turn % 2 === 1;
  const amount = partOf(project, isVoucher ? 0.3 + unitOf(seed, pair, 2) : 0.5 + 1.5 * unitOf(seed, pair, 1));
  const unknown = isWrong && hashOf(seed, turn, 3) % 2 === 0;
  // What contradicts has the number of the message two turns before, of the same kind.
  const numbered = isWrong && !unknown && turn >= 2 ? turn - 2 : turn;
  const body = {
    number: `${isVoucher ? 'ZF' : 'BK'}-${stamp(startedAt)}-${String(numbered + 1).padStart(4, '0')}`,
    projectCode: unknown ? UNKNOWN : project.id,
    amountFen: `${amount}`,
    date: day(now),
  };
  return isVoucher
    ? { path: 'vouchers', body: { ...body, payee: '宁安建设（演示）' } }
    : { path: 'appropriations', body: { ...body, note: '国库集中支付（演示）' } };
}

/** Whether a system fails to take what it is posted: the assets system is away for one in three, so that retries show. */
export const isAway = (seed: number, nth: number): boolean => hashOf(seed, nth, 4) % 3 === 0;
/** What an approver decides: mostly yes. */
export const decides = (seed: number, approvalId: number, passes: number): 'approve' | 'return' =>
  hashOf(seed, approvalId, passes) % 8 === 0 ? 'return' : 'approve';
