import { get as getPlain } from 'node:http';
import { get as getTls } from 'node:https';

const PATIENCE_MS = 2_000;

/**
 * Whether our own server on this machine says it is ready. Its certificate names the public address, not this one, so it
 * is not compared: nothing but yes or no comes back.
 */
export function saysReady(url: string): Promise<boolean> {
  const get = url.startsWith('https:') ? getTls : getPlain;
  return new Promise((done, fail) => {
    const asking = get(url, { rejectUnauthorized: false, timeout: PATIENCE_MS }, (reply) => {
      reply.resume();
      done(reply.statusCode === 200);
    });
    asking.on('timeout', () => asking.destroy(new Error('no answer in time')));
    asking.on('error', fail);
  });
}
