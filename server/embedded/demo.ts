/**
 * Process: `npm run demo`. Everything on one machine with simulated devices: ports, database, migrations, broker, seed,
 * server, simulators; a line per step; data below data/demo, kept between runs.
 */
import { join } from 'node:path';
import { assertPortFree, builtEntry, portFrom, runToEnd } from './launcher.ts';
import { readSeedReport, signInLines, type SeedReport } from './seedReport.ts';
import { readSettings, Stack } from './stack.ts';
import { stopOnSignals } from './stopSignals.ts';

const say = (line: string): void => console.log(line);
const STEPS = 7;
const beganAt = performance.now();
let step = 0;

/** Runs one step and prints its line: number, what, how long, and how long since the beginning. */
async function inStep<T>(title: string, work: () => Promise<T>): Promise<T> {
  step += 1;
  const startedAt = performance.now();
  const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);
  const result = await work();
  say(`[${step}/${STEPS}] ${title}:完成,用时 ${seconds(startedAt)} 秒(累计 ${seconds(beganAt)} 秒)`);
  return result;
}

async function run(stack: Stack): Promise<SeedReport> {
  const { settings } = stack;
  await inStep('检查端口', async () => {
    await assertPortFree(settings.port, settings.host, 'PORT');
    await assertPortFree(settings.mqttPort, settings.mqttHost, 'MQTT_PORT');
  });
  const databaseUrl = await inStep('启动内置数据库(首次约需 10 秒)', () => stack.startDatabase());
  const systemsPort = String(portFrom(process.env.SYSTEMS_PORT, settings.port + 11, 'SYSTEMS_PORT'));
  const common = {
    SYSTEMS_PORT: systemsPort,
    DATABASE_URL: databaseUrl,
    XW_DATA_DIR: settings.dataDir,
    BROKER_ACCESS_DIR: settings.accessDir,
  };
  const job = (name: string, entry: string, args: readonly string[] = []) => {
    const log = stack.listener(entry);
    // Only complaints: the seed's answer holds passwords and a wall token, which belong in no log.
    const onLine = (line: string, stream: 'out' | 'err') => (stream === 'err' ? log(line, stream) : undefined);
    return runToEnd({ name, entry: builtEntry(entry), args, env: common, onLine });
  };
  await inStep('更新数据库结构', () => job('更新数据库结构', 'migrate'));
  const broker = await inStep('启动内置消息代理', () => stack.startBroker());
  const seeded = await inStep('写入演示数据(首次约需 20 秒)', async () => {
    await job('绘制现场照片', 'draw-pictures', [join(settings.dataDir, 'site-pictures')]);
    return job('写入演示数据', 'seed');
  });
  await inStep('启动服务', () =>
    stack.start('服务', 'demo-server', {
      env: {
        ...{ ...common, MQTT_URL: broker.serviceUrl, PORT: String(settings.port), HOST: settings.host },
        INTERFACE_ORIGINS: process.env.INTERFACE_ORIGINS ?? `http://127.0.0.1:${systemsPort}`,
      },
      readyWhen: { probe: () => stack.isServerReady() },
    }),
  );
  await inStep('启动模拟设备', () =>
    stack.start('模拟器', 'simulate', {
      args: ['--scenario', 'demo'],
      env: {
        ...{ MQTT_URL: broker.url, XW_DATA_DIR: settings.dataDir, SYSTEMS_PORT: systemsPort },
        // A server that speaks https does so under a name of its own: the systems stay out.
        ...(!settings.isHttps && { SERVER_URL: `http://127.0.0.1:${settings.port}` }),
      },
      readyWhen: 'spawned',
    }),
  );
  return readSeedReport(seeded);
}

function main(): void {
  // The demo is complete in itself: a DATABASE_URL meant for something else must not receive demonstration data.
  delete process.env.DATABASE_URL;
  delete process.env.MQTT_URL;
  const onLost = (reason: string): void => {
    console.error(reason);
    end(1);
  };
  const stack = new Stack(readSettings(process.env, 'data/demo'), say, onLost, true);
  const end = stopOnSignals(() => stack.stop(), say);
  run(stack).then(
    (report) => {
      for (const line of signInLines(report, stack.address, stack.settings)) say(line);
    },
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      end(1);
    },
  );
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
