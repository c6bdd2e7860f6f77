import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The data directory is open in another living process. */
export class DirectoryInUse extends Error {
  constructor(
    readonly directory: string,
    readonly holder: number,
  ) {
    super(`数据目录 ${directory} 正被进程 ${holder} 使用,请先停止它,或用 XW_DATA_DIR 换一个目录`);
  }
}

interface Holder {
  readonly pid: number;
  readonly startedAt: string;
}

/**
 * When the process began, as the kernel counts it: tells a living holder from a stranger who got its number later.
 * Undefined for a dead process nobody has reaped yet (in a container without an init such a zombie stays for ever).
 */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold spaces; after it come the state and, 19 fields on, the start time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : (fields[19] ?? '');
  } catch {
    return '';
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const now = startOf(holder.pid);
  return now === '' || (now !== undefined && (holder.startedAt === '' || now === holder.startedAt));
}

function readHolder(path: string): Holder | undefined {
  try {
    const held = JSON.parse(readFileSync(path, 'utf8')) as Partial<Holder>;
    return typeof held.pid === 'number' ? { pid: held.pid, startedAt: held.startedAt ?? '' } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes the directory for this process, or throws DirectoryInUse. Two processes writing one database directory destroy
 * it. The lock of a dead process is taken over. Returns the function that gives the directory back.
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'lock.json');
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) }));
  try {
    for (let attempt = 0; ; attempt += 1) {
      try {
        // link() is atomic and the file is complete when it appears: nobody ever reads half a lock.
        linkSync(mine, path);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 3) throw error;
        const holder = readHolder(path);
        if (holder && isAlive(holder)) throw new DirectoryInUse(directory, holder.pid);
        rmSync(path, { force: true });
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true });
  };
}
