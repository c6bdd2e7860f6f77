import { describe, expect, it } from 'vitest';
import type { ReportEntry } from '../../../contracts/reports.ts';
import { whyNotReport, whyNotReview, yearReported, type ReportGround } from './reports.rules.ts';

const DAY = 86_400_000;
const MONDAY = Date.UTC(2026, 10, 22, 16);
const entry = (more: Partial<ReportEntry> = {}): ReportEntry => ({
  ...{ closesAt: MONDAY, progress: '62.5', done: '外立面完成三栋', problems: '', next: '', reason: '', photos: [] },
  ...more,
});
const ground: ReportGround = { before: '60', accepted: null, after: null };
const why = (more: Partial<ReportEntry> = {}, other: Partial<ReportGround> = {}, now = MONDAY + DAY) =>
  whyNotReport(entry(more), { ...ground, ...other }, now)?.detail;

describe('a weekly report', () => {
  it('is taken from the Friday before its week closes, and not before', () => {
    expect(why({}, {}, MONDAY - 3 * DAY)).toBeUndefined();
    expect(why({}, {}, MONDAY - 3 * DAY - 1)).toBe('该周尚未到报送时间');
  });

  it('says what was done', () => {
    expect(why({ done: '  ' })).toBe('请填写本周完成情况');
  });

  it('falls with a reason only; standing still needs none', () => {
    expect(why({ progress: '60' })).toBeUndefined();
    expect(why({ progress: '60.000' })).toBeUndefined();
    expect(why({ progress: '59.999' })).toContain('低于上次采用的 60%');
    expect(why({ progress: '59.999', reason: '核减返工部分' })).toBeUndefined();
    expect(why({ progress: '0' }, { before: null })).toBeUndefined();
  });

  it('does not pass what a later week was accepted with', () => {
    expect(why({ progress: '64.1' }, { after: '64' })).toContain('高于其后一周已采用的 64%');
    expect(why({ progress: '64' }, { after: '64' })).toBeUndefined();
  });

  it('corrects what was accepted with a reason', () => {
    expect(why({}, { accepted: '61' })).toContain('更正请填写原因');
    expect(why({ reason: '计量有误' }, { accepted: '61' })).toBeUndefined();
  });
});

it('a week that closes with the year speaks of that year, in Asia/Shanghai', () => {
  const newYear = Date.UTC(2026, 11, 31, 16);
  expect([newYear, newYear + DAY].map(yearReported)).toEqual([2026, 2027]);
});

describe('a review', () => {
  it('is another person’s, and once', () => {
    expect(whyNotReview({ state: 'submitted', filledById: 7 }, 8)).toBeUndefined();
    expect(whyNotReview({ state: 'submitted', filledById: 7 }, 7)?.code).toBe('own-change');
    for (const state of ['accepted', 'returned', 'replaced'] as const)
      expect(whyNotReview({ state, filledById: 7 }, 8)?.code).toBe('not-in-this-state');
  });
});
