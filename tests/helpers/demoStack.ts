import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { inject } from 'vitest';
import { topicOf } from '../../contracts/mqtt.ts';
import { runToEnd } from '../../server/embedded/launcher.ts';
import { readSeedReport } from '../../server/embedded/seedReport.ts';
import { Stack, type StackOptions } from './stack.ts';
import { TestProcess } from './testProcess.ts';

const entry = (name: string): string => join(inject('entries'), `${name}.js`);
const envOf = (stack: Stack) => ({
  DATABASE_URL: stack.databaseUrl,
  XW_DATA_DIR: stack.home,
  MQTT_URL: stack.mqttUrl,
});

/** The demonstration district on a stack of its own; nothing moves in it yet. @returns the wall's one-time link too */
export async function startDemoStack(options: StackOptions = {}): Promise<{ stack: Stack; wallPath: string }> {
  const stack = await Stack.prepare({ serverEntry: 'demo-server', ...options });
  try {
    await Promise.all([stack.database.start(), stack.broker.start()]);
    const seeded = readSeedReport(await runToEnd({ name: 'seed', entry: entry('seed'), env: envOf(stack) }));
    await stack.server.start();
    return { stack, wallPath: seeded.wallPath ?? '/wall' };
  } catch (error) {
    stack.printLogs();
    await stack.remove();
    throw error;
  }
}

/** The simulated devices of the demonstration. */
export async function startSimulator(stack: Stack): Promise<TestProcess> {
  const args = ['--scenario', 'demo'];
  const plan = { entry: entry('simulate'), args, env: envOf(stack), readyWhen: 'spawned' } as const;
  const simulator = new TestProcess('simulator', plan);
  await simulator.start();
  return simulator;
}

/** Speaks for every environment station of the demonstration in turn, each time with other values. */
export class Chatter {
  private count = 0;

  private constructor(
    private readonly link: MqttClient,
    private readonly stations: readonly { code: string; site: string }[],
  ) {}

  static async open(stack: Stack): Promise<Chatter> {
    const stations = await stack.sql<{ code: string; site: string }>(
      `select code, site_code as site from devices where kind = 'env' order by code`,
    );
    return new Chatter(await connectAsync(stack.serviceUrl, { clientId: 'chatter' }), stations);
  }

  say(): void {
    const { code, site } = this.stations[this.count % this.stations.length] ?? { code: '', site: '' };
    const n = (this.count += 1);
    const values = { tsp: 60 + (n % 40), pm10: 40 + (n % 50), pm25: 20 + (n % 30), noise: 50 + (n % 15) };
    const topic = topicOf({ siteCode: site, kind: 'env', deviceCode: code, leaf: 'telemetry' });
    this.link.publish(topic, JSON.stringify({ at: Date.now(), values, seq: n, simulated: true }), { qos: 1 });
  }

  close = (): Promise<void> => this.link.endAsync();
}
