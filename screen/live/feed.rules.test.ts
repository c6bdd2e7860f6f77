import { describe, expect, it } from 'vitest';
import type { FeedItem } from '../../contracts/live.ts';
import { feedLine } from './feed.rules.ts';

const item: FeedItem = {
  id: 'f1',
  at: 0,
  kind: 'exceedance',
  deviceCode: 'E-1',
  siteCode: 'S-1',
  streetCode: '320102008000',
  projectId: null,
  metric: 'noise',
  value: 73.42,
  limit: 70,
  limitLabel: '昼间',
  basis: 'absolute',
  windowMinutes: 20,
  eventKind: null,
  imageHash: null,
  simulated: true,
};

describe('a line of the live list', () => {
  it('calls only an absolute limit broken', () => {
    expect(feedLine(item)).toMatchObject({ tone: 'bad', word: '超限' });
    expect(feedLine(item).sentence).toBe('噪声 20 分钟等效声级 73.4 dB(A)，超限值 70。');
  });
  it('says 仅预警 for advisory values and for increments', () => {
    for (const basis of ['advisory', 'increment'] as const)
      expect(feedLine({ ...item, metric: 'pm10', value: 168, limit: 150, basis })).toMatchObject({
        tone: 'warn',
        word: '仅预警',
        sentence: 'PM10 20 分钟均值 168 μg/m³，高于预警值 150。',
      });
  });
  it('names what a camera saw, and only fire as urgent', () => {
    const camera = { ...item, kind: 'camera' as const, eventKind: 'truck-unwashed' as const };
    expect(feedLine(camera)).toMatchObject({ tone: 'warn', title: '车辆未冲洗' });
    expect(feedLine({ ...camera, eventKind: 'fire-smoke' }).tone).toBe('bad');
  });
  it('tells silence from return', () => {
    expect(feedLine({ ...item, kind: 'offline' })).toMatchObject({ tone: 'off', word: '离线' });
    expect(feedLine({ ...item, kind: 'online' }).tone).toBe('ok');
  });
});
