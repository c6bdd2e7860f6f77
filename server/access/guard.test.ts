import { expect, it } from 'vitest';
import { roomPermissions } from '../../contracts/socket.ts';
import { guardRooms, MissingPermission } from './guard.ts';

it('a kind of room without a permission keeps the server from starting', () => {
  expect(() => guardRooms(roomPermissions)).not.toThrow();
  const forgotten = () => guardRooms({ ...roomPermissions, department: undefined });
  expect(forgotten).toThrow(MissingPermission);
  expect(forgotten).toThrow('department');
});
