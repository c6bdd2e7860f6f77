import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { topicOf } from '../../contracts/mqtt.ts';
import { quarantineReasonNames, type QuarantineReason } from '../../contracts/quarantine.ts';
import { setUpOffice, type Visitor } from '../helpers/client.ts';
import { registerDevice, registerSite } from '../helpers/devices.ts';
import { Stack } from '../helpers/stack.ts';
import { until } from '../helpers/until.ts';

const DAY = 86_400_000;
const telemetry = (siteCode: string, deviceCode: string) =>
  topicOf({ siteCode, kind: 'env', deviceCode, leaf: 'telemetry' });
const event = topicOf({ siteCode: 'S-1', kind: 'camera', deviceCode: 'C-1', leaf: 'event' });

/** A packet for every reason. They come as from a bridge, with the service account, which may publish anything. */
const packets = (now: number): Record<QuarantineReason, [topic: string, payload: string]> => {
  const good = JSON.stringify({ at: now, values: { pm10: 1 } });
  const snap = { id: 'e', at: now, kind: 'no-helmet', confidence: 0.5 };
  const mine = telemetry('S-1', 'E-1');
  return {
    // A code that no device may bear.
    'unknown-topic': [telemetry('S-1', '-bad-'), good],
    oversize: [mine, good.padEnd(17_000)],
    'malformed-json': [mine, '{"at":'],
    'invalid-payload': [mine, JSON.stringify({ at: now, values: { pm10: 'much' } })],
    'invalid-time': [mine, JSON.stringify({ at: '2026-02-30T10:00:00Z', values: { pm10: 1 } })],
    'unknown-device': [telemetry('S-1', 'E-UNKNOWN'), good],
    'device-elsewhere': [telemetry('S-2', 'E-1'), good],
    'device-retired': [telemetry('S-1', 'E-OLD'), good],
    'out-of-range': [mine, JSON.stringify({ at: now, values: { humidity: 101 } })],
    'clock-ahead': [mine, JSON.stringify({ at: now + 11 * 60_000, values: { pm10: 1 } })],
    'too-old': [mine, JSON.stringify({ at: now - 8 * DAY, values: { pm10: 1 } })],
    'backfill-too-old': [mine, JSON.stringify({ at: now - 50 * DAY, values: { pm10: 1 }, backfill: true })],
    // Contradicts the first good message below.
    conflicting: [mine, JSON.stringify({ at: now - 1_000, values: { pm10: 99 } })],
    'bad-image': [event, JSON.stringify({ ...snap, image: { mime: 'image/jpeg', base64: 'bm8gaW1hZ2U=' } })],
    'database-refused': [event, JSON.stringify({ ...snap, id: 'refused', plate: '苏A\u0000' })],
  };
};

describe('quarantine', () => {
  let stack: Stack;
  let admin: Visitor;
  let bridge: MqttClient;
  const list = async () => (await admin.call('listQuarantine', { query: { limit: 500 } })).rows;
  beforeAll(async () => {
    stack = await Stack.start();
    admin = await setUpOffice(stack.address, stack.server.lines);
    for (const site of ['S-1', 'S-2']) await registerSite(admin, site);
    await registerDevice(admin, 'S-1', 'E-1');
    await registerDevice(admin, 'S-1', 'C-1', 'camera');
    await registerDevice(admin, 'S-1', 'E-OLD');
    await admin.call('retireDevice', { params: { code: 'E-OLD' } });
    bridge = await mqtt.connectAsync(stack.serviceUrl);
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(async () => {
    await bridge.endAsync();
    await stack.remove();
  });

  it('knows every reason by its own packet, keeps it whole, and the message after each is stored', async () => {
    const now = Date.now();
    const rubbish = packets(now);
    let good = 0;
    for (const [topic, payload] of Object.values(rubbish)) {
      good += 1;
      const reading = { at: now - good * 1_000, values: { pm10: good } };
      await bridge.publishAsync(telemetry('S-1', 'E-1'), JSON.stringify(reading), { qos: 1 });
      await bridge.publishAsync(topic, payload, { qos: 1 });
    }
    await until('every reason is listed', async () => {
      const reasons = (await list()).map(({ reason }) => reason);
      const missing = quarantineReasonNames.filter((reason) => !reasons.includes(reason));
      if (missing.length > 0) throw new Error(`missing ${missing.join(', ')}`);
      return true;
    });
    const rows = await list();
    expect(rows).toHaveLength(quarantineReasonNames.length);
    for (const { id, reason, topic, whole, sentence } of rows) {
      expect([reason, topic, whole]).toEqual([reason, rubbish[reason][0], true]);
      expect(sentence).not.toBe('');
      const { base64 } = await admin.call('getQuarantined', { params: { id } });
      expect(Buffer.from(base64, 'base64').toString()).toBe(rubbish[reason][1]);
    }
    const stored = await stack.sql<{ pm10: number }>('select pm10 from readings order by pm10');
    expect(stored.map(({ pm10 }) => pm10)).toEqual(Array.from({ length: good }, (_, i) => i + 1));
  });

  it('counts a packet that comes again instead of keeping it twice', async () => {
    const [topic, payload] = packets(0)['malformed-json'];
    const before = (await list()).length;
    await bridge.publishAsync(topic, payload, { qos: 1 });
    await until('seen twice', async () =>
      (await list()).some(({ reason, seen }) => reason === 'malformed-json' && seen === 2),
    );
    expect(await list()).toHaveLength(before);
  });

  it('stays open when it is refused again, and a replay that succeeded is not offered twice', async () => {
    const { id = 0 } = (await list()).find(({ reason }) => reason === 'unknown-device') ?? {};
    const again = await admin.call('replayQuarantined', { params: { id } });
    expect(again).toEqual({ outcome: 'quarantined', reason: 'unknown-device' });
    await registerDevice(admin, 'S-1', 'E-UNKNOWN');
    const body = { reason: 'unknown-device', deviceCode: 'E-UNKNOWN' } as const;
    expect(await admin.call('replayReason', { body })).toEqual({ stored: 1, duplicate: 0, quarantined: 0 });
    expect(await admin.call('replayReason', { body })).toEqual({ stored: 0, duplicate: 0, quarantined: 0 });
    expect(await admin.call('replayQuarantined', { params: { id } })).toEqual({ outcome: 'duplicate', reason: null });
  });
});
