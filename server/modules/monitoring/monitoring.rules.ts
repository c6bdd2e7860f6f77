import type { Direction, Aspect, Method } from '../../../contracts/indicators.ts';
import type { BudgetExecution, MonitoringRow } from '../../../contracts/monitoring.ts';
import type { Light } from '../../../contracts/projects.ts';
import type { Band, BarState } from '../../../contracts/scores.ts';
import type { Deviation, Likelihood } from '../../../contracts/values.ts';
import { divide, isZero, multiply } from '../../platform/exact.rules.ts';

const RATE_PLACES = 2;

export interface Money {
  readonly initialFen: string | null;
  readonly totalFen: string | null;
  readonly paidFen: string;
}
/** 执行率 in percent: paid of 全年预算数. Without a budget there is none, and it is not 0. */
export function executionOf({ initialFen, totalFen, paidFen }: Money): BudgetExecution {
  const rate = totalFen === null || isZero(totalFen) ? null : divide(multiply(paidFen, '100'), totalFen, RATE_PLACES);
  return { initialFen, totalFen, paidFen, rate };
}

/** A target with its value and bar as the database tells them. */
export interface MonitoringRecord {
  readonly targetId: number;
  readonly code: string;
  readonly name: string;
  readonly path: string[];
  readonly method: Method;
  readonly direction: Direction | null;
  readonly unit: string;
  readonly decimals: number;
  readonly aspect: Aspect | null;
  readonly pointsInAll: number;
  readonly weight: string;
  readonly target: string | null;
  readonly targetText: string;
  readonly planned: string | null;
  readonly valueId: number | null;
  readonly value: string | null;
  readonly band: Band | null;
  readonly pointsMet: number[] | null;
  readonly vetoed: boolean | null;
  readonly valueMonth: string | null;
  readonly forecast: string | null;
  readonly deviation: Deviation | null;
  readonly likelihood: Likelihood | null;
  readonly note: string;
  readonly state: BarState | null;
  readonly score: string | null;
  readonly light: Light | null;
  readonly sentence: string | null;
}

/** Without a value that counts there is no achievement: missing, not nothing achieved. */
export function rowOf({ valueId, value, band, pointsMet, vetoed, ...row }: MonitoringRecord): MonitoringRow {
  const achievement = valueId === null ? null : { value, band, pointsMet, vetoed: vetoed === true };
  return { ...row, achievement };
}
