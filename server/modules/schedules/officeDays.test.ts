import { describe, expect, it } from 'vitest';
import { officeDaysAfter, officeMsBetween } from './officeDays.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const HOUR = 3_600_000;

describe('days of the offices', () => {
  it('end a term with the last of so many working days after the day it began', () => {
    expect(officeDaysAfter(at('2026-11-23T09:00'), 3)).toBe(at('2026-11-27T00:00'));
    // Friday afternoon: Monday, Tuesday.
    expect(officeDaysAfter(at('2026-11-27T16:30'), 2)).toBe(at('2026-12-02T00:00'));
    // 国庆节 2026: 1 to 7 October off, Saturday the 10th worked.
    expect(officeDaysAfter(at('2026-09-30T10:00'), 3)).toBe(at('2026-10-11T00:00'));
  });

  it('count time on working days alone', () => {
    expect(officeMsBetween(at('2026-11-23T09:00'), at('2026-11-23T17:00'))).toBe(8 * HOUR);
    expect(officeMsBetween(at('2026-11-27T18:00'), at('2026-11-30T06:00'))).toBe(12 * HOUR);
    expect(officeMsBetween(at('2026-11-28T06:00'), at('2026-11-29T20:00'))).toBe(0);
  });
});
