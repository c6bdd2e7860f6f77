import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { freePort } from '../helpers/ports.ts';
import { until } from '../helpers/until.ts';

const MINUTE = 60_000;
const MINUTES = 10;
/** Caches fill and the history is filled in at first; growth is judged from here on. */
const WARM_UP_MINUTES = 4;
const MOST_MIB: Readonly<Record<string, number>> = { 'embedded-database': 1_000 };

interface Sample {
  /** Resident MiB by process. */
  readonly memory: Readonly<Record<string, number>>;
  readonly walMib: number;
}
interface Member {
  readonly pid: number;
  readonly name: string;
}

/** The processes that one has started, with what they run. */
function childrenOf(root: number): Member[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = pids.flatMap((pid): Member[] => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      const name = /([\w-]+)\.js\0/.exec(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.[1];
      return parent === root && name !== undefined ? [{ pid: Number(pid), name }] : [];
    } catch {
      return [];
    }
  });
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

const residentMib = (pid: number): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);

const folderMib = (folder: string): number => {
  const sizes = readdirSync(folder).map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0);
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1024 ** 2);
};

describe('the demo, left alone', () => {
  const home = mkdtempSync(join(tmpdir(), 'xw-soak-'));
  let demo: ChildProcess;
  let said = '';
  let ended = false;
  beforeAll(async () => {
    const [port, mqttPort] = [await freePort(), await freePort()];
    const env = { ...process.env, XW_DATA_DIR: home, PORT: String(port), MQTT_PORT: String(mqttPort) };
    demo = spawn(process.execPath, [join(inject('entries'), 'demo.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [demo.stdout, demo.stderr]) stream?.on('data', (data: Buffer) => (said += data.toString()));
    demo.once('exit', () => (ended = true));
    await until('the demo is ready', () => said.includes('按 Ctrl-C 停止'), { timeoutMs: 170_000 });
  });
  afterAll(async () => {
    demo.kill('SIGTERM');
    await until('the demo has ended', () => ended);
    rmSync(home, { recursive: true, force: true });
  });

  it('keeps memory and write-ahead log within bounds, and none of its processes ends', async () => {
    const members = childrenOf(demo.pid ?? 0);
    expect(members.map(({ name }) => name)).toEqual([
      'demo-server',
      'embedded-broker',
      'embedded-database',
      'simulate',
    ]);
    const samples: Sample[] = [];
    for (let minute = 1; minute <= MINUTES; minute += 1) {
      const dueAt = Date.now() + MINUTE;
      await until(`minute ${minute}`, () => Date.now() >= dueAt, { timeoutMs: 2 * MINUTE, everyMs: 500 });
      const memory = Object.fromEntries(members.map(({ pid, name }) => [name, residentMib(pid)]));
      const sample = { memory, walMib: folderMib(join(home, 'database', 'pg', 'pg_wal')) };
      samples.push(sample);
      console.log(`minute ${minute}: ${JSON.stringify(sample)}`);
    }
    expect(childrenOf(demo.pid ?? 0)).toEqual(members);
    for (const { name } of members) {
      const settled = samples.slice(WARM_UP_MINUTES).map(({ memory }) => memory[name] ?? 0);
      expect.soft(Math.max(...settled), `${name}: most MiB`).toBeLessThan(MOST_MIB[name] ?? 400);
      // A leak grows on and on: the last minute against the first after the warm-up.
      expect.soft(settled.at(-1), `${name}: growth`).toBeLessThan((settled[0] ?? 0) * 1.25 + 32);
    }
    expect(Math.max(...samples.map(({ walMib }) => walMib))).toBeLessThan(256);
  });
});
