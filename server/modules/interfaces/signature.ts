import { createHmac, randomBytes } from 'node:crypto';

export const SECRET_PREFIX = 'whsec_';
export const newSecret = (): string => `${SECRET_PREFIX}${randomBytes(32).toString('base64')}`;

/** What is posted, and when. */
export interface Signed {
  readonly id: string;
  readonly atSeconds: number;
  readonly body: string;
}

/** HMAC-SHA256 over id, second and body (Standard Webhooks): neither can be changed, nor the message be kept for later. */
export const signatureOf = (secret: string, { id, atSeconds, body }: Signed): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64'))
    .update(`${id}.${atSeconds}.${body}`)
    .digest('base64')}`;
