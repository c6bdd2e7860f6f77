import type { Instant } from '../../contracts/glossary.ts';
import { metrics, type Values } from '../../contracts/metrics.ts';
import { refuse, type CommittedReading, type Outcome, type ReadingEntry, type RefusedEntry } from './entries.ts';
import { valueOf, type ReadingRow, type StoredReading } from './readings.sql.ts';
import { reconcile, type ReadingFacts } from './reconcile.rules.ts';

export const keyOf = (deviceId: number, at: Instant): string => `${deviceId}@${at}`;

/** A reading of the batch and its place in it. */
export interface Placed {
  readonly entry: ReadingEntry;
  readonly index: number;
}

/** A batch's readings by key, each list in order of arrival. */
export function groupByKey(placed: readonly Placed[]): Map<string, Placed[]> {
  const groups = new Map<string, Placed[]>();
  for (const item of placed) {
    const key = keyOf(item.entry.device.deviceId, item.entry.at);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** What a key's packets come to, one after the other, on top of what is stored (null: nothing yet). */
export interface Walk {
  readonly row: ReadingRow;
  /** What the packets add to the stored row; null when they add nothing. */
  readonly committed: CommittedReading | null;
  readonly outcomes: readonly { readonly index: number; readonly outcome: Outcome }[];
  readonly refusals: readonly RefusedEntry[];
}

const STORED: Outcome = { kind: 'stored' };
const NOTHING: readonly RefusedEntry[] = [];

/** A packet alone under its key, with nothing stored there: the case of nearly every packet, so nothing is merged. */
function walkLone({ entry, index }: Placed): Walk {
  const { device, at, values, flagged, seq, backfill, simulated, packet } = entry;
  const { receivedAt } = packet;
  return {
    row: { device, at, values, flagged, seq, backfill, simulated, receivedAt },
    committed: { deviceId: device.deviceId, at, values, flagged, simulated, receivedAt },
    outcomes: [{ index, outcome: STORED }],
    refusals: NOTHING,
  };
}

/** Repetitions fall out, complements join, contradictions are refused; each packet is held against all before it. */
export function walkKey(stored: ReadingFacts | null, group: readonly Placed[]): Walk {
  if (stored === null && group.length === 1) return walkLone(group[0] as Placed);
  const first = (group[0] as Placed).entry;
  let facts: ReadingFacts = stored ?? { values: {}, flagged: null };
  let added: ReadingFacts | null = null;
  const outcomes: { index: number; outcome: Outcome }[] = [];
  const refusals: RefusedEntry[] = [];
  for (const { entry, index } of group) {
    const answer = reconcile(facts, entry);
    if (answer.kind === 'conflicting') {
      refusals.push(refuse(entry.packet, 'conflicting', answer.metric, entry.device.deviceCode));
      outcomes.push({ index, outcome: { kind: 'quarantined', reason: 'conflicting' } });
    } else if (answer.kind === 'complement') {
      facts = answer.merged;
      added = added === null ? answer.added : joinFacts(added, answer.added);
      outcomes.push({ index, outcome: { kind: 'stored' } });
    } else outcomes.push({ index, outcome: { kind: 'duplicate' } });
  }
  const head = { device: first.device, at: first.at, receivedAt: first.packet.receivedAt };
  const { seq, backfill, simulated } = first;
  return {
    row: { ...head, seq, backfill, simulated, ...facts },
    committed: added && {
      deviceId: head.device.deviceId,
      at: head.at,
      ...added,
      simulated,
      receivedAt: head.receivedAt,
    },
    outcomes,
    refusals,
  };
}

/** The stored row as facts to hold packets against. */
export function factsOf(stored: StoredReading): ReadingFacts {
  const values: Values = {};
  for (const metric of metrics) {
    const value = valueOf(stored, metric);
    if (value !== undefined) values[metric] = value;
  }
  return { values, flagged: stored.flagged };
}

const joinFacts = (a: ReadingFacts, b: ReadingFacts): ReadingFacts => ({
  values: { ...a.values, ...b.values },
  flagged: a.flagged === null && b.flagged === null ? null : { ...a.flagged, ...b.flagged },
});
