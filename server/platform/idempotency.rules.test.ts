import { describe, expect, it } from 'vitest';
import { judgeEarlier, keyOf, STALE_MS, type Earlier } from './idempotency.rules.ts';

describe('the key of a request', () => {
  it.each([
    ['POST', 'a-1', 'a-1'],
    ['POST', '"a-1"', 'a-1'],
    ['DELETE', 'a-1', 'a-1'],
    ['POST', undefined, undefined],
    ['GET', 'a-1', undefined],
    ['POST', '', null],
    ['POST', 'a b', null],
    ['POST', 'a'.repeat(201), null],
    ['POST', ['a', 'b'], null],
  ])('%s %j: %j', (method, header, key) => expect(keyOf(method, header)).toBe(key));
});

describe('a key that was seen before', () => {
  const bodyHash = Buffer.from('a');
  const asked = { route: 'POST /api/sites', bodyHash };
  const earlier: Earlier = { id: 1, ...asked, startedAt: 1_000, committedAt: null, status: null };
  it.each<[string, Partial<Earlier>, Partial<typeof asked>, number, boolean, string]>([
    ['with the same request that was answered', { status: 200 }, {}, 2_000, false, 'replay'],
    ['with another body', { status: 200 }, { bodyHash: Buffer.from('b') }, 2_000, false, 'idempotency-mismatch'],
    ['with another address', { status: 200 }, { route: 'POST /api/devices' }, 2_000, false, 'idempotency-mismatch'],
    ['while we are at it', {}, {}, 1_000 + STALE_MS, true, 'idempotency-busy'],
    ['while another process is at it', {}, {}, 2_000, false, 'idempotency-busy'],
    ['between its change and its answer', { committedAt: 1_500 }, {}, 1_600, false, 'idempotency-busy'],
    ['after a process died that changed nothing', {}, {}, 1_000 + STALE_MS, false, 'redo'],
    [
      'after a process died that made the change',
      { committedAt: 1_500 },
      {},
      1_000 + STALE_MS,
      false,
      'idempotency-lost',
    ],
  ])('%s', (_, before, now, at, isOurs, what) =>
    expect(judgeEarlier({ ...earlier, ...before }, { ...asked, ...now }, at, isOurs)).toBe(what),
  );
});
