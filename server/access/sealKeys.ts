import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyIdOf } from './auditChain.rules.ts';
import type { SealKeys } from './auditCheck.rules.ts';

const FOLDER = 'secrets';
const FILE = 'audit-seal.key';
const KEY = /^[0-9a-f]{64}$/i;

/** Keys as configured, or as a key file holds them: 64 hexadecimal digits each. The first signs, all verify. */
function keysIn(text: string, where: string): Buffer[] {
  const keys = text.split(/[\s,]+/).filter((one) => one !== '');
  if (keys.length === 0 || !keys.every((one) => KEY.test(one)))
    throw new Error(`${where} 应为 64 位十六进制密钥,多个以逗号分隔`);
  return keys.map((one) => Buffer.from(one, 'hex'));
}

/** What `AUDIT_SEAL_KEY` says, or else the data directory's own key file; undefined when there is neither. */
export function findSealKeys(configured: string, dataDir: string): Buffer[] | undefined {
  if (configured !== '') return keysIn(configured, 'AUDIT_SEAL_KEY');
  const path = join(dataDir, FOLDER, FILE);
  try {
    return keysIn(readFileSync(path, 'utf8'), path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The same for whoever seals: without a key one is made. Two processes that start at once end up with one and the same. */
export function openSealKeys(configured: string, dataDir: string): Buffer[] {
  const found = findSealKeys(configured, dataDir);
  if (found !== undefined) return found;
  mkdirSync(join(dataDir, FOLDER), { recursive: true, mode: 0o700 });
  const path = join(dataDir, FOLDER, FILE);
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(part, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(part, { force: true });
  }
  return keysIn(readFileSync(path, 'utf8'), path);
}

/** Keys by their names. */
export const namedKeys = (keys: readonly Buffer[]): SealKeys => new Map(keys.map((key) => [keyIdOf(key), key]));
