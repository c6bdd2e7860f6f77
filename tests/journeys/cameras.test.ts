import { createHash } from 'node:crypto';
import mqtt from 'mqtt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { topicOf } from '../../contracts/mqtt.ts';
import { RoomFollower, setUpInstallation, Visitor } from '../helpers/client.ts';
import { registerDevice, registerSite, STREET, type TestDevice } from '../helpers/devices.ts';
import { Stack } from '../helpers/stack.ts';
import { until } from '../helpers/until.ts';

/** As much of a JPEG as is looked at: its first bytes. */
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2_000, 7)]);
const hash = createHash('sha256').update(jpeg).digest('hex');

describe('a camera', () => {
  let stack: Stack;
  let admin: Visitor;
  let system: Visitor;
  let camera: TestDevice;
  beforeAll(async () => {
    stack = await Stack.start();
    ({ office: admin, system } = await setUpInstallation(stack.address, stack.server.lines));
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
    expect(rows[0]).toMatchObject({
      kind: 'no-helmet',
      confidence: 0.93,
      deviceCode: 'C-1',
      imageHash: hash,
      plate: null,
    });
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
    expect((await admin.fetch(place)).headers.get('cache-control'), 'pictures are kept by no cache').toBe('no-store');
    expect((await admin.fetch(`/api/images/${'0'.repeat(64)}`)).status).toBe(404);
    expect((await admin.fetch('/api/images/..%2f..%2fsecrets%2fsecrets.json')).status).toBe(400);
  });

  it('has a PNG shown as a PNG', async () => {
    const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(100, 9)]);
    const link = await mqtt.connectAsync(stack.mqttUrl, camera);
    const image = { mime: 'image/png', base64: png.toString('base64') };
    const snap = { id: 'png-1', at: Date.now(), kind: 'bare-soil', confidence: 0.5, image };
    await link.publishAsync(topicOf({ ...camera, leaf: 'event' }), JSON.stringify(snap), { qos: 1 });
    await link.endAsync();
    const place = `/api/images/${createHash('sha256').update(png).digest('hex')}`;
    await until('it is there', async () => (await admin.fetch(place)).status === 200);
    const reply = await admin.fetch(place);
    expect(reply.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await reply.arrayBuffer()).equals(png)).toBe(true);
  });

  it('sends what it recorded weeks ago, when it says so', async () => {
    const link = await mqtt.connectAsync(stack.mqttUrl, camera);
    const at = Date.now() - 20 * 86_400_000;
    const old = { id: 'old-1', at, kind: 'no-vest', confidence: 0.5, backfill: true };
    await link.publishAsync(topicOf({ ...camera, leaf: 'event' }), JSON.stringify(old), { qos: 1 });
    await link.endAsync();
    await until('stored', async () => {
      const { rows } = await admin.call('listEvents', { query: { from: at - 1, to: at + 1 } });
      return rows.length === 1;
    });
  });

  it('is accounted for, whichever lane it uses: what was received is stored, known, refused or shown', async () => {
    const link = await mqtt.connectAsync(stack.mqttUrl, camera);
    const before = await system.call('operationState', {});
    const at = Date.now();
    const say = (leaf: 'status' | 'frame' | 'event', payload: string | Buffer) =>
      link.publishAsync(topicOf({ ...camera, leaf }), payload, { qos: leaf === 'frame' ? 0 : 1 });
    for (const status of [
      { online: true, at },
      { online: true, at },
      { online: 'yes', at },
    ])
      await say('status', JSON.stringify(status));
    await say('frame', jpeg);
    await say('frame', 'no picture');
    await say('event', JSON.stringify({ id: 'counted', at, kind: 'no-vest', confidence: 1 }));
    await link.endAsync();
    const grown = async () => {
      const now = await system.call('operationState', {});
      const names = ['received', 'stored', 'duplicate', 'quarantined', 'frames', 'waiting'] as const;
      return Object.fromEntries(names.map((name) => [name, now[name] - before[name]]));
    };
    await until('all six have come and none waits', async () => {
      const { received, waiting } = await grown();
      return received === 6 && waiting === 0;
    });
    expect(await grown()).toEqual({ received: 6, stored: 2, duplicate: 1, quarantined: 2, frames: 1, waiting: 0 });
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
