import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashCredential, verifyCredential } from '../platform/credential.ts';
import { parseRules } from './brokerAccess.rules.ts';
import { PASSWORD_FILE, RULES_FILE } from './brokerAccess.ts';
import { writeAtomically, type Secrets } from './secrets.ts';

function isListed(passwords: string, user: string, password: string): boolean {
  const line = passwords.split('\n').find((one) => one.startsWith(`${user}:`));
  return line !== undefined && verifyCredential(line.slice(user.length + 1), password);
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
    const lines = [`${serviceUser}:${hashCredential(servicePassword)}`, ...others];
    writeAtomically(passwordPath, `${lines.join('\n')}\n`);
  }
  const rulesPath = join(accessDir, RULES_FILE);
  const rules = readIfThere(rulesPath);
  if (!parseRules(rules).rules.has(serviceUser)) {
    writeAtomically(rulesPath, `user ${serviceUser}\ntopic readwrite xw/v1/#\n${rules ? `\n${rules}` : ''}`);
  }
}
