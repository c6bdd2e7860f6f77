import { openFrame, streamCloses } from '../../contracts/cameras.ts';
import type { DeviceCode, Instant } from '../../contracts/glossary.ts';
import { rawRoutes, UNATTENDED_HEADER } from '../../contracts/rest/raw.ts';

export interface CameraFrame {
  readonly at: Instant;
  readonly jpeg: Blob;
}
export type StreamState = 'connecting' | 'open' | 'lost' | 'not-permitted' | 'not-found';
export interface FrameHandlers {
  frame: (frame: CameraFrame) => void;
  state: (state: StreamState) => void;
}
/** Follows a camera until the returned function is called. */
export type FrameSource = (camera: DeviceCode, handlers: FrameHandlers) => () => void;

/** Pauses between attempts: quick at first, then every eight seconds; a fifth of chance keeps tiles from a chorus. */
const PAUSES_MS = [500, 1000, 2000, 4000, 8000] as const;
const finals: Readonly<Record<number, StreamState>> = {
  [streamCloses.signedOut]: 'not-permitted',
  [streamCloses.notPermitted]: 'not-permitted',
  [streamCloses.notFound]: 'not-found',
};

const pathOf = (camera: DeviceCode): string => rawRoutes.cameraStream.path.replace(':code', encodeURIComponent(camera));
const addressOf = (camera: DeviceCode): string => location.origin.replace(/^http/, 'ws') + pathOf(camera);

/** A browser keeps to itself with which status an upgrade was refused; the same address asked plainly says it. */
async function isForbidden(camera: DeviceCode): Promise<boolean> {
  const asked: RequestInit = { credentials: 'same-origin', cache: 'no-store', headers: { [UNATTENDED_HEADER]: 'yes' } };
  const status = await fetch(pathOf(camera), asked).then(
    (answer) => answer.status,
    () => 0,
  );
  return status === 401 || status === 403;
}

/**
 * A camera's pictures over a plain WebSocket. Frames are handed on as they come and never queued here; the server sends
 * a slow viewer fewer. A refusal, by close code or before the socket opened, is final until the tile is opened anew;
 * anything else is tried again.
 */
export const openCameraFrames: FrameSource = (camera, handlers) => {
  let socket: WebSocket | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isOver = false;

  const connect = (): void => {
    handlers.state('connecting');
    const own = (socket = new WebSocket(addressOf(camera)));
    own.binaryType = 'arraybuffer';
    let wasOpen = false;
    own.onopen = () => {
      wasOpen = true;
      handlers.state('open');
    };
    own.onmessage = ({ data }: MessageEvent<unknown>) => {
      const frame = data instanceof ArrayBuffer ? openFrame(data) : null;
      if (frame === null) return;
      failures = 0;
      handlers.frame({ at: frame.at, jpeg: new Blob([frame.jpeg], { type: 'image/jpeg' }) });
    };
    own.onclose = ({ code }) => {
      if (isOver) return;
      const final = finals[code];
      handlers.state(final ?? 'lost');
      if (final !== undefined) return;
      const pause = PAUSES_MS[Math.min(failures++, PAUSES_MS.length - 1)] ?? PAUSES_MS[0];
      retry = setTimeout(connect, pause * (0.9 + 0.2 * Math.random()));
      if (!wasOpen) void learnWhy(own);
    };
  };
  const learnWhy = async (refused: WebSocket): Promise<void> => {
    if (!(await isForbidden(camera)) || isOver || socket !== refused) return;
    clearTimeout(retry);
    handlers.state('not-permitted');
  };
  connect();

  return () => {
    isOver = true;
    clearTimeout(retry);
    if (socket === undefined) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  };
};
