import { expect, it } from 'vitest';
import { frameHead, openFrame } from './cameras.ts';

it('reads a frame as it was packed', () => {
  const jpeg = [0xff, 0xd8, 7];
  const message = Uint8Array.from([...frameHead(1_795_000_000_123), ...jpeg]).buffer;
  expect(openFrame(message)).toEqual({ at: 1_795_000_000_123, jpeg: Uint8Array.from(jpeg) });
});
it('takes nothing else for a frame', () => {
  expect(openFrame(frameHead(1).buffer as ArrayBuffer)).toBeNull();
  expect(openFrame(new ArrayBuffer(2000))).toBeNull();
});
