import { expect, it } from 'vitest';
import { cellKey, cellKind, differs, heldCells, pressed } from './matrix.rules.ts';

it('offers no cell that a role’s duty does not allow, nor one that it is nothing without', () => {
  expect(cellKind('security-admin', 'audit.read')).toBe('never');
  expect(cellKind('audit-admin', 'audit.read')).toBe('fixed');
  expect(cellKind('street', 'projects.export')).toBe('open');
  expect(cellKind('street', 'signedIn')).toBe('never');
});

it('marks what differs from a new installation', () => {
  expect(differs('street', 'projects.read', false)).toBe(true);
  expect(differs('street', 'projects.read', true)).toBe(false);
});

it('puts a pressed cell down as changed, and takes it back when it is pressed again', () => {
  const once = pressed([], 'street', 'projects.export', true);
  expect(once).toEqual([{ role: 'street', permission: 'projects.export', isHeld: false }]);
  const two = pressed(once, 'finance', 'projects.export', true);
  expect(pressed(two, 'street', 'projects.export', true)).toEqual([
    { role: 'finance', permission: 'projects.export', isHeld: false },
  ]);
});

it('knows which cells hold', () => {
  const held = heldCells([{ role: 'street', scope: 'street', permissions: ['projects.read'], holders: 1 }]);
  expect(held.has(cellKey('street', 'projects.read'))).toBe(true);
  expect(held.has(cellKey('finance', 'projects.read'))).toBe(false);
});
