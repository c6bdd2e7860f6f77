import { Type, type Static } from 'typebox';
import { metrics } from './metrics.ts';
import { InstantMs, nullable, oneOf } from './schema.ts';

/** When of the day a limit holds (GB 12523: day 06:00-22:00, night 22:00-06:00, Asia/Shanghai). */
export const dayparts = ['all', 'day', 'night'] as const;
export type Daypart = (typeof dayparts)[number];

/**
 * `absolute`: the window's mean itself is judged. `increment`: the mean less the city's reference of the same hour; where
 * no reference is known nothing is judged and the screen says 仅预警. `advisory`: a warning value, never a violation.
 */
export const limitBases = ['absolute', 'increment', 'advisory'] as const;
export type LimitBasis = (typeof limitBases)[number];

export const Limit = Type.Object({
  code: Type.String(),
  metric: oneOf(metrics),
  value: Type.Number(),
  windowMinutes: Type.Integer(),
  daypart: oneOf(dayparts),
  basis: oneOf(limitBases),
  label: Type.String(),
  source: Type.String(),
  effectiveFrom: InstantMs,
  effectiveTo: nullable(InstantMs),
});
export type Limit = Static<typeof Limit>;
