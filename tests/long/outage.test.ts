import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectFoldedExactlyOnce, expectStoredExactlyOnce } from '../helpers/exactlyOnce.ts';
import { DEVICES, startRig, type Rig } from '../helpers/rig.ts';
import { until } from '../helpers/until.ts';

const MINUTE = 60_000;
const PER_SECOND = 1_000;
const SECONDS = 90;

describe('a database that is gone for a minute', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig();
  });
  afterAll(() => rig.remove());

  it('loses nothing of a thousand messages a second', async () => {
    rig.stack.showLogsOnFailure();
    const publisher = rig.send((PER_SECOND * SECONDS) / DEVICES, PER_SECOND / DEVICES);
    await publisher.reach(10_000);
    await rig.stack.database.kill();
    const goneAt = Date.now();
    const before = publisher.acknowledged;
    await until('a minute is over', () => Date.now() - goneAt >= MINUTE, { timeoutMs: 2 * MINUTE, everyMs: 500 });
    expect(publisher.acknowledged - before).toBeGreaterThan(50_000);
    expect(rig.stack.server.memory().peak).toBeLessThan(600);
    await rig.stack.database.start();
    await publisher.reach(publisher.total, 2 * MINUTE);
    await expectStoredExactlyOnce(rig.stack, publisher, 2 * MINUTE);
    await expectFoldedExactlyOnce(rig.stack, rig.admin);
  });
});
