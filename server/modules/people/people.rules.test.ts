import { expect, it } from 'vitest';
import { whyNotDeactivate } from './people.rules.ts';

it('never lets the last administrator go', () => {
  expect(whyNotDeactivate(1, [1])).toMatchObject({ code: 'not-permitted' });
  expect(whyNotDeactivate(1, [1, 2])).toBeUndefined();
  expect(whyNotDeactivate(3, [1])).toBeUndefined();
});
