import { expect, it } from 'vitest';
import type { FeedItem } from '../../contracts/live.ts';
import { chooseCameras, type CameraFact } from './cameras.rules.ts';

const NOW = 1_000_000_000_000;
const camera = (code: string, siteCode: string): CameraFact => ({
  code,
  siteCode,
  siteName: siteCode,
  streetCode: 's',
});
const seen = (deviceCode: string, minutesAgo: number, eventKind: FeedItem['eventKind'] = 'no-helmet'): FeedItem =>
  ({ kind: 'camera', deviceCode, at: NOW - minutesAgo * 60_000, eventKind }) as FeedItem;
const cameras = [camera('a1', 'A'), camera('a2', 'A'), camera('b1', 'B'), camera('c1', 'C')];
const codes = (feed: FeedItem[], room: number) => chooseCameras(cameras, feed, room, NOW).map(({ code }) => code);

it('shows one camera of each site before a second one of any', () => {
  expect(codes([], 4)).toEqual(['a1', 'b1', 'c1', 'a2']);
  expect(codes([], 2)).toEqual(['a1', 'b1']);
});

it('puts what saw something within the hour first, fire before all else', () => {
  expect(codes([seen('c1', 5), seen('a2', 2), seen('b1', 90)], 3)).toEqual(['a2', 'c1', 'a1']);
  expect(codes([seen('c1', 5, 'fire-smoke'), seen('a2', 2)], 2)).toEqual(['c1', 'a2']);
});

it('says what was seen, in colour and in words', () => {
  const [first, second] = chooseCameras(cameras, [seen('c1', 5, 'fire-smoke')], 2, NOW);
  expect(first).toEqual({ code: 'c1', name: 'C', state: 'bad', word: '烟火' });
  expect(second).toEqual({ code: 'a1', name: 'A', state: 'ok', word: '正常' });
});
