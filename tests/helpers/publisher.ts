import { connect, type Socket } from 'node:net';
import { generate, parser } from 'mqtt-packet';
import { topicOf } from '../../contracts/mqtt.ts';
import type { TestDevice } from './devices.ts';
import { until } from './until.ts';

/** Message i of a device: its instant and values follow from the numbers alone. */
export const valuesOf = (device: number, i: number) => ({
  pm10: (device * 37 + i * 7) % 900,
  noise: 40 + ((device * 11 + i * 3) % 400) / 10,
  temperature: ((device + i * 13) % 500) / 10,
});

export interface Flow {
  /** Messages for each device. */
  readonly each: number;
  /** Instant of the first message of each device; the others follow a second apart. */
  readonly from: number;
  /** Messages a second of each device at most; as fast as the broker acknowledges when not given. */
  readonly rate?: number;
}
export const atOf = (flow: Flow, i: number): number => flow.from + i * 1000;

const WINDOW = 500;
const RETRY_MS = 100;
const PACE_MS = 50;

/** One device on a connection of its own. QoS 1: each message is sent until the broker has acknowledged it. */
class Sender {
  acknowledged = 0;
  private next = 0;
  /** Packet id -> message; what was not acknowledged on a connection is sent anew on the next. */
  private inFlight = new Map<number, number>();
  private again: number[] = [];
  private socket: Socket | undefined;
  private isClosed = false;
  private isConnected = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly beganAt = Date.now();
  private readonly topic: string;

  constructor(
    private readonly port: number,
    private readonly device: TestDevice,
    private readonly index: number,
    private readonly flow: Flow,
  ) {
    this.topic = topicOf({ ...device, leaf: 'telemetry' });
    this.dial();
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.socket?.destroy();
  }

  private dial(): void {
    const socket = connect(this.port, '127.0.0.1');
    this.socket = socket;
    const reader = parser();
    reader.on('packet', (packet) => {
      if (packet.cmd === 'connack' && packet.returnCode !== 0) socket.destroy();
      else if (packet.cmd === 'connack') {
        this.isConnected = true;
        this.send();
      } else if (packet.cmd === 'puback' && this.inFlight.delete(packet.messageId ?? 0)) {
        this.acknowledged += 1;
        this.send();
      }
    });
    socket.setNoDelay(true);
    socket.on('data', (data) => reader.parse(data));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.isConnected = false;
      this.again.push(...this.inFlight.values());
      this.inFlight = new Map();
      if (!this.isClosed) setTimeout(() => !this.isClosed && this.dial(), RETRY_MS);
    });
    const { username, password } = this.device;
    const hello = { cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, keepalive: 0 } as const;
    socket.write(generate({ ...hello, clientId: username, username, password: Buffer.from(password) }));
  }

  /** How many messages may have been sent by now; looks again when the next are due. */
  private dueAt(rate: number): number {
    if (this.timer === undefined && this.next < this.flow.each) {
      this.timer = setTimeout(() => {
        this.timer = undefined;
        if (this.isConnected) this.send();
      }, PACE_MS);
    }
    return Math.min(this.flow.each, Math.floor(((Date.now() - this.beganAt) / 1000) * rate));
  }

  /** Sends half a window at a time, in one write. */
  private send(): void {
    if (this.inFlight.size > WINDOW / 2) return;
    const due = this.flow.rate === undefined ? this.flow.each : this.dueAt(this.flow.rate);
    const packets: Buffer[] = [];
    while (this.inFlight.size < WINDOW) {
      const i = this.again.pop() ?? (this.next < due ? this.next++ : undefined);
      if (i === undefined) break;
      const messageId = 1 + (i % 65_535);
      this.inFlight.set(messageId, i);
      const payload = JSON.stringify({ at: atOf(this.flow, i), values: valuesOf(this.index, i), seq: i });
      packets.push(
        generate({ cmd: 'publish', topic: this.topic, payload, qos: 1, messageId, dup: false, retain: false }),
      );
    }
    if (packets.length > 0) this.socket?.write(Buffer.concat(packets));
  }
}

/** Many devices sending as fast as the broker acknowledges. */
export class Publisher {
  private readonly senders: Sender[];

  constructor(
    port: number,
    readonly devices: readonly TestDevice[],
    readonly flow: Flow,
  ) {
    this.senders = devices.map((device, index) => new Sender(port, device, index, flow));
  }

  /** Messages that the broker has promised to keep. */
  get acknowledged(): number {
    return this.senders.reduce((sum, sender) => sum + sender.acknowledged, 0);
  }
  get total(): number {
    return this.devices.length * this.flow.each;
  }

  /** Waits until the broker has acknowledged this many, or all. */
  reach(count = this.total, timeoutMs = 60_000): Promise<void> {
    return until(
      `${count} of ${this.total} messages acknowledged`,
      () => {
        if (this.acknowledged < count) throw new Error(`${this.acknowledged} so far`);
        return true;
      },
      { timeoutMs, everyMs: 5 },
    );
  }

  close(): void {
    for (const sender of this.senders) sender.close();
  }
}
