import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPatch, diffState } from './live.ts';

/** Shapes like a room's: rows that come and go by key, fields that stay, lists taken whole. */
const leaf = fc.oneof(fc.integer(), fc.constant(null), fc.string({ maxLength: 3 }), fc.boolean());
const row = fc.record({
  name: fc.string({ maxLength: 3 }),
  value: leaf,
  figures: fc.record({ mean: leaf, count: fc.nat(9) }),
});
const state = fc.record({
  area: row,
  sites: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), row),
  feed: fc.array(fc.nat(5), { maxLength: 4 }),
});

describe('a patch', () => {
  it('turns the state before into the state after, whatever changed', () => {
    fc.assert(
      fc.property(state, state, (before, after) => {
        const patch = diffState(before, after);
        expect(patch === undefined ? before : applyPatch(before, patch)).toEqual(after);
      }),
    );
  });

  it('is nothing when nothing changed', () => {
    fc.assert(
      fc.property(state, (s) => {
        expect(diffState(s, structuredClone(s))).toBeUndefined();
      }),
    );
  });

  it('survives the wire: JSON loses nothing of it', () => {
    fc.assert(
      fc.property(state, state, (before, after) => {
        const patch = diffState(before, after);
        if (patch === undefined) return;
        const received = JSON.parse(JSON.stringify(patch)) as typeof patch;
        expect(applyPatch(before, received)).toEqual(after);
      }),
    );
  });

  it('carries only the branch that moved, and leaves the others their identity', () => {
    const before = { a: { x: 1, y: 2 }, b: { z: [1] } };
    const after = { a: { x: 1, y: 3 }, b: { z: [1] } };
    const patch = diffState(before, after);
    expect(patch).toEqual({ a: { y: 3 } });
    expect(applyPatch(before, patch ?? {}).b).toBe(before.b);
  });
});
