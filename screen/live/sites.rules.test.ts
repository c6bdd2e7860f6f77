import { expect, it } from 'vitest';
import type { DeviceFigures, RoomState } from '../../contracts/live.ts';
import type { Flag } from '../../contracts/metrics.ts';
import { silentDevices, sitesNow } from './sites.rules.ts';

const NOW = 10_000_000;
const device = (
  code: string,
  siteCode: string,
  value: number,
  more: { ageMs?: number; flag?: Flag } = {},
): DeviceFigures =>
  ({
    code,
    siteCode,
    periodMs: 60_000,
    online: true,
    lastAt: NOW,
    latest: { pm10: { value, at: NOW - (more.ageMs ?? 0), flag: more.flag ?? 'N' } },
  }) as unknown as DeviceFigures;
const site = (code: string) => ({ code, name: code, streetCode: 's', devices: 1, online: 1, exceedances: 0 });
const district = {
  streets: { s: { name: '红山街道' } },
  sites: { A: site('A'), B: site('B'), C: site('C') },
} as unknown as RoomState;

it('orders sites by the highest reading of their devices, those without one last', () => {
  const devices = [device('1', 'B', 90), device('2', 'B', 60), device('3', 'C', 120)];
  expect(sitesNow(district, devices, NOW).map(({ code, pm10 }) => [code, pm10])).toEqual([
    ['C', 120],
    ['B', 90],
    ['A', null],
  ]);
});

it('takes neither a stale value nor one that its device marks as not normal', () => {
  const old = device('1', 'A', 90, { ageMs: 180_000 });
  const marked = device('2', 'A', 95, { flag: 'D' });
  const value = (devices: DeviceFigures[]) => sitesNow(district, devices, NOW).find(({ code }) => code === 'A')?.pm10;
  expect(value([old, marked])).toBeNull();
  expect(value([old, marked, device('3', 'A', 40)])).toBe(40);
});

it('lists devices that are silent or were never heard', () => {
  const rows = [
    { ...device('on', 'A', 1), online: true },
    { ...device('never', 'A', 1), online: null, lastAt: null },
    { ...device('off', 'A', 1), online: false, lastAt: 5 },
  ];
  expect(silentDevices(rows).map(({ code }) => code)).toEqual(['off', 'never']);
});
