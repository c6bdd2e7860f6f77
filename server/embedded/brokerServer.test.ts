import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Aedes } from 'aedes';
import { ClassicLevel } from 'classic-level';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import pino from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BrokerAccess } from './brokerAccess.ts';
import { createBroker, listenTcp, USUAL_LIMITS } from './brokerServer.ts';
import { BrokerStore } from './brokerStore.ts';
import { ensureServiceAccess } from './serviceAccess.ts';
import { endAbandoned } from './sessionExpiry.ts';

const secrets = { serviceUser: 'xw-server', servicePassword: 'right' };
let directory = '';
let close: () => Promise<void>;
let port = 0;
const clients: MqttClient[] = [];

let broker: Aedes;

async function open(inFlight = 100): Promise<BrokerStore> {
  const db = new ClassicLevel<string, Buffer>(join(directory, 'store'), { valueEncoding: 'buffer' });
  await db.open();
  const store = new BrokerStore(db, false);
  const access = new BrokerAccess(join(directory, 'access'));
  const made = await createBroker(store, access, pino({ level: 'silent' }), {
    ...USUAL_LIMITS,
    packetBytes: 4096,
    inFlight,
  });
  broker = made.broker;
  const server = await listenTcp(made.serve, 0, '127.0.0.1');
  port = (server.address() as AddressInfo).port;
  close = async () => {
    for (const client of clients.splice(0)) await client.endAsync(true);
    server.close();
    await new Promise<void>((done) => made.broker.close(done));
    await store.close();
  };
  return store;
}

async function dial(options: IClientOptions = {}): Promise<MqttClient> {
  const account = { username: 'xw-server', password: 'right', reconnectPeriod: 0 };
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`, { ...account, ...options }, false);
  client.on('error', () => undefined);
  clients.push(client);
  return client;
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'xw-broker-'));
  ensureServiceAccess(join(directory, 'access'), secrets);
});

afterEach(async () => {
  await close();
  rmSync(directory, { recursive: true, force: true });
});

it('has stored a message when it acknowledges it', async () => {
  const store = await open();
  const session = await dial({ clientId: 's', clean: false });
  await session.subscribeAsync('xw/v1/#', { qos: 1 });
  await session.endAsync();
  const device = await dial();
  await device.publishAsync('xw/v1/a', 'one', { qos: 1 });
  const queue = await store.readQueue('s', '', 10);
  expect(queue.map(({ packet }) => packet.subarray(-3).toString())).toEqual(['one']);
});

it('does not acknowledge a message it could not store', async () => {
  const store = await open();
  const session = await dial({ clientId: 's', clean: false });
  await session.subscribeAsync('xw/v1/#', { qos: 1 });
  store.outgoingEnqueueCombi = () => Promise.reject(new Error('disk full'));
  const device = await dial();
  const acknowledged = vi.fn();
  device.publish('xw/v1/a', 'lost?', { qos: 1 }, (error) => void (error ?? acknowledged()));
  await new Promise<void>((closed) => device.once('close', closed));
  expect(acknowledged).not.toHaveBeenCalled();
});

it('keeps queue and retained messages over a restart, and forgets what was acknowledged', async () => {
  await open();
  const session = await dial({ clientId: 's', clean: false });
  await session.subscribeAsync('xw/v1/+/env', { qos: 1 });
  await session.endAsync();
  const device = await dial();
  for (let index = 0; index < 50; index += 1) await device.publishAsync('xw/v1/a/env', String(index), { qos: 1 });
  await device.publishAsync('xw/v1/a/status', 'on', { qos: 1, retain: true });
  await close();
  const store = await open();
  expect(await store.readQueue('s', '', 100)).toHaveLength(50);
  await dial({ clientId: 's', clean: false });
  await vi.waitFor(async () => expect(await store.readQueue('s', '', 100)).toEqual([]));
  const reader = await dial();
  const kept = new Promise((seen) => reader.on('message', (topic, payload) => seen([topic, payload.toString()])));
  await reader.subscribeAsync('xw/v1/+/status', { qos: 1 });
  expect(await kept).toEqual(['xw/v1/a/status', 'on']);
});

it('sends no more than the window while nothing is acknowledged, and all of it in order afterwards', async () => {
  await open(100);
  const session = await dial({ clientId: 's', clean: false });
  const ids: number[] = [];
  const bodies: string[] = [];
  const acknowledge: (() => void)[] = [];
  session.handleMessage = (packet, done) => {
    ids.push(packet.messageId ?? 0);
    bodies.push(packet.payload.toString());
    acknowledge.push(() =>
      session.stream.write(Buffer.from([0x40, 2, (packet.messageId ?? 0) >> 8, (packet.messageId ?? 0) & 255])),
    );
    // An error value makes the client read on without acknowledging.
    done(new Error('later'));
  };
  await session.subscribeAsync('xw/v1/#', { qos: 1 });
  const device = await dial();
  await Promise.all(
    Array.from({ length: 350 }, (_, index) => device.publishAsync('xw/v1/a', String(index), { qos: 1 })),
  );
  await vi.waitFor(() => expect(bodies.length).toBe(100));
  expect(new Set(ids).size).toBe(100);
  const pumpOut = setInterval(() => acknowledge.splice(0).forEach((each) => each()), 5);
  await vi.waitFor(() => expect(bodies.length).toBe(350), { timeout: 5_000 });
  clearInterval(pumpOut);
  expect(bodies).toEqual(Array.from({ length: 350 }, (_, index) => String(index)));
});

it('ends sessions whose clients stayed away too long, over restarts too, and never the server\u2019s own', async () => {
  const HOUR = 3_600_000;
  const rules = { afterMs: 24 * HOUR, keep: new Set(['own']) };
  const begun = Date.now();
  let store = await open();
  const follow = async (clientId: string) => {
    const session = await dial({ clientId, clean: false });
    await session.subscribeAsync('xw/v1/#', { qos: 1 });
    return session;
  };
  const [own, gone] = [await follow('own'), await follow('gone')];
  await follow('here');
  for (const session of [own, gone]) await session.endAsync();
  const device = await dial();
  await device.publishAsync('xw/v1/a', 'waiting', { qos: 1 });
  expect(await endAbandoned(broker, store, rules, begun)).toEqual([]);
  await close();

  store = await open();
  // Back after the restart, and within its time each time one looks.
  await dial({ clientId: 'here', clean: false });
  expect(await endAbandoned(broker, store, rules, begun + 20 * HOUR)).toEqual([]);
  expect(await store.readQueue('gone', '', 10)).toHaveLength(1);
  expect(await endAbandoned(broker, store, rules, begun + 25 * HOUR)).toEqual(['gone']);
  expect(await store.readQueue('gone', '', 10)).toEqual([]);
  expect(await store.readQueue('own', '', 10)).toHaveLength(1);
  const next = await dial();
  await next.publishAsync('xw/v1/a', 'more', { qos: 1 });
  expect(await store.readQueue('gone', '', 10)).toEqual([]);
  await close();
  store = await open();
  expect(['own', 'here', 'gone'].map((id) => store.sessions.has(id))).toEqual([true, true, false]);
});

it('gives a clean subscriber every message, retained or not, however long each takes to store', async () => {
  await open();
  const reader = await dial();
  const got = new Set<string>();
  reader.on('message', (_topic, payload) => got.add(payload.toString()));
  await reader.subscribeAsync('xw/v1/#', { qos: 1 });
  const device = await dial();
  const send = (index: number) =>
    device.publishAsync(`xw/v1/${index % 7}`, String(index), { qos: index % 3 ? 1 : 0, retain: index % 5 === 0 });
  await Promise.all(Array.from({ length: 300 }, (_, index) => send(index)));
  await vi.waitFor(() => expect(got.size).toBe(300));
});

it('refuses strangers, wrong passwords, foreign topics and oversize packets', async () => {
  await open();
  await expect(dial({ password: 'wrong' })).rejects.toMatchObject({ code: 4 });
  await expect(dial({ username: 'nobody' })).rejects.toMatchObject({ code: 4 });
  const device = await dial();
  const refused = await device.subscribeAsync('other/#', { qos: 1 }).catch((error: Error) => error);
  expect(refused).toBeInstanceOf(Error);
  device.publish('xw/v1/a', Buffer.alloc(5_000), { qos: 1 });
  await new Promise<void>((closed) => device.once('close', closed));
  const other = await dial();
  other.publish('elsewhere/a', 'x', { qos: 1 });
  await new Promise<void>((closed) => other.once('close', closed));
});
