import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { expectFoldedExactlyOnce, expectStoredExactlyOnce, reachStored } from '../helpers/exactlyOnce.ts';
import { startRig, type Rig } from '../helpers/rig.ts';

/** Each kill comes while messages flow, and each time everything acknowledged must stand in the database once. */
describe('a process killed in full flow', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig();
  });
  beforeEach(() => rig.stack.showLogsOnFailure());
  afterAll(() => rig.remove());

  const storedOnce = async (publisher: ReturnType<Rig['send']>) => {
    await publisher.reach();
    await expectStoredExactlyOnce(rig.stack, publisher);
    await expectFoldedExactlyOnce(rig.stack, rig.admin);
  };

  it('server, three times: what it had not acknowledged comes again and is stored once', async () => {
    const publisher = rig.send();
    for (const count of [2_000, 7_000, 13_000]) {
      await reachStored(rig.stack, publisher, count);
      await rig.stack.server.restart();
    }
    await storedOnce(publisher);
  });

  it('broker, while the server is connected: what it promised is still on its disk', async () => {
    const publisher = rig.send();
    for (const count of [5_000, 12_000]) {
      await publisher.reach(count);
      await rig.stack.broker.restart();
    }
    await storedOnce(publisher);
  });

  it('broker, while the server is away: the session and its messages survive', async () => {
    const publisher = rig.send();
    await publisher.reach(3_000);
    await rig.stack.server.kill();
    await publisher.reach(13_000);
    await rig.stack.broker.restart();
    await publisher.reach();
    await rig.stack.broker.restart();
    await rig.stack.server.start();
    await storedOnce(publisher);
  });

  it('database, while the server writes: the batch goes again and is stored once', async () => {
    const publisher = rig.send();
    for (const count of [2_000, 7_000, 13_000]) {
      await reachStored(rig.stack, publisher, count);
      await rig.stack.database.restart();
    }
    await storedOnce(publisher);
  });

  it('database, while the server is away: what was committed stays, the rest comes from the broker', async () => {
    const publisher = rig.send();
    await publisher.reach(5_000);
    await rig.stack.server.kill();
    await rig.stack.database.kill();
    await publisher.reach();
    await rig.stack.database.start();
    await rig.stack.server.start();
    await storedOnce(publisher);
  });

  it('all three at once: nothing that was acknowledged is missing', async () => {
    const publisher = rig.send();
    await publisher.reach(8_000);
    const { server, broker, database } = rig.stack;
    await Promise.all([server.kill(), broker.kill(), database.kill()]);
    await Promise.all([broker.start(), database.start()]);
    await server.start();
    await storedOnce(publisher);
  });
});
