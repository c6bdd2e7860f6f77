import { createHmac } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Post {
  readonly id: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}
export type Behaviour = (post: Post, answer: ServerResponse) => void | Promise<void>;

/** Another system that listens: what it was posted, and how it answers just now. */
export async function startReceiver() {
  const posts: Post[] = [];
  let behave: Behaviour = (_, answer) => void answer.end('ok');
  const server = createServer((request, answer) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const post = {
        id: String(request.headers['webhook-id']),
        headers: request.headers,
        body: Buffer.concat(parts).toString(),
      };
      posts.push(post);
      void behave(post, answer);
    });
  });
  const listen = (port: number) => new Promise<void>((ready) => server.listen(port, '127.0.0.1', () => ready()));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((closed) => server.close(() => closed()));
  };
  return {
    origin: `http://127.0.0.1:${port}`,
    posts,
    behaves: (how: Behaviour) => (behave = how),
    goAway: close,
    comeBack: () => listen(port),
    close,
  };
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

/** How a receiver checks a post, as docs/interfaces.md says. */
export function isSigned(post: Post, secret: string, nowSeconds: number): boolean {
  const at = Number(post.headers['webhook-timestamp']);
  if (Math.abs(nowSeconds - at) > 300) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const wanted = `v1,${createHmac('sha256', key).update(`${post.id}.${at}.${post.body}`).digest('base64')}`;
  return String(post.headers['webhook-signature']).split(' ').includes(wanted);
}
