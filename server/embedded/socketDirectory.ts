import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The file name PostgreSQL clients look for below the host directory. */
export const SOCKET_FILE = '.s.PGSQL.5432';
/** sun_path holds 108 bytes on Linux and 104 on macOS; some room for the terminating zero. */
const LONGEST_SOCKET_PATH = 100;

/** Where the socket goes: the wanted directory, or a short one below the temporary directory when that is too long. */
export function socketDirectoryFor(wanted: string, temporary = tmpdir()): string {
  const full = resolve(wanted);
  if (Buffer.byteLength(join(full, SOCKET_FILE)) <= LONGEST_SOCKET_PATH) return full;
  const name = createHash('sha256').update(full).digest('hex').slice(0, 16);
  return join(temporary, `xw-${name}`);
}

/** Creates the directory for its owner alone: whoever can reach the socket is the database's superuser. */
export function makePrivateDirectory(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const owner = statSync(directory).uid;
  if (process.getuid && owner !== process.getuid()) throw new Error(`目录 ${directory} 属于另一个用户`);
  chmodSync(directory, 0o700);
}
