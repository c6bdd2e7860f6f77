import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Random credentials made at the first start; nobody types them. */
export interface Secrets {
  readonly serviceUser: string;
  readonly servicePassword: string;
}

/** The server's own account at the broker. */
export const SERVICE_USER = 'xw-server';
const FILE = 'secrets.json';

/** Writes a file so that a reader sees the whole of it or what was there before. */
export function writeAtomically(path: string, content: string, mode = 0o600): void {
  const temporary = `${path}.${process.pid}.part`;
  writeFileSync(temporary, content, { mode, flush: true });
  renameSync(temporary, path);
}

/** The secrets of a data directory: those in its 0600 file, or new ones. */
export function loadOrCreateSecrets(directory: string): Secrets {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  const path = join(directory, FILE);
  const found = readSecrets(path);
  if (found) return found;
  const secrets = { serviceUser: SERVICE_USER, servicePassword: randomBytes(24).toString('base64url') };
  writeAtomically(path, `${JSON.stringify(secrets)}\n`);
  return secrets;
}

function readSecrets(path: string): Secrets | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const read = JSON.parse(text) as Partial<Secrets>;
  if (!read.serviceUser || !read.servicePassword) throw new Error(`${path} 内容不完整,请删除后重新启动`);
  chmodSync(path, 0o600);
  return { serviceUser: read.serviceUser, servicePassword: read.servicePassword };
}
