import { metrics, type Metric, type Values } from '../../contracts/metrics.ts';
import type { Flagged } from './entries.ts';

/** The part of a reading that can agree or disagree with another of the same device and instant. */
export interface ReadingFacts {
  readonly values: Values;
  readonly flagged: Flagged | null;
}

export type Reconciliation =
  /** Says nothing new. */
  | { readonly kind: 'duplicate' }
  /** Says something else about the same metric. */
  | { readonly kind: 'conflicting'; readonly metric: Metric }
  /** Adds metrics the stored one lacks: a device may send them in several packets. */
  | { readonly kind: 'complement'; readonly added: ReadingFacts; readonly merged: ReadingFacts };

/**
 * Holds a packet against what is stored under the same key. Same metric, same value and same flag agree; a metric only
 * one of the two has is no contradiction.
 */
export function reconcile(stored: ReadingFacts, incoming: ReadingFacts): Reconciliation {
  const addedValues: Values = {};
  const addedFlagged: Flagged = {};
  let adds = false;
  for (const metric of metrics) {
    const now = factOf(incoming, metric);
    if (now === undefined) continue;
    const before = factOf(stored, metric);
    if (before === undefined) {
      adds = true;
      if (now.flag === 'N') addedValues[metric] = now.value;
      else addedFlagged[metric] = now;
    } else if (before.value !== now.value || before.flag !== now.flag) return { kind: 'conflicting', metric };
  }
  if (!adds) return { kind: 'duplicate' };
  const flagged = { ...stored.flagged, ...addedFlagged };
  return {
    kind: 'complement',
    added: { values: addedValues, flagged: orNull(addedFlagged) },
    merged: { values: { ...stored.values, ...addedValues }, flagged: orNull(flagged) },
  };
}

function factOf({ values, flagged }: ReadingFacts, metric: Metric) {
  const value = values[metric];
  return value !== undefined ? ({ value, flag: 'N' } as const) : flagged?.[metric];
}

const orNull = (flagged: Flagged): Flagged | null => (Object.keys(flagged).length > 0 ? flagged : null);
