import { expect, it } from 'vitest';
import { homeOf } from './home.rules.ts';

const post = { role: 'street', organisationCode: '320102008000', organisationName: '红山街道办事处' } as const;

it('begins where one’s reach lies', () => {
  expect(homeOf({ permissions: ['live.district', 'live.street'], posts: [] })).toBe('/');
  expect(homeOf({ permissions: ['live.street'], posts: [{ ...post, streetCode: '320102008000' }] })).toBe(
    '/street/320102008000',
  );
  expect(homeOf({ permissions: ['projects.read', 'live.project'], posts: [] })).toBe('/admin/projects');
  expect(homeOf({ permissions: ['people.read'], posts: [] })).toBe('/admin');
});
