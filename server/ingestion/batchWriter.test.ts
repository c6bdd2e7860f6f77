import { describe, expect, it, vi } from 'vitest';
import { createLogger } from '../platform/logger.ts';
import { createBatchWriter, type Stored, type WriterDeps } from './batchWriter.ts';
import { refuse, type Entry } from './entries.ts';

/** Entries are told apart by their topic; a refusal is the simplest of them. */
const entry = (name: string): Entry =>
  refuse({ topic: name, payload: Buffer.from(name), receivedAt: 0 }, 'malformed-json');
const nameOf = (e: Entry) => e.packet.topic;
const stored = (entries: readonly Entry[]): Stored => ({
  outcomes: entries.map(() => ({ kind: 'stored' })),
  committed: { readings: [], events: [] },
});
const contentError = () => Object.assign(new Error('bad content'), { code: '22P05' });
const awayError = () => Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });

function setUp(store: WriterDeps<string>['store'], over: Partial<WriterDeps<string>> = {}) {
  const settled: string[] = [];
  const onRecovered = vi.fn(async () => undefined);
  const onCommitted = vi.fn();
  const writer = createBatchWriter<string>({
    store,
    onCommitted,
    onSettled: (batch) => settled.push(...batch.map(({ token }) => token)),
    onRecovered,
    cut: (batch) => [batch],
    maxRows: 100,
    clock: { now: () => Date.now() },
    log: createLogger('silent'),
    ...over,
  });
  const offer = (...names: string[]) => names.forEach((name) => writer.offer(entry(name), name));
  return { writer, settled, offer, onRecovered, onCommitted };
}

describe('the waiting room', () => {
  it('has one write in flight; the next batch is what piled up meanwhile', async () => {
    const batches: number[] = [];
    let inFlight = 0;
    const { writer, offer, settled } = setUp(async (entries) => {
      expect((inFlight += 1)).toBe(1);
      batches.push(entries.length);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inFlight -= 1;
      return stored(entries);
    });
    offer('a');
    offer('b', 'c', 'd');
    await writer.drain(1000);
    expect(batches).toEqual([1, 3]);
    expect(settled).toEqual(['a', 'b', 'c', 'd']);
    expect(writer.waiting()).toBe(0);
  });

  it('never writes more rows at once than allowed', async () => {
    const batches: number[] = [];
    const { writer, offer } = setUp(async (entries) => (batches.push(entries.length), stored(entries)), { maxRows: 3 });
    offer('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
    await writer.drain(1000);
    expect(Math.max(...batches)).toBe(3);
    expect(batches.reduce((a, b) => a + b)).toBe(8);
  });

  it('settles nothing before the commit', async () => {
    let commit = () => undefined as void;
    const { writer, offer, settled } = setUp(
      (entries) => new Promise((resolve) => (commit = () => resolve(stored(entries)))),
    );
    offer('a');
    await Promise.resolve();
    expect(settled).toEqual([]);
    commit();
    await writer.drain(1000);
    expect(settled).toEqual(['a']);
  });
});

describe('a batch the database refuses for its content', () => {
  it('is halved until the culprit stands alone; the culprit goes to quarantine and all others are stored', async () => {
    const written: string[] = [];
    const { writer, offer, settled } = setUp(async (entries) => {
      if (entries.some((e) => nameOf(e) === 'bad' && e.kind === 'refused' && e.reason !== 'database-refused'))
        throw contentError();
      written.push(...entries.map((e) => `${nameOf(e)}:${e.kind === 'refused' ? e.reason : ''}`));
      return stored(entries);
    });
    offer('a', 'b', 'bad', 'c', 'd', 'e');
    await writer.drain(1000);
    expect(written.filter((line) => line.startsWith('bad'))).toEqual(['bad:database-refused']);
    expect([...settled].sort()).toEqual(['a', 'b', 'bad', 'c', 'd', 'e']);
  });
});

describe('a database that is away', () => {
  it('is asked again with the same batch; nothing is acknowledged meanwhile', async () => {
    let attempts = 0;
    const { writer, offer, settled, onRecovered } = setUp(async (entries) => {
      attempts += 1;
      if (attempts < 3) {
        expect(settled).toEqual([]);
        throw awayError();
      }
      return stored(entries);
    });
    offer('a', 'b');
    await vi.waitFor(() => expect(writer.state().away).toBe(true));
    expect(writer.state().message).toBe('gone');
    await writer.drain(5000);
    expect(settled).toEqual(['a', 'b']);
    expect(onRecovered).toHaveBeenCalledOnce();
    expect(writer.state().away).toBe(false);
  });

  it('leads to reading the live state anew, and the batch in it is not folded a second time', async () => {
    let attempts = 0;
    const reading = { deviceId: 1, at: 1, values: { pm10: 1 }, flagged: null, simulated: false, receivedAt: 1 };
    const { writer, offer, onCommitted } = setUp(async (entries) => {
      if ((attempts += 1) === 1) throw awayError();
      return { ...stored(entries), committed: { readings: [reading], events: [] } };
    });
    offer('a');
    await writer.drain(5000);
    expect(onCommitted).toHaveBeenCalledExactlyOnceWith({ readings: [], events: [] });
    offer('b');
    await writer.drain(5000);
    expect(onCommitted).toHaveBeenLastCalledWith({ readings: [reading], events: [] });
  });
});

it('drain says so when time runs out', async () => {
  const { writer, offer } = setUp(() => new Promise(() => undefined));
  offer('a');
  await expect(writer.drain(10)).rejects.toThrow('1 entries still waiting');
});
