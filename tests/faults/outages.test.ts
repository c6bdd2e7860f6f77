import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectFoldedExactlyOnce, expectStoredExactlyOnce } from '../helpers/exactlyOnce.ts';
import { startRig, type Rig } from '../helpers/rig.ts';
import { until } from '../helpers/until.ts';

describe('a database that is gone', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig();
  });
  afterAll(() => rig.remove());

  it('for fifteen seconds, while more messages come than there are packet ids: the server says so, stays up within bounds, and afterwards everything is stored once', async () => {
    rig.stack.showLogsOnFailure();
    const { database, server } = rig.stack;
    const { pid } = server;
    const publisher = rig.send(4_500);
    await publisher.reach(5_000);
    await database.kill();
    const goneAt = Date.now();
    const before = publisher.acknowledged;
    await publisher.reach(90_000, 120_000);
    expect(publisher.total - before).toBeGreaterThan(65_535);
    expect(server.memory().peak).toBeLessThan(600);
    await until('readyz names the database', async () => {
      const { ready, parts } = await rig.stack.readiness();
      return !ready && parts.some(({ name, sentence }) => name === 'ingestion' && sentence.includes('正在重试'));
    });
    await until('fifteen seconds are over', () => Date.now() - goneAt > 15_000, { timeoutMs: 20_000 });
    await database.start();
    await expectStoredExactlyOnce(rig.stack, publisher, 120_000);
    await expectFoldedExactlyOnce(rig.stack, rig.admin);
    await until('ready again', async () => (await rig.stack.readiness()).ready);
    expect(server.pid).toBe(pid);
  });
});
