import { topicFacts } from '../../contracts/mqtt.ts';
import { refuse, type Entry, type FindDevice, type Packet } from './entries.ts';
import { parseEvent } from './parsers/xw1/event.ts';
import { parseTelemetry } from './parsers/xw1/telemetry.ts';
import { judgeDevice, judgeTime, judgeValues, type TimePolicy } from './plausibility.rules.ts';
import { parseTopic } from './topics.ts';

/**
 * Porter, interpreter and doorkeeper in one walk: a packet of the durable lane becomes a reading, an event, or a
 * refusal with its reason. Pure and total: it never throws, and the packet's own arrival time is its only clock.
 */
export function admit(packet: Packet, find: FindDevice, policy: TimePolicy): Entry {
  const topic = parseTopic(packet.topic);
  if (topic === undefined) return refuse(packet, 'unknown-topic');
  const no = (verdict: { reason: Parameters<typeof refuse>[1]; detail: string | null }) =>
    refuse(packet, verdict.reason, verdict.detail, topic.deviceCode);

  const { maxBytes, lane } = topicFacts[topic.leaf];
  if (lane !== 'durable') return no({ reason: 'unknown-topic', detail: null });
  if (packet.payload.length > maxBytes) return no({ reason: 'oversize', detail: `${packet.payload.length} bytes` });

  const device = find(topic.deviceCode);
  const stranger = judgeDevice(topic, device);
  if (stranger !== undefined || device === undefined) return no(stranger ?? { reason: 'unknown-device', detail: null });

  if (topic.leaf === 'event') {
    const event = parseEvent(packet.payload);
    if (!event.ok) return no(event);
    const { backfill, ...facts } = event.value;
    const untimely = judgeTime(facts.at, backfill, packet.receivedAt, policy);
    return untimely ? no(untimely) : { kind: 'event', packet, device, ...facts };
  }
  const reading = parseTelemetry(packet.payload);
  if (!reading.ok) return no(reading);
  const { at, backfill, values } = reading.value;
  const fault = judgeTime(at, backfill, packet.receivedAt, policy) ?? judgeValues(values);
  return fault ? no(fault) : { kind: 'reading', packet, device, ...reading.value };
}
