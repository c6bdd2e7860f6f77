import { describe, expect, it } from 'vitest';
import { afterAttempt, retryAfterOf, usualPace, waitAfter, type Pace } from './outbox.rules.ts';
import { signatureOf } from './signature.ts';

const pace: Pace = { firstMs: 1_000, longestMs: 60_000, mostAttempts: 5, timeoutMs: 1_000 };
const none = { status: null, retryAfterMs: null };
const answered = (status: number, retryAfterMs: number | null = null) => ({ status, retryAfterMs });

describe('after an attempt', () => {
  it('doubles the wait up to the longest, half of it by chance', () => {
    expect([1, 2, 3, 4].map((attempts) => waitAfter(attempts, 1, pace))).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(waitAfter(1, 0, pace)).toBe(500);
    expect([7, 60, 4_000].map((attempts) => waitAfter(attempts, 1, pace))).toEqual([60_000, 60_000, 60_000]);
  });
  it.each([
    ['taken by any 2xx', answered(204), 1, 'delivered'],
    ['tried again where nobody answered', none, 1, 'waiting'],
    ['tried again where the receiver fails', answered(503), 4, 'waiting'],
    ['tried again where it was sent elsewhere', answered(302), 1, 'waiting'],
    ['tried again where the key is not known yet', answered(401), 1, 'waiting'],
    ['given up at the last attempt', answered(503), 5, 'dead'],
    ['given up at once where the content itself is refused', answered(422), 1, 'dead'],
  ] as const)('it is %s', (_, outcome, attempts, state) =>
    expect(afterAttempt(outcome, attempts, 0, 0.5, pace).state).toBe(state),
  );
  it('waits as long as the receiver asks, up to the longest', () => {
    expect(afterAttempt(answered(429, 30_000), 1, 100, 0, pace).nextAt).toBe(30_100);
    expect(afterAttempt(answered(429, 900_000), 1, 100, 0, pace).nextAt).toBe(60_100);
    expect(retryAfterOf('120')).toBe(120_000);
    expect([null, '', 'Wed, 25 Nov 2026 09:00:00 GMT', '-1'].map(retryAfterOf)).toEqual([null, null, null, null]);
  });
  it('tries for hours before somebody has to look', () => {
    const waits = Array.from({ length: usualPace.mostAttempts - 1 }, (_, i) => waitAfter(i + 1, 0, usualPace));
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(4 * 3_600_000);
  });
});

it('signs as Standard Webhooks does: the example of its specification', () => {
  const signed = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    atSeconds: 1614265330,
    body: '{"test": 2432232314}',
  };
  expect(signatureOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', signed)).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});
