import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { JoinReply } from '../../contracts/socket.ts';
import { createLogger } from '../platform/logger.ts';
import type { Broadcaster } from './broadcaster.ts';
import { openLiveSockets, type LiveSockets, type SocketServerDeps } from './socketServer.ts';

/** Whose cookie it is: a person by number, or a wall. */
const sessions = {
  resolveSession: async (cookie: string | undefined) => ({
    id: cookie,
    personId: cookie?.startsWith('person') === true ? Number(cookie.slice(-1)) : null,
    wallId: cookie === 'wall' ? 1 : null,
    viewer: { permissions: [] },
  }),
  onSessionEnded: () => () => undefined,
};

let sockets: LiveSockets;
let address = '';
const asked: string[] = [];
beforeEach(async () => {
  const http = createServer();
  const deps = {
    ...{ access: sessions, publicOrigin: '', log: createLogger('silent'), onClients: () => undefined },
    reach: { hold: async (_: unknown, { key }: { readonly key: string }) => void asked.push(key) },
    walls: { arrive: () => undefined, leave: () => undefined, report: () => null },
    onDenied: () => undefined,
  };
  sockets = openLiveSockets(http, deps as unknown as SocketServerDeps);
  sockets.serve({ abandon: () => undefined, join: () => undefined } as unknown as Broadcaster);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(() => sockets.close());

async function look(cookie: string) {
  const socket = io(address, { transports: ['websocket'], extraHeaders: { cookie }, forceNew: true });
  const heard: string[] = [];
  socket.on('personal', (topic: string) => heard.push(topic));
  await new Promise((done) => socket.on('connect', () => done(undefined)));
  const join = (room: string) => socket.timeout(5_000).emitWithAck('join', room) as Promise<JoinReply>;
  return { socket, heard, join };
}

it('tells what is of one person to that person’s screens, and to nobody who names their room', async () => {
  const [one, again, other, wall] = [
    await look('person1'),
    await look('person1'),
    await look('person2'),
    await look('wall'),
  ];
  for (const room of ['person/1', 'person:1', 'person%2F1', one.socket.id ?? ''])
    expect(await other.join(room)).toMatchObject({ problem: { code: 'not-found' } });
  expect(asked, 'nobody is even asked whether it may be seen').toEqual([]);
  sockets.tellPeople([1], 'approvals');
  sockets.tellPeople([], 'reminders');
  // What comes after it has passed it.
  sockets.tellPeople([1, 2], 'reminders');
  const seen = [one, again, other, wall];
  while (one.heard.length < 2 || again.heard.length < 2 || other.heard.length < 1)
    await new Promise((done) => setTimeout(done, 5));
  expect(seen.map(({ heard }) => heard)).toEqual([
    ['approvals', 'reminders'],
    ['approvals', 'reminders'],
    ['reminders'],
    [],
  ]);
  for (const { socket } of seen) socket.disconnect();
});
