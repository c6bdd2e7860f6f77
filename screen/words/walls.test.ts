import { expect, it } from 'vitest';
import { fpsText, heapText, skewText } from './admin.ts';
import { castText, pageNameOf } from './walls.ts';

const names = { street: (code: string) => `街道${code}`, project: (id: string) => `项目${id}` };

it.each([
  ['/', '全区总览'],
  ['/wall', '全区总览（轮播）'],
  ['/wall/projects', '项目（轮播页）'],
  ['/wall/street/1', '街道1（轮播页）'],
  ['/street/1', '街道1'],
  ['/project/XW-1', '项目XW-1'],
  ['/revoked', '/revoked'],
])('the page at %s is called %s', (path, name) => {
  expect(pageNameOf(path, names)).toBe(name);
});

it('a cast says who, what, and until when; a held one when it ends at the latest', () => {
  const lease = { path: '/wall', by: '张区长', startedAt: 0, until: Date.parse('2026-11-24T07:30:00Z'), held: false };
  expect(castText(lease, '红山街道')).toBe('张区长　红山街道　至 15:30');
  expect(castText({ ...lease, held: true }, '红山街道')).toBe('张区长　红山街道　保持，最迟 15:30');
});

it('a clock is right, fast or slow', () => {
  expect([null, 0, -999, 3_240, -61_000, 7_200_000].map(skewText)).toEqual([
    '—',
    '准',
    '准',
    '快 3.2 秒',
    '慢 1 分',
    '快 120 分',
  ]);
});

it('what a browser does not say is a dash, never 0; a true 0 is printed', () => {
  expect([null, undefined, 0].map(fpsText)).toEqual(['—', '—', '0.0 帧/秒']);
  expect([null, undefined, 0].map(heapText)).toEqual(['—', '—', '0.0 MB']);
});
