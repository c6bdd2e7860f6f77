import { expect, it } from 'vitest';
import { cutByTime } from './cut.rules.ts';
import { refuse, type Entry } from './entries.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const packet = { topic: 't', payload: Buffer.alloc(0), receivedAt: now };
const reading = (hoursAgo: number) => {
  const device = { deviceId: 1, deviceCode: 'E', kind: 'env' as const, siteCode: 'S', retired: false };
  const at = now - hoursAgo * 3_600_000;
  const entry: Entry = {
    kind: 'reading',
    packet,
    device,
    at,
    values: {},
    flagged: null,
    seq: null,
    backfill: true,
    simulated: false,
  };
  return { entry, hoursAgo };
};

it('no transaction holds recent and old readings, nor old ones of different days', () => {
  const batch = [reading(0), reading(30), reading(31), reading(1), reading(60)];
  expect(cutByTime(batch, now).map((part) => part.map(({ hoursAgo }) => hoursAgo))).toEqual([[0, 1], [30, 31], [60]]);
});

it('everything is in exactly one part, and a batch of one kind stays whole', () => {
  const refusal = { entry: refuse(packet, 'malformed-json'), hoursAgo: 0 };
  expect(cutByTime([refusal, reading(0.5)], now)).toHaveLength(1);
  expect(cutByTime([], now)).toEqual([]);
});
