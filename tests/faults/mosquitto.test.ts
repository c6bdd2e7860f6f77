import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { expectStoredExactlyOnce } from '../helpers/exactlyOnce.ts';
import { startMosquitto } from '../helpers/mosquitto.ts';
import { needs } from '../helpers/needs.ts';
import { freePort } from '../helpers/ports.ts';
import { Publisher } from '../helpers/publisher.ts';
import { rigOn } from '../helpers/rig.ts';
import { Stack } from '../helpers/stack.ts';
import { until } from '../helpers/until.ts';

needs('mosquitto')('Mosquitto with MQTT 5', () => {
  it('restarted in full flow keeps what it promised, and everything is stored once', async () => {
    const home = mkdtempSync(join(tmpdir(), 'xw-'));
    const store = mkdtempSync(join(tmpdir(), 'xw-mosquitto-store-'));
    const access = join(home, 'access');
    const port = await freePort();
    const stack = await Stack.prepare({ home, brokerUrl: `mqtt://127.0.0.1:${port}` });
    stack.showLogsOnFailure();
    // The settings of docs/operations.md.
    const broker = await startMosquitto(
      [
        'allow_anonymous false',
        `password_file ${join(access, 'passwd')}`,
        `acl_file ${join(access, 'acl')}`,
        'persistence true',
        `persistence_location ${store}/`,
        'max_queued_messages 0',
        'max_inflight_messages 0',
      ],
      port,
    );
    await stack.database.start();
    await stack.server.start();
    const rig = await rigOn(stack);
    await broker.reload();
    await until('everything ready', async () => (await stack.readiness()).ready);
    const publisher = new Publisher(broker.port, rig.devices, { each: 1_000, from: Date.now() - 2_000_000 });
    try {
      for (const count of [5_000, 12_000]) {
        await publisher.reach(count);
        await broker.restart();
      }
      await publisher.reach();
      await expectStoredExactlyOnce(stack, publisher);
      expect(stack.server.lines.some((line) => line.includes('"version":5'))).toBe(true);
    } finally {
      publisher.close();
      await rig.remove();
      await broker.remove();
      rmSync(store, { recursive: true, force: true });
    }
  });
});
