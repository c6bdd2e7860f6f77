import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePasswords, parseRules } from './brokerAccess.rules.ts';
import { PASSWORD_FILE, RULES_FILE } from './brokerAccess.ts';
import { writeAtomically, type Secrets } from './secrets.ts';

/** Mosquitto's own defaults. A device secret is 128 random bits or more: no dictionary reaches it, rounds add nothing. */
const ITERATIONS = 101;
const SALT_BYTES = 12;
const HASH_BYTES = 64;

/** A password as Mosquitto 2 writes it: `$7$<iterations>$<salt>$<hash>`. */
export function hashForMosquitto(password: string, salt = randomBytes(SALT_BYTES)): string {
  const hash = pbkdf2Sync(password, salt, ITERATIONS, HASH_BYTES, 'sha512');
  return `$7$${ITERATIONS}$${salt.toString('base64')}$${hash.toString('base64')}`;
}

function isListed(passwords: string, user: string, password: string): boolean {
  const stored = parsePasswords(passwords).get(user);
  return !!stored && pbkdf2Sync(password, stored.salt, stored.iterations, HASH_BYTES, 'sha512').equals(stored.hash);
}

function readIfThere(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/**
 * Makes sure the server can sign in at the broker before it has written the access files itself: adds its account to
 * `passwd` and `acl`, and leaves every other line as it is.
 */
export function ensureServiceAccess(accessDir: string, { serviceUser, servicePassword }: Secrets): void {
  mkdirSync(accessDir, { recursive: true, mode: 0o700 });
  const passwordPath = join(accessDir, PASSWORD_FILE);
  const passwords = readIfThere(passwordPath);
  if (!isListed(passwords, serviceUser, servicePassword)) {
    const others = passwords.split('\n').filter((line) => line !== '' && !line.startsWith(`${serviceUser}:`));
    const lines = [`${serviceUser}:${hashForMosquitto(servicePassword)}`, ...others];
    writeAtomically(passwordPath, `${lines.join('\n')}\n`);
  }
  const rulesPath = join(accessDir, RULES_FILE);
  const rules = readIfThere(rulesPath);
  if (!parseRules(rules).rules.has(serviceUser)) {
    writeAtomically(rulesPath, `user ${serviceUser}\ntopic readwrite xw/v1/#\n${rules ? `\n${rules}` : ''}`);
  }
}
