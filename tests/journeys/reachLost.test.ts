import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { streetRoom } from '../../contracts/socket.ts';
import { RoomFollower, setUpInstallation, type Installation, type Visitor } from '../helpers/client.ts';
import { registerDevice, registerSite } from '../helpers/devices.ts';
import { FrameViewer } from '../helpers/frames.ts';
import { Stack } from '../helpers/stack.ts';
import { until } from '../helpers/until.ts';

const HONGSHAN = '320102008000';
const SUOJINCUN = '320102007000';
const watch = async (visitor: Visitor, code: string): Promise<FrameViewer> => {
  const viewer = await FrameViewer.open(visitor, code);
  if (typeof viewer === 'number') throw new Error(`refused: ${viewer}`);
  return viewer;
};

let stack: Stack;
let house: Installation;
let officer: Visitor;
beforeAll(async () => {
  stack = await Stack.start();
  house = await setUpInstallation(stack.address, stack.server.lines);
  for (const [site, camera, street] of [
    ['S-H', 'C-H', HONGSHAN],
    ['S-S', 'C-S', SUOJINCUN],
  ] as const) {
    await registerSite(house.office, site, street);
    await registerDevice(house.office, site, camera, 'camera');
  }
  officer = await house.add('hongshan', 'street', HONGSHAN);
});
beforeEach(() => stack.showLogsOnFailure());
afterAll(() => stack?.remove());

it('is the officer’s street and no other: by list, curve, room and camera', async () => {
  expect((await officer.call('listSites', {})).rows.map(({ code }) => code)).toEqual(['S-H']);
  expect((await officer.call('listDevices', { query: {} })).rows.map(({ code }) => code)).toEqual(['C-H']);
  const span = `metric=pm10&from=${Date.now() - 3_600_000}&to=${Date.now()}&width=800`;
  expect((await officer.fetch(`/api/history/street/${HONGSHAN}?${span}`)).status).toBe(200);
  expect((await officer.fetch(`/api/history/street/${SUOJINCUN}?${span}`)).status).toBe(404);
  expect((await officer.fetch('/api/project-curves/district/320102')).status).toBe(404);
  const socket = officer.socket();
  await until('connected', () => socket.connected);
  for (const room of ['district', streetRoom(SUOJINCUN), 'project:XW-2026-001'])
    await expect(new RoomFollower(socket, room).join()).rejects.toThrow('not-permitted');
  socket.disconnect();
  const other = await watch(officer, 'C-S');
  await until('closed', () => other.closedWith === 4404);
});

it('is lost at once with the post: the room is left, the stream closed, the list refused', async () => {
  const socket = officer.socket();
  const revoked: [string, string][] = [];
  socket.on('roomRevoked', (room, { code }) => revoked.push([room, code]));
  await until('connected', () => socket.connected);
  const own = new RoomFollower(socket, streetRoom(HONGSHAN));
  await until('its own street', () => own.state !== undefined);
  const camera = await watch(officer, 'C-H');
  const { rows } = await house.security.call('listPeople', { query: {} });
  const post = rows.find(({ loginName }) => loginName === 'hongshan')?.posts[0];
  await house.security.call('endPost', { params: { id: post?.id ?? 0 } });
  await until('room left', () => revoked.length > 0, { timeoutMs: 2_000, everyMs: 10 });
  expect(revoked).toEqual([[streetRoom(HONGSHAN), 'not-permitted']]);
  await until('stream closed', () => camera.closedWith === 4403, { timeoutMs: 2_000, everyMs: 10 });
  expect(socket.connected).toBe(true);
  await expect(own.join()).rejects.toThrow('not-permitted');
  expect((await officer.fetch('/api/sites')).status).toBe(403);
  socket.disconnect();
});
