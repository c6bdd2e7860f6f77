import { expect, it, vi } from 'vitest';
import { counted, outcomeOf, type Attempt, type Counted } from './attempts.rules.ts';
import { Attempts } from './attempts.ts';
import { systemActor } from './audit.ts';
import type { RequestDatabase, Statement, Transaction } from '../platform/database.ts';
import { createLogger } from '../platform/logger.ts';

const attempt = (subject: string, id = 1): Attempt => ({
  actor: { ...systemActor, kind: 'person', id, name: `人员 ${id}` },
  verb: 'wall.revoke',
  subject,
  outcome: 'denied',
  reason: 'not-permitted',
});

/** A database that keeps what the log was given. */
function bench() {
  const told: { subject: string; times: number; after: unknown }[] = [];
  let now = 0;
  const run = async <Row>(statement: Statement) => {
    if (statement.text.startsWith('insert')) told.push(...(JSON.parse(String(statement.values?.[0])) as typeof told));
    return [{ seq: told.length, hash: '0'.repeat(64), hashAlgorithm: 'sha256', at: 0 }] as Row[];
  };
  const db: RequestDatabase = {
    run,
    async withTransaction(work) {
      const lasts: (() => Promise<void>)[] = [];
      const beforeCommit = (last: () => Promise<void>) => void lasts.push(last);
      const result = await work({ run, beforeCommit, client: {} as Transaction['client'] });
      for (const last of lasts) await last();
      return result;
    },
  };
  const attempts = new Attempts({ db, clock: { now: () => now }, log: createLogger('silent') });
  return { attempts, told, pass: (ms: number) => (now += ms) };
}

it('tells the first attempt at once, and a flood of it as one record a minute', async () => {
  vi.useFakeTimers();
  try {
    const { attempts, told, pass } = bench();
    for (let i = 0; i < 10_000; i += 1) attempts.note(attempt(`${i}`));
    attempts.note(attempt('other', 2));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told.map(({ subject, times }) => [subject, times])).toEqual([
      ['0', 1],
      ['other', 1],
    ]);
    pass(60_000);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told.slice(2)).toMatchObject([
      { subject: '0', times: 9_999, after: { subjects: ['1', '2', '3', '4', '5'] } },
    ]);
    attempts.note(attempt('7'));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told).toHaveLength(3);
    await attempts.close();
    expect(told.slice(3)).toMatchObject([{ subject: '0', times: 1, after: null }]);
  } finally {
    vi.useRealTimers();
  }
});

it('keeps no more kinds of attempts than it can hold: the rest are counted together', async () => {
  const { attempts, told } = bench();
  for (let id = 1; id <= 5_000; id += 1) attempts.note(attempt('1', id));
  await attempts.close();
  expect(told).toHaveLength(1_002);
  expect(told.at(-1)?.times).toBe(3_999);
});

it('counts from the second on', () => {
  const first = counted(undefined, attempt('1'), 5);
  const third = [attempt('1'), attempt('1')].reduce<Counted>((count, one) => counted(count, one, 9), first);
  expect(third).toMatchObject({ since: 5, times: 2, subjects: ['1'] });
});

it('tells who was not allowed, and who could not change what they wanted to', () => {
  expect(outcomeOf('not-permitted', 403, 'GET')).toBe('denied');
  expect(outcomeOf('foreign-origin', 403, 'POST')).toBe('denied');
  expect(outcomeOf('already-exists', 409, 'POST')).toBe('failed');
  expect(outcomeOf('internal', 500, 'DELETE')).toBe('failed');
  expect(outcomeOf('not-found', 404, 'GET')).toBeUndefined();
  expect(outcomeOf('not-signed-in', 401, 'POST')).toBeUndefined();
  expect(outcomeOf('database-away', 503, 'POST')).toBeUndefined();
});
