import type { Decimal } from '../../platform/exact.rules.ts';

/** A threshold as whole numbers, `units` ÷ `of`: 0.85 is 85 ÷ 100. */
export interface Limit {
  readonly units: bigint;
  readonly of: bigint;
  /** As people read it. */
  readonly shown: number;
}

export function limitOf(text: Decimal): Limit {
  const [whole = '0', fraction = ''] = text.split('.');
  return { units: BigInt(whole + fraction), of: 10n ** BigInt(fraction.length), shown: Number(text) };
}

/** Whether a quotient lies below a limit, multiplied out so that nothing is rounded. @param divisor above 0 */
export const isBelow = (dividend: bigint, divisor: bigint, { units, of }: Limit): boolean =>
  dividend * of < units * divisor;
/** Whether it lies above. @param divisor above 0 */
export const isAbove = (dividend: bigint, divisor: bigint, { units, of }: Limit): boolean =>
  dividend * of > units * divisor;
