import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isWorthAnalyzing, keepHouse, type Tidied } from './housekeeping.ts';
import { readyForQuery } from './pgReplies.ts';
import { SessionShare } from './sessionShare.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] }));
afterEach(() => void vi.useRealTimers());

const RHYTHM = { checkpointEveryMs: 1_000, vacuumEveryMs: 2_000 };

function setUp() {
  const ran: string[] = [];
  const sizes = { a: 100, b: 100 };
  let wal = 0n;
  const share = new SessionShare(async (piece) => {
    ran.push(piece.toString());
    return readyForQuery('I');
  }, 60_000);
  const database: Tidied = {
    walPosition: async () => (wal += 100_000n),
    checkpoint: async () => void ran.push('checkpoint'),
    tableSizes: async () => Object.entries(sizes).map(([name, pages]) => ({ name, pages, knownPages: 100 })),
    vacuum: async (table, analyze) => {
      ran.push(`${analyze ? 'analyze' : 'vacuum'} ${table}`);
      if (table === 'a') void share.submit({ name: 'client', evicted: () => undefined }, Buffer.from('query'));
      if (table === 'gone') throw new Error('does not exist');
    },
  };
  const stop = keepHouse(database, share, RHYTHM);
  let turns = 0;
  /** Lets a second pass and waits until all that it brought is done: by turns a checkpoint, and a vacuum with one. */
  const turn = async () => {
    turns += 1;
    await vi.advanceTimersByTimeAsync(1_000);
    await vi.waitFor(() => expect(ran.filter((line) => line === 'checkpoint')).toHaveLength(turns));
    await vi.waitFor(() => expect(share.isIdle()).toBe(true));
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { ran, sizes, turn, stop };
}

it('tidies one table a turn: who came meanwhile is served before the next', async () => {
  const { ran, turn, stop } = setUp();
  await turn();
  await turn();
  expect(ran).toEqual(['checkpoint', 'vacuum a', 'query', 'vacuum b', 'checkpoint']);
  stop();
});

it('takes statistics anew where a table has grown since they were taken, however slowly', async () => {
  const { ran, sizes, turn, stop } = setUp();
  for (const pages of [110, 125, 130]) {
    sizes.b = pages;
    await turn();
    await turn();
  }
  expect(ran.filter((line) => line.endsWith(' b'))).toEqual(['vacuum b', 'analyze b', 'vacuum b']);
  stop();
});

it('a table that is gone by its turn does not keep the others from theirs', async () => {
  const { ran, sizes, turn, stop } = setUp();
  Object.assign(sizes, { gone: 100, last: 100 });
  await turn();
  await turn();
  expect(ran).toContain('vacuum gone');
  expect(ran).toContain('vacuum last');
  stop();
});

it('what was never analysed is analysed', () => {
  expect(isWorthAnalyzing({ pages: 0, knownPages: -1 })).toBe(true);
  expect(isWorthAnalyzing({ pages: 3, knownPages: 1 })).toBe(false);
});
