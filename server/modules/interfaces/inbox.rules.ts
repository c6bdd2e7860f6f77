import type { Instant } from '../../../contracts/glossary.ts';
import type { HeldReason, InterfaceMessage, MessageKind, StatementMessage } from '../../../contracts/interfaces.ts';
import { dayOf } from '../../platform/calendar.rules.ts';

/** What a message is judged against. */
export interface Ground {
  /** The project that it names, in the sender's reach; null for an unknown one. */
  readonly project: { readonly isClosed: boolean } | null;
  /** What was accepted under its number with other content. */
  readonly accepted: { readonly projectCode: string | null; readonly amountFen: string | null } | null;
  /** A payment that somebody typed in under the voucher's number. */
  readonly typed: { readonly amountFen: string } | null;
  /** What entries of its kind add up to: of the project, or of the project's year. */
  readonly standingFen: string;
}
export interface Objection {
  readonly reason: HeldReason;
  readonly detail: string | null;
}

/** Fen as yuan with two places: `-1234.50`. */
export function yuanOf(fen: string): string {
  const sum = BigInt(fen);
  const digits = `${sum < 0n ? -sum : sum}`.padStart(3, '0');
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const isDay = (day: string): boolean => {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().slice(0, 10) === day;
};

/** Why a message is held back, or undefined. The same message may pass later, once what it stumbles over is mended. */
export function whyHold(message: InterfaceMessage, ground: Ground, now: Instant): Objection | undefined {
  const { accepted } = ground;
  if (accepted !== null) {
    const { projectCode, amountFen } = accepted;
    const before = [projectCode ?? '', amountFen === null ? '' : `${yuanOf(amountFen)} 元`].join(' ').trim();
    return { reason: 'contradicts', detail: before === '' ? null : `已入账：${before}` };
  }
  return message.kind === 'statement' ? whyHoldStatement(message.body) : whyHoldMoney(message.body, ground, now);
}

interface Money {
  readonly projectCode: string;
  readonly amountFen: string;
  readonly date: string;
}
function whyHoldMoney(body: Money, { project, typed, standingFen }: Ground, now: Instant): Objection | undefined {
  const { projectCode, amountFen, date } = body;
  if (BigInt(amountFen) === 0n) return { reason: 'no-amount', detail: null };
  if (!isDay(date)) return { reason: 'no-such-day', detail: date };
  if (date > dayOf(now)) return { reason: 'future-date', detail: date };
  if (project === null) return { reason: 'unknown-project', detail: projectCode };
  if (project.isClosed) return { reason: 'project-closed', detail: projectCode };
  if (typed !== null)
    return typed.amountFen === amountFen
      ? undefined
      : { reason: 'typed-otherwise', detail: `人工登记 ${yuanOf(typed.amountFen)} 元` };
  const after = BigInt(standingFen) + BigInt(amountFen);
  return after < 0n ? { reason: 'below-zero', detail: `${yuanOf(`${after}`)} 元` } : undefined;
}

function whyHoldStatement({ month, totalFen, vouchers }: StatementMessage): Objection | undefined {
  const numbers = new Set<string>();
  for (const { number, date } of vouchers) {
    if (numbers.has(number)) return { reason: 'twice-in-list', detail: number };
    numbers.add(number);
    if (!isDay(date)) return { reason: 'no-such-day', detail: `${number}：${date}` };
    if (!date.startsWith(month)) return { reason: 'wrong-month', detail: `${number}：${date}` };
  }
  const sum = vouchers.reduce((total, { amountFen }) => total + BigInt(amountFen), 0n);
  if (sum === BigInt(totalFen)) return undefined;
  return { reason: 'sum-differs', detail: `合计 ${yuanOf(totalFen)} 元，各笔之和 ${yuanOf(`${sum}`)} 元` };
}

/** What came under a number before. */
export interface Earlier {
  readonly id: number;
  readonly state: 'accepted' | 'held' | 'dismissed';
  /** Whether its content is the same. */
  readonly same: boolean;
}
/**
 * What becomes of a message that arrives, by what came under its number: the same once more, taken or given up before, is
 * answered as it was; the same that was held is judged anew; anything else is new.
 */
export function planReceipt(earlier: readonly Earlier[]): {
  readonly known: Earlier | undefined;
  readonly judge: boolean;
  readonly contradicted: number | null;
} {
  const known = earlier.find(({ same }) => same);
  const contradicted = earlier.find(({ same, state }) => !same && state === 'accepted')?.id ?? null;
  return { known, judge: known === undefined || known.state === 'held', contradicted };
}

/** Money of a project moves its figures; a year's budget is no payment. */
export const movesFigures = (kind: MessageKind): boolean => kind === 'appropriation' || kind === 'voucher';
