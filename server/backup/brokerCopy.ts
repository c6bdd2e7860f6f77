import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cp } from 'node:fs/promises';
import { ClassicLevel } from 'classic-level';
import { isMissing, listTree } from './trees.ts';

const MOST_TRIES = 20;
/** Open for writing all the time, and only ever appended to: a shorter copy of it is an earlier state of it. */
const isLog = (path: string): boolean => path.endsWith('.log') || path === 'LOCK' || path.startsWith('LOG');

/** Everything that decides which tables of the store count: their names, and the book that lists them. */
async function outline(store: string): Promise<string | undefined> {
  const { files } = await listTree(store);
  const current = await readFile(join(store, 'CURRENT'), 'utf8').catch(() => undefined);
  if (current === undefined) return undefined;
  const book = await stat(join(store, current.trim())).catch(() => undefined);
  return book && JSON.stringify([files.filter((file) => !isLog(file)), current, book.size]);
}

/**
 * Copies the embedded broker's store (LevelDB), running or not. Its tables never change once they are written and its logs
 * only grow, so a copy is whole when the set of tables was the same before and after it; else it is taken again.
 * @returns false when there is no store
 */
export async function copyBrokerStore(store: string, to: string): Promise<boolean> {
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
    const before = await outline(store);
    if (before === undefined && attempt === 1) return false;
    await rm(to, { recursive: true, force: true });
    const isCopied = await cp(store, to, { recursive: true }).then(
      () => true,
      (error: unknown) => {
        // A table that was merged into others between the list and its turn.
        if (isMissing(error)) return false;
        throw error;
      },
    );
    if (isCopied && before !== undefined && before === (await outline(store)) && (await opens(to))) return true;
  }
  throw new Error(`the broker's store changed too fast to be copied ${MOST_TRIES} times`);
}

/** Whether LevelDB takes a store. Tried on another copy: opening rewrites files. */
async function opens(store: string): Promise<boolean> {
  const scratch = await mkdtemp(join(tmpdir(), 'xw-broker-'));
  try {
    await cp(store, join(scratch, 'store'), { recursive: true });
    const db = new ClassicLevel<string, Buffer>(join(scratch, 'store'), { valueEncoding: 'buffer' });
    await db.open({ createIfMissing: false });
    await db.close();
    return true;
  } catch {
    return false;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
