/**
 * Process: an MQTT 3.1.1 broker whose sessions, queued QoS 1 messages and retained messages are on disk.
 *   --data DIR         where they live
 *   --access-dir DIR   `passwd` and `acl` in Mosquitto's formats; read again when they change
 *   --host HOST --port PORT   where to listen (default 127.0.0.1:1883; port 0 picks a free one)
 *   --in-flight N      most unacknowledged messages per session (default 20,000)
 *   --session-hours N  a persistent session whose client stays away for longer ends (default 24)
 *   --keep-session ID  a client whose session never ends; may be given several times
 *   --sync             fsync every group of writes: survives a power cut too, at a price
 */
import type { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ClassicLevel } from 'classic-level';
import pino from 'pino';
import { BrokerAccess } from './brokerAccess.ts';
import { createBroker, listenTcp, USUAL_LIMITS } from './brokerServer.ts';
import { BrokerStore } from './brokerStore.ts';
import { DirectoryInUse, lockDirectory } from './dataLock.ts';
import { expireSessions } from './sessionExpiry.ts';
import { announce, EXIT_REFUSED, giveUp, onStopRequested } from './processLife.ts';

const { values: args } = parseArgs({
  options: {
    data: { type: 'string' },
    'access-dir': { type: 'string' },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '1883' },
    'in-flight': { type: 'string', default: String(USUAL_LIMITS.inFlight) },
    'session-hours': { type: 'string', default: '24' },
    'keep-session': { type: 'string', multiple: true, default: [] },
    sync: { type: 'boolean', default: false },
  },
});

async function run(): Promise<void> {
  const dataDir = resolve(args.data ?? 'data/embedded/broker');
  const accessDir = resolve(args['access-dir'] ?? join(dataDir, 'access'));
  const unlock = lockDirectory(dataDir);
  mkdirSync(accessDir, { recursive: true, mode: 0o700 });
  const log = pino(
    { name: 'broker', level: process.env.LOG_LEVEL ?? 'info' },
    pino.destination({ dest: 2, sync: true }),
  );

  const db = new ClassicLevel<string, Buffer>(join(dataDir, 'store'), { valueEncoding: 'buffer' });
  await db.open();
  const store = new BrokerStore(db, args.sync);
  // Disk full, for instance: nothing unstored was acknowledged; the launcher starts us again until there is room.
  store.writer.onBroken = (error) => giveUp(error);
  const access = new BrokerAccess(accessDir);
  const { broker, serve, recheck } = await createBroker(store, access, log, {
    ...USUAL_LIMITS,
    inFlight: Number(args['in-flight']),
  });
  (broker as EventEmitter).on('error', (error: unknown) => giveUp(error));
  const server = await listenTcp(serve, Number(args.port), args.host);
  const stopFollowing = access.follow(recheck);
  const expiry = { afterMs: Number(args['session-hours']) * 3_600_000, keep: new Set(args['keep-session']) };
  const stopExpiry = expireSessions(broker, store, expiry, log);

  onStopRequested(async () => {
    stopFollowing();
    stopExpiry();
    server.close();
    await new Promise<void>((done) => broker.close(done));
    await store.close();
    unlock();
  });
  const { port } = server.address() as AddressInfo;
  announce({ ready: true, url: `mqtt://${args.host}:${port}`, pid: process.pid });
}

process.on('uncaughtException', (error) => giveUp(error));
process.on('unhandledRejection', (error) => giveUp(error));
run().catch((error: unknown) => {
  const isTaken = error instanceof DirectoryInUse || (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  giveUp(error, isTaken ? EXIT_REFUSED : undefined);
});
