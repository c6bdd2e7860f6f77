import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text as collect } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { problems } from '../../contracts/errors.ts';
import { createLogger } from '../platform/logger.ts';
import { openLiveSockets, type SocketServerDeps } from './socketServer.ts';

it('refuses the live socket of another site with a code and a sentence, before anybody is asked who it is', async () => {
  const http = createServer();
  const asked: unknown[] = [];
  const access = {
    resolveSession: async (cookie: string | undefined) => void asked.push(cookie),
    onSessionEnded: () => () => undefined,
    onReachChanged: () => () => undefined,
  };
  const deps = { access, publicOrigin: '', log: createLogger('silent'), onClients: () => undefined };
  const sockets = openLiveSockets(http, deps as unknown as SocketServerDeps);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const client = connect((http.address() as AddressInfo).port, '127.0.0.1');
  client.write(
    [
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      ...['Host: xw.local', 'Origin: http://evil.example', 'Connection: Upgrade', 'Upgrade: websocket'],
      ...['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', '', ''],
    ].join('\r\n'),
  );
  const answer = await collect(client);
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toEqual({
    code: 'foreign-origin',
    sentence: problems['foreign-origin'].sentence,
  });
  expect(asked).toEqual([]);
  sockets.close();
});
