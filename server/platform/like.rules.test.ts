import { expect, it } from 'vitest';
import { containing } from './like.rules.ts';

it('looks for the very characters, those that LIKE takes for others included', () => {
  expect(containing('  红山 ')).toBe('%红山%');
  expect(containing('50%_\\')).toBe('%50\\%\\_\\\\%');
  expect(containing('   ')).toBeNull();
});
