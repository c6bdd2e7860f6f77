import { expect, it } from 'vitest';
import { untilText } from './surveys.ts';

it('ends a survey at the end of its day', () => {
  expect(untilText(Date.parse('2026-12-26T00:00:00+08:00'))).toBe('2026-12-25 24:00');
  expect(untilText(Date.parse('2026-12-25T18:30:00+08:00'))).toBe('2026-12-25 18:30');
});
