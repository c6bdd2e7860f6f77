import { createHash } from 'node:crypto';
import mqtt from 'mqtt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { topicOf } from '../../contracts/mqtt.ts';
import { RoomFollower, setUpAdministrator, Visitor } from '../helpers/client.ts';
import { registerDevice, registerSite, STREET, type TestDevice } from '../helpers/devices.ts';
import { Stack } from '../helpers/stack.ts';
import { until } from '../helpers/until.ts';

/** As much of a JPEG as is looked at: its first bytes. */
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2_000, 7)]);
const hash = createHash('sha256').update(jpeg).digest('hex');

describe('a camera', () => {
  let stack: Stack;
  let admin: Visitor;
  let camera: TestDevice;
  beforeAll(async () => {
    stack = await Stack.start();
    admin = await setUpAdministrator(stack.address, stack.server.lines);
    await registerSite(admin, 'S-1');
    camera = await registerDevice(admin, 'S-1', 'C-1', 'camera');
    const link = await mqtt.connectAsync(stack.mqttUrl, camera);
    const image = { mime: 'image/jpeg', base64: jpeg.toString('base64') };
    const snap = { id: 'snap-1', at: Date.now(), kind: 'no-helmet', confidence: 0.93, box: [1, 2, 3, 4], image };
    const topic = topicOf({ ...camera, leaf: 'event' });
    await link.publishAsync(topic, JSON.stringify(snap), { qos: 1 });
    await link.publishAsync(topic, JSON.stringify({ ...snap, id: 'snap-2' }), { qos: 1 });
    await link.publishAsync(topic, JSON.stringify(snap), { qos: 1 });
    await link.endAsync();
    await until('both stored', async () => (await stack.sql('select from camera_events')).length === 2);
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(() => stack.remove());

  it('sends an event: it is stored once with the name of its image, listed, counted and on the live list', async () => {
    const { rows } = await admin.call('listEvents', { query: { streetCode: STREET } });
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ kind: 'no-helmet', deviceCode: 'C-1', imageHash: hash, plate: null });
    const room = new RoomFollower(admin.socket(), `street:${STREET}`);
    await room.see('both counted', ({ area }) => area.site.events['no-helmet'] === 2);
    expect(room.state?.feed.filter(({ imageHash }) => imageHash === hash)).toHaveLength(2);
    room.close();
  });

  it('has its image kept once by hash, and shown only to those who may see it', async () => {
    const place = `/api/images/${hash}`;
    const reply = await admin.fetch(place);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(Buffer.from(await reply.arrayBuffer()).equals(jpeg)).toBe(true);
    expect((await new Visitor(stack.address).fetch(place)).status).toBe(401);
    expect((await admin.fetch(`/api/images/${'0'.repeat(64)}`)).status).toBe(404);
    expect((await admin.fetch('/api/images/..%2f..%2fsecrets%2fsecrets.json')).status).toBe(400);
  });

  it('says something else under an id it has used: that is quarantined, the first word stands', async () => {
    const link = await mqtt.connectAsync(stack.mqttUrl, camera);
    const other = { id: 'snap-1', at: Date.now(), kind: 'fire-smoke', confidence: 0.5 };
    await link.publishAsync(topicOf({ ...camera, leaf: 'event' }), JSON.stringify(other), { qos: 1 });
    await link.endAsync();
    await until('quarantined', async () => {
      const { counts } = await admin.call('listQuarantine', { query: {} });
      return counts['conflicting'] === 1;
    });
    const kinds = await stack.sql<{ kind: string }>(`select kind from camera_events where event_id = 'snap-1'`);
    expect(kinds).toEqual([{ kind: 'no-helmet' }]);
  });
});
