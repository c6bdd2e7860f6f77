import type { Curve } from '../../contracts/history.ts';
import { metricFacts } from '../../contracts/metrics.ts';
import { formatNumber } from '../format/number.ts';
import { hourMinute, shortDate } from '../format/time.ts';
import { twinWords } from '../words/charts.ts';
import type { ChartTwin } from './twin.ts';

/** A measured curve as a table, newest first; a stretch without data has no row, as the line has none. */
export function curveTwin(curve: Curve): ChartTwin {
  const { digits } = metricFacts[curve.metric];
  const rows = curve.at.map((at, i) => [
    `${shortDate(at)} ${hourMinute(at)}`,
    ...[curve.mean, curve.min, curve.max].map((column) => formatNumber(column[i], digits)),
  ]);
  return { columns: [twinWords.moment, ...twinWords.curve(curve.unit)], rows: rows.toReversed() };
}
