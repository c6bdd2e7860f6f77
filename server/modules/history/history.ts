import type { Curve, HistoryScope } from '../../../contracts/history.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { Metric } from '../../../contracts/metrics.ts';
import { seesWhole } from '../../access/reach.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { curveOf, pickResolution, type BucketRow } from './history.rules.ts';
import { selectBuckets, selectDeviceIds } from './history.sql.ts';

export interface CurveRequest {
  readonly scope: HistoryScope;
  readonly code: string;
  readonly metric: Metric;
  readonly from: Instant;
  readonly to: Instant;
  /** Pixels the curve is drawn on. */
  readonly width: number;
}

/**
 * A metric's curve over a device, a site or a street. What there is and what may be seen are told apart by nobody.
 * @throws ProblemError bad-request when `to` is not after `from`; not-found for a street that is not seen whole
 */
export async function readCurve(db: Runner, request: CurveRequest): Promise<Curve> {
  const { scope, code, metric, from, to, width } = request;
  if (to <= from) throw new ProblemError('bad-request', '结束时间须晚于开始时间');
  if (scope === 'street' && !(await seesWhole(db, 'street', code))) throw new ProblemError('not-found', code);
  const devices = await db.run<{ id: number }>(selectDeviceIds(scope, code));
  const resolution = pickResolution(from, to, width);
  if (devices.length === 0) return curveOf(metric, [], { from, to }, resolution);
  const ids = devices.map(({ id }) => id);
  const rows = await db.run<BucketRow>(selectBuckets(metric, ids, from, to, resolution));
  return curveOf(metric, rows, { from, to }, resolution);
}
