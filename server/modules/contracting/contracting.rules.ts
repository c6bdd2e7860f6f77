import type { ContractFacts, NewPayment } from '../../../contracts/contracting.ts';
import { isDay } from '../../platform/calendar.rules.ts';
import { add, compare } from '../../platform/exact.rules.ts';
import type { Objection } from '../../platform/problems.ts';

const refuse = (detail: string): Objection => ({ code: 'check-failed', detail });

/** Why a contract does not hold as it is written. @param paidFen what was paid by it so far */
export function whyNotContract(facts: ContractFacts, paidFen: string): Objection | undefined {
  const { amountFen, payable, signedOn, startsOn, endsOn, terms } = facts;
  if (BigInt(amountFen) <= 0n) return refuse('合同金额应大于 0');
  if (BigInt(amountFen) < BigInt(paidFen)) return refuse('合同金额小于已支付金额');
  if (compare(payable, '0') <= 0) return refuse('结算前可付比例应大于 0');
  if ([signedOn, startsOn, endsOn].some((day) => day !== null && !isDay(day))) return refuse('日期无效');
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) return refuse('合同截止日期早于开始日期');
  if (compare(add('0', ...terms.map(({ share }) => share)), '100') > 0) return refuse('各付款条件比例之和超过 100%');
  return undefined;
}

/** What a payment is held against, its contract held. */
export interface PaymentGround {
  readonly today: string;
  /** 总投资, and everything paid so far. */
  readonly budgetFen: string;
  readonly paidFen: string;
  /** Null: by no contract. */
  readonly contract: {
    readonly amountFen: string;
    readonly payableFen: string;
    readonly paidFen: string;
    readonly isEnded: boolean;
  } | null;
  /** The settlement is reviewed: what was kept back may be paid. */
  readonly isSettled: boolean;
}
/**
 * Why a payment is not recorded: over the whole cost (政府投资条例 article 23), over its contract, or before the settlement
 * over the share that the contract lets be paid by then.
 */
export function whyNotPay(payment: NewPayment, ground: PaymentGround): Objection | undefined {
  const { contract, today, budgetFen, paidFen, isSettled } = ground;
  const fen = BigInt(payment.amountFen);
  if (fen <= 0n) return refuse('支付金额应大于 0');
  if (!isDay(payment.paidOn) || payment.paidOn > today) return refuse('支付日期无效或晚于今日');
  if (BigInt(paidFen) + fen > BigInt(budgetFen)) return refuse('累计支付超过总投资');
  if (contract === null) return undefined;
  if (contract.isEnded) return { code: 'not-in-this-state', detail: '合同已终止' };
  const byContract = BigInt(contract.paidFen) + fen;
  if (byContract > BigInt(contract.amountFen)) return refuse('累计支付超过合同金额');
  if (!isSettled && byContract > BigInt(contract.payableFen)) return refuse('结算前累计支付超过合同约定的付款比例');
  return undefined;
}
