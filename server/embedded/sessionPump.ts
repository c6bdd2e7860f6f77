import type { Client } from 'aedes';
import type { Queued } from './brokerStore.ts';

/** Reads the next messages of the session's queue. */
export type ReadQueue = (after: string, limit: number) => Promise<Queued[]>;

const READ_AT_ONCE = 500;
const LARGEST_ID = 65_535;

/** Where the packet id of a PUBLISH lies: behind the flags, the length (1 to 4 bytes) and the topic. */
export function packetIdOffset(packet: Buffer): number {
  let at = 1;
  while ((packet[at] ?? 0) & 0x80) at += 1;
  return at + 3 + packet.readUInt16BE(at + 1);
}

/**
 * Carries a session's queue to its client: in order, never more than `window` unacknowledged. aedes itself sends all
 * there is, and beyond 65,535 unacknowledged the packet ids begin to mean two messages. A subscriber that stores before
 * it acknowledges may simply withhold its PUBACKs: its pings go on, nothing has to be paused.
 */
export class SessionPump {
  private readonly inFlight = new Map<number, string>();
  private cursor = '';
  private lastId = 0;
  private isRunning = false;
  private isAsked = false;

  constructor(
    private readonly client: Client,
    private readonly read: ReadQueue,
    private readonly window: number,
    private readonly drainTimeoutMs: number,
  ) {}

  /** There may be something to send. */
  wake(): void {
    this.isAsked = true;
    if (!this.isRunning) void this.run().catch(() => this.client.conn.destroy());
  }

  /** The client acknowledged a packet id; answers the key of that message, if it was one of ours. */
  acknowledged(messageId: number): string | undefined {
    const key = this.inFlight.get(messageId);
    this.inFlight.delete(messageId);
    // Room for a good piece first: reading the store for every single acknowledgement would be waste.
    if (this.inFlight.size <= this.window - Math.min(READ_AT_ONCE, this.window)) this.wake();
    return key;
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    try {
      while (this.isAsked && !this.client.closed) {
        this.isAsked = false;
        for (let room = this.room(); room > 0 && !this.client.closed; room = this.room()) {
          const messages = await this.read(this.cursor, room);
          if (messages.length === 0) break;
          await this.send(messages);
        }
      }
    } finally {
      this.isRunning = false;
    }
  }

  private room(): number {
    return Math.min(READ_AT_ONCE, this.window - this.inFlight.size);
  }

  private async send(messages: readonly Queued[]): Promise<void> {
    const { conn } = this.client;
    if (this.client.closed || conn.destroyed) return;
    conn.cork();
    for (const { key, packet } of messages) {
      const id = this.freeId();
      packet.writeUInt16BE(id, packetIdOffset(packet));
      this.inFlight.set(id, key);
      this.cursor = key;
      conn.write(packet);
    }
    conn.uncork();
    if (conn.writableNeedDrain) await this.drained();
  }

  private freeId(): number {
    do this.lastId = (this.lastId % LARGEST_ID) + 1;
    while (this.inFlight.has(this.lastId));
    return this.lastId;
  }

  /** Waits until the client has read; one that does not for too long is disconnected, its queue stays on disk. */
  private drained(): Promise<void> {
    const { conn } = this.client;
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        conn.off('drain', end).off('close', end);
        resolve();
      };
      const timer = setTimeout(() => conn.destroy(), this.drainTimeoutMs);
      conn.once('drain', end).once('close', end);
    });
  }
}
