import { Readable } from 'node:stream';
import AsyncLevelPersistence from 'aedes-persistence-level/asyncPersistence.js';
import { generate } from 'mqtt-packet';
import { GroupWriter, type BrokerLevel, type WriteOperation } from './groupWriter.ts';
import { topicMatches } from './mqttTopics.rules.ts';
import { SessionIndex, type StoredSubscription } from './sessionIndex.ts';

/** What the store reads of a message on its way to sessions. */
export interface StoredMessage {
  readonly topic: string;
  readonly payload: Buffer | string;
  readonly qos: 0 | 1 | 2;
}

interface Retained {
  readonly qos: 0 | 1 | 2;
  readonly payload: string;
}

/** A queued message: its place in the queue and the PUBLISH packet as it goes over the wire, but for its id. */
export interface Queued {
  readonly key: string;
  readonly packet: Buffer;
}

const QUEUE = 'queue:';
const RETAINED = 'kept:';

/** Where a client's queue lies. The id is escaped, so that no id's range reaches into another's. */
function queueOf(clientId: string): string {
  return `${QUEUE}${encodeURIComponent(clientId)}:`;
}

/**
 * What the broker must not forget, on disk: sessions with their subscriptions, the messages queued for them, retained
 * messages; last wills and QoS 2 handshakes by aedes' own LevelDB persistence.
 *
 * The queue is our own because of what 9.2 of that does: five writes a message; the id record keyed by packet id, so
 * that beyond 65,535 unacknowledged ones an acknowledgement clears the wrong message; and a subscription index that
 * forgets a wide filter when the same client adds a narrower one with another QoS.
 */
export class BrokerStore extends AsyncLevelPersistence {
  readonly writer: GroupWriter;
  private readonly retained = new Map<string, Retained>();
  readonly sessions: SessionIndex;
  /** Microseconds since 1970 at the start: later runs sort behind earlier ones, and keys never meet again. */
  private sequence = Date.now() * 1000;
  /** Told which sessions just got something. */
  onQueued: (clientIds: readonly string[]) => void = () => undefined;
  /** Asked before a subscription is stored: aedes also hands over those of a SUBSCRIBE that were refused. */
  mayKeep: (client: { id: string }, filter: string) => boolean = () => true;
  /** Told that a client acknowledged a packet id; answers which queued message that was. */
  onAcknowledged: (client: object, messageId: number) => string | undefined = () => undefined;

  constructor(
    private readonly db: BrokerLevel,
    sync: boolean,
  ) {
    super(db);
    this.writer = new GroupWriter(db, sync);
    this.sessions = new SessionIndex(this.writer);
  }

  override async setup(broker: unknown): Promise<void> {
    await super.setup(broker);
    await this.sessions.load(this.db);
    for await (const [key, value] of this.db.iterator({ gte: RETAINED, lt: 'kept;' })) {
      this.retained.set(key.slice(RETAINED.length), JSON.parse(value.toString('utf8')) as Retained);
    }
  }

  async storeRetained(packet: StoredMessage): Promise<void> {
    const key = RETAINED + packet.topic;
    const payload = Buffer.from(packet.payload);
    if (payload.length === 0) {
      this.retained.delete(packet.topic);
      return this.writer.write([{ type: 'del', key }]);
    }
    const kept: Retained = { qos: packet.qos, payload: payload.toString('base64') };
    this.retained.set(packet.topic, kept);
    await this.writer.write([{ type: 'put', key, value: Buffer.from(JSON.stringify(kept)) }]);
  }

  createRetainedStreamCombi(filters: readonly string[]): Readable {
    const found = [...this.retained].filter(([topic]) => filters.some((filter) => topicMatches(filter, topic)));
    return Readable.from(
      found.map(([topic, { qos, payload }]) => ({
        cmd: 'publish',
        retain: true,
        topic,
        qos,
        payload: Buffer.from(payload, 'base64'),
      })),
    );
  }

  async addSubscriptions(client: { id: string }, wanted: readonly StoredSubscription[]): Promise<void> {
    await this.sessions.add(
      client.id,
      wanted.filter((each) => this.mayKeep(client, each.topic)),
    );
  }

  async removeSubscriptions(client: { id: string }, filters: readonly string[]): Promise<void> {
    await this.sessions.remove(client.id, filters);
  }

  async subscriptionsByClient(client: { id: string }): Promise<StoredSubscription[]> {
    return this.sessions.of(client.id);
  }

  async subscriptionsByTopic(topic: string): Promise<{ clientId: string; topic: string; qos: number }[]> {
    return this.sessions.takers(topic);
  }

  /** A client began anew: its session and everything queued for it end. */
  async cleanSubscriptions(client: { id: string }): Promise<void> {
    if (!this.sessions.has(client.id)) return;
    await this.sessions.end(client.id);
    await this.db.clear({ gte: queueOf(client.id), lt: `${queueOf(client.id).slice(0, -1)};` });
  }

  /** Stores a message for every session that takes it. The publisher is acknowledged after this. */
  async outgoingEnqueueCombi(takers: readonly { clientId: string }[], message: StoredMessage): Promise<void> {
    if (takers.length === 0) return;
    const { topic, payload } = message;
    // QoS 1 whatever was asked: sessions with QoS 2 subscriptions are refused.
    const packet = generate({ cmd: 'publish', topic, payload, qos: 1, retain: false, dup: false, messageId: 1 });
    this.sequence += 1;
    const place = String(this.sequence).padStart(17, '0');
    const puts: WriteOperation[] = takers.map((taker) => ({
      type: 'put',
      key: queueOf(taker.clientId) + place,
      value: packet,
    }));
    await this.writer.write(puts);
    this.onQueued(takers.map((taker) => taker.clientId));
  }

  /** The next messages of a session's queue behind `after` (a key, or '' for the beginning). */
  async readQueue(clientId: string, after: string, limit: number): Promise<Queued[]> {
    const begin = queueOf(clientId);
    const range = { gt: after || begin, lt: `${begin.slice(0, -1)};`, limit };
    const entries = await this.db.iterator(range).all();
    return entries.map(([key, packet]) => ({ key, packet }));
  }

  /** PUBACK of a subscriber. Not awaited: a removal lost in a kill means one more delivery, never a loss. */
  async outgoingClearMessageId(client: object, packet: { messageId?: number }): Promise<void> {
    const key = packet.messageId === undefined ? undefined : this.onAcknowledged(client, packet.messageId);
    if (key !== undefined) void this.writer.write([{ type: 'del', key }]).catch(() => undefined);
  }

  /** aedes would push the whole queue here at once; the session's pump does it in windows instead. */
  outgoingStream(): Readable {
    return Readable.from([]);
  }

  async outgoingUpdate(): Promise<void> {
    // aedes marks the packet id of a delivery here; ids live with the connection, in the pump.
  }

  /** Waits for the writes under way and closes the store. */
  async close(): Promise<void> {
    await this.writer.write([]);
    await this.destroy();
  }
}
