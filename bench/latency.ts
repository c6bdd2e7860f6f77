import { join } from 'node:path';
import { districtRoom, streetRoom } from '../contracts/socket.ts';
import { withCredentials } from '../server/embedded/launcher.ts';
import { setUpOffice } from '../tests/helpers/client.ts';
import { freePort } from '../tests/helpers/ports.ts';
import { Stack } from '../tests/helpers/stack.ts';
import { TestProcess } from '../tests/helpers/testProcess.ts';
import { pause } from '../tests/helpers/until.ts';
import { gather } from './parts/crowd.ts';
import { report, run } from './parts/report.ts';
import { sendLoad } from './parts/runLoad.ts';
import { benchEntry, devicesOf, enter, prepare, serviceAccount, streets, type BenchDevice } from './parts/setup.ts';

/*
 * From publish to socket, the commit in between: 200 clients, some in the district's room, the others in the streets'.
 * A message is published with its instant; it is seen with the first frame that shows it or a later one of its site.
 */
const CLIENTS = 200;
const IN_DISTRICT = 60;
const DEVICES = 70;
/** A minute, so that what comes once a minute (jobs, the checkpoint, the turn of every window) is in it. */
const SECONDS = 60;
/** Code compiled, plans made, files open: what a server does after its first seconds is measured. */
const WARM_UP_SECONDS = 10;
const RELAY_SECONDS = 12;
const RATES = [100, 1000];
const GOALS: Readonly<Record<number, number>> = { 100: 50, 1000: 250 };
const READY = { line: (line: string) => line.startsWith('{"ready":true') };

const rooms = (): string[] =>
  Array.from({ length: CLIENTS }, (_, i) =>
    i < IN_DISTRICT ? districtRoom() : streetRoom(streets[i % streets.length] as string),
  );

async function measure(
  stack: Stack,
  devices: readonly BenchDevice[],
  place: { address: string; cookie: string },
  seconds: number,
) {
  const rows: Record<string, unknown>[] = [];
  for (const perSecond of RATES) {
    const sent = join(stack.home, `sent-${perSecond}.json`);
    const crowd = await gather({ ...place, rooms: rooms(), sites: devices.map((device) => device.siteCode), sent }, 2);
    const load = {
      ...serviceAccount(stack),
      port: stack.mqttPort,
      devices,
      perSecond,
      from: 0,
      connections: 10,
      window: 1,
    };
    await sendLoad({ ...load, total: perSecond * WARM_UP_SECONDS });
    await sendLoad({ ...load, total: perSecond * seconds, out: sent });
    await pause(1_500);
    const heard = await crowd.disperse();
    rows.push({
      perSecond,
      clients: CLIENTS,
      p50: heard.afterPublish.quantile(0.5),
      p95: heard.afterPublish.quantile(0.95),
      p99: heard.afterPublish.quantile(0.99),
      p999: heard.afterPublish.quantile(0.999),
      afterEmitP99: heard.afterEmit.quantile(0.99),
      seen: heard.afterPublish.total,
      unseen: heard.unseen,
      frames: heard.frames,
    });
  }
  return rows;
}

run(async () => {
  const tidyUp = await prepare();
  const devices = devicesOf(DEVICES, streets);
  for (const frames of ['5', '50']) {
    const stack = await Stack.prepare({ env: { LIVE_FRAMES_PER_SECOND: frames } });
    try {
      await Promise.all([stack.database.start(), stack.broker.start()]);
      await enter((text, values) => stack.sql(text, values), devices);
      await stack.server.start();
      const { cookie } = await setUpOffice(stack.address, stack.server.lines);
      for (const row of await measure(stack, devices, { address: stack.address, cookie }, SECONDS))
        report('latency', {
          pipeline: 'product',
          framesPerSecond: Number(frames),
          ...row,
          goalP99: GOALS[row['perSecond'] as number],
        });
      if (frames === '5') {
        await stack.server.stop();
        const { username, password } = serviceAccount(stack);
        const port = await freePort();
        const streetOfSite = Object.fromEntries(devices.map((device) => [device.siteCode, device.streetCode]));
        const args = [JSON.stringify({ url: withCredentials(stack.mqttUrl, username, password), port, streetOfSite })];
        const relay = new TestProcess('relay', { entry: benchEntry('relay'), args, readyWhen: READY });
        await relay.start();
        const place = { address: `http://127.0.0.1:${port}`, cookie: '' };
        for (const row of await measure(stack, devices, place, RELAY_SECONDS))
          report('latency', { pipeline: 'bare relay', ...row });
        await relay.stop();
      }
    } catch (error) {
      stack.printLogs();
      throw error;
    } finally {
      await stack.remove();
    }
  }
  tidyUp();
});
