import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mqtt from 'mqtt';
import { describe } from 'vitest';

const PROGRAM = '/usr/sbin/mosquitto';

/** `describe` for tests that need Mosquitto: skipped by name where it is missing, a failure there with CI=true. */
export const describeWithMosquitto =
  !existsSync(PROGRAM) && process.env['CI'] !== 'true'
    ? (name: string, _body: () => void) => describe.skip(`${name} [needs mosquitto]`, () => undefined)
    : describe;

/** A TCP port that is free at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface TestMosquitto {
  readonly url: string;
  /** Reads the access files again, as an operator's reload would. */
  reload(): Promise<void>;
  /** Ends it and starts it again on the same port with what it has kept. */
  restart(): Promise<void>;
  readonly port: number;
  remove(): Promise<void>;
}

/**
 * A real Mosquitto on a free port of this machine.
 * @param settings further lines of its configuration, e.g. access files or persistence
 * @param wanted its port, when it must be known before
 */
export async function startMosquitto(settings: readonly string[], wanted?: number): Promise<TestMosquitto> {
  const dir = mkdtempSync(join(tmpdir(), 'xw-mosquitto-'));
  const port = wanted ?? (await freePort());
  const conf = join(dir, 'mosquitto.conf');
  // As root it would become another user, who cannot read files that only their owner may.
  const user = process.getuid?.() === 0 ? ['user root'] : [];
  writeFileSync(conf, [`listener ${port} 127.0.0.1`, ...user, ...settings, ''].join('\n'));
  const url = `mqtt://127.0.0.1:${port}`;
  const launch = async () => {
    const started = spawn(PROGRAM, ['-c', conf], { stdio: 'ignore' });
    await untilListening(url);
    return started;
  };
  let broker = await launch();
  const end = async () => {
    const ended = once(broker, 'exit');
    broker.kill('SIGTERM');
    await ended;
  };
  return {
    url,
    port,
    async restart() {
      await end();
      broker = await launch();
    },
    async reload() {
      broker.kill('SIGHUP');
      await sleep(300);
    },
    async remove() {
      await end();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** An anonymous attempt that is answered, even by a refusal, shows that the broker listens. */
async function untilListening(url: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await mqtt.connectAsync(url, { reconnectPeriod: 0, connectTimeout: 1000 }).catch((e: unknown) => e);
    if (!(answer instanceof Error)) return answer instanceof mqtt.MqttClient ? answer.endAsync() : undefined;
    if (/not authori[sz]ed/i.test(answer.message)) return;
    await sleep(50);
  }
  throw new Error('mosquitto does not listen');
}
