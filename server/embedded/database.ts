/**
 * Process: a real TimescaleDB (PostgreSQL compiled to WebAssembly) behind the PostgreSQL wire on a Unix socket, so that
 * the whole application and psql use it like any server.
 *   --data DIR          where the database lives
 *   --socket-dir DIR    where the socket goes (default DIR/socket)
 *   --idle-transaction-seconds N   how long a connection may sit in an open transaction (default 60)
 */
import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DirectoryInUse, lockDirectory } from './dataLock.ts';
import { keepHouse } from './housekeeping.ts';
import { serveConnection } from './pgConnection.ts';
import { announce, EXIT_REFUSED, giveUp, onStopRequested } from './processLife.ts';
import { SessionShare } from './sessionShare.ts';
import { makePrivateDirectory, SOCKET_FILE, socketDirectoryFor } from './socketDirectory.ts';
import { openWasmDatabase } from './wasmDatabase.ts';

const { values: args } = parseArgs({
  options: {
    data: { type: 'string' },
    'socket-dir': { type: 'string' },
    'idle-transaction-seconds': { type: 'string', default: '60' },
  },
});

async function run(): Promise<void> {
  const dataDir = resolve(args.data ?? 'data/embedded/database');
  const unlock = lockDirectory(dataDir);
  const socketDir = socketDirectoryFor(args['socket-dir'] ?? join(dataDir, 'socket'));
  makePrivateDirectory(socketDir);
  const socketPath = join(socketDir, SOCKET_FILE);

  const database = await openWasmDatabase(dataDir);
  // After an error thrown out of the WebAssembly its memory cannot be trusted: end, the launcher starts it again.
  const execute = (piece: Buffer) => database.execute(piece).catch((error: unknown) => giveUp(error));
  const share = new SessionShare(execute, Number(args['idle-transaction-seconds']) * 1000);
  const stopHousekeeping = keepHouse(database, share);

  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serveConnection(socket, share, database.serverVersion);
  });
  rmSync(socketPath, { force: true });
  await new Promise<void>((done, failed) => server.once('error', failed).listen(socketPath, done));

  onStopRequested(async () => {
    stopHousekeeping();
    server.close();
    for (const socket of sockets) socket.destroy();
    // Waits for the piece that is running and for the rollbacks of those who just lost their connection.
    await share.alone('closing', () => database.close());
    unlock();
  });
  announce({
    ready: true,
    url: `postgresql://postgres@/postgres?host=${encodeURIComponent(socketDir)}`,
    pid: process.pid,
  });
}

process.on('uncaughtException', (error) => giveUp(error));
process.on('unhandledRejection', (error) => giveUp(error));
run().catch((error: unknown) => giveUp(error, error instanceof DirectoryInUse ? EXIT_REFUSED : undefined));
