import { describe, expect, it } from 'vitest';
import { Value } from 'typebox/value';
import { CastPath, HELD_AT_MOST_MS, sightToShow, WallReport } from '../../../contracts/walls.ts';
import {
  inForce,
  mayChange,
  planCast,
  planHold,
  sniffThumbnail,
  stateOf,
  whyNotRelease,
  type Caster,
  type StandingLease,
} from './walls.rules.ts';

const NOW = Date.parse('2026-11-24T02:00:00Z');
const MINUTE = 60_000;
const zhang: Caster = { personId: 1, name: '张区长', manages: false };
const li: Caster = { personId: 2, name: '李副区长', manages: false };
const office: Caster = { personId: 3, name: '绩效办', manages: true };
const STREET = '/street/320102005000';
const leaseOf = (caster: Caster, held: boolean): StandingLease => ({
  path: STREET,
  personId: caster.personId,
  by: caster.name,
  startedAt: NOW - MINUTE,
  until: NOW + 9 * MINUTE,
  held,
});
const cast = (standing: StandingLease | null, caster: Caster, over: object = {}) =>
  planCast(standing, { path: STREET, minutes: 10, hold: false, ...over }, caster, NOW, { caster: true, wall: true });

describe('casting', () => {
  it('stands for the minutes asked for, or for eight hours when it is held', () => {
    expect(cast(null, zhang)).toEqual({
      lease: { path: STREET, personId: 1, by: '张区长', startedAt: NOW, until: NOW + 10 * MINUTE, held: false },
    });
    expect(cast(null, zhang, { hold: true })).toMatchObject({ lease: { until: NOW + 8 * 60 * MINUTE, held: true } });
  });

  it('replaces what another one cast, unless that is held: then it says who holds it and until when', () => {
    expect(cast(leaseOf(zhang, false), li)).toMatchObject({ lease: { by: '李副区长' } });
    expect(cast(leaseOf(zhang, true), li)).toEqual({
      refusal: { code: 'wall-held', detail: '张区长保持至 10:09' },
    });
    expect(cast(leaseOf(zhang, true), zhang)).toMatchObject({ lease: { by: '张区长' } });
    expect(cast(leaseOf(zhang, true), office)).toMatchObject({ lease: { by: '绩效办' } });
  });

  it.each([
    '/admin/walls',
    '/',
    '/sign-in',
    '//evil.example',
    'https://evil.example/wall',
    '/street/../admin',
    '/wall?a=1',
  ])('refuses %s, which is no page of the list', (path) => {
    expect(Value.Check(CastPath, path)).toBe(false);
    expect(cast(null, zhang, { path })).toMatchObject({ refusal: { code: 'bad-request' } });
  });

  it.each(['/wall', '/wall/projects', '/wall/monitoring', '/wall/street/320102005000', STREET, '/project/XW-2026-001'])(
    'takes %s, which a wall may see',
    (path) => {
      expect(Value.Check(CastPath, path)).toBe(true);
      expect(sightToShow(path)).toBeDefined();
      expect(cast(null, zhang, { path })).toMatchObject({ lease: { path } });
    },
  );
});

it('shows nobody what they, or the wall, may not see', () => {
  const wish = { path: STREET, minutes: 10, hold: false };
  expect(planCast(null, wish, zhang, NOW, { caster: false, wall: true })).toMatchObject({
    refusal: { code: 'not-permitted', detail: '无权查看此页面' },
  });
  expect(planCast(null, wish, zhang, NOW, { caster: true, wall: false })).toMatchObject({
    refusal: { code: 'not-permitted', detail: '大屏无权查看此页面' },
  });
  expect(sightToShow(STREET)).toEqual({ permission: 'live.street', kind: 'street', key: '320102005000' });
  const site = { permission: 'live.project', kind: 'project', key: 'XW-2026-009' };
  expect(sightToShow('/project/XW-2026-009/site')).toEqual(site);
  expect(sightToShow('/project/XW-2026-009/site/S-9')).toEqual(site);
  expect(sightToShow('/wall/street/320102005000')).toMatchObject({ kind: 'street', key: '320102005000' });
  expect(sightToShow('/wall/projects')).toEqual({ permission: 'projects.read', kind: 'district', key: '' });
});

describe('holding', () => {
  it('is for the one who cast and for those who manage walls, eight hours from the beginning however often', () => {
    const first = planHold(leaseOf(zhang, false), zhang);
    expect(first).toMatchObject({ lease: { held: true, until: NOW - MINUTE + HELD_AT_MOST_MS } });
    if ('lease' in first) expect(planHold(first.lease, zhang)).toEqual(first);
    expect(planHold(leaseOf(zhang, false), office)).toMatchObject({ lease: { by: '张区长' } });
    expect(planHold(leaseOf(zhang, false), li)).toMatchObject({ refusal: { code: 'not-permitted' } });
    expect(planHold(leaseOf(zhang, true), li)).toMatchObject({ refusal: { code: 'wall-held' } });
    expect(planHold(null, zhang)).toEqual({ refusal: { code: 'nothing-cast' } });
  });
});

describe('releasing', () => {
  it('is for anyone who may cast while it is not held, else for its owner and those who manage walls', () => {
    expect(whyNotRelease(leaseOf(zhang, false), li)).toBeUndefined();
    expect(whyNotRelease(leaseOf(zhang, true), li)?.code).toBe('wall-held');
    expect(whyNotRelease(leaseOf(zhang, true), zhang)).toBeUndefined();
    expect(whyNotRelease(leaseOf(zhang, true), office)).toBeUndefined();
    expect(whyNotRelease(null, li)).toEqual({ code: 'nothing-cast' });
    expect(mayChange(leaseOf(zhang, true), li)).toBe(false);
  });
});

describe('a lease', () => {
  it('is in force until its very end', () => {
    const lease = leaseOf(zhang, true);
    expect(inForce(lease, lease.until - 1)).toBe(lease);
    expect(inForce(lease, lease.until)).toBeNull();
    expect(inForce(undefined, NOW)).toBeNull();
  });
});

describe('the state of a wall', () => {
  const signs = { exchangedAt: NOW - 1000, revokedAt: null, isConnected: true, reportedAt: NOW - 29_999 };
  it.each([
    ['alive', {}],
    ['silent', { reportedAt: NOW - 30_000 }],
    ['silent', { reportedAt: null }],
    ['away', { isConnected: false }],
    ['unopened', { exchangedAt: null, isConnected: false, reportedAt: null }],
    ['revoked', { revokedAt: NOW }],
  ] as const)('is %s with %o', (state, over) => {
    expect(stateOf({ ...signs, ...over }, NOW)).toBe(state);
  });
});

describe('a thumbnail', () => {
  it('is told by its first bytes', () => {
    expect(sniffThumbnail(Buffer.from('RIFF0000WEBP'))).toBe('image/webp');
    expect(sniffThumbnail(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
    expect(sniffThumbnail(Buffer.from('RIFF0000WAVE'))).toBeUndefined();
    expect(sniffThumbnail(Buffer.from('<svg onload="">'))).toBeUndefined();
    expect(sniffThumbnail(Buffer.alloc(0))).toBeUndefined();
  });
});

describe('a report', () => {
  const report = {
    page: '/wall',
    version: '1',
    fps: 59.8,
    heapBytes: null,
    viewport: { width: 1920, height: 1080, ratio: 1 },
    mapProfile: 'full',
    at: NOW,
  };
  it('is checked at the wire', () => {
    expect(Value.Check(WallReport, report)).toBe(true);
    const wrong = [{ fps: -1 }, { page: 'x'.repeat(201) }, { at: 'now' }, { extra: 1 }, { viewport: null }];
    expect(wrong.filter((over) => Value.Check(WallReport, { ...report, ...over }))).toEqual([]);
  });
});
