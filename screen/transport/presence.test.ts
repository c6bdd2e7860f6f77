import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isAttended, watchPresence } from './presence.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

it('somebody is there for a minute after a sign, and is told of once a minute while signs go on', () => {
  const page = new EventTarget();
  const tell = vi.fn();
  watchPresence(page, tell);
  expect(isAttended()).toBe(false);
  for (let second = 0; second < 150; second += 1) {
    page.dispatchEvent(new Event(second % 2 === 0 ? 'pointermove' : 'keydown'));
    expect(isAttended()).toBe(true);
    vi.advanceTimersByTime(1_000);
  }
  expect(tell).toHaveBeenCalledTimes(3);
  vi.advanceTimersByTime(60_000);
  expect(isAttended()).toBe(false);
  expect(tell).toHaveBeenCalledTimes(3);
  page.dispatchEvent(new Event('wheel'));
  expect(tell).toHaveBeenCalledTimes(4);
});
