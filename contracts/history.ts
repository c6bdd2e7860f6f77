import { Type, type Static } from 'typebox';
import { metrics } from './metrics.ts';
import { InstantMs, nullable, oneOf } from './schema.ts';

export const historyScopes = ['device', 'site', 'street'] as const;
export type HistoryScope = (typeof historyScopes)[number];

/**
 * A curve as columns. Point i covers [at[i], at[i] + bucketMs). Buckets without a normal value are absent: a gap wider
 * than one bucket is a gap in the data and is drawn as one. `min` and `max` keep every spike whatever the resolution.
 */
export const Curve = Type.Object({
  metric: oneOf(metrics),
  unit: Type.String(),
  from: InstantMs,
  to: InstantMs,
  bucketMs: Type.Integer(),
  /** Which stored series answered: readings themselves, or an aggregate. */
  source: Type.String(),
  at: Type.Array(InstantMs),
  mean: Type.Array(nullable(Type.Number())),
  min: Type.Array(nullable(Type.Number())),
  max: Type.Array(nullable(Type.Number())),
  count: Type.Array(Type.Integer()),
});
export type Curve = Static<typeof Curve>;

export const StoredEvent = Type.Object({
  id: Type.String(),
  at: InstantMs,
  kind: Type.String(),
  deviceCode: Type.String(),
  siteCode: Type.String(),
  confidence: Type.Number(),
  plate: nullable(Type.String()),
  imageHash: nullable(Type.String()),
  simulated: Type.Boolean(),
});
export type StoredEvent = Static<typeof StoredEvent>;
