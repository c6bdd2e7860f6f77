import { expect, it } from 'vitest';
import type { HeldPost } from '../../../contracts/people.ts';
import { dutiesOf, passwordDaysLeft, postText, waysOf } from './home.rules.ts';

const officer: HeldPost = {
  ...{ role: 'street', organisationCode: '320102008000', organisationName: '红山街道办事处' },
  ...{ streetCode: '320102008000', lentBy: null },
};
const paths = (...input: Parameters<typeof waysOf>) => waysOf(...input).map(({ path }) => path);

it('leads to one’s own street first, once, and only where one may see it', () => {
  expect(paths(['live.street'], [officer, officer])).toEqual(['/street/320102008000']);
  expect(paths([], [officer])).toEqual([]);
});

it('leads to every page of the navigation but itself', () => {
  expect(paths(['walls.manage', 'live.district'], [])).toEqual(['/admin/walls', '/']);
});

it('names a post by role and organisation, and once where both are called the same', () => {
  expect(postText(officer)).toBe('街道　红山街道办事处');
  expect(postText({ ...officer, role: 'finance', organisationName: '财政局' })).toBe('财政局');
});

it('sorts what one may do by its area, and leaves out what everybody may', () => {
  expect(dutiesOf(['signedIn', 'walls.push', 'history.read', 'live.street'])).toEqual([
    { name: '实时态势', labels: ['查看街道实时态势', '查看历史曲线'] },
    { name: '大屏', labels: ['投页面到大屏'] },
  ]);
  expect(dutiesOf([])).toEqual([]);
});

it('counts the days that a password is good for once they are few', () => {
  const day = 86_400_000;
  expect(passwordDaysLeft(15 * day, 0)).toBeNull();
  expect(passwordDaysLeft(14 * day, 0)).toBe(14);
  expect(passwordDaysLeft(1, 0)).toBe(1);
  expect(passwordDaysLeft(0, day)).toBe(0);
});
