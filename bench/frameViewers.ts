import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { rawRoutes } from '../contracts/rest.ts';

/** What the process of viewers is told, as JSON in its first argument. */
export interface FrameViewersPlan {
  readonly port: number;
  readonly cookie: string;
  readonly cameras: readonly string[];
  readonly viewers: number;
  /** How many of them take hardly anything. */
  readonly slow: number;
}
/** Printed in the last line, at SIGTERM. */
export interface FrameViewersResult {
  readonly seconds: number;
  /** Frames a second and camera, of the viewers that keep up and of the slow ones. */
  readonly framesPerCamera: number;
  readonly slowFramesPerCamera: number;
  readonly closed: number;
}

const plan = JSON.parse(process.argv[2] ?? '{}') as FrameViewersPlan;
const SIP_MS = 2_000;
let closed = 0;

/** Counts the messages of a WebSocket as a server sends them: unmasked, in fragments or whole. Nothing is kept. */
function counter(onMessage: () => void): (data: Buffer) => void {
  let head = Buffer.alloc(0);
  let missing = 0;
  let isLast = false;
  const over = () => isLast && onMessage();
  return (data) => {
    for (let at = 0; at < data.length;) {
      if (missing > 0) {
        const taken = Math.min(missing, data.length - at);
        missing -= taken;
        at += taken;
        if (missing === 0) over();
        continue;
      }
      head = Buffer.concat([head, data.subarray(at, at + 1)]);
      at += 1;
      const short = (head[1] ?? 0) & 127;
      const wanted = head.length < 2 ? 2 : short === 127 ? 10 : short === 126 ? 4 : 2;
      if (head.length < wanted) continue;
      missing = short === 127 ? Number(head.readBigUInt64BE(2)) : short === 126 ? head.readUInt16BE(2) : short;
      isLast = ((head[0] ?? 0) & 0x80) !== 0;
      head = Buffer.alloc(0);
      if (missing === 0) over();
    }
  };
}

const watch = (camera: string, isSlow: boolean, onFrame: () => void): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(plan.port, '127.0.0.1');
    const count = counter(onFrame);
    let greeting = '';
    socket.on('error', reject);
    socket.on('close', () => (closed += 1));
    socket.on('data', (data) => {
      if (greeting.includes('\r\n\r\n')) return count(data);
      greeting += data.toString('latin1');
      const end = greeting.indexOf('\r\n\r\n');
      if (end < 0) return;
      if (!greeting.startsWith('HTTP/1.1 101')) return reject(new Error(greeting.slice(0, end)));
      resolve(socket);
      count(Buffer.from(greeting.slice(end + 4), 'latin1'));
      if (isSlow) sip(socket);
    });
    const lines = [
      `GET ${rawRoutes.cameraStream.path.replace(':code', camera)} HTTP/1.1`,
      `Host: 127.0.0.1:${plan.port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      `Cookie: ${plan.cookie}`,
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  });

/** Takes one piece off the wire every other second. */
function sip(socket: Socket): void {
  socket.pause();
  setInterval(() => {
    socket.once('data', () => socket.pause());
    socket.resume();
  }, SIP_MS);
}

const frames = { steady: 0, slow: 0 };
for (let viewer = 0; viewer < plan.viewers; viewer += 1) {
  const isSlow = viewer < plan.slow;
  for (const camera of plan.cameras) await watch(camera, isSlow, () => (frames[isSlow ? 'slow' : 'steady'] += 1));
}
console.log('{"ready":true}');
const began = performance.now();
frames.steady = 0;
frames.slow = 0;

process.on('SIGTERM', () => {
  const seconds = (performance.now() - began) / 1000;
  const each = (count: number, viewers: number) => count / seconds / plan.cameras.length / viewers;
  const result: FrameViewersResult = {
    seconds,
    framesPerCamera: each(frames.steady, plan.viewers - plan.slow),
    slowFramesPerCamera: each(frames.slow, plan.slow),
    closed,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));
});
