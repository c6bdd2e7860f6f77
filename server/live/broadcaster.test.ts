import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyPatch, type Delta, type RoomState } from '../../contracts/live.ts';
import { districtRoom, streetRoom, type RoomName } from '../../contracts/socket.ts';
import { createBroadcaster } from './broadcaster.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] }));
afterEach(() => void vi.useRealTimers());

function setUp(framesPerSecond = 5) {
  const sent: Delta[] = [];
  const delays: number[] = [];
  let value = 0;
  const still = new Set<string>();
  const compose = vi.fn((room: RoomName) => {
    const code = still.has(room.key) ? 'still' : String(value);
    return { area: { code }, streets: {}, sites: {}, devices: {}, feed: [] } as unknown as RoomState;
  });
  const clock = { now: () => Date.now() };
  const broadcaster = createBroadcaster({
    live: { compose },
    emit: (_, delta) => sent.push(delta),
    framesPerSecond,
    clock,
    epoch: 'e',
    onFrame: (delayMs) => delays.push(delayMs),
  });
  const change = (receivedAt?: number) => {
    value += 1;
    broadcaster.touch(receivedAt);
  };
  return { broadcaster, sent, delays, still, change, compose, current: () => String(value) };
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

  it('tells for each room how old the oldest packet of a frame is, and nothing for a room that did not move', () => {
    const { broadcaster, sent, delays, still, change } = setUp();
    still.add('320102002000');
    vi.advanceTimersByTime(1000);
    const rooms = [districtRoom(), streetRoom('320102005000'), streetRoom('320102002000')];
    for (const room of rooms) broadcaster.join(room);
    change(Date.now() - 30);
    vi.advanceTimersByTime(1);
    expect(sent.map(({ room }) => room)).toEqual(rooms.slice(0, 2));
    expect(delays).toEqual([30, 30]);
    // Gathered for the next frame: the older of the two counts, in each room for itself.
    change(Date.now());
    vi.advanceTimersByTime(50);
    change(Date.now());
    vi.advanceTimersByTime(200);
    expect(delays.slice(2)).toEqual([199, 199]);
    // A change without a packet behind it (a minute turned) is no delay of anything.
    change();
    vi.advanceTimersByTime(300);
    expect(sent).toHaveLength(6);
    expect(delays).toHaveLength(4);
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
