import { expect, it } from 'vitest';
import type { OrganisationLine } from '../../../contracts/organisation.ts';
import { branchesOf, pathOf } from './tree.rules.ts';

const line = (code: string, parentCode: string | null): OrganisationLine => ({
  ...{ code, name: code, kind: 'department', parentCode, streetCode: null, active: true, posts: 0 },
});
const rows = [line('d', null), line('a', 'd'), line('a1', 'a'), line('b', 'd')];

it('stands each organisation under its parent', () => {
  const [district] = branchesOf(rows, null);
  expect(district?.children?.map(({ key }) => key)).toEqual(['a', 'b']);
  expect(district?.children?.[0]?.children?.map(({ key }) => key)).toEqual(['a1']);
});

it('says where an organisation stands', () => {
  expect(pathOf(rows, 'a1')).toBe('d / a / a1');
  expect(pathOf(rows, 'nowhere')).toBe('');
});
