import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Flag, Values } from '../../contracts/metrics.ts';
import type { DirectoryEntry, Flagged, ReadingEntry } from './entries.ts';
import { reconcile } from './reconcile.rules.ts';
import { groupByKey, walkKey, type Placed } from './storeBatch.rules.ts';

const device: DirectoryEntry = { deviceId: 1, deviceCode: 'E-1', kind: 'env', siteCode: 'S-1', retired: false };
const reading = (values: Values, flagged: Flagged | null = null, at = 1000): ReadingEntry => ({
  kind: 'reading',
  packet: { topic: 't', payload: Buffer.from(JSON.stringify(values)), receivedAt: 2000 },
  device,
  at,
  values,
  flagged,
  seq: null,
  backfill: false,
  simulated: false,
});
const placed = (...entries: ReadingEntry[]): Placed[] => entries.map((entry, index) => ({ entry, index }));

describe('a packet held against what is stored under the same key', () => {
  const stored = { values: { pm10: 80, noise: 60 }, flagged: { tsp: { value: 9, flag: 'M' as Flag } } };

  it('is a duplicate when it says nothing new, a subset included', () => {
    expect(reconcile(stored, { values: { pm10: 80 }, flagged: null }).kind).toBe('duplicate');
    expect(reconcile(stored, stored).kind).toBe('duplicate');
  });

  it('is conflicting when a value or a flag differs', () => {
    expect(reconcile(stored, { values: { pm10: 81 }, flagged: null })).toEqual({ kind: 'conflicting', metric: 'pm10' });
    expect(reconcile(stored, { values: { tsp: 9 }, flagged: null })).toEqual({ kind: 'conflicting', metric: 'tsp' });
  });

  it('complements metrics that are missing, and answers only those as new', () => {
    const answer = reconcile(stored, { values: { pm10: 80, humidity: 50 }, flagged: null });
    expect(answer).toMatchObject({
      kind: 'complement',
      added: { values: { humidity: 50 }, flagged: null },
      merged: { values: { pm10: 80, noise: 60, humidity: 50 }, flagged: stored.flagged },
    });
  });

  it('tells a true zero from a missing value', () => {
    expect(reconcile({ values: { tsp: 0 }, flagged: null }, { values: { tsp: 0 }, flagged: null }).kind).toBe(
      'duplicate',
    );
    expect(reconcile({ values: {}, flagged: null }, { values: { tsp: 0 }, flagged: null }).kind).toBe('complement');
  });
});

describe('the packets of one key, one after the other', () => {
  it('become one row; the repetition falls out and the contradiction is refused', () => {
    const walk = walkKey(
      null,
      placed(reading({ pm10: 5 }), reading({ pm10: 5 }), reading({ noise: 60 }), reading({ pm10: 6 })),
    );
    expect(walk.row.values).toEqual({ pm10: 5, noise: 60 });
    expect(walk.outcomes.map(({ outcome }) => outcome.kind)).toEqual(['stored', 'duplicate', 'stored', 'quarantined']);
    expect(walk.refusals).toHaveLength(1);
  });

  it('a packet that contradicts the stored row takes no later packet down with it', () => {
    const walk = walkKey({ values: { pm10: 5 }, flagged: null }, placed(reading({ pm10: 6 }), reading({ noise: 60 })));
    expect(walk.outcomes.map(({ outcome }) => outcome.kind)).toEqual(['quarantined', 'stored']);
    expect(walk.committed?.values).toEqual({ noise: 60 });
  });

  it('nothing is committed when they add nothing', () => {
    expect(walkKey({ values: { pm10: 5 }, flagged: null }, placed(reading({ pm10: 5 }))).committed).toBeNull();
  });

  it('every packet gets exactly one outcome, and nothing said twice is stored twice', () => {
    const values = fc.record(
      { pm10: fc.integer({ min: 0, max: 2 }), noise: fc.integer({ min: 40, max: 42 }) },
      { requiredKeys: [] },
    );
    const one = values.filter((v) => Object.keys(v).length > 0).map((v) => reading(v as Values));
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), (entries) => {
        const walk = walkKey(null, placed(...entries));
        expect(walk.outcomes.map(({ index }) => index)).toEqual(entries.map((_, i) => i));
        // Sent a second time, nothing is new: what agreed is a duplicate, what contradicted contradicts again.
        const again = walkKey(walk.row, placed(...entries));
        expect(again.committed).toBeNull();
        expect(again.outcomes.some(({ outcome }) => outcome.kind === 'stored')).toBe(false);
      }),
    );
  });
});

it('a batch is grouped by device and instant, in order of arrival', () => {
  const groups = groupByKey(
    placed(reading({ tsp: 1 }, null, 1), reading({ tsp: 2 }, null, 2), reading({ tsp: 3 }, null, 1)),
  );
  expect([...groups.values()].map((group) => group.map(({ index }) => index))).toEqual([[0, 2], [1]]);
});
