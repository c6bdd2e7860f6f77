import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { frameHead } from '../../contracts/cameras.ts';
import { openCameraFrames, type CameraFrame, type StreamState } from './cameraFrames.ts';

class Line {
  static all: Line[] = [];
  binaryType = '';
  isClosed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor(readonly url: string) {
    Line.all.push(this);
  }
  close(): void {
    this.isClosed = true;
  }
}
const packed = (at: number): ArrayBuffer => Uint8Array.from([...frameHead(at), 0xff, 0xd8]).buffer;

describe('frames of a camera', () => {
  let frames: CameraFrame[];
  let states: StreamState[];
  let stop: () => void;
  /** What the server answers to the same address without an upgrade; whoever may see the camera gets a 404. */
  let plainStatus: number;
  const line = (): Line => Line.all.at(-1) as Line;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('WebSocket', Line);
    vi.stubGlobal('location', { origin: 'https://wall.example' });
    plainStatus = 404;
    vi.stubGlobal('fetch', async (path: string) => ({
      status: path === '/api/cameras/C-1/stream' ? plainStatus : 500,
    }));
    [Line.all, frames, states] = [[], [], []];
    stop = openCameraFrames('C-1', { frame: (one) => frames.push(one), state: (one) => states.push(one) });
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('come from its own address, each with the time it was taken', async () => {
    expect(line().url).toBe('wss://wall.example/api/cameras/C-1/stream');
    line().onopen?.();
    line().onmessage?.({ data: packed(1234) });
    line().onmessage?.({ data: 'nonsense' });
    expect(frames.map(({ at }) => at)).toEqual([1234]);
    expect(new Uint8Array(await (frames[0] as CameraFrame).jpeg.arrayBuffer())).toEqual(Uint8Array.from([0xff, 0xd8]));
    expect(states).toEqual(['connecting', 'open']);
  });
  it.each([401, 403])('are given up when the upgrade itself is refused with %s', async (status) => {
    plainStatus = status;
    line().onclose?.({ code: 1006 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states).toEqual(['connecting', 'lost', 'not-permitted']);
    expect(Line.all).toHaveLength(1);
  });
  it('are asked for again when the upgrade failed for another reason, or after the socket was open', async () => {
    line().onclose?.({ code: 1006 });
    await vi.advanceTimersByTimeAsync(600);
    expect(Line.all).toHaveLength(2);
    plainStatus = 403;
    line().onopen?.();
    line().onclose?.({ code: 1006 });
    await vi.advanceTimersByTimeAsync(1200);
    expect(Line.all).toHaveLength(3);
    expect(states).not.toContain('not-permitted');
  });
  it('are asked for again after a loss, less and less often', () => {
    for (const pause of [500, 1000, 2000, 4000, 8000, 8000]) {
      line().onclose?.({ code: 1006 });
      const before = Line.all.length;
      vi.advanceTimersByTime(pause * 0.85);
      expect(Line.all).toHaveLength(before);
      vi.advanceTimersByTime(pause * 0.3);
      expect(Line.all).toHaveLength(before + 1);
    }
  });
  it.each([
    [4401, 'not-permitted'],
    [4403, 'not-permitted'],
    [4404, 'not-found'],
  ] as const)('are not asked for again after close code %i', (code, state) => {
    line().onclose?.({ code });
    vi.advanceTimersByTime(60_000);
    expect(Line.all).toHaveLength(1);
    expect(states.at(-1)).toBe(state);
  });
  it('leave neither line nor timer behind', () => {
    line().onclose?.({ code: 1006 });
    stop();
    expect(vi.getTimerCount()).toBe(0);
    expect(line().isClosed).toBe(true);
    expect(line().onmessage).toBeNull();
  });
});
