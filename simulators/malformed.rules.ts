import { TOPIC_ROOT, topicFacts } from '../contracts/mqtt.ts';
import { DAY, MINUTE } from './calendar.rules.ts';
import { spoilt, type Packet } from './packets.rules.ts';

/** How a badly built device spoils an honest packet, one row a way; a malformed sender goes down the list. */
export interface Spoiling {
  readonly name: string;
  readonly spoil: (honest: Packet) => Packet;
}

const json = (honest: Packet, message: Record<string, unknown>): Packet =>
  spoilt(honest, JSON.stringify({ at: honest.at, simulated: true, ...message }));

export const spoilings: readonly Spoiling[] = [
  { name: 'broken-json', spoil: (p) => spoilt(p, `{"at":${p.at},"values":{"pm10":`) },
  { name: 'wrong-type', spoil: (p) => json(p, { values: { noise: '六十二', pm10: 61 } }) },
  { name: 'out-of-range', spoil: (p) => json(p, { values: { noise: 912, pm10: 61 } }) },
  { name: 'clock-ahead', spoil: (p) => json(p, { at: p.at + 30 * MINUTE, values: { pm10: 61 } }) },
  { name: 'undeclared-old', spoil: (p) => json(p, { at: p.at - 10 * DAY, values: { pm10: 61 } }) },
  { name: 'no-values', spoil: (p) => json(p, { values: {} }) },
  { name: 'unknown-metric', spoil: (p) => json(p, { values: { radon: 12 } }) },
  { name: 'bad-time', spoil: (p) => json(p, { at: '2026/13/45 25:61', values: { pm10: 61 } }) },
  {
    name: 'oversize',
    spoil: (p) => json(p, { values: { pm10: 61 }, note: 'x'.repeat(topicFacts.telemetry.maxBytes + 500) }),
  },
];

/** A message about a device nobody registered. The broker of a real site lets nobody say it, hence QoS 0 and no answer. */
export const stranger: Spoiling = {
  name: 'unknown-device',
  spoil: (p) =>
    spoilt(p, JSON.stringify({ at: p.at, values: { pm10: 61 } }), `${TOPIC_ROOT}/S-000/env/E-000-0/telemetry`),
};
