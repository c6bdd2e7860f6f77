import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readyForQuery } from './pgReplies.ts';
import { SessionShare, type Seat } from './sessionShare.ts';

/** A backend that remembers what it ran, and knows begin, commit and rollback. */
function backend() {
  const ran: string[] = [];
  let status: 'I' | 'T' = 'I';
  const execute = async (piece: Buffer) => {
    const text = piece.toString().replace(/[^a-z0-9 ]/g, '');
    ran.push(text);
    await new Promise((resolve) => setImmediate(resolve));
    if (text.endsWith('begin')) status = 'T';
    if (text.endsWith('commit') || text.endsWith('rollback')) status = 'I';
    return readyForQuery(status);
  };
  return { ran, execute };
}

const seat = (name: string, evicted: () => void = () => undefined): Seat => ({ name, evicted });
const text = (words: string) => Buffer.from(words);

describe('SessionShare', () => {
  it('never lets anyone into the transaction of another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }), async (lengths) => {
        const { ran, execute } = backend();
        const share = new SessionShare(execute, 60_000);
        const client = async (id: number, length: number) => {
          const me = seat(`s${id}`);
          await share.submit(me, text(`${id} begin`));
          for (let index = 0; index < length; index += 1) await share.submit(me, text(`${id} work`));
          await share.submit(me, text(`${id} commit`));
        };
        await Promise.all(lengths.map((length, id) => client(id, length)));
        const blocks = ran.join(',').split(/(?<=commit),/);
        expect(blocks.length).toBe(lengths.length);
        for (const block of blocks) expect(new Set(block.match(/\d/g)).size).toBe(1);
      }),
      { numRuns: 25 },
    );
  });

  it('serves those outside a transaction first come, first served', async () => {
    const { ran, execute } = backend();
    const share = new SessionShare(execute, 60_000);
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => share.submit(seat(name), text(name))));
    expect(ran).toEqual(['a', 'b', 'c', 'd']);
    await vi.waitFor(() => expect(share.isIdle()).toBe(true));
  });

  it('rolls back for a seat that leaves inside its transaction', async () => {
    const { ran, execute } = backend();
    const share = new SessionShare(execute, 60_000);
    const gone = seat('gone');
    await share.submit(gone, text('begin'));
    const waiting = share.submit(seat('next'), text('next'));
    const late = share.submit(gone, text('late')).catch(() => undefined);
    await share.leave(gone);
    await Promise.all([waiting, late]);
    expect(ran[0]).toBe('begin');
    expect(ran).not.toContain('next late');
    expect(ran.slice(-2)).toEqual([expect.stringContaining('rollback'), 'next']);
  });

  it('takes the session back from a transaction left idle', async () => {
    const { ran, execute } = backend();
    const share = new SessionShare(execute, 20);
    const evicted = vi.fn();
    await share.submit(seat('sleeper', evicted), text('begin'));
    await share.submit(seat('next'), text('next'));
    expect(evicted).toHaveBeenCalledOnce();
    expect(ran).toEqual(['begin', expect.stringContaining('rollback'), 'next']);
  });

  it('lets housekeeping wait for the end of a transaction', async () => {
    const { ran, execute } = backend();
    const share = new SessionShare(execute, 60_000);
    const busy = seat('busy');
    await share.submit(busy, text('begin'));
    const tidy = share.alone('tidy', async () => void ran.push('tidy'));
    await share.submit(busy, text('commit'));
    await tidy;
    expect(ran).toEqual(['begin', 'commit', 'tidy']);
  });
});
