import { describe, expect, it } from 'vitest';
import type { FeedItem, RoomState } from '../../contracts/live.ts';
import type { ProjectFigures, ProjectReason } from '../../contracts/projects.ts';
import { alarmsOf, alarmTime, beaconOf, countLevels } from './alarms.rules.ts';

const MINUTE = 60_000;
/** 2026-11-24 15:00 in Shanghai. */
const NOW = Date.UTC(2026, 10, 24, 7);
const base: FeedItem = {
  id: '',
  at: NOW,
  kind: 'exceedance',
  deviceCode: 'ENV-1',
  siteCode: 'S-1',
  streetCode: '008',
  projectId: 'P-1',
  metric: 'noise',
  value: 73.4,
  limit: 70,
  limitLabel: '昼限 70',
  basis: 'absolute',
  windowMinutes: 20,
  eventKind: null,
  imageHash: null,
  simulated: true,
};
let count = 0;
const item = (minutesAgo: number, more: Partial<FeedItem> = {}): FeedItem => ({
  ...base,
  id: `f${(count += 1)}`,
  at: NOW - minutesAgo * MINUTE,
  ...more,
});
const reason = (code: ProjectReason['code'], light: ProjectReason['light']): ProjectReason => ({
  code,
  light,
  values: { gap: 6.8, gapBefore: 6.2 },
  subject: null,
  metric: null,
  deviceCode: null,
  at: NOW - 2 * 1440 * MINUTE,
});
const project = (id: string, light: ProjectFigures['light'], reasons: ProjectReason[]): ProjectFigures =>
  ({
    id,
    name: `项目 ${id}`,
    light,
    reasons,
    departmentCode: 'D',
    streetCode: null,
    lon: null,
    lat: null,
  }) as unknown as ProjectFigures;

function stateOf(more: Partial<RoomState>): RoomState {
  const site = { code: 'S-1', name: '一号工地', streetCode: '008', projectId: 'P-1', lon: 118.8, lat: 32.1 };
  return {
    area: { code: '320102', name: '玄武区' },
    streets: { '008': { code: '008', name: '红山街道' } },
    sites: { 'S-1': { ...site, devices: 2, online: 2, exceedances: 0, lastAt: NOW } },
    devices: {},
    projects: {},
    departments: { D: { code: 'D', name: '区民政局' } },
    sectors: {},
    feed: [],
    ...more,
  } as unknown as RoomState;
}
const alarms = (more: Partial<RoomState>) => alarmsOf(stateOf(more), NOW);

describe('the list of alarms', () => {
  it('makes one line of an episode and says since when and how many windows', () => {
    const rows = alarms({ feed: [item(0, { value: 74.1 }), item(20), item(40)] });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ level: 'red', title: '噪声超标', short: '噪声超标 74', unit: '红山街道', at: NOW });
    expect(rows[0]?.sentence).toBe('噪声 20 分钟等效声级 74.1 dB(A)，超限值 70，14:00 起 3 次。');
  });

  it('begins a new episode after a pause, and for another device or limit', () => {
    expect(alarms({ feed: [item(0), item(120)] })).toHaveLength(2);
    expect(alarms({ feed: [item(0), item(0, { deviceCode: 'ENV-2' })] })).toHaveLength(2);
    expect(alarms({ feed: [item(0), item(0, { limitLabel: '夜限 55' })] })).toHaveLength(2);
  });

  it('keeps the name of an episode while it grows, so that its line is not swapped', () => {
    const [before] = alarms({ feed: [item(20), item(40)] });
    const [after] = alarms({ feed: [item(0), item(20), item(40)] });
    expect(after?.id).toBe(before?.id);
  });

  it('names the project where there is one, the site otherwise', () => {
    const projects = { 'P-1': project('P-1', 'green', []) };
    expect(alarms({ feed: [item(0)], projects })[0]?.place).toBe('项目 P-1');
    expect(alarms({ feed: [item(0, { projectId: null })] })[0]?.place).toBe('一号工地');
  });

  it('orders red, yellow, silent, each newest first', () => {
    const feed = [
      item(1, { kind: 'offline', deviceCode: 'ENV-9' }),
      item(2, { kind: 'camera', eventKind: 'truck-unwashed', deviceCode: 'C-1' }),
      item(3, { basis: 'advisory', metric: 'pm10', limitLabel: 'PM10' }),
      item(90),
      item(5, { deviceCode: 'ENV-2' }),
    ];
    const rows = alarms({ feed });
    expect(rows.map(({ level }) => level)).toEqual(['red', 'red', 'yellow', 'yellow', 'offline']);
    expect(rows.map(({ at }) => (NOW - at) / MINUTE)).toEqual([5, 90, 2, 3, 1]);
    expect(countLevels(rows)).toEqual({ red: 2, yellow: 2, blue: 0, offline: 1 });
  });

  it('says that a device is silent until it is heard again', () => {
    const silent = item(30, { kind: 'offline' });
    expect(alarms({ feed: [silent] }).map(({ sentence }) => sentence)).toEqual(['ENV-1 自 11-24 14:30 起停止上报。']);
    expect(alarms({ feed: [item(5, { kind: 'online' }), silent] })).toEqual([]);
  });

  it('says that a whole site is silent when no device of it said so', () => {
    const sites = stateOf({}).sites;
    const dead = { ...sites['S-1'], online: 0, lastAt: NOW - 60 * MINUTE };
    const rows = alarms({ sites: { 'S-1': dead } as unknown as RoomState['sites'] });
    expect(rows.map(({ sentence }) => sentence)).toEqual(['2 台设备均无上报，末次 11-24 14:00。']);
  });

  it('lists projects with a red light by their reason, once: not for what is listed as measured already', () => {
    const projects = {
      a: project('a', 'red', [reason('behind-two-weeks', 'red')]),
      b: project('b', 'yellow', [reason('underpaid', 'yellow')]),
      c: project('c', 'red', [reason('exceedance', 'red')]),
    };
    const rows = alarms({ projects });
    expect(rows.map(({ place, title, unit }) => [place, title, unit])).toEqual([['项目 a', '进度偏离', '区民政局']]);
    expect(rows[0]?.sentence).toMatch(/6\.2、6\.8 个百分点/);
  });

  it('points the beacon at the first red line that has a place', () => {
    const rows = alarms({ feed: [item(5)], projects: { a: project('a', 'red', [reason('spi', 'red')]) } });
    expect(beaconOf(rows)).toMatchObject({ lon: 118.8, short: '噪声超标 73' });
    expect(beaconOf(alarms({ feed: [item(5, { basis: 'advisory' })] }))).toBeNull();
  });
});

it('tells the time of today and counts days before', () => {
  expect(alarmTime(NOW - 10 * MINUTE, NOW)).toBe('14:50');
  expect(alarmTime(NOW - 2 * 1440 * MINUTE, NOW)).toBe('2 天');
});
