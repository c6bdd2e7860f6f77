import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EmissionLane } from './emissionLane.ts';

it('lets messages out in the order they came, whatever order they become ready in', () => {
  const order = fc.integer({ min: 1, max: 30 }).chain((size) => {
    const indices = Array.from({ length: size }, (_, index) => index);
    return fc.tuple(
      fc.shuffledSubarray(indices, { minLength: size }),
      fc.array(fc.boolean(), { minLength: size, maxLength: size }),
    );
  });
  fc.assert(
    fc.property(order, ([readiness, isStored]) => {
      const lane = new EmissionLane();
      const tickets = readiness.map(() => lane.enter());
      const out: number[] = [];
      for (const index of readiness) {
        const ticket = tickets[index];
        if (!ticket) continue;
        if (isStored[index]) lane.ready(ticket, () => out.push(index));
        else lane.leave(ticket);
      }
      const expected = [...readiness].sort((a, b) => a - b).filter((index) => isStored[index]);
      expect(out).toEqual(expected);
    }),
  );
});
