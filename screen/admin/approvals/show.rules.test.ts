import { describe, expect, it } from 'vitest';
import { dueMark, partiesText, workedDaysText } from './show.rules.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);
// The end of Thursday 26 November.
const dueAt = at('2026-11-27T00:00');

describe('an approval as its lists show it', () => {
  it('tells how long its step has still, and how long it is over', () => {
    expect(dueMark({ dueAt }, at('2026-11-24T10:00'))).toEqual({ word: '剩 2 天', tone: 'plain' });
    expect(dueMark({ dueAt }, at('2026-11-25T23:59'))).toEqual({ word: '剩 1 天', tone: 'draft' });
    expect(dueMark({ dueAt }, at('2026-11-26T23:59'))).toEqual({ word: '今日到期', tone: 'draft' });
    expect(dueMark({ dueAt }, dueAt)).toEqual({ word: '已逾期', tone: 'bad' });
    expect(dueMark({ dueAt }, at('2026-11-29T01:00'))).toEqual({ word: '逾期 2 天', tone: 'bad' });
    expect(dueMark({ dueAt: null }, dueAt)).toBeNull();
  });

  it('names people by name and posts by their role', () => {
    const parties = [
      { name: '王磊', role: null },
      { name: null, role: 'finance' as const },
    ];
    expect(partiesText(parties)).toBe('王磊、财政局经办人');
  });

  it('counts working days with one decimal', () => {
    expect(workedDaysText(36 * 3_600_000)).toBe('1.5');
  });
});
