import type { Aspect, Direction, Frequency, Method, MissingPolicy } from '../../../contracts/indicators.ts';
import type { Achievement, Band } from '../../../contracts/scores.ts';
import type { Decimal } from '../../platform/exact.rules.ts';
import type { ScoredTarget, ScoreThresholds } from './scores.rules.ts';

/** A target as the database tells it. */
export interface TargetRow {
  readonly projectId: string;
  readonly year: number;
  readonly declarationId: number;
  readonly missingPolicy: MissingPolicy;
  readonly id: number;
  readonly weight: Decimal;
  readonly target: Decimal | null;
  readonly monthly: readonly Decimal[] | null;
  readonly method: Method;
  readonly direction: Direction | null;
  readonly unit: string;
  readonly aspect: Aspect | null;
  readonly frequency: Frequency | null;
  readonly pointsInAll: number;
}
/** A value that counts, or waits to. `month` 1 to 12. */
export interface ValueRow {
  readonly id: number;
  readonly targetId: number;
  readonly month: number;
  readonly value: Decimal | null;
  readonly band: Band | null;
  readonly pointsMet: readonly number[] | null;
  readonly vetoed: boolean;
  readonly isWaiting: boolean;
}

/** Thresholds by code as the rules want them. @throws Error when one is not there: nothing is judged by a guess */
export function thresholdsOf(rows: readonly { readonly code: string; readonly value: Decimal }[]): ScoreThresholds {
  const values = new Map(rows.map(({ code, value }) => [code, value]));
  const named = (code: string): Decimal => {
    const value = values.get(code);
    if (value === undefined) throw new Error(`no threshold ${code} is in force`);
    return value;
  };
  return {
    light: { red: named('target-red'), yellow: named('target-yellow'), blue: named('target-blue') },
    grade: { excellent: named('grade-excellent'), good: named('grade-good'), fair: named('grade-fair') },
  };
}

const achievementOf = ({ value, band, pointsMet, vetoed }: ValueRow): Achievement => ({
  ...{ value, band, vetoed },
  pointsMet: pointsMet === null ? null : [...pointsMet],
});

/** A target as it stood at the end of a month: the newest value that counts; waiting only where the newest one waits. */
function standing(row: TargetRow, values: readonly ValueRow[], month: number): ScoredTarget {
  const known = values.filter((value) => value.month <= month);
  const counted = known.filter(({ isWaiting }) => !isWaiting).at(-1);
  return {
    id: row.id,
    measure: row,
    frequency: row.frequency,
    achievement: counted === undefined ? null : achievementOf(counted),
    valueId: counted?.id ?? null,
    isWaiting: known.some(({ isWaiting }) => isWaiting),
  };
}

/** A project as it stood at the end of a month, 1 to 12: all that its score is made of. */
export interface Stand {
  readonly month: number;
  readonly policy: MissingPolicy;
  readonly targets: readonly ScoredTarget[];
}

/** How a project stood at the end of each month from January to `last`. Values come oldest month first. */
export function standsOf(
  targets: readonly TargetRow[],
  values: ReadonlyMap<number, readonly ValueRow[]>,
  last: number,
): Stand[] {
  const policy = targets[0]?.missingPolicy ?? 'exclude';
  return Array.from({ length: last }, (_, index) => {
    const month = index + 1;
    return { month, policy, targets: targets.map((row) => standing(row, values.get(row.id) ?? [], month)) };
  });
}

/** The last month of a year that has begun, 1 to 12; 0 for a year to come. @param today `2026-11-25` in Asia/Shanghai */
export function lastMonth(year: number, today: string): number {
  const current = Number(today.slice(0, 4));
  if (year > current) return 0;
  return year < current ? 12 : Number(today.slice(5, 7));
}
