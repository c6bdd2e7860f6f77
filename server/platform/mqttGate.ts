import mqtt, { type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt';
import type { Logger } from './logger.ts';
import type { BrokerTrust } from './mqttTrust.ts';

/** Names one delivery on one connection; worthless once that connection is gone (the broker will deliver again). */
export interface DeliveryToken {
  readonly connection: number;
  /** 0 for QoS 0: nothing to acknowledge. */
  readonly messageId: number;
  readonly bytes: number;
}

export interface GateOptions {
  readonly url: string;
  /** For `mqtts://`; without it, those the system trusts. */
  readonly trust?: BrokerTrust;
  /** 'auto' tries MQTT 5 and falls back to 3.1.1 when the broker does not speak it. */
  readonly version: 'auto' | '4' | '5';
  readonly clientId: string;
  readonly filters: readonly string[];
  /** Unacknowledged messages at most; packet ids end at 65,535. */
  readonly maxInFlight: number;
  readonly receive: (topic: string, payload: Buffer, token: DeliveryToken) => void;
  /** Messages of ours not yet written, of earlier connections too. */
  readonly waiting: () => number;
  readonly onConnected?: (connected: boolean) => void;
  readonly log: Logger;
}

export interface GateState {
  readonly connected: boolean;
  readonly version: 4 | 5;
  /** We hung up on purpose because the waiting room is full; the broker keeps what comes. */
  readonly steppedAside: boolean;
}

export interface Gate {
  state(): GateState;
  /** Acknowledges deliveries, in the order given, in one write. Tokens of an earlier connection are passed over. */
  acknowledge(tokens: readonly DeliveryToken[]): void;
  /** Stops receiving; acknowledgements are still possible until `close`. */
  stopReceiving(): void;
  close(): Promise<void>;
}

/** Held this long the room is not going to clear soon: hang up rather than let keep-alive or other subscribers starve. */
const HOLD_MS = 2_000;
/** So long a parting may take. */
const GOODBYE_MS = 2_000;
const MAX_BYTES_IN_FLIGHT = 96 * 1024 * 1024;
const RETRY_FIRST_MS = 250;
const RETRY_LAST_MS = 3_000;
const ASIDE_POLL_MS = 100;
const NEVER = 0xffff_ffff;
/** mqtt.js acknowledges by itself unless the packet's handler reports an error; then it just reads on. */
const WE_ACKNOWLEDGE = new Error('acknowledged after the commit');

/**
 * The gate: one persistent session (QoS 1, clean = false). A message is acknowledged only when `acknowledge` is called,
 * which is after the commit. What is in flight is bounded: by the broker with MQTT 5 (receive maximum), by us with 3.1.1.
 * With 3.1.1 we first stop reading the socket; if the room stays full we hang up (a paused client would miss its
 * keep-alive, and the embedded broker would stop delivering to everyone else) and come back when the room is empty.
 */
export function openGate(options: GateOptions): Gate {
  const { log } = options;
  let client: MqttClient | undefined;
  let connection = 0;
  let version: 4 | 5 = options.version === '4' ? 4 : 5;
  let versionProven = options.version !== 'auto';
  let connected = false;
  let steppedAside = false;
  let receiving = true;
  let closed = false;
  let inFlight = 0;
  let bytesInFlight = 0;
  let readOn: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pause = RETRY_FIRST_MS;

  // A broker that keeps to our window (MQTT 5) stops at it, Mosquitto 2.0 one message later; only one that does not
  // (MQTT 3.1.1) goes a twentieth beyond. Holding still costs: it is for brokers that have to be held.
  const most = Math.ceil(options.maxInFlight * 1.05);
  const isFull = () => inFlight > most || bytesInFlight >= MAX_BYTES_IN_FLIGHT;

  const take = (packet: IPublishPacket, done: () => void) => {
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    const token = { connection, messageId: packet.qos === 0 ? 0 : (packet.messageId ?? 0), bytes: payload.length };
    inFlight += 1;
    bytesInFlight += token.bytes;
    options.receive(packet.topic, payload, token);
    if (!isFull()) return done();
    readOn = done;
    timer = setTimeout(stepAside, HOLD_MS);
  };

  const stepAside = () => {
    log.warn({ inFlight }, 'waiting room is full: leaving messages with the broker');
    steppedAside = true;
    client?.end(true);
  };

  const resume = () => {
    clearTimeout(timer);
    const waiting = readOn;
    readOn = undefined;
    waiting?.();
  };

  const forgetConnection = () => {
    connection += 1;
    inFlight = 0;
    bytesInFlight = 0;
    readOn = undefined;
    clearTimeout(timer);
    if (connected) options.onConnected?.(false);
    connected = false;
  };

  const comeBack = () => {
    if (closed || !receiving) return;
    if (steppedAside && options.waiting() > 0) {
      timer = setTimeout(comeBack, ASIDE_POLL_MS);
      return;
    }
    steppedAside = false;
    connect();
  };

  const refused = (error: string | undefined, denied: readonly string[]) =>
    log.error({ error, denied }, 'the broker refused a subscription; see its access files');

  const connect = () => {
    const mine = mqtt.connect(options.url, connectOptions(options, version));
    client = mine;
    let refusal: Error | undefined;
    mine.handleMessage = (packet, done) => {
      // Read on, though not taken: what stands unread before the broker's goodbye would keep us from ever seeing it.
      // Unacknowledged it stays with the broker.
      if (mine !== client || !receiving) return done(WE_ACKNOWLEDGE);
      take(packet, () => done(WE_ACKNOWLEDGE));
    };
    mine.on('connect', () => {
      versionProven = true;
      pause = RETRY_FIRST_MS;
      // Connected means subscribed: until then the broker keeps nothing for a session that it does not know yet.
      mine.subscribe([...options.filters], { qos: 1 }, (error, granted) => {
        const denied = granted?.filter((grant) => grant.qos > 2).map((grant) => grant.topic) ?? [];
        if (mine !== client) return;
        if (error || denied.length > 0) return refused(error?.message, denied);
        connected = true;
        options.onConnected?.(true);
        log.info({ version }, 'connected to the broker');
        if (version === 4) log.warn('MQTT 3.1.1: messages in flight are bounded by this side alone');
      });
    });
    mine.on('error', (error) => {
      refusal = error;
      log.warn({ error: error.message }, 'broker connection trouble');
    });
    mine.on('close', () => {
      if (mine !== client) return;
      client = undefined;
      mine.end(true);
      forgetConnection();
      if (!versionProven && !isAddressTrouble(refusal)) version = version === 5 ? 4 : 5;
      timer = setTimeout(comeBack, steppedAside ? ASIDE_POLL_MS : pause);
      pause = Math.min(pause * 2, RETRY_LAST_MS);
    });
  };

  connect();
  return {
    state: () => ({ connected, version, steppedAside }),
    acknowledge(tokens) {
      const current = tokens.filter((token) => token.connection === connection);
      if (current.length === 0) return;
      inFlight -= current.length;
      bytesInFlight -= current.reduce((sum, token) => sum + token.bytes, 0);
      const owed = current.filter((token) => token.messageId !== 0);
      if (owed.length > 0) client?.stream.write(pubacks(owed));
      // As soon as there is room: waiting for the room to empty took longer than HOLD_MS on a busy machine, and each
      // needless parting brought the whole window again as duplicates (measured: a fifth of the throughput).
      if (readOn && !isFull() && inFlight <= options.maxInFlight) resume();
    },
    stopReceiving() {
      receiving = false;
      if (readOn) resume();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      const last = client;
      client = undefined;
      if (last) await part(last);
    },
  };
}

/** Says goodbye and hangs up; from a broker that stands still it parts without one. */
async function part(client: MqttClient): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      client.stream.destroy();
      resolve();
    }, GOODBYE_MS);
  });
  await Promise.race([client.endAsync(false).catch(() => undefined), late]);
  clearTimeout(timer);
}

/** PUBACK packets, 4 bytes each; in MQTT 5 too, where leaving the reason out means success. */
function pubacks(tokens: readonly DeliveryToken[]): Buffer {
  const out = Buffer.allocUnsafe(tokens.length * 4);
  tokens.forEach((token, i) => {
    out.writeUInt16BE(0x4002, i * 4);
    out.writeUInt16BE(token.messageId, i * 4 + 2);
  });
  return out;
}

const connectOptions = (options: GateOptions, version: 4 | 5): IClientOptions => ({
  ...options.trust,
  clientId: options.clientId,
  clean: false,
  keepalive: 30,
  reconnectPeriod: 0,
  resubscribe: false,
  protocolVersion: version,
  ...(version === 5 && {
    properties: { sessionExpiryInterval: NEVER, receiveMaximum: options.maxInFlight },
  }),
});

/** The other side was not reached at all, which says nothing about the version it speaks. */
const isAddressTrouble = (error: Error | undefined): boolean =>
  ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT'].includes(
    (error as NodeJS.ErrnoException | undefined)?.code ?? '',
  );
