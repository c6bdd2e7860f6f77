import { describe, expect, it } from 'vitest';
import type { FeedItem } from '../../contracts/live.ts';
import { mergeTimeline, type TimelineSources } from './timeline.rules.ts';

const HOUR = 3_600_000;
const now = Date.parse('2026-11-23T10:26:00+08:00');
const item: FeedItem = {
  id: 'x1',
  at: now - HOUR,
  kind: 'camera',
  deviceCode: 'CAM-1',
  siteCode: 'S-1',
  streetCode: '320102008000',
  projectId: 'P-1',
  metric: null,
  value: null,
  limit: null,
  limitLabel: null,
  basis: null,
  windowMinutes: null,
  eventKind: 'truck-unwashed',
  imageHash: null,
  simulated: true,
};
const stored = {
  id: '77',
  at: now - HOUR,
  kind: 'truck-unwashed',
  deviceCode: 'CAM-1',
  siteCode: 'S-1',
  confidence: 0.9,
  plate: null,
  imageHash: null,
  simulated: true,
};
const detail: TimelineSources['detail'] = {
  weeks: [
    { closesAt: now - 178 * HOUR, planned: 0.7, progress: 0.68 },
    { closesAt: now - 10 * HOUR, planned: 0.76, progress: null },
    { closesAt: now + 158 * HOUR, planned: 0.8, progress: null },
  ],
  payments: [{ paidAt: now - 50 * HOUR, amountFen: '120000000000' }],
  phases: [
    { phase: 'building', plannedEndAt: null, enteredAt: now - 900 * HOUR, leftAt: null },
    { phase: 'acceptance', plannedEndAt: now + 900 * HOUR, enteredAt: null, leftAt: null },
  ],
};
const merge = (sources: Partial<TimelineSources>, most = 50) =>
  mergeTimeline({ feed: [], events: [], inspections: [], detail: null, now, ...sources }, most);

describe('the timeline of a project', () => {
  it('puts events, reports, payments and phases in one order, newest first', () => {
    const moments = merge({ feed: [item], detail });
    expect(moments.map((moment) => moment.title)).toEqual([
      '车辆未冲洗',
      '周报未报送',
      '资金支付',
      '进度周报',
      '进入建设实施',
    ]);
    expect(moments.map((moment) => moment.note)).toEqual([
      'CAM-1',
      '计划 76.0%',
      '支付 120,000 万元',
      '实际 68.0%　计划 70.0%',
      '阶段变更',
    ]);
  });

  it('tells once what the live list and the archive both know', () => {
    expect(merge({ feed: [item], events: [stored] })).toHaveLength(1);
    expect(merge({ feed: [item], events: [{ ...stored, at: stored.at - 1 }] })).toHaveLength(2);
  });

  it('leaves out what has not happened yet, and a week that is still running', () => {
    const moments = merge({ detail });
    expect(moments.every((moment) => moment.at <= now)).toBe(true);
    expect(moments.some((moment) => moment.title === '进入验收结算')).toBe(false);
  });

  it('keeps the newest when there are too many', () => {
    expect(merge({ feed: [item], detail }, 2).map((moment) => moment.title)).toEqual(['车辆未冲洗', '周报未报送']);
  });

  it('marks an exceedance with its sentence', () => {
    const broken: FeedItem = {
      ...item,
      kind: 'exceedance',
      metric: 'noise',
      value: 73,
      limit: 70,
      basis: 'absolute',
      windowMinutes: 20,
    };
    expect(merge({ feed: [broken] })[0]).toMatchObject({ tone: 'bad', title: '噪声超标', isDay: false });
  });
});
