import { topicMatches } from './mqttTopics.rules.ts';
import type { BrokerLevel, GroupWriter } from './groupWriter.ts';

export interface StoredSubscription {
  readonly topic: string;
  readonly qos: number;
}

const SESSION = 'session:';
const SEEN = 'seen:';
/** Topics are few (devices times kinds); the bound only stops a client that invents them without end. */
const MOST_REMEMBERED_TOPICS = 50_000;

/** Which persistent sessions exist and what they subscribed to: in memory to match, on disk to survive. */
export class SessionIndex {
  private readonly sessions = new Map<string, Map<string, number>>();
  /** When each session's client was last connected. */
  private readonly seenAt = new Map<string, number>();
  private remembered = new Map<string, { clientId: string; topic: string; qos: number }[]>();

  constructor(private readonly writer: GroupWriter) {}

  /** Reads the sessions back from disk. */
  async load(db: BrokerLevel): Promise<void> {
    for await (const [key, value] of db.iterator({ gte: SESSION, lt: 'session;' })) {
      const filters = JSON.parse(value.toString('utf8')) as [string, number][];
      this.sessions.set(key.slice(SESSION.length), new Map(filters));
    }
    for await (const [key, value] of db.iterator({ gte: SEEN, lt: 'seen;' }))
      this.seenAt.set(key.slice(SEEN.length), Number(value.toString('utf8')));
  }

  has(clientId: string): boolean {
    return this.sessions.has(clientId);
  }

  of(clientId: string): StoredSubscription[] {
    return [...(this.sessions.get(clientId) ?? [])].map(([topic, qos]) => ({ topic, qos }));
  }

  add(clientId: string, subscriptions: readonly StoredSubscription[]): Promise<void> {
    const filters = this.sessions.get(clientId) ?? new Map<string, number>();
    this.sessions.set(clientId, filters);
    for (const { topic, qos } of subscriptions) filters.set(topic, qos);
    return this.save(clientId, filters);
  }

  async remove(clientId: string, topics: readonly string[]): Promise<void> {
    const filters = this.sessions.get(clientId);
    if (!filters) return;
    for (const topic of topics) filters.delete(topic);
    await this.save(clientId, filters);
  }

  end(clientId: string): Promise<void> {
    this.sessions.delete(clientId);
    this.seenAt.delete(clientId);
    this.remembered = new Map();
    return this.writer.write([SESSION, SEEN].map((prefix) => ({ type: 'del', key: prefix + clientId })));
  }

  /** Notes who is there. A session never noted before counts as seen now: an older store did not say. */
  saw(isConnected: (clientId: string) => boolean, now: number): Promise<void> {
    const seen = [...this.sessions.keys()].filter((id) => isConnected(id) || !this.seenAt.has(id));
    for (const id of seen) this.seenAt.set(id, now);
    return this.writer.write(seen.map((id) => ({ type: 'put', key: SEEN + id, value: Buffer.from(String(now)) })));
  }

  /** Sessions whose client was last there before an instant. */
  unseenSince(instant: number): string[] {
    return [...this.seenAt].filter(([id, at]) => at < instant && this.sessions.has(id)).map(([id]) => id);
  }

  /** The sessions that want a message stored (QoS 1 or 2), each once, however many of its filters match. */
  takers(topic: string): { clientId: string; topic: string; qos: number }[] {
    const known = this.remembered.get(topic);
    if (known) return known;
    const takers = [...this.sessions].flatMap(([clientId, filters]) => {
      const filter = [...filters].find(([each, qos]) => qos > 0 && topicMatches(each, topic));
      return filter ? [{ clientId, topic: filter[0], qos: filter[1] }] : [];
    });
    if (this.remembered.size >= MOST_REMEMBERED_TOPICS) this.remembered = new Map();
    this.remembered.set(topic, takers);
    return takers;
  }

  /** True when a message on the topic is queued for the session. */
  takes(clientId: string, topic: string): boolean {
    return this.takers(topic).some((taker) => taker.clientId === clientId);
  }

  private save(clientId: string, filters: ReadonlyMap<string, number>): Promise<void> {
    this.remembered = new Map();
    const value = Buffer.from(JSON.stringify([...filters]));
    return this.writer.write([{ type: 'put', key: SESSION + clientId, value }]);
  }
}
