/**
 * Process: `npm start`. Runs the server against DATABASE_URL and MQTT_URL, and starts the embedded database or broker
 * for whichever is unset, with their data below XW_DATA_DIR (default data/embedded).
 */
import { assertPortFree, builtEntry, runToEnd } from './launcher.ts';
import { readSettings, Stack } from './stack.ts';
import { stopOnSignals } from './stopSignals.ts';

const say = (line: string): void => console.log(line);

async function run(stack: Stack): Promise<void> {
  const { env } = process;
  const { host, port } = stack.settings;
  await assertPortFree(port, host, 'PORT');
  let databaseUrl = env.DATABASE_URL;
  if (!databaseUrl) {
    databaseUrl = await stack.startDatabase();
    say(`未设置 DATABASE_URL,已启动内置数据库,数据在 ${stack.settings.dataDir}`);
    // A database nobody else administers: bringing it up to date is ours to do.
    const onLine = stack.listener('migrate');
    await runToEnd({ name: '数据库升级', entry: builtEntry('migrate'), env: { DATABASE_URL: databaseUrl }, onLine });
  }
  const more: Record<string, string> = {};
  let mqttUrl = env.MQTT_URL;
  if (!mqttUrl) {
    mqttUrl = (await stack.startBroker()).serviceUrl;
    more.BROKER_ACCESS_DIR = stack.settings.accessDir;
    say(`未设置 MQTT_URL,已启动内置消息代理,端口 ${stack.settings.mqttPort}`);
  }
  await stack.start('服务', 'main', {
    env: { ...more, DATABASE_URL: databaseUrl, MQTT_URL: mqttUrl, XW_DATA_DIR: stack.settings.dataDir },
    readyWhen: { probe: () => stack.isServerReady() },
  });
  say(`服务已就绪:${stack.address}`);
}

function main(): void {
  const onLost = (reason: string): void => {
    console.error(reason);
    end(1);
  };
  const stack = new Stack(readSettings(process.env, 'data/embedded'), say, onLost, false);
  const end = stopOnSignals(() => stack.stop(), say);
  run(stack).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    end(1);
  });
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
