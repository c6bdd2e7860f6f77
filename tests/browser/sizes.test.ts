import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { runToEnd } from '../../server/embedded/launcher.ts';
import { readSeedReport } from '../../server/embedded/seedReport.ts';
import { needs } from '../helpers/needs.ts';
import { Stack } from '../helpers/stack.ts';
import { TestProcess } from '../helpers/testProcess.ts';
import { openBrowser, openWall, WALL, type Screen } from './screen.ts';

const sizes = [
  { name: 'wall', size: WALL },
  { name: 'wide', size: { width: 3840, height: 1080 } },
  { name: 'tablet', size: { width: 1180, height: 820 } },
  { name: 'phone', size: { width: 390, height: 844 } },
] as const;

/** The demonstration district with its simulated devices: a wall as full as it gets. */
needs('chromium')('the full wall', () => {
  let stack: Stack;
  let browser: Browser;
  let simulator: TestProcess;
  let screen: Screen;

  beforeAll(async () => {
    [stack, browser] = await Promise.all([Stack.prepare(), openBrowser()]);
    const entry = (name: string) => join(inject('entries'), `${name}.js`);
    const env = { DATABASE_URL: stack.databaseUrl, XW_DATA_DIR: stack.home, MQTT_URL: stack.mqttUrl };
    await Promise.all([stack.database.start(), stack.broker.start()]);
    const seeded = readSeedReport(await runToEnd({ name: 'seed', entry: entry('seed'), env }));
    await stack.server.start();
    const args = ['--scenario', 'demo'];
    simulator = new TestProcess('simulator', { entry: entry('simulate'), args, env, readyWhen: 'spawned' });
    await simulator.start();
    screen = await openWall(browser, stack, seeded.wallPath ?? '');
    await screen.seeValue('figure-devices-online', (value) => Number(value) > 20, 60_000);
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await simulator?.stop();
    await stack?.remove();
  });

  it.each(sizes.map((one) => [one.name, one.size] as const))(
    'fits on a %s and draws its map there',
    async (name, size) => {
      const isScrolled = name === 'tablet' || name === 'phone';
      await screen.resize(size);
      await screen.visit('/');
      await screen.seeLink('up');
      await screen.seeMap();
      expect(await screen.part('demo-mark').textContent()).toBe('演示数据');
      await screen.part('chart').first().waitFor();
      await screen.expectNoSideways();
      await screen.keepPicture(`full-${name}`, isScrolled);
      await screen.part('street-320102005000').click();
      await screen.seeCurve('玄武门街道');
      await screen.part('back-to-district').waitFor();
      await screen.expectNoSideways();
      await screen.keepPicture(`street-${name}`, isScrolled);
      expect(screen.complaints).toEqual([]);
    },
  );
});
