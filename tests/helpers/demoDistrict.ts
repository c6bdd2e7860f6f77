import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { runToEnd } from '../../server/embedded/launcher.ts';
import { readSeedReport, type SeedReport } from '../../server/embedded/seedReport.ts';
import { Visitor } from './client.ts';
import { freePort } from './ports.ts';
import { Stack } from './stack.ts';
import { TestProcess } from './testProcess.ts';

const entry = (name: string): string => join(inject('entries'), `${name}.js`);

/** The demonstration district with its simulated devices, as `npm run demo` starts it. */
export class DemoDistrict {
  private constructor(
    readonly stack: Stack,
    readonly seeded: SeedReport,
    private readonly simulator: TestProcess,
    /** Where the simulated systems are expected to listen; nobody does until they play. */
    private readonly systemsPort: number,
  ) {}
  private systems: TestProcess | undefined;

  static async start(): Promise<DemoDistrict> {
    const systemsPort = await freePort();
    const home = mkdtempSync(join(tmpdir(), 'xw-'));
    // What the seed seals the server opens.
    const keys = join(home, 'secrets', 'vault-keys.json');
    const settings = { INTERFACE_ORIGINS: `http://127.0.0.1:${systemsPort}`, VAULT_KEYS_FILE: keys };
    const stack = await Stack.prepare({ serverEntry: 'demo-server', home, env: settings });
    const env = { DATABASE_URL: stack.databaseUrl, XW_DATA_DIR: stack.home, MQTT_URL: stack.mqttUrl };
    await Promise.all([stack.database.start(), stack.broker.start()]);
    const seeding = { ...env, SYSTEMS_PORT: String(systemsPort) };
    const seeded = readSeedReport(await runToEnd({ name: 'seed', entry: entry('seed'), env: seeding }));
    await stack.server.start();
    const args = ['--scenario', 'demo'];
    const simulator = new TestProcess('simulator', { entry: entry('simulate'), args, env, readyWhen: 'spawned' });
    await simulator.start();
    return new DemoDistrict(stack, seeded, simulator, systemsPort);
  }

  /** The simulated systems begin: finance pays one project, and the others listen. */
  async playSystems(project: string): Promise<void> {
    const listening = { SYSTEMS_PORT: String(this.systemsPort) };
    const env = { SERVER_URL: this.stack.address, XW_DATA_DIR: this.stack.home, ...listening };
    const args = ['--scenario', 'systems', '--project', project];
    this.systems = new TestProcess('systems', { entry: entry('simulate'), args, env, readyWhen: 'spawned' });
    await this.systems.start();
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
    await this.systems?.stop();
    await this.simulator.stop();
    await this.stack.remove();
  }
}
