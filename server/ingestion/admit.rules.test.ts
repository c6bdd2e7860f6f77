import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metricFacts, metrics } from '../../contracts/metrics.ts';
import { topicFacts } from '../../contracts/mqtt.ts';
import type { QuarantineReason } from '../../contracts/quarantine.ts';
import { admit } from './admit.rules.ts';
import type { DirectoryEntry, Packet } from './entries.ts';
import { timePolicy } from './plausibility.rules.ts';

const now = Date.parse('2026-11-23T02:00:00Z');
const policy = timePolicy(45);
const DAY = 86_400_000;
const monitor: DirectoryEntry = { deviceId: 1, deviceCode: 'E-1', kind: 'env', siteCode: 'S-1', retired: false };
const camera: DirectoryEntry = { deviceId: 2, deviceCode: 'C-1', kind: 'camera', siteCode: 'S-1', retired: false };
const retired: DirectoryEntry = { ...monitor, deviceId: 3, deviceCode: 'E-9', retired: true };
const find = (code: string) => [monitor, camera, retired].find(({ deviceCode }) => deviceCode === code);

const telemetry = 'xw/v1/S-1/env/E-1/telemetry';
const event = 'xw/v1/S-1/camera/C-1/event';
const packet = (topic: string, payload: unknown): Packet => ({
  topic,
  payload: Buffer.isBuffer(payload)
    ? payload
    : Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)),
  receivedAt: now,
});
const answer = (topic: string, payload: unknown) => admit(packet(topic, payload), find, policy);
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]).toString('base64');

describe('a reading comes in', () => {
  it('takes a time as RFC 3339 with any offset, or as milliseconds', () => {
    for (const at of [now, '2026-11-23T02:00:00Z', '2026-11-23T10:00:00+08:00', '2026-11-23T10:00:00.000+08:00'])
      expect(answer(telemetry, { at, values: { pm10: 80 } })).toMatchObject({ kind: 'reading', at: now });
  });

  it('sets values with a flag other than N apart, so that they are in no mean', () => {
    const entry = answer(telemetry, { at: now, values: { pm10: 80, noise: 60 }, flags: { pm10: 'M', noise: 'N' } });
    expect(entry).toMatchObject({ values: { noise: 60 }, flagged: { pm10: { value: 80, flag: 'M' } } });
  });

  it('does not judge a value that the device itself doubts', () => {
    const entry = answer(telemetry, { at: now, values: { pm10: 99_999 }, flags: { pm10: 'T' } });
    expect(entry.kind).toBe('reading');
  });

  it('keeps sequence, back-fill and simulation marks', () => {
    const at = now - 30 * DAY;
    const entry = answer(telemetry, { at, values: { tsp: 1 }, seq: 7, backfill: true, simulated: true });
    expect(entry).toMatchObject({ kind: 'reading', at, seq: 7, backfill: true, simulated: true });
  });
});

describe('a camera event comes in', () => {
  it('names its image by the hash of its bytes', () => {
    const sent = {
      id: 'a1',
      at: now,
      kind: 'no-helmet',
      confidence: 0.9,
      box: [1, 2, 3, 4],
      image: { mime: 'image/jpeg', base64: jpeg },
    };
    expect(answer(event, sent)).toMatchObject({
      kind: 'event',
      eventId: 'a1',
      image: { hash: createHash('sha256').update(Buffer.from(jpeg, 'base64')).digest('hex') },
    });
  });

  it('may be old when it is declared as back-fill', () => {
    const sent = { id: 'a2', at: now - 30 * DAY, kind: 'no-vest', confidence: 0.9, backfill: true };
    expect(answer(event, sent)).toMatchObject({ kind: 'event', eventId: 'a2', at: now - 30 * DAY });
  });
});

const refusals: [QuarantineReason, string, unknown][] = [
  ['unknown-topic', 'xw/v1/S-1/env/E-1/nonsense', {}],
  ['unknown-topic', 'xw/v2/S-1/env/E-1/telemetry', {}],
  ['unknown-topic', 'xw/v1/S-1/env/E-1/event', {}],
  ['unknown-topic', 'xw/v1/S-1/env/E-1/telemetry/more', {}],
  ['unknown-topic', 'xw/v1/S-1/env/E-1/status', { online: true, at: now }],
  ['oversize', telemetry, Buffer.alloc(topicFacts.telemetry.maxBytes + 1, 32)],
  ['malformed-json', telemetry, '{"at": '],
  ['malformed-json', telemetry, Buffer.from([0x22, 0xff, 0x22])],
  ['invalid-payload', telemetry, { at: now, values: { pm10: '80' } }],
  ['invalid-payload', telemetry, { at: now, values: {} }],
  ['invalid-payload', telemetry, { at: now, values: { radon: 3 } }],
  ['invalid-payload', telemetry, { at: '2026-11-23 10:00:00', values: { pm10: 1 } }],
  ['invalid-payload', telemetry, { values: { pm10: 1 } }],
  ['invalid-payload', telemetry, [1, 2]],
  ['invalid-payload', telemetry, 'null'],
  ['invalid-time', telemetry, { at: '2026-02-30T10:00:00Z', values: { pm10: 1 } }],
  ['invalid-time', telemetry, { at: '2026-13-01T10:00:00Z', values: { pm10: 1 } }],
  ['unknown-device', 'xw/v1/S-1/env/E-2/telemetry', { at: now, values: { pm10: 1 } }],
  ['device-elsewhere', 'xw/v1/S-2/env/E-1/telemetry', { at: now, values: { pm10: 1 } }],
  ['device-elsewhere', 'xw/v1/S-1/env/C-1/telemetry', { at: now, values: { pm10: 1 } }],
  ['device-retired', 'xw/v1/S-1/env/E-9/telemetry', { at: now, values: { pm10: 1 } }],
  ['clock-ahead', telemetry, { at: now + 10 * 60_000 + 1, values: { pm10: 1 } }],
  ['too-old', telemetry, { at: now - 7 * DAY - 1, values: { pm10: 1 } }],
  ['backfill-too-old', telemetry, { at: now - 45 * DAY - 1, values: { pm10: 1 }, backfill: true }],
  [
    'bad-image',
    event,
    { id: 'a', at: now, kind: 'no-vest', confidence: 1, image: { mime: 'image/png', base64: jpeg } },
  ],
  ['too-old', event, { id: 'a', at: now - 7 * DAY - 1, kind: 'no-vest', confidence: 1 }],
  ['backfill-too-old', event, { id: 'a', at: now - 45 * DAY - 1, kind: 'no-vest', confidence: 1, backfill: true }],
  ['invalid-payload', event, { id: 'a', at: now, kind: 'dancing', confidence: 1 }],
];

describe('a packet is refused with a named reason', () => {
  it.each(refusals)('%s: %s', (reason, topic, payload) => {
    expect(answer(topic, payload)).toMatchObject({ kind: 'refused', reason });
  });

  it.each(metrics)('out-of-range: %s just outside what is physically possible, and not at the ends', (metric) => {
    const { min, max } = metricFacts[metric];
    for (const value of [min, max])
      expect(answer(telemetry, { at: now, values: { [metric]: value } }).kind).toBe('reading');
    for (const value of [min - 0.1, max + 0.1])
      expect(answer(telemetry, { at: now, values: { [metric]: value } })).toMatchObject({ reason: 'out-of-range' });
  });

  it('accepts a clock exactly ten minutes ahead and a packet exactly seven days old', () => {
    for (const at of [now + 10 * 60_000, now - 7 * DAY])
      expect(answer(telemetry, { at, values: { pm10: 1 } }).kind).toBe('reading');
  });
});

describe('whatever comes', () => {
  const topics = fc.oneof(
    fc.constantFrom(telemetry, event),
    fc.string(),
    fc.string().map((s) => `xw/v1/${s}/env/E-1/telemetry`),
  );
  const payloads = fc.oneof(
    fc.uint8Array().map((b) => Buffer.from(b)),
    fc.json().map((j) => Buffer.from(j)),
  );

  it('gets one answer and throws nothing', () => {
    fc.assert(
      fc.property(topics, payloads, (topic, payload) => {
        const entry = answer(topic, payload);
        expect(['reading', 'event', 'refused']).toContain(entry.kind);
        expect(entry.packet.payload).toBe(payload);
      }),
      { numRuns: 500 },
    );
  });
});
