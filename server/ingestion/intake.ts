import { filtersOf, topicFacts } from '../../contracts/mqtt.ts';
import type { ReplayResult } from '../../contracts/quarantine.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import { metrics } from '../platform/metrics.ts';
import { openGate, type DeliveryToken, type Gate, type GateState } from '../platform/mqttGate.ts';
import { openLightLane, type LightLane } from '../platform/mqttLight.ts';
import { brokerTrust } from '../platform/mqttTrust.ts';
import { ProblemError } from '../platform/problems.ts';
import { admit } from './admit.rules.ts';
import { createBatchWriter, type Settled, type WriterState } from './batchWriter.ts';
import { cutByTime } from './cut.rules.ts';
import type { Committed, CommittedStatus, FindDevice, Outcome, Packet } from './entries.ts';
import { createLightIntake, type LightLaneDeps } from './lightLane.ts';
import { timePolicy } from './plausibility.rules.ts';
import { parseTopic } from './topics.ts';
import { storeBatch, type KeepImage } from './storeBatch.ts';

export interface IntakeDeps {
  readonly config: Pick<
    Config,
    'mqttUrl' | 'mqttCa' | 'mqttVersion' | 'mqttClientId' | 'maxInFlight' | 'batchRows' | 'backfillMaxDays'
  >;
  readonly db: Database;
  readonly mayCopy: boolean;
  readonly find: FindDevice;
  readonly keepImage: KeepImage;
  readonly putFrame: LightLaneDeps['putFrame'];
  readonly onCommitted: (committed: Committed) => void;
  readonly onStatus: (status: CommittedStatus) => void;
  readonly onRecovered: () => Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Both lanes and replays since the start: what was received is one of the other four, or waits. */
export interface Tally {
  received: number;
  stored: number;
  duplicate: number;
  quarantined: number;
  /** Camera frames: shown and not stored. */
  frames: number;
}

export interface Intake {
  /** Opens the gate. Call once the live state stands, so that nothing committed goes unfolded. */
  open(): void;
  /** Sends a packet of the quarantine through once more. */
  replay(packet: Packet): Promise<ReplayResult>;
  state(): { readonly gate: GateState | undefined; readonly writer: WriterState; readonly waiting: number };
  readonly tally: Readonly<Tally>;
  /** Stops receiving, writes and acknowledges what has come, then hangs up. */
  close(drainMs: number): Promise<void>;
}

/** Who waits for an entry: the broker for its acknowledgement, somebody for a replay's outcome, or nobody. */
type Ticket =
  | { readonly kind: 'delivery'; readonly token: DeliveryToken }
  | { readonly kind: 'replay'; readonly tell: (outcome: Outcome) => void }
  | { readonly kind: 'none' };

/** The corridor's first half: gate, porter, doorkeeper, waiting room, archive; wired, with its counters. */
export function createIntake(deps: IntakeDeps): Intake {
  const { config, db, clock, log } = deps;
  const policy = timePolicy(config.backfillMaxDays);
  const tally: Tally = { received: 0, stored: 0, duplicate: 0, quarantined: 0, frames: 0 };
  let gate: Gate | undefined;
  let lightLink: LightLane | undefined;

  const settle = (settled: readonly Settled<Ticket>[]) => {
    const deliveries: DeliveryToken[] = [];
    for (const { token: ticket, outcome } of settled) {
      count(tally, outcome);
      if (ticket.kind === 'delivery') deliveries.push(ticket.token);
      else if (ticket.kind === 'replay') ticket.tell(outcome);
    }
    gate?.acknowledge(deliveries);
    metrics.waiting.set(writer.waiting());
  };

  const writer = createBatchWriter<Ticket>({
    store: (entries) => storeBatch(db, entries, deps.keepImage, deps.mayCopy),
    onCommitted: deps.onCommitted,
    onSettled: settle,
    onRecovered: deps.onRecovered,
    onBatch: (rows, seconds) => {
      metrics.batchRows.observe(rows);
      metrics.batchSeconds.observe(seconds);
    },
    cut: (batch) => cutByTime(batch, clock.now()),
    maxRows: config.batchRows,
    clock,
    log,
  });

  const light = createLightIntake({
    ...deps,
    policy,
    onRefused: (entry) => writer.offer(entry, { kind: 'none' }),
    onReceived: () => {
      tally.received += 1;
      metrics.received.inc({ lane: 'light' });
    },
    onKept: (what, count) => {
      tally[what] += count;
      if (what === 'stored') metrics.stored.inc({ kind: 'status' }, count);
      else if (what === 'duplicate') metrics.duplicate.inc(count);
    },
  });

  const receive = (topic: string, payload: Buffer, token: DeliveryToken) => {
    tally.received += 1;
    metrics.received.inc({ lane: 'durable' });
    const packet = { topic, payload, receivedAt: clock.now() };
    writer.offer(admit(packet, deps.find, policy), { kind: 'delivery', token });
  };

  const trust = brokerTrust(config.mqttCa);
  return {
    tally,
    open() {
      gate = openGate({
        url: config.mqttUrl,
        trust,
        version: config.mqttVersion,
        clientId: config.mqttClientId,
        filters: filtersOf('durable'),
        maxInFlight: config.maxInFlight,
        receive,
        waiting: () => writer.waiting(),
        onConnected: (connected) => metrics.mqttConnected.set(connected ? 1 : 0),
        log,
      });
      lightLink = openLightLane({
        url: config.mqttUrl,
        trust,
        clientId: config.mqttClientId,
        filters: filtersOf('light'),
        receive: (topic, payload, retained) => light.receive(topic, payload, retained),
        log,
      });
    },
    replay: (packet) =>
      new Promise((resolve, reject) => {
        const topic = parseTopic(packet.topic);
        // Status and frames say how things stand now; what they said then is past.
        if (topic && topicFacts[topic.leaf].lane === 'light') return reject(new ProblemError('not-replayable'));
        const tell = (outcome: Outcome) =>
          resolve({ outcome: outcome.kind, reason: outcome.kind === 'quarantined' ? outcome.reason : null });
        tally.received += 1;
        writer.offer(admit(packet, deps.find, policy), { kind: 'replay', tell });
      }),
    state: () => ({ gate: gate?.state(), writer: writer.state(), waiting: writer.waiting() + light.waiting() }),
    async close(drainMs) {
      gate?.stopReceiving();
      light.stop();
      await writer.drain(drainMs).catch((error: Error) => log.warn({ error: error.message }, 'left with the broker'));
      writer.stop();
      await Promise.all([gate?.close(), lightLink?.close()]);
    },
  };
}

function count(tally: Tally, outcome: Outcome): void {
  tally[outcome.kind] += 1;
  if (outcome.kind === 'stored') metrics.stored.inc({ kind: 'packet' });
  else if (outcome.kind === 'duplicate') metrics.duplicate.inc();
  else metrics.quarantined.inc({ reason: outcome.reason });
}
