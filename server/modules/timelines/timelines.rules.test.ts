import { expect, it } from 'vitest';
import { defaultPermissions } from '../../../contracts/permissions.ts';
import { storyKinds } from '../../../contracts/timelines.ts';
import { kindsFor } from './timelines.rules.ts';

it('tells each of what they may see of a project', () => {
  expect(kindsFor(defaultPermissions['performance-office'], undefined)).toEqual(storyKinds);
  expect(kindsFor(defaultPermissions.wall, undefined)).not.toContain('file');
  expect(kindsFor(defaultPermissions.wall, 'instruction')).toEqual([]);
  expect(kindsFor(defaultPermissions.evaluator, 'document')).toEqual(['document']);
  expect(kindsFor(defaultPermissions['project-unit'], 'payment')).toEqual(['payment']);
});
