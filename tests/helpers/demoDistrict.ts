import { join } from 'node:path';
import { inject } from 'vitest';
import { runToEnd } from '../../server/embedded/launcher.ts';
import { readSeedReport, type SeedReport } from '../../server/embedded/seedReport.ts';
import { Visitor } from './client.ts';
import { Stack } from './stack.ts';
import { TestProcess } from './testProcess.ts';

/** The demonstration district with its simulated devices, as `npm run demo` starts it. */
export class DemoDistrict {
  private constructor(
    readonly stack: Stack,
    readonly seeded: SeedReport,
    private readonly simulator: TestProcess,
  ) {}

  static async start(): Promise<DemoDistrict> {
    const stack = await Stack.prepare({ serverEntry: 'demo-server' });
    const entry = (name: string) => join(inject('entries'), `${name}.js`);
    const env = { DATABASE_URL: stack.databaseUrl, XW_DATA_DIR: stack.home, MQTT_URL: stack.mqttUrl };
    await Promise.all([stack.database.start(), stack.broker.start()]);
    const seeded = readSeedReport(await runToEnd({ name: 'seed', entry: entry('seed'), env }));
    await stack.server.start();
    const args = ['--scenario', 'demo'];
    const simulator = new TestProcess('simulator', { entry: entry('simulate'), args, env, readyWhen: 'spawned' });
    await simulator.start();
    return new DemoDistrict(stack, seeded, simulator);
  }

  /** A seeded person's name and password. */
  credentials(loginName: string): { loginName: string; password: string } {
    const password = this.seeded.people.find((person) => person.loginName === loginName)?.password;
    if (password === undefined) throw new Error(`the seed named no password of ${loginName}`);
    return { loginName, password };
  }

  async signIn(loginName: string): Promise<Visitor> {
    const visitor = new Visitor(this.stack.address);
    return visitor.signIn(loginName, this.credentials(loginName));
  }

  async stop(): Promise<void> {
    await this.simulator.stop();
    await this.stack.remove();
  }
}
