import { withCredentials } from '../server/embedded/launcher.ts';
import { setUpOffice } from '../tests/helpers/client.ts';
import { Stack } from '../tests/helpers/stack.ts';
import { TestProcess } from '../tests/helpers/testProcess.ts';
import { pause } from '../tests/helpers/until.ts';
import type { FrameSenderPlan } from './frameSender.ts';
import type { FrameViewersPlan, FrameViewersResult } from './frameViewers.ts';
import { report, round, run } from './parts/report.ts';
import { benchEntry, enter, prepare, serviceAccount, streets } from './parts/setup.ts';
import { slopeOf } from './parts/slope.ts';
import { cpuSeconds } from './parts/program.ts';

/*
 * Camera pictures: 40 cameras send a frame of 100 KB a second, ten viewers watch all of them, and one of the ten takes
 * next to nothing. What the server must not do is keep what that one does not take.
 */
const CAMERAS = 40;
const BYTES = 100 * 1024;
const VIEWERS = 10;
const SLOW = 1;
/** The system's own socket buffers take some megabytes of each slow stream before the server has to do without. */
const WARM_UP_SECONDS = 120;
const SECONDS = 90;
/** Frames come and go by the megabyte: what counts is whether that adds up. */
const GOAL_MIB_A_MINUTE = 2;
const READY = { line: (line: string) => line.startsWith('{"ready":true') };

run(async () => {
  const tidyUp = await prepare();
  const cameras = Array.from({ length: CAMERAS }, (_, i) => ({
    siteCode: `F-${i}`,
    deviceCode: `F-${i}-1`,
    streetCode: streets[i % streets.length] as string,
  }));
  const stack = await Stack.prepare();
  try {
    await Promise.all([stack.database.start(), stack.broker.start()]);
    await enter((text, values) => stack.sql(text, values), cameras);
    await stack.sql(`update devices set kind = 'camera'`);
    await stack.server.start();
    const { cookie } = await setUpOffice(stack.address, stack.server.lines);
    const { username, password } = serviceAccount(stack);
    const url = withCredentials(stack.mqttUrl, username, password);
    const sending: FrameSenderPlan = { url, cameras, framesPerSecond: 1, bytes: BYTES };
    const watching: FrameViewersPlan = {
      port: stack.port,
      cookie,
      cameras: cameras.map(({ deviceCode }) => deviceCode),
      viewers: VIEWERS,
      slow: SLOW,
    };
    const start = async (name: string, plan: object) => {
      const started = new TestProcess(name, {
        entry: benchEntry(name),
        args: [JSON.stringify(plan)],
        readyWhen: READY,
      });
      await started.start();
      return started;
    };
    const sender = await start('frameSender', sending);
    const viewers = await start('frameViewers', watching);
    await pause(WARM_UP_SECONDS * 1000);
    const [began, cpuBefore] = [performance.now(), cpuSeconds(stack.server.pid)];
    const samples: { at: number; value: number }[] = [];
    for (let second = 1; second <= SECONDS; second += 1) {
      await pause(began + second * 1000 - performance.now());
      samples.push({ at: (performance.now() - began) / 60_000, value: stack.server.memory().now });
    }
    const cpu = (cpuSeconds(stack.server.pid) - cpuBefore) / ((performance.now() - began) / 1000);
    await viewers.end('SIGTERM');
    await pause(200);
    const seen = JSON.parse(viewers.lines.at(-1) ?? '{}') as FrameViewersResult;
    await sender.stop();
    report('frames', {
      cameras: CAMERAS,
      kib: BYTES / 1024,
      viewers: VIEWERS,
      slow: SLOW,
      framesPerCamera: round(seen.framesPerCamera, 2),
      slowFramesPerCamera: round(seen.slowFramesPerCamera, 2),
      closed: seen.closed,
      outMibPerSecond: round((seen.framesPerCamera * (VIEWERS - SLOW) * CAMERAS * BYTES) / 1024 ** 2),
      cpuShareOfOneCore: round(cpu, 2),
      memoryMib: Math.round(samples.at(-1)?.value ?? NaN),
      peakMib: Math.round(stack.server.memory().peak),
      slopeMibPerMinute: round(slopeOf(samples), 2),
      goalSlope: GOAL_MIB_A_MINUTE,
      seconds: SECONDS,
    });
  } catch (error) {
    stack.printLogs();
    throw error;
  } finally {
    await stack.remove();
  }
  tidyUp();
});
