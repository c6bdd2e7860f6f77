import { expect, it } from 'vitest';
import { endOfDay, wholePerMinute } from './issue.rules.ts';

it('lets a key live to the end of its day in Nanjing', () => {
  expect(endOfDay('2026-11-25')).toBe(Date.UTC(2026, 10, 25, 16));
});

it.each([
  ['600', 600],
  [' 1 ', 1],
  ['6001', null],
  ['0', null],
  ['1.5', null],
  ['1e3', null],
  ['', null],
])('takes %j requests a minute as %j', (text, value) => expect(wholePerMinute(text)).toBe(value));
