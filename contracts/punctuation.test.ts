import { expect, it } from 'vitest';
import { auditVerbNames } from './audit.ts';
import { problems } from './errors.ts';
import { organisationKindNames } from './organisation.ts';
import { permissions, roleNames, scopeNames } from './permissions.ts';
import { fullWidth } from './punctuation.ts';
import { permissionAreas } from './roles.ts';

it('prints marks and brackets as Chinese has them, and leaves names and figures as they are', () => {
  expect(fullWidth('连续失败 5 次,15 分钟后再试')).toBe('连续失败 5 次，15 分钟后再试');
  expect(fullWidth('口令过于常见:避免地名;缺 1,200 个(至多 50000 条),请重试!')).toBe(
    '口令过于常见：避免地名；缺 1,200 个（至多 50000 条），请重试！',
  );
  expect(fullWidth('计划进度(%)')).toBe('计划进度（%）');
  for (const plain of [
    'headers.a,b',
    'TOTP (RFC 6238)',
    '2026-11-25 22:30',
    'https://xw.example.cn',
    '已是全角，（不变）',
  ])
    expect(fullWidth(plain)).toBe(plain);
});

it.each([
  ['refusals', Object.values(problems).map(({ sentence }) => sentence)],
  ['verbs of the audit log', Object.values(auditVerbNames)],
  ['permissions', Object.values(permissions).map(({ label }) => label)],
  ['areas of permissions', permissionAreas.map(({ name }) => name)],
  ['roles and scopes', [...Object.values(roleNames), ...Object.values(scopeNames)]],
  ['kinds of organisation', Object.values(organisationKindNames)],
])('%s are written as Chinese is printed', (_, sentences) => {
  expect(sentences.length).toBeGreaterThan(4);
  expect(sentences.filter((sentence) => fullWidth(sentence) !== sentence)).toEqual([]);
});
