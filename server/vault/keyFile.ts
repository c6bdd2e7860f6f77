import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Instant } from '../../contracts/glossary.ts';
import { newRing, parseRing, turnRing, type KeyRing } from './keyRing.ts';
import type { SuiteName } from './suites.ts';

/** The key file is missing, unreadable or open to others; the sentence tells the operator what to do. */
export class KeyFileError extends Error {}

export interface KeyFileOptions {
  readonly path: string;
  /** The operator names the file (VAULT_KEYS_FILE): it is never made here, and its group may read it (Kubernetes: 0440). */
  readonly isForeign: boolean;
  readonly suite: SuiteName;
}

const OTHERS = 0o077;
const OTHERS_BUT_GROUP_READS = 0o037;

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** A file that others may read holds no secrets any more. */
function refuseOpenFile({ path, isForeign }: KeyFileOptions, mode: number): void {
  if ((mode & (isForeign ? OTHERS_BUT_GROUP_READS : OTHERS)) === 0) return;
  const octal = (mode & 0o777).toString(8).padStart(4, '0');
  throw new KeyFileError(`密钥文件 ${path} 的权限为 ${octal},他人可读写;请执行 chmod 600 后重新启动,并考虑轮换密钥`);
}

/** The ring in the file, with the file's time of change. @throws KeyFileError, or the error ENOENT when there is none */
export function readKeyFile(options: KeyFileOptions): { readonly ring: KeyRing; readonly changedAt: number } {
  const { mode, mtimeMs } = statSync(options.path);
  refuseOpenFile(options, mode);
  const ring = parseRing(readFileSync(options.path, 'utf8'));
  if (ring === undefined) throw new KeyFileError(`密钥文件 ${options.path} 内容不完整,请从备份恢复该文件`);
  return { ring, changedAt: mtimeMs };
}

const textOf = (ring: KeyRing): string => `${JSON.stringify(ring, null, 2)}\n`;

/** Writes the whole file beside its place. @returns where */
function writeBeside(path: string, ring: KeyRing): string {
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, textOf(ring), { mode: 0o600, flush: true });
  chmodSync(part, 0o600);
  return part;
}

/** Reads the key file; at the first start it is made. Two processes that start at once end up with one and the same. */
export function openKeyFile(options: KeyFileOptions, now: Instant): KeyRing {
  try {
    return readKeyFile(options).ring;
  } catch (error) {
    if (!isMissing(error)) throw error;
    if (options.isForeign) throw new KeyFileError(`密钥文件 ${options.path} 不存在,请检查 VAULT_KEYS_FILE`);
  }
  mkdirSync(dirname(options.path), { recursive: true, mode: 0o700 });
  const part = writeBeside(options.path, newRing(options.suite, now));
  try {
    // link() is atomic and fails when the other process was first.
    linkSync(part, options.path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(part, { force: true });
  }
  return readKeyFile(options).ring;
}

/** Adds a key to the file; it encrypts from now on. @throws KeyFileError when the file cannot be written */
export function turnKeyFile(options: KeyFileOptions, now: Instant): KeyRing {
  const ring = turnRing(readKeyFile(options).ring, now);
  try {
    renameSync(writeBeside(options.path, ring), options.path);
  } catch (error) {
    throw new KeyFileError(`密钥文件 ${options.path} 无法写入:${(error as Error).message}`);
  }
  return ring;
}
