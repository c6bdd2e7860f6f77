import { createServer, type Server, type Socket } from 'node:net';
import { Aedes, type AuthenticateError, type Client } from 'aedes';
import type { Logger } from 'pino';
import { insideBroker, limitPacketSize } from './aedesInternals.ts';
import type { BrokerAccess } from './brokerAccess.ts';
import type { BrokerStore } from './brokerStore.ts';
import { publishDurably } from './durablePublish.ts';
import { SessionPump } from './sessionPump.ts';

export interface BrokerLimits {
  readonly packetBytes: number;
  /** Most messages a session may leave unacknowledged before the broker waits. */
  readonly inFlight: number;
  readonly connectTimeoutMs: number;
  readonly drainTimeoutMs: number;
}

export const USUAL_LIMITS: BrokerLimits = {
  packetBytes: 1024 * 1024,
  inFlight: 20_000,
  connectTimeoutMs: 10_000,
  // A subscriber that does not read for this long is closed; until then its messages pile up in memory.
  drainTimeoutMs: 15_000,
};

/** Kept with a signed-in client. */
interface Visitor {
  readonly user: string;
  readonly fingerprint: string;
}

function refusal(returnCode: 4 | 5, text: string): AuthenticateError {
  return Object.assign(new Error(text), { returnCode });
}

/** An aedes broker on the store, obeying the access files. */
export async function createBroker(store: BrokerStore, access: BrokerAccess, log: Logger, limits = USUAL_LIMITS) {
  const visitors = new WeakMap<Client, Visitor>();
  const pumps = new WeakMap<object, SessionPump>();
  const said = new Set<string>();

  /** Says a refusal once: a device that keeps trying would fill the log. */
  const warnOnce = (what: string, detail: Record<string, unknown>): void => {
    const key = JSON.stringify([what, detail]);
    if (said.has(key) || said.size > 10_000) return;
    said.add(key);
    log.warn(detail, what);
  };

  const mayPublish = (client: Client, topic: string): boolean => {
    const visitor = visitors.get(client);
    return visitor !== undefined && access.mayPublish(visitor.user, client.id, topic);
  };
  const maySubscribe = (client: Client, filter: string): boolean => {
    const visitor = visitors.get(client);
    return visitor !== undefined && access.maySubscribe(visitor.user, client.id, filter);
  };

  const broker = new Aedes({
    persistence: store,
    // 0 is "no limit": with one, that many messages stuck at a slow subscriber stop delivery to everybody.
    concurrency: 0,
    heartbeatInterval: 15_000,
    connectTimeout: limits.connectTimeoutMs,
    drainTimeout: limits.drainTimeoutMs,
    maxClientsIdLength: 128,
  });
  const willTopics = new WeakMap<Client, string>();

  broker.preConnect = (client, packet, done) => {
    if (packet.will) willTopics.set(client, packet.will.topic);
    done(null, true);
  };
  broker.authenticate = (client, user, password, done) => {
    if (!user || !password) return done(refusal(5, 'anonymous clients are refused'), false);
    access.isKnown(user, password).then(
      (isKnown) => {
        if (!isKnown) {
          warnOnce('登录被拒绝:用户名或密码错误', { user });
          return done(refusal(4, 'unknown user or wrong password'), false);
        }
        const will = willTopics.get(client);
        if (will !== undefined && !access.mayPublish(user, client.id, will)) {
          warnOnce('登录被拒绝:无权在该主题上留下遗嘱', { user, topic: will });
          return done(refusal(5, 'last will not permitted'), false);
        }
        visitors.set(client, { user, fingerprint: access.fingerprint(user) });
        done(null, true);
      },
      (error: unknown) => {
        log.error({ error }, '校验密码失败');
        done(refusal(5, 'cannot verify'), false);
      },
    );
  };

  const publishStored = publishDurably(broker);
  broker.authorizePublish = (client, packet, done) => {
    // Without a client: the will of a device of an earlier run, allowed when it was left.
    if (client && !mayPublish(client, packet.topic)) {
      warnOnce('发布被拒绝:无权发布到该主题,连接已断开', { user: visitors.get(client)?.user, topic: packet.topic });
      return done(new Error('publish not permitted'));
    }
    // A will has no packet id; it is not acknowledged to anybody.
    if (client && packet.qos === 1 && packet.messageId !== undefined) return publishStored(packet, client, done);
    done(null);
  };
  broker.authorizeSubscribe = (client, subscription, done) => {
    const isAllowed = maySubscribe(client, subscription.topic) && (client.clean || subscription.qos < 2);
    if (isAllowed) return done(null, subscription);
    warnOnce('订阅被拒绝', { user: visitors.get(client)?.user, filter: subscription.topic });
    void store.removeSubscriptions(client, [subscription.topic]).catch(() => undefined);
    done(null, null);
  };
  broker.authorizeForward = (client, packet) => {
    if (client.clean) return packet;
    // On subscribing; at QoS 0 because the packet ids of a session belong to its pump alone.
    if (packet.retain) return { ...packet, qos: 0 };
    return packet.qos > 0 && store.sessions.takes(client.id, packet.topic) ? null : packet;
  };

  store.mayKeep = (client, filter) => maySubscribe(client as Client, filter);
  store.onAcknowledged = (client, messageId) => pumps.get(client)?.acknowledged(messageId);
  store.onQueued = (clientIds) => {
    const { clients } = insideBroker(broker);
    for (const id of clientIds) pumps.get(clients[id] ?? {})?.wake();
  };
  broker.on('clientReady', (client) => {
    if (client.clean) return;
    const read = (after: string, limit: number) => store.readQueue(client.id, after, limit);
    const pump = new SessionPump(client, read, limits.inFlight, limits.drainTimeoutMs);
    pumps.set(client, pump);
    pump.wake();
  });
  broker.on('clientError', (client, error) => log.debug({ client: client.id, error: error.message }, 'client error'));
  broker.on('connectionError', (_client, error) => log.debug({ error: error.message }, 'connection error'));

  await broker.listen();
  return {
    broker,
    /** Serves one TCP connection. */
    serve: (socket: Socket): void => {
      socket.setNoDelay(true);
      limitPacketSize(broker.handle(socket), limits.packetBytes);
    },
    /** Cuts off everyone whose credential or permissions changed. */
    recheck: (): void => {
      said.clear();
      for (const client of Object.values(insideBroker(broker).clients)) {
        const visitor = visitors.get(client);
        if (visitor && access.fingerprint(visitor.user) !== visitor.fingerprint) client.close();
      }
    },
  };
}

/** Opens the TCP listener. */
export function listenTcp(serve: (socket: Socket) => void, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(serve);
    server.once('error', reject).listen(port, host, () => resolve(server));
  });
}
