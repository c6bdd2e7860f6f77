import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyPatch, type Delta, type RoomState } from '../../contracts/live.ts';
import { createBroadcaster } from './broadcaster.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] }));
afterEach(() => void vi.useRealTimers());

function setUp(framesPerSecond = 5) {
  const sent: Delta[] = [];
  let value = 0;
  const compose = vi.fn(
    () => ({ area: { code: String(value) }, streets: {}, sites: {}, devices: {}, feed: [] }) as unknown as RoomState,
  );
  const clock = { now: () => Date.now() };
  const broadcaster = createBroadcaster({
    live: { compose },
    emit: (_, delta) => sent.push(delta),
    framesPerSecond,
    clock,
    epoch: 'e',
  });
  const change = () => {
    value += 1;
    broadcaster.touch();
  };
  return { broadcaster, sent, change, compose, current: () => String(value) };
}

describe('the post room', () => {
  it('sends the first change at once and gathers the rest up to five frames a second', () => {
    const { broadcaster, sent, change } = setUp();
    vi.advanceTimersByTime(1000);
    broadcaster.join('district');
    change();
    vi.advanceTimersByTime(1);
    expect(sent).toHaveLength(1);
    for (let i = 0; i < 100; i += 1) {
      change();
      vi.advanceTimersByTime(10);
    }
    expect(sent.length).toBeGreaterThanOrEqual(5);
    expect(sent.length).toBeLessThanOrEqual(7);
  });

  it('numbers frames without a gap, and they lead from any snapshot to the present', () => {
    const { broadcaster, sent, change, current } = setUp();
    const snapshot = broadcaster.join('district');
    for (let i = 0; i < 20; i += 1) {
      change();
      vi.advanceTimersByTime(70);
    }
    vi.advanceTimersByTime(1000);
    expect(sent.map(({ number }) => number)).toEqual(sent.map((_, i) => i + 1));
    let state = snapshot?.state as RoomState;
    for (const { patch } of sent) state = applyPatch<RoomState>(state, patch);
    expect(state.area.code).toBe(current());
  });

  it('sends nothing when nothing changed', () => {
    const { broadcaster, sent } = setUp();
    broadcaster.join('district');
    broadcaster.touch();
    vi.advanceTimersByTime(1000);
    expect(sent).toEqual([]);
  });

  it('computes no room that nobody listens to', () => {
    const { broadcaster, change, compose } = setUp();
    broadcaster.join('district');
    broadcaster.abandon('district');
    compose.mockClear();
    change();
    vi.advanceTimersByTime(1000);
    expect(compose).not.toHaveBeenCalled();
  });

  it('a room that is no room cannot be joined', () => {
    expect(setUp().broadcaster.join('street:../x')).toBeUndefined();
  });
});
