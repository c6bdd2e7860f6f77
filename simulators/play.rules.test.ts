import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { CameraEvent, publishTopicsOf, Telemetry } from '../contracts/mqtt.ts';
import { MINUTE, SECOND } from './calendar.rules.ts';
import type { Actor } from './credentials.ts';
import { castOf, eventOf, frameOf, readingOf, sendingsOf } from './play.rules.ts';
import type { Packet } from './packets.rules.ts';
import { scenarios } from './scenarios.ts';

const startAt = Date.parse('2026-06-01T10:00:00+08:00');
const actor = (n: number, more: Partial<Actor> = {}): Actor => ({
  ...{ code: `E-00${n}-1`, kind: 'env', siteCode: `S-00${n}`, username: 'u', password: 'p', periodMs: 10_000 },
  ...{ lon: 118.8, lat: 32.05, ...more },
});
const actors = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => actor(n));
const scenario = (name: string) => scenarios.find((s) => s.name === name) ?? expect.fail(name);
const text = (packet: Packet, late = false) => Buffer.from(packet.body(late)).toString('utf8');

/** Everything a scenario sends in its first minute, device by device. */
function firstMinute(name: string, seed: number, who = actors): string[] {
  return castOf(scenario(name), who, seed, startAt, SECOND).flatMap((player) =>
    Array.from({ length: 60 }, (_, i) => sendingsOf(player, startAt + player.offsetMs + i * SECOND))
      .flat()
      .map((packet) => `${packet.topic} ${packet.qos} ${text(packet)}`),
  );
}

describe('a scenario', () => {
  it('says byte for byte the same with the same seed, and something else with another', () => {
    for (const { name } of scenarios) {
      expect(firstMinute(name, 5)).toEqual(firstMinute(name, 5));
      if (!firstMinute(name, 5).every((line) => line === ''))
        expect(firstMinute(name, 5)).not.toEqual(firstMinute(name, 6));
    }
  });

  it('sends what the contract asks for, on topics of its own, marked as simulated', () => {
    for (const name of ['normal-day', 'dust-episode', 'night-work', 'duplicates-disorder', 'burst', 'demo'])
      for (const line of firstMinute(name, 1)) {
        const [topic = '', qos, ...body] = line.split(' ');
        const message: unknown = JSON.parse(body.join(' '));
        expect(Value.Check(Telemetry, message)).toBe(true);
        expect(message).toMatchObject({ simulated: true });
        expect(qos).toBe('1');
        const code = topic.split('/')[4] ?? '';
        expect(publishTopicsOf({ siteCode: `S-${code.slice(2, 5)}`, kind: 'env', deviceCode: code })).toContain(topic);
      }
  });

  it('declares back-fill when a packet waited, or is history', () => {
    const [player] = castOf(scenario('normal-day'), actors, 1, startAt);
    const packet = readingOf(player ?? expect.fail(), startAt);
    expect(JSON.parse(text(packet))).not.toHaveProperty('backfill');
    expect(JSON.parse(text(packet, true))).toMatchObject({ backfill: true });
    const past = JSON.parse(text(readingOf(player ?? expect.fail(), startAt, true))) as Telemetry;
    expect(past).toEqual({ ...(JSON.parse(text(packet)) as Telemetry), backfill: true });
  });
});

describe('faults', () => {
  it('duplicates every packet of some, and shuffles but loses none of others', () => {
    const [both, , , shuffled] = castOf(scenario('duplicates-disorder'), actors, 1, startAt, SECOND).map((player) =>
      Array.from({ length: 64 }, (_, i) => sendingsOf(player, startAt + player.offsetMs + i * SECOND)).flat(),
    );
    const instants = (shuffled ?? []).map((packet) => packet.at);
    expect(new Set(instants).size).toBe(instants.length);
    expect(instants).not.toEqual([...instants].sort());
    expect(Math.abs(instants.length - 64)).toBeLessThan(4);
    const twice = (both ?? []).map((packet) => packet.at);
    expect(twice.length).toBe(2 * new Set(twice).size);
  });

  it('spoil some packets of a malformed sender, beside the honest ones', () => {
    const lines = firstMinute('malformed-sender', 1);
    const isGood = (line: string) => {
      try {
        return Value.Check(Telemetry, JSON.parse(line.slice(line.indexOf('{'))));
      } catch {
        return false;
      }
    };
    expect(lines.filter((line) => isGood(line) && line.includes('"simulated":true')).length).toBeGreaterThan(
      8 * 60 - 1,
    );
    expect(lines.filter((line) => !isGood(line)).length).toBeGreaterThan(40);
    expect(lines.some((line) => line.length > 16_000)).toBe(true);
    expect(lines.filter((line) => line.startsWith('xw/v1/S-000/')).every((line) => line.split(' ')[1] === '0')).toBe(
      true,
    );
  });

  it('keep the silent device quiet and raise the dusty one in the demo', () => {
    const at = Date.parse('2026-06-01T09:25:00+08:00');
    const cast = [actor(1, { part: 'silent' }), actor(2, { part: 'dust' }), actor(3)];
    const [silent = [], dusty = [], honest = []] = castOf(scenario('demo'), cast, 1, startAt).map((p) =>
      sendingsOf(p, at),
    );
    expect(silent).toEqual([]);
    const tsp = (some: Packet[]) => (JSON.parse(text(some[0] ?? expect.fail())) as Telemetry).values.tsp ?? NaN;
    expect(tsp(dusty)).toBeGreaterThan(500);
    expect(tsp(honest)).toBeLessThan(330);
  });
});

describe('cameras', () => {
  const cameras = castOf(scenario('camera-events'), [actor(1, { code: 'C-001-1', kind: 'camera' })], 1, startAt);
  const evidence = {
    base64: Buffer.from([0xff, 0xd8, 0xff]).toString('base64'),
    box: [1, 2, 3, 4] as [number, number, number, number],
  };

  it('report events as the contract asks, the same each time', () => {
    for (let i = 0; i < 200; i++) {
      const at = startAt + i * 7 * MINUTE;
      const event: unknown = JSON.parse(text(eventOf(cameras, 1, at, () => evidence).packet));
      expect(Value.Check(CameraEvent, event)).toBe(true);
      expect(event).toEqual(JSON.parse(text(eventOf(cameras, 1, at, () => evidence).packet)));
    }
  });

  it('show a moving loop', () => {
    const steps = [0, 1, 2].map((i) => {
      let seen = -1;
      const camera = cameras[0] ?? expect.fail();
      frameOf(camera, startAt + i * 5000, 5000, (_, step) => ((seen = step), new Uint8Array())).body(false);
      return seen;
    });
    expect(new Set(steps).size).toBe(3);
  });
});
