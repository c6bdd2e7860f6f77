import { expect, it } from 'vitest';
import { defaultPermissions, type Role } from '../../contracts/permissions.ts';
import { kindsFor } from '../../contracts/search.ts';
import { searchWords } from './adminSearch.ts';

it.each<[Role, string]>([
  ['district-leader', '查找项目、街道、工地等'],
  ['street', '查找项目、街道、工地等'],
  ['evaluator', '查找项目'],
  ['system-admin', '查找单位、人员'],
  ['security-admin', '查找单位、人员'],
  ['audit-admin', '查找单位、人员'],
])('the field of %s says %s: what that role may find', (role, hint) =>
  expect(searchWords.hint(kindsFor(defaultPermissions[role]))).toBe(hint),
);

it('names nothing to whoever may find nothing', () => expect(searchWords.hint(kindsFor(['signedIn']))).toBe('查找'));
