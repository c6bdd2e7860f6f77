import mqtt from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { topicOf } from '../../contracts/mqtt.ts';
import { registerDevice } from '../helpers/devices.ts';
import { expectStoredExactlyOnce } from '../helpers/exactlyOnce.ts';
import { startRig, type Rig } from '../helpers/rig.ts';
import { until } from '../helpers/until.ts';

describe('content that the database refuses', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig();
  });
  afterAll(() => rig.remove());

  it('is cut out of its batch into quarantine; everything around it is stored once', async () => {
    rig.stack.showLogsOnFailure();
    const camera = await registerDevice(rig.admin, 'S-MANY', 'C-REFUSED', 'camera');
    const client = await mqtt.connectAsync(rig.stack.mqttUrl, { username: camera.username, password: camera.password });
    const publisher = rig.send();
    const bad = [10, 55, 90];
    for (let i = 0; i < 100; i += 1) {
      // A zero byte is lawful JSON and no text for PostgreSQL: only the database finds it out.
      const plate = bad.includes(i) ? '苏A\u0000' : `苏A${i}`;
      const event = { id: `e-${i}`, at: Date.now(), kind: 'truck-unwashed', confidence: 0.9, plate };
      await client.publishAsync(topicOf({ ...camera, leaf: 'event' }), JSON.stringify(event), { qos: 1 });
    }
    await publisher.reach();
    await until('three packets in quarantine', async () => {
      const { counts } = await rig.admin.call('listQuarantine', { query: {} });
      return counts['database-refused'] === 3;
    });
    const events = await rig.stack.sql<{ event_id: string }>('select event_id from camera_events');
    expect(events).toHaveLength(97);
    expect(events.filter(({ event_id }) => bad.some((i) => event_id === `e-${i}`))).toEqual([]);
    await rig.stack.sql('delete from quarantine');
    await expectStoredExactlyOnce(rig.stack, publisher);
    await client.endAsync();
  });
});
