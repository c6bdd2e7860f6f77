import { topicOf, topicFacts, type CameraEvent, type Leaf, type Telemetry } from '../contracts/mqtt.ts';
import type { Values } from '../contracts/metrics.ts';

/** One message to publish. `at` is the instant it speaks of; the text is made when it is sent, for a late one says so. */
export interface Packet {
  readonly topic: string;
  readonly leaf: Leaf;
  readonly at: number;
  readonly qos: 0 | 1;
  readonly retain: boolean;
  readonly body: (late: boolean) => string | Uint8Array;
}

interface Sender {
  readonly siteCode: string;
  readonly kind: 'env' | 'camera';
  readonly code: string;
}

const packet = (sender: Sender, leaf: Leaf, at: number, body: Packet['body']): Packet => ({
  topic: topicOf({ siteCode: sender.siteCode, kind: sender.kind, deviceCode: sender.code, leaf }),
  leaf,
  at,
  qos: topicFacts[leaf].qos,
  retain: topicFacts[leaf].retain,
  body,
});

export function telemetryPacket(sender: Sender, at: number, values: Values, seq: number, history = false): Packet {
  return packet(sender, 'telemetry', at, (late) => {
    const message: Telemetry = { at, values, seq, simulated: true };
    if (late || history) message.backfill = true;
    return JSON.stringify(message);
  });
}

export const eventPacket = (sender: Sender, at: number, event: () => CameraEvent): Packet =>
  packet(sender, 'event', at, (late) => JSON.stringify(late ? { ...event(), backfill: true } : event()));

export const framePacket = (sender: Sender, at: number, jpeg: () => Uint8Array): Packet =>
  packet(sender, 'frame', at, jpeg);

export const statusPacket = (sender: Sender, at: number, online: boolean): Packet =>
  packet(sender, 'status', at, () => JSON.stringify({ online, at, simulated: true }));

/** A packet with another text, and perhaps on another topic at QoS 0 (a broker may hang up on a topic not one's own). */
export const spoilt = (honest: Packet, text: string, topic?: string): Packet => ({
  ...honest,
  body: () => text,
  ...(topic === undefined ? {} : { topic, qos: 0 as const }),
});
