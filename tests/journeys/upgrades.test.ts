import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server as SocketServer } from 'socket.io';
import { io } from 'socket.io-client';
import { noDatabase, nobodyKnown } from '../helpers/noDatabase.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttp, type App } from '../../server/platform/http.ts';
import { createLogger } from '../../server/platform/logger.ts';

/** WebSocket routes and Socket.IO share one server: neither may take the other's upgrades. */
describe('upgrades', () => {
  let app: App;
  let sockets: SocketServer;
  let origin: string;

  beforeAll(async () => {
    app = await createHttp({
      config: { publicOrigin: '', trustProxy: false, metricsToken: '' },
      log: createLogger('silent'),
      access: nobodyKnown,
      db: noDatabase,
      readiness: [],
    });
    app.get('/api/open', { websocket: true, config: { permission: 'public' } }, (socket) => socket.send('hello'));
    app.get('/api/closed', { websocket: true, config: { permission: 'cameras.view' } }, (socket) =>
      socket.send('secret'),
    );
    sockets = new SocketServer(app.server, { transports: ['websocket'] });
    await app.listen({ port: 0, host: '127.0.0.1' });
    origin = `127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await sockets.close();
    await app.close().catch(() => undefined);
  });

  /** The status with which an upgrade is answered; 101 means that it went through. */
  const upgrade = (path: string) =>
    new Promise<number | undefined>((done) => {
      const headers = {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
      };
      const asking = request(`http://${origin}${path}`, { headers });
      asking.on('upgrade', (answer, socket) => {
        socket.destroy();
        done(answer.statusCode);
      });
      asking.on('response', (answer) => {
        answer.resume();
        done(answer.statusCode);
      });
      // A refusal may reach us as an answer or as a cut connection.
      asking.on('error', () => done(undefined)).end();
    });

  it('of our routes need their permission', async () => {
    expect(await upgrade('/api/open')).toBe(101);
    expect(await upgrade('/api/closed')).toBe(401);
    expect(await upgrade('/api/nowhere')).not.toBe(101);
  });

  it('of Socket.IO are its own', async () => {
    const client = io(`http://${origin}`, { transports: ['websocket'], reconnection: false });
    await once(client as unknown as NodeJS.EventEmitter, 'connect');
    await new Promise((done) => setTimeout(done, 1500));
    expect(client.connected).toBe(true);
    client.disconnect();
  });
});
