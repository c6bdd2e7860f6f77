import { expect, it } from 'vitest';
import { whyNotDeactivate, whyNotGrant } from './people.rules.ts';

it('never lets the last administrator of a kind go', () => {
  const one = { personId: 1, role: 'system-admin' };
  expect(whyNotDeactivate(1, [one])).toMatchObject({ code: 'not-permitted' });
  expect(whyNotDeactivate(1, [one, { personId: 2, role: 'security-admin' }])).toMatchObject({ code: 'not-permitted' });
  expect(whyNotDeactivate(1, [one, { personId: 2, role: 'system-admin' }])).toBeUndefined();
  expect(whyNotDeactivate(3, [one])).toBeUndefined();
});

it('keeps administrators apart from each other and from everybody else', () => {
  expect(whyNotGrant('audit-admin', 'district', ['system-admin'])).toMatchObject({ code: 'not-permitted' });
  expect(whyNotGrant('department', 'department', ['system-admin'])).toMatchObject({ code: 'not-permitted' });
  expect(whyNotGrant('system-admin', 'district', ['finance'])).toMatchObject({ code: 'not-permitted' });
  expect(whyNotGrant('system-admin', 'district', [])).toBeUndefined();
  expect(whyNotGrant('department', 'department', ['finance', 'street'])).toBeUndefined();
});

it('gives a role only where it can be held', () => {
  expect(whyNotGrant('street', 'department', [])).toMatchObject({ code: 'bad-request' });
  expect(whyNotGrant('street', 'community', [])).toBeUndefined();
  expect(whyNotGrant('department', 'district', []), 'its reach would be everything').toMatchObject({
    code: 'bad-request',
  });
  expect(whyNotGrant('finance', 'district', [])).toBeUndefined();
});
