import { Type } from 'typebox';
import { oneOf } from '../schema.ts';
import { NewThreshold, thresholdNames, ThresholdRow } from '../thresholds.ts';
import { list, routes } from './route.ts';

const byThreshold = Type.Object({ code: oneOf(thresholdNames) });
const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });

/** What projects are held against: values with their source and dates, and their changes. */
export const thresholdsRoutes = routes({
  listThresholds: {
    method: 'GET',
    path: '/api/thresholds',
    permission: 'limits.read',
    summary: '判定阈值,含历次取值与待生效值',
    reply: list(ThresholdRow),
  },
  changeThreshold: {
    method: 'POST',
    path: '/api/thresholds/:code',
    permission: 'thresholds.manage',
    verb: 'threshold.change',
    summary: '调整阈值:自某日起的新值,须说明依据与理由',
    params: byThreshold,
    body: NewThreshold,
    reply: list(ThresholdRow),
  },
  withdrawThreshold: {
    method: 'POST',
    path: '/api/thresholds/:code/withdrawal',
    permission: 'thresholds.manage',
    verb: 'threshold.withdraw',
    summary: '撤销尚未生效的取值',
    params: byThreshold,
    body: Type.Object({ reason: Reason }),
    reply: list(ThresholdRow),
  },
});
