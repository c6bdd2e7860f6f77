import type { Instant } from '../../../contracts/glossary.ts';
import type { FundsMonth } from '../../../contracts/projects.ts';

/** A month's own payments, planned and arrived funds, fen as text. */
export interface MonthSums {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly paidFen: string;
  readonly plannedFen: string | null;
  readonly arrivedFen: string | null;
}

/**
 * Running totals of months in order. Payments are null from the first month that has not begun by `now`. A plan is null
 * throughout when no month has one; a month without one between others adds nothing. So are funds that arrived.
 */
export function runningTotals(months: readonly MonthSums[], now: Instant): FundsMonth[] {
  const isPlanned = months.some(({ plannedFen }) => plannedFen !== null);
  const hasArrived = months.some(({ arrivedFen }) => arrivedFen !== null);
  let [paid, planned, arrived] = [0n, 0n, 0n];
  return months.map(({ startsAt, endsAt, paidFen, plannedFen, arrivedFen }) => {
    paid += BigInt(paidFen);
    planned += BigInt(plannedFen ?? '0');
    arrived += BigInt(arrivedFen ?? '0');
    return {
      startsAt,
      endsAt,
      paidFen: startsAt > now ? null : `${paid}`,
      plannedFen: isPlanned ? `${planned}` : null,
      arrivedFen: startsAt > now || !hasArrived ? null : `${arrived}`,
    };
  });
}

/** The funds planned in all, or null without a plan. */
export const plannedInAll = (months: readonly FundsMonth[]): string | null => months.at(-1)?.plannedFen ?? null;
