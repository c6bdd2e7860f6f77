import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import jpeg from 'jpeg-js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RoomFollower, setUpOffice, type Visitor } from '../helpers/client.ts';
import { registerDevice, registerSite, STREET } from '../helpers/devices.ts';
import { blocksOf, region } from '../helpers/docs.ts';
import { Stack } from '../helpers/stack.ts';
import { until } from '../helpers/until.ts';

const run = promisify(execFile);
const page = readFileSync(resolve(import.meta.dirname, '..', '..', 'docs', 'device-protocol.md'), 'utf8');
const [script = ''] = blocksOf(region(page, 'examples'), 'sh');
const [willLine = ''] = blocksOf(page, 'sh').filter((block) => block.includes('--will-topic'));

const tools = ['/usr/bin/mosquitto_pub', '/bin/bash'].filter((tool) => !existsSync(tool));
if (tools.length > 0 && process.env['CI'] === 'true') throw new Error(`missing with CI=true: ${tools.join(', ')}`);
const describeWithTools = tools.length === 0 ? describe : describe.skip;

describeWithTools(`a vendor follows the device protocol [needs mosquitto_pub, bash]`, () => {
  let stack: Stack;
  let admin: Visitor;
  let dir: string;
  let head: string;

  beforeAll(async () => {
    stack = await Stack.start();
    admin = await setUpOffice(stack.address, stack.server.lines);
    await registerSite(admin, 'S-001');
    // It reports every second, so that its silence is noticed after three.
    const body = { code: 'E-001-1', name: '扬尘仪', kind: 'env', siteCode: 'S-001', periodMs: 1000 } as const;
    const { credential: env } = await admin.call('registerDevice', { body });
    const camera = await registerDevice(admin, 'S-001', 'C-001-1', 'camera');
    dir = mkdtempSync(join(tmpdir(), 'xw-docs-'));
    const grey = { width: 16, height: 16, data: Buffer.alloc(16 * 16 * 4, 0x80) };
    writeFileSync(join(dir, 'snap.jpg'), jpeg.encode(grey, 60).data);
    // The first lines of the example are for the reader to fill in.
    head = script
      .replace('PORT=1883', `PORT=${stack.mqttPort}`)
      .replace('ENV_PASSWORD=change-me', `ENV_PASSWORD=${env.password}`)
      .replace('CAM_PASSWORD=change-me', `CAM_PASSWORD=${camera.password}`);
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(async () => {
    await stack.remove();
    rmSync(dir, { recursive: true, force: true });
  });

  it('every example is taken, stored and shown, and nothing is refused', async () => {
    expect(head).not.toContain('change-me');
    await run('/bin/bash', ['-eu', '-c', head], { cwd: dir });
    await until('two readings and an event', async () => {
      const [row] = await stack.sql<{ readings: string; events: string }>(
        'select (select count(*) from readings) as readings, (select count(*) from camera_events) as events',
      );
      return row?.readings === '2' && row.events === '1';
    });
    const [event] = (await admin.call('listEvents', { query: { siteCode: 'S-001' } })).rows;
    expect(event).toMatchObject({ kind: 'truck-unwashed', plate: '苏A12345' });
    const image = await admin.fetch(`/api/images/${event?.imageHash}`);
    expect(Buffer.from(await image.arrayBuffer())).toEqual(readFileSync(join(dir, 'snap.jpg')));
    expect((await admin.call('listQuarantine', { query: {} })).rows).toEqual([]);
  });

  it('the last will takes the device off line', async () => {
    const socket = admin.socket();
    const room = new RoomFollower(socket, `street:${STREET}`);
    await room.see('the device online', (state) => state.devices['E-001-1']?.online === true);
    const setting = head.slice(0, head.indexOf('# Status'));
    const device = spawn('/bin/bash', ['-eu', '-c', `${setting}\n${willLine.trim()}`], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    device.stdin.write(`{"at":${Date.now()},"values":{"noise":57.5}}\n`);
    await room.see('its reading', (state) => state.devices['E-001-1']?.latest.noise?.value === 57.5);
    // Killed with its whole group, not closed: the broker has to speak for the device.
    process.kill(-(device.pid ?? 0), 'SIGKILL');
    await room.see('the device offline', (state) => state.devices['E-001-1']?.online === false);
    room.close();
  });
});
