import type { Instant } from './glossary.ts';

/**
 * One message of a camera's stream: eight bytes of time (milliseconds, big-endian double), then the JPEG as it came. A
 * picture without its time could be hours old and look alive: the newest one is sent again to whoever connects.
 */
export const FRAME_HEAD_BYTES = 8;

export function frameHead(at: Instant): Uint8Array {
  const head = new Uint8Array(FRAME_HEAD_BYTES);
  new DataView(head.buffer).setFloat64(0, at);
  return head;
}

/** Null for what is no frame. */
export function openFrame(
  message: ArrayBuffer,
): { readonly at: Instant; readonly jpeg: Uint8Array<ArrayBuffer> } | null {
  if (message.byteLength <= FRAME_HEAD_BYTES) return null;
  const at = new DataView(message).getFloat64(0);
  return Number.isFinite(at) && at > 0 ? { at, jpeg: new Uint8Array(message, FRAME_HEAD_BYTES) } : null;
}

/**
 * WebSocket close codes of a stream: the session ended; the camera is no longer within its reach; no camera within its
 * reach bears that code; whether one does cannot be said now (1013: try again later).
 */
export const streamCloses = { signedOut: 4401, notPermitted: 4403, notFound: 4404, tryAgain: 1013 } as const;
