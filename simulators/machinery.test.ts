import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from './calendar.rules.ts';
import { Clockwork } from './clockwork.ts';
import { readCommand } from './commandLine.rules.ts';
import { HistoryTeller, type Witness } from './history.ts';
import { instantBefore, instantsLeft, stateAtStart, toldDownTo } from './history.rules.ts';
import { Outbox } from './outbox.rules.ts';
import { statusPacket } from './packets.rules.ts';

const now = Date.parse('2026-06-15T12:00:00+08:00');
const packetAt = (at: number) => statusPacket({ siteCode: 'S-1', kind: 'env', code: 'E-1' }, at, true);

describe('the outbox', () => {
  it('gives up the oldest when full, and says so', () => {
    const outbox = new Outbox(3);
    const given = [1, 2, 3, 4, 5].map((at) => outbox.add({ packet: packetAt(at), late: true }));
    expect(given).toEqual([false, false, false, true, true]);
    outbox.putBack([{ packet: packetAt(2), late: true }]);
    expect(
      [outbox.next(), outbox.next(), outbox.next(), outbox.next(), outbox.next()].map((p) => p?.packet.at),
    ).toEqual([2, 3, 4, 5, undefined]);
  });

  it('keeps order over thousands', () => {
    const outbox = new Outbox(10_000);
    for (let at = 0; at < 5000; at++) outbox.add({ packet: packetAt(at), late: false });
    for (let at = 0; at < 5000; at++) expect(outbox.next()?.packet.at).toBe(at);
    expect(outbox.size).toBe(0);
  });
});

describe('the clockwork', () => {
  it('strikes each instant once, and skips what was slept through', () => {
    const struck: number[] = [];
    const clock = new Clockwork([{ everyMs: 100, offsetMs: 30, strike: (at) => struck.push(at) }], 1000);
    clock.tick(1250);
    clock.tick(1250);
    expect(struck).toEqual([1030, 1130, 1230]);
    clock.tick(1250 + HOUR);
    expect(struck.length).toBeLessThan(5);
  });
});

describe('history', () => {
  it('is thirty days by the quarter hour, the last of them by the minute', () => {
    expect(instantsLeft(stateAtStart(undefined, now, 30).open, now)).toBe(24 * 60 + 29 * 96);
    expect(instantBefore(now, now)).toBe(now - MINUTE);
    expect(instantBefore(now - 2 * DAY, now)).toBe(now - 2 * DAY - 15 * MINUTE);
  });

  it('after a break tells the gap first and then what was left over', () => {
    const before = { open: [{ from: now - 30 * DAY, to: now - 3 * DAY }], aliveAt: now - HOUR, silentSince: now - DAY };
    const state = stateAtStart(before, now, 30);
    expect(state.open).toEqual([{ from: now - HOUR, to: now }, ...before.open]);
    expect(state.silentSince).toBe(before.silentSince);
    expect(toldDownTo(state.open, now - HOUR, now)).toEqual(before.open);
  });

  it('remembers only what was acknowledged, and ends', () => {
    const dir = mkdtempSync(join(tmpdir(), 'history-'));
    const path = join(dir, 'history.json');
    const answers: (() => void)[] = [];
    const told: number[] = [];
    const witness: Witness = {
      packetAt,
      link: {
        isFree: true,
        send: (packet, done) => {
          told.push(packet.at);
          if (done) answers.push(done);
        },
      },
    };
    const teller = new HistoryTeller(path, [witness, witness], 1e9, now, 1);
    teller.tick(now, 1000);
    expect(told).toHaveLength(2 * 1440);
    expect(told).toEqual([...told].sort((a, b) => b - a));
    expect(teller.isDone).toBe(false);
    // The newest hour is acknowledged, but for one packet in its middle.
    answers.slice(0, 120).forEach((answer, i) => (i === 61 ? undefined : answer()));
    teller.save(now);
    const next = new HistoryTeller(path, [witness, witness], 1e9, now + 1, 1);
    told.length = 0;
    next.tick(now, 1000);
    expect(told[0]).toBe(now);
    expect(told[2]).toBe(now - 31 * MINUTE);
    answers[61]?.();
    answers.slice(120).forEach((answer) => answer());
    expect(next.isDone).toBe(true);
    expect(next.percent).toBe('100.0');
    rmSync(dir, { recursive: true });
  });
});

describe('the command line', () => {
  it('reads a run', () => {
    const command = readCommand('--scenario burst --devices 5 --rate 200 --seconds 3 --seed 9'.split(' '));
    expect(command).toMatchObject({ run: { scenario: { name: 'burst' }, devices: 5, rate: 200, seconds: 3, seed: 9 } });
    expect(readCommand(['--scenario', 'burst'])).toMatchObject({ run: { rate: 1000, seconds: 30, seed: 1 } });
    expect(readCommand('--scenario systems --project P-1'.split(' '))).toMatchObject({ run: { project: 'P-1' } });
    expect(readCommand(['--scenario', 'demo'])).toMatchObject({ run: { seconds: undefined } });
  });

  it('answers mistakes with a sentence, and lists every scenario', () => {
    for (const args of [
      ['--devices', '0'],
      ['--project'],
      ['--devices', 'x'],
      ['--what'],
      ['--scenario', 'none'],
      ['--seed'],
    ])
      expect(readCommand(args)).toMatchObject({ isMistake: true });
    expect(readCommand(['--list'])).toMatchObject({ isMistake: false });
    expect(readCommand(['--help'])).toMatchObject({ isMistake: false });
  });
});
