import { createServer } from 'node:net';

/**
 * A port nobody listens on, below the range from which the system takes the ports of outgoing connections: a server that
 * is started again must find its port free, and a client that knocks meanwhile must not be connected to itself.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const isFree = await new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(false));
      server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}
