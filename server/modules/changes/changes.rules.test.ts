import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeKinds } from '../../../contracts/changes.ts';
import { decisions, inputOf, whyNotDecide, type StandingChange } from './changes.rules.ts';

const NOW = 1_800_000_000_000;
const standing: StandingChange = {
  ...{ proposerId: 1, proposerActive: true, proposerMay: true, concernsId: 3, decision: null, expiresAt: NOW + 1 },
};

describe('a high-risk change', () => {
  it('is confirmed or refused by a second person, and withdrawn by its proposer alone', () => {
    expect(whyNotDecide(standing, 'confirmed', 2, NOW)).toBeUndefined();
    expect(whyNotDecide(standing, 'refused', 2, NOW)).toBeUndefined();
    expect(whyNotDecide(standing, 'withdrawn', 1, NOW)).toBeUndefined();
    expect(whyNotDecide(standing, 'withdrawn', 2, NOW)?.code).toBe('not-permitted');
  });

  it('is not decided on by whom it is about', () => {
    expect(whyNotDecide(standing, 'confirmed', 3, NOW)?.code).toBe('own-change');
    expect(whyNotDecide(standing, 'refused', 3, NOW)?.code).toBe('own-change');
  });

  it('is not decided on twice, nor when its time is over', () => {
    for (const decision of decisions) {
      expect(whyNotDecide({ ...standing, decision: 'refused' }, decision, 2, NOW)?.code).toBe('change-closed');
      expect(whyNotDecide(standing, decision, 2, NOW + 1)?.code).toBe('change-closed');
    }
  });

  it('of somebody who is gone, or may no longer propose it, is only refused', () => {
    for (const lost of [{ proposerActive: false }, { proposerMay: false }]) {
      const orphan = { ...standing, ...lost };
      expect(whyNotDecide(orphan, 'confirmed', 2, NOW)?.code).toBe('not-permitted');
      expect(whyNotDecide(orphan, 'refused', 2, NOW)).toBeUndefined();
      expect(whyNotDecide(orphan, 'withdrawn', 1, NOW)).toBeUndefined();
    }
  });

  it('is never confirmed by its own proposer, whatever else is so', () => {
    const person = fc.integer({ min: 1, max: 4 });
    const change = fc.record({
      proposerId: person,
      proposerActive: fc.boolean(),
      proposerMay: fc.boolean(),
      concernsId: fc.option(person),
      decision: fc.option(fc.constantFrom('confirmed', 'refused', 'withdrawn', 'expired')),
      expiresAt: fc.integer({ min: NOW - 2, max: NOW + 2 }),
    });
    const attempts = fc.array(fc.tuple(fc.constantFrom(...decisions), person), { maxLength: 12 });
    const property = fc.property(change, attempts, (first, tries) => {
      let now: StandingChange = first;
      for (const [decision, decider] of tries) {
        if (whyNotDecide(now, decision, decider, NOW) !== undefined) continue;
        // It was open until here: nothing is decided on twice.
        expect(now.decision).toBeNull();
        expect(decider === now.proposerId).toBe(decision === 'withdrawn');
        if (decision !== 'withdrawn') expect(decider).not.toBe(now.concernsId);
        now = { ...now, decision };
      }
    });
    fc.assert(property, { numRuns: 10_000 });
  });
});

it('takes a stored input only as its kind has it', () => {
  expect(inputOf('administrator-end', { postId: 3 })).toEqual({ postId: 3 });
  for (const kind of changeKinds) expect(inputOf(kind, { nonsense: true }), kind).toBeUndefined();
  expect(inputOf('role-matrix', { cells: [] })).toBeUndefined();
});
