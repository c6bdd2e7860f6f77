import { expect, it } from 'vitest';
import { permissions, type Permission } from './permissions.ts';
import { kindsFor, searchKinds, searchPermissions } from './search.ts';

it('looks for what the viewer may see, and for nothing without a permission', () => {
  expect(kindsFor([])).toEqual([]);
  expect(kindsFor(['signedIn'])).toEqual([]);
  expect(kindsFor(['devices.read'])).toEqual(['site', 'device']);
  expect(kindsFor(Object.keys(permissions) as Permission[])).toEqual([...searchKinds]);
});

it('asks of each kind a permission of its own, never what everybody has', () => {
  const open = searchKinds.filter((kind) => ['public', 'signedIn'].includes(searchPermissions[kind]));
  expect(open).toEqual([]);
});
