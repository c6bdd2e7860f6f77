import { pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Iterations that `mosquitto_passwd` writes too. A device secret is 192 random bits, so stretching adds nothing against
 * guessing, and a site's devices all reconnect at once after an outage: 101 rounds (a tenth of a millisecond) keep that
 * storm cheap.
 */
export const ITERATIONS = 101;
export const HASH_BYTES = 64;

/** A new device secret, 192 random bits. It is shown once and never stored. */
export const newCredential = (): string => randomBytes(24).toString('base64url');

/**
 * `$7$iterations$salt$hash` (PBKDF2-HMAC-SHA512), the form that Mosquitto's password file holds. The salt's twelve bytes
 * are printable, because EMQX imports a salt as text.
 */
export function hashCredential(password: string): string {
  const salt = Buffer.from(randomBytes(9).toString('base64url'));
  const hash = pbkdf2Sync(password, salt, ITERATIONS, HASH_BYTES, 'sha512');
  return `$7$${ITERATIONS}$${salt.toString('base64')}$${hash.toString('base64')}`;
}

/** Whether a stored hash belongs to the password; false for anything but the form above. */
export function verifyCredential(stored: string, password: string): boolean {
  const [, kind, iterations, salt, hash] = stored.split('$');
  if (kind !== '7' || !salt || !hash || !/^[1-9]\d{0,5}$/.test(iterations ?? '')) return false;
  const wanted = Buffer.from(hash, 'base64');
  if (wanted.length !== HASH_BYTES) return false;
  const found = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(iterations), HASH_BYTES, 'sha512');
  return timingSafeEqual(found, wanted);
}
