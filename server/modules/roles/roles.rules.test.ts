import { expect, it } from 'vitest';
import {
  administratorRoles,
  defaultPermissions,
  isAllowed,
  isFixed,
  permissionNames,
  roles,
} from '../../../contracts/permissions.ts';
import { permissionAreas, rolesFor } from '../../../contracts/roles.ts';
import { linesOf, whyNotMatrix } from './roles.rules.ts';

const givable = permissionNames.filter((one) => one !== 'public' && one !== 'signedIn');

it('has each permission in one area of the page, and at least one role for it', () => {
  const listed = permissionAreas.flatMap((area) => area.permissions);
  expect([...listed].sort()).toEqual([...givable].sort());
  for (const permission of givable) expect(rolesFor(permission).length, permission).toBeGreaterThan(0);
});

it('gives no role what its duty does not allow, whatever the cell', () => {
  for (const role of roles)
    for (const permission of permissionNames)
      expect([role, permission, whyNotMatrix([{ role, permission, isHeld: true }]) === undefined]).toEqual([
        role,
        permission,
        isAllowed(role, permission),
      ]);
});

it('takes nothing from an administrator that makes them one', () => {
  for (const role of administratorRoles)
    for (const permission of defaultPermissions[role])
      expect([permission, whyNotMatrix([{ role, permission, isHeld: false }]) === undefined]).toEqual([
        permission,
        !isFixed(role, permission),
      ]);
});

it('names a cell once only', () => {
  const cell = { role: 'street', permission: 'projects.export', isHeld: false } as const;
  expect(whyNotMatrix([cell])).toBeUndefined();
  expect(whyNotMatrix([cell, { ...cell, isHeld: true }])).toMatchObject({ code: 'bad-request' });
});

it('keeps the contract’s order and leaves out what is of a former release', () => {
  const row = { scope: 'street', holders: 0 } as const;
  const lines = linesOf([
    { ...row, role: 'street', permissions: ['of.yesterday', 'projects.read', 'live.street'] },
    { ...row, role: 'finance', permissions: [] },
  ]);
  expect(lines.map(({ role }) => role)).toEqual(['finance', 'street']);
  expect(lines[1]?.permissions).toEqual(['live.street', 'projects.read']);
});
