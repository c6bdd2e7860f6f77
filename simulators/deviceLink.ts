import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import type { Actor } from './credentials.ts';
import { Outbox, type Parcel } from './outbox.rules.ts';
import { statusPacket, type Packet } from './packets.rules.ts';
import type { Tally } from './tally.ts';

/** At most so many unacknowledged packets a device; the rest waits in the outbox. */
const WINDOW = 16;
/** An hour and a half of readings every ten seconds. */
const OUTBOX_CAPACITY = 600;

/**
 * One device's own connection to the broker. What was handed to mqtt.js is kept and resent by it until acknowledged,
 * whatever becomes of the broker; what was not waits in a bounded outbox and goes out as back-fill.
 */
export class DeviceLink {
  private client: MqttClient | undefined;
  private readonly outbox = new Outbox(OUTBOX_CAPACITY);
  private readonly inFlight = new Set<Parcel>();
  private attemptAt = 0;
  /** Set for a device that is silent: it tells the broker since when it is offline, and no more. */
  silentSince: number | undefined;

  constructor(
    readonly actor: Actor,
    private readonly url: string,
    private readonly tally: Tally,
  ) {
    tally.watch(this);
  }

  get isOpen(): boolean {
    return this.client !== undefined;
  }
  get isConnected(): boolean {
    return this.client?.connected ?? false;
  }
  get pending(): number {
    return this.inFlight.size + this.outbox.size;
  }
  /** Whether a packet would leave at once; history asks, so that it never fills an outbox. */
  get isFree(): boolean {
    return this.isConnected && this.outbox.size === 0 && this.inFlight.size < WINDOW;
  }

  open(): void {
    if (this.client !== undefined) return;
    this.attemptAt = Date.now();
    const client = connect(this.url, this.options());
    this.client = client;
    // The last will is fixed when a connection begins, so each attempt carries its own instant.
    client.on('reconnect', () => {
      this.attemptAt = Date.now();
      client.options.will = this.will();
    });
    client.on('connect', () => {
      this.tally.lastProblem = '';
      void this.tell(client, this.silentSince === undefined, this.silentSince ?? this.attemptAt);
      this.pump();
    });
    client.on('error', (problem) => {
      this.tally.lastProblem = problem.message;
    });
  }

  /** Sends, or keeps for later. Live pictures are never kept: nobody wants yesterday's. */
  send(packet: Packet, onAcknowledged?: () => void): void {
    if (packet.leaf === 'frame') {
      if (this.isConnected) this.handFrame(packet);
      return;
    }
    if (this.outbox.add({ packet, late: !this.isConnected, onAcknowledged })) this.tally.dropped += 1;
    this.pump();
  }

  /** Cuts the connection as a dead router would: no farewell, so the broker publishes the last will. */
  drop(): void {
    const client = this.client;
    this.client = undefined;
    if (client === undefined) return;
    const uncertain = [...this.inFlight].map((parcel) => ({ ...parcel, late: true }));
    this.inFlight.clear();
    this.outbox.putBack(uncertain);
    client.end(true);
  }

  /** Says goodbye and leaves. */
  async close(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client === undefined) return;
    if (client.connected) await this.tell(client, false, this.silentSince ?? Date.now());
    await client.endAsync(!client.connected).catch(() => undefined);
  }

  private pump(): void {
    while (this.isConnected && this.inFlight.size < WINDOW) {
      const parcel = this.outbox.next();
      if (parcel === undefined) return;
      this.hand(parcel);
    }
  }

  private hand(parcel: Parcel): void {
    const { packet, late } = parcel;
    const client = this.client;
    this.inFlight.add(parcel);
    this.tally.published += 1;
    client?.publish(packet.topic, packet.body(late) as string | Buffer, packet, (problem) => {
      if (!this.inFlight.delete(parcel)) return;
      if (problem) this.outbox.putBack([parcel]);
      else {
        this.tally.acknowledged += 1;
        parcel.onAcknowledged?.();
      }
      this.pump();
    });
  }

  private handFrame(packet: Packet): void {
    // A slow broker gets fewer pictures instead of a growing buffer.
    if ((this.client?.stream.writableLength ?? 0) > 256 * 1024) return;
    this.tally.frames += 1;
    this.client?.publish(packet.topic, packet.body(false) as Buffer, { qos: 0 });
  }

  private async tell(client: MqttClient, online: boolean, at: number): Promise<void> {
    const { topic, body, qos, retain } = statusPacket(this.actor, at, online);
    await client.publishAsync(topic, body(false) as string, { qos, retain }).catch(() => undefined);
  }

  private will(): NonNullable<IClientOptions['will']> {
    const { topic, body, qos, retain } = statusPacket(this.actor, this.silentSince ?? this.attemptAt + 1, false);
    return { topic, payload: Buffer.from(body(false)), qos, retain };
  }

  private options(): IClientOptions {
    const { code, username, password } = this.actor;
    const spread = (code.length * 131 + code.charCodeAt(code.length - 1) * 37 + code.charCodeAt(3) * 91) % 1500;
    return {
      clientId: `sim-${code}-${process.pid}`,
      username,
      password,
      clean: true,
      keepalive: 30,
      connectTimeout: 10_000,
      reconnectPeriod: 1_000 + spread,
      reconnectOnConnackError: true,
      queueQoSZero: false,
      resubscribe: false,
      will: this.will(),
    };
  }
}
