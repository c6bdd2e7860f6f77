import type { Decimal } from '../../platform/exact.rules.ts';
import { limitOf, type Limit } from './limit.rules.ts';

/** Codes of the table `thresholds`; each row carries its source and dates of effect. */
export const thresholdCodes = [
  'spi-yellow',
  'spi-red',
  'cpi-yellow',
  'cpi-red',
  'behind-points',
  'eac-red',
  'overpaid-points',
  'paid-ratio-yellow',
  'paid-ratio-red',
  'unreported-weeks',
  'overdue-days-yellow',
  'overdue-days-red',
  'ahead-ratio',
] as const;
export type ThresholdCode = (typeof thresholdCodes)[number];

/** What is in force. A threshold that is missing judges nothing: no light is made from a number nobody set. */
export type Thresholds = Readonly<Partial<Record<ThresholdCode, Limit>>>;

/** Thresholds by code out of the rows in force; codes of later modules are not ours to read. */
export const thresholdsOf = (rows: readonly { code: string; value: Decimal }[]): Thresholds =>
  Object.fromEntries(
    rows
      .filter(({ code }) => (thresholdCodes as readonly string[]).includes(code))
      .map(({ code, value }) => [code, limitOf(value)]),
  );
