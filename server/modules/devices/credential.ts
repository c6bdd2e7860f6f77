import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);

/**
 * Iterations that `mosquitto_passwd` writes too. A device secret is 192 random bits, so stretching adds nothing against
 * guessing, and a site's devices all reconnect at once after an outage: 101 rounds keep that storm cheap.
 */
const ITERATIONS = 101;

/** A new device secret, 192 random bits. It is shown once and never stored. */
export const newCredential = (): string => randomBytes(24).toString('base64url');

/** `$7$iterations$salt$hash` (PBKDF2-HMAC-SHA512), the form that Mosquitto's password file holds. */
export async function hashCredential(password: string): Promise<string> {
  const salt = randomBytes(12);
  const hash = await derive(password, salt, ITERATIONS, 64, 'sha512');
  return `$7$${ITERATIONS}$${salt.toString('base64')}$${hash.toString('base64')}`;
}
