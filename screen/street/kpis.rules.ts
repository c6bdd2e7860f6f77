import type { AreaFigures, RoomState, SiteSideFigures } from '../../contracts/live.ts';
import type { Limit } from '../../contracts/limits.ts';
import { metrics, metricFacts, type Metric } from '../../contracts/metrics.ts';
import { rankGroups } from '../live/groups.rules.ts';

/** Broken limits of today, whole and by what was measured; null: no window could be judged yet, which is not none. */
export interface ExceededToday {
  readonly total: number | null;
  readonly by: readonly { readonly metric: Metric; readonly label: string; readonly windows: number }[];
}

/** Only absolute limits can be broken; advisory values and increments without a reference merely warn. */
export function exceededToday({ exceedances }: SiteSideFigures, limits: readonly Limit[]): ExceededToday {
  const judged = Object.entries(exceedances).filter(([, one]) => one.basis === 'absolute' && one.judged > 0);
  if (judged.length === 0) return { total: null, by: [] };
  const total = judged.reduce((sum, [, one]) => sum + one.windows, 0);
  const by = metrics.flatMap((metric) => {
    const ofMetric = judged.filter(([code]) => limits.some((limit) => limit.code === code && limit.metric === metric));
    const windows = ofMetric.reduce((sum, [, one]) => sum + one.windows, 0);
    return ofMetric.length === 0 ? [] : [{ metric, label: metricFacts[metric].label, windows }];
  });
  return { total, by };
}

/** Share of the year's funds plan that has been paid, and that was to be paid by now; null without a plan. */
export function budgetRun({ projects }: AreaFigures): { paid: number | null; planned: number | null } {
  const { yearPaidFen, yearPlannedFen, yearPlannedToNowFen } = projects;
  const base = yearPlannedFen === null ? 0 : Number(yearPlannedFen);
  if (base <= 0) return { paid: null, planned: null };
  return {
    paid: Number(yearPaidFen) / base,
    planned: yearPlannedToNowFen === null ? null : Number(yearPlannedToNowFen) / base,
  };
}

/** A street's place by score in the district; null while it has no score, and for the district itself. */
export function placeAmongStreets(district: RoomState, code: string): number | null {
  const { basis, rows } = rankGroups(district, 'street');
  return basis === 'score' ? (rows.find((row) => row.code === code)?.rank ?? null) : null;
}
