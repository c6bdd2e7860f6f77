import { expect, it } from 'vitest';
import { opensStreet, seesDistrict } from './reach.rules.ts';

it('opens every street to whoever sees the district, and its own to a street', () => {
  const leader = { permissions: ['live.district', 'live.street'] as const, posts: [{ streetCode: null }] };
  const officer = { permissions: ['live.street'] as const, posts: [{ streetCode: '320102008000' }] };
  const department = { permissions: ['live.project'] as const, posts: [{ streetCode: null }] };
  expect([leader, officer, department].map(seesDistrict)).toEqual([true, false, false]);
  const door = (code: string) => [leader, officer, department].map((one) => opensStreet(one, code));
  expect(door('320102008000')).toEqual([true, true, false]);
  expect(door('320102002000')).toEqual([true, false, false]);
});
