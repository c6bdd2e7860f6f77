import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import type { Visitor } from './client.ts';

/** A viewer of a camera, close to the wire: unlike a browser it can stop reading. */
export class FrameViewer {
  /** What came, in order. */
  readonly frames: Buffer[] = [];
  /** The code with which the server closed. */
  closedWith: number | undefined;
  private rest = Buffer.alloc(0);
  /** Pieces of a message that is not whole yet. */
  private pieces: Buffer[] = [];

  private constructor(private readonly socket: Socket) {
    socket.on('data', (bytes: Buffer) => this.take(bytes));
    socket.on('error', () => undefined);
  }

  /** Opens the stream with a visitor's cookie. @returns the HTTP status when it is refused */
  static open(visitor: Visitor, camera: string): Promise<FrameViewer | number> {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
      ...(visitor.cookie && { cookie: visitor.cookie }),
    };
    return new Promise((resolve, reject) => {
      const asking = request(`${visitor.address}/api/cameras/${camera}/stream`, { headers, agent: false });
      asking.on('upgrade', (_reply, socket: Socket, head: Buffer) => {
        const viewer = new FrameViewer(socket);
        viewer.take(head);
        resolve(viewer);
      });
      asking.on('response', (reply) => {
        reply.resume();
        resolve(reply.statusCode ?? 0);
      });
      asking.on('error', reject);
      asking.end();
    });
  }

  stopReading(): void {
    this.socket.pause();
  }

  resumeReading(): void {
    this.socket.resume();
  }

  close(): void {
    this.socket.destroy();
  }

  /** WebSocket frames as a server sends them, unmasked; a message may come in several. */
  private take(bytes: Buffer): void {
    this.rest = Buffer.concat([this.rest, bytes]);
    for (;;) {
      const [first = 0, second = 0] = this.rest;
      if (this.rest.length < 2) return;
      const head = second === 126 ? 4 : second === 127 ? 10 : 2;
      if (this.rest.length < head) return;
      const size =
        second === 126 ? this.rest.readUInt16BE(2) : second === 127 ? Number(this.rest.readBigUInt64BE(2)) : second;
      if (this.rest.length < head + size) return;
      const payload = Buffer.from(this.rest.subarray(head, head + size));
      this.rest = this.rest.subarray(head + size);
      const opcode = first & 0x0f;
      if (opcode === 8) this.closedWith = payload.readUInt16BE(0);
      if (opcode !== 2 && opcode !== 0) continue;
      this.pieces.push(payload);
      if ((first & 0x80) !== 0) this.frames.push(Buffer.concat(this.pieces.splice(0)));
    }
  }
}
