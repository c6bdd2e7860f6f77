import { expect, it } from 'vitest';
import type { organisationKinds } from '../../../contracts/organisation.ts';
import { addableKinds, parentKinds } from '../../../contracts/organisation.ts';
import { streetOf, whyNotDeactivate, whyNotMove, whyNotUnder } from './organisation.rules.ts';

it('stands an organisation only where its kind belongs', () => {
  const at = (kind: (typeof organisationKinds)[number], active = true) => ({ kind, active });
  expect(whyNotUnder('community', at('street'))).toBeUndefined();
  expect(whyNotUnder('community', at('department'))).toMatchObject({ code: 'bad-request' });
  expect(whyNotUnder('department', at('department'))).toBeUndefined();
  expect(whyNotUnder('department', at('department', false))).toMatchObject({ code: 'bad-request' });
  expect(whyNotUnder('agency', undefined)).toMatchObject({ code: 'not-found' });
  for (const kind of addableKinds) expect(parentKinds[kind].length).toBeGreaterThan(0);
  expect(parentKinds.district).toEqual([]);
});

it('makes no circle', () => {
  expect(whyNotMove(['a', 'a1'], 'a')).toMatchObject({ code: 'bad-request' });
  expect(whyNotMove(['a', 'a1'], 'a1')).toMatchObject({ code: 'bad-request' });
  expect(whyNotMove(['a', 'a1'], 'b')).toBeUndefined();
});

it('keeps an organisation that somebody or something still holds to, and says what', () => {
  const none = { posts: 0, projects: 0, children: 0 };
  expect(whyNotDeactivate('company', none)).toBeUndefined();
  expect(whyNotDeactivate('department', { posts: 2, projects: 5, children: 1 })).toEqual({
    code: 'in-use',
    detail: '下级机构 1 个、岗位 2 个、项目 5 个',
  });
  expect(whyNotDeactivate('street', none)).toMatchObject({ code: 'not-permitted' });
});

it('gives a community the street of its parent', () => {
  expect(streetOf('community', { streetCode: '320102008000' })).toBe('320102008000');
  expect(streetOf('company', { streetCode: '320102008000' })).toBeNull();
});
