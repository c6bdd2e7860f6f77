import { createHash, randomBytes } from 'node:crypto';

/** A secret for a session, a set-up link or a wall: 256 random bits as 43 characters of base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token. The token has 256 bits of chance in it, so one SHA-256 is enough. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();
