import { describe, expect, it } from 'vitest';
import { ageOf, ageText } from './age.rules.ts';
import { formatNumber, formatPercent, formatPoints, formatWan, signed, yiOf } from './number.ts';
import {
  clockText,
  dateText,
  elapsedText,
  longDate,
  monthText,
  shortDate,
  startOfDay,
  unbroken,
  weekday,
} from './time.ts';

const at = Date.parse('2026-11-23T10:26:08+08:00');

describe('numbers', () => {
  it('prints a dash for what is missing and 0 for a true zero', () => {
    expect(formatNumber(null, 1)).toBe('—');
    expect(formatNumber(0, 1)).toBe('0.0');
    expect(formatPercent(null)).toBe('—');
  });
  it('uses the true minus, and commas from 10,000', () => {
    expect(formatNumber(-2.94, 1)).toBe('\u22122.9');
    expect(formatNumber(-0.04, 1)).toBe('0.0');
    expect(formatNumber(9999)).toBe('9999');
    expect(formatNumber(1234567)).toBe('1,234,567');
  });
  it('prints whole 万元 with commas from the thousand on', () => {
    expect(formatWan('7100000000')).toBe('7,100');
    expect(formatWan('950499999')).toBe('950');
    expect(formatWan('-1500000000')).toBe('\u22121,500');
    expect(formatWan('0')).toBe('0');
    expect(formatWan(null)).toBe('—');
  });
  it('signs exact differences in their own digits', () => {
    expect(['-0.31', '1.20', '0', '0.00'].map(signed)).toEqual(['\u22120.31', '+1.20', '0', '0.00']);
  });
  it('signs percentage points', () => {
    expect(formatPoints(-0.029)).toBe('\u22122.9');
    expect(formatPoints(0.0132)).toBe('+1.3');
    expect(formatPoints(0)).toBe('0.0');
  });
  it('turns fen into 亿元', () => {
    expect(formatNumber(yiOf('8364000000000'), 1)).toBe('836.4');
    expect(yiOf(null)).toBeNull();
  });
});

describe('times', () => {
  it('speaks Shanghai time whatever the machine', () => {
    expect(clockText(at)).toBe('10:26:08');
    expect(longDate(at)).toBe('2026年11月23日');
    expect(['2026-11', '2026-03'].map(monthText)).toEqual(['2026年11月', '2026年3月']);
    expect(dateText(at)).toBe('2026-11-23');
    expect(shortDate(at)).toBe('11-23');
    expect(unbroken('计划 2026-11-23 至 ENV-7')).toBe('计划 2026\u2060-\u206011\u2060-\u206023 至 ENV-7');
    expect(weekday(at)).toBe('星期一');
    expect(clockText(startOfDay(at))).toBe('00:00:00');
  });
  it('counts minutes, then hours', () => {
    expect(elapsedText(42_900)).toBe('00:42');
    expect(elapsedText(3_909_000)).toBe('1:05:09');
  });
});

describe('age', () => {
  it('puts out a tick for every period', () => {
    const ticks = [0, 59_999, 60_000, 120_000, 180_000].map((age) => ageOf(at - age, 60_000, at).ticks);
    expect(ticks).toEqual([3, 3, 2, 1, 0]);
    expect(ageOf(at - 180_000, 60_000, at).isStale).toBe(true);
  });
  it('never reads a future instant as an age', () => expect(ageText(at + 5000, at)).toBe('0 秒'));
  it('names the day, then hours, then days', () => {
    expect(ageText(at - 8000, at)).toBe('8 秒');
    expect(ageText(at - 3 * 60_000, at)).toBe('3 分');
    expect(ageText(Date.parse('2026-11-23T06:00:00+08:00'), at)).toBe('今日 06:00');
    expect(ageText(Date.parse('2026-11-22T18:00:00+08:00'), at)).toBe('昨日 18:00');
    expect(ageText(at - 40 * 3_600_000, at)).toBe('40 小时');
    expect(ageText(at - 9 * 86_400_000, at)).toBe('9 天');
  });
});
