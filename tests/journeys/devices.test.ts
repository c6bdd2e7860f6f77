import mqtt from 'mqtt';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Device, DeviceCredential, Site } from '../../contracts/devices.ts';
import type { Problem } from '../../contracts/errors.ts';
import type { ProjectDetail, ProjectRow } from '../../contracts/projects.ts';
import { loadDirectory } from '../../server/modules/devices/devices.ts';
import { loadProjectStanding } from '../../server/modules/projects/projects.ts';
import type { Caller } from '../helpers/accessApp.ts';
import { startAccessApp, type AccessApp, settle } from '../helpers/accessApp.ts';
import { describeWithMosquitto, startMosquitto, type TestMosquitto } from '../helpers/mosquitto.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const STREET = '320102002000';
const site: Site = { code: 'S-1', name: '一号工地', streetCode: STREET, projectId: null, lon: 118.8, lat: 32.05 };
interface Registered {
  device: Device;
  credential: DeviceCredential;
}

describeWithPostgres('devices and projects', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let admin: Caller;
  let auditor: Caller;
  let dir: string;

  beforeAll(async () => {
    postgres = await startPostgres();
    dir = join(mkdtempSync(join(tmpdir(), 'xw-access-')), 'access');
    house = await startAccessApp(postgres.url, { brokerAccessDir: dir });
    const people = await settle(house);
    [admin, auditor] = [people.office, people.audit];
    await house.brokerAccess.write();
  });
  afterAll(async () => {
    await house.close();
    await postgres.remove();
    rmSync(join(dir, '..'), { recursive: true });
  });
  const register = async (code: string, kind: 'env' | 'camera') =>
    admin.ask<Registered & Problem>('POST', '/api/devices', { code, name: code, kind, siteCode: 'S-1' });
  const file = (name: string) => readFileSync(join(dir, name), 'utf8');

  it('adds a site where there is a street, once', async () => {
    const add = (over: object = {}) => admin.ask<Site & Problem>('POST', '/api/sites', { ...site, ...over });
    expect((await add({ streetCode: '320102999999' })).body).toMatchObject({ code: 'not-found' });
    expect((await add({ projectId: 'P-9' })).body).toMatchObject({ code: 'not-found', detail: '项目 P-9' });
    expect((await add({ lon: 100 })).body).toMatchObject({ code: 'bad-request', detail: 'body.lon' });
    expect((await add()).body).toEqual(site);
    expect((await add()).body).toMatchObject({ code: 'already-exists' });
  });

  it('registers a device, shows its credential once and keeps a hash', async () => {
    const { body, headers } = await register('E-1', 'env');
    expect(body.device).toMatchObject({ code: 'E-1', kind: 'env', siteCode: 'S-1', periodMs: 60_000, active: true });
    expect(body.credential).toMatchObject({
      username: 'E-1',
      publishTopics: ['xw/v1/S-1/env/E-1/telemetry', 'xw/v1/S-1/env/E-1/status'],
    });
    expect(headers['cache-control']).toBe('no-store');
    expect((await register('E-1', 'env')).body.code).toBe('already-exists');
    expect((await register('xw-server', 'env')).body.code).toBe('already-exists');
    const listed = await admin.ask('GET', '/api/devices?siteCode=S-1');
    expect(JSON.stringify(listed.body)).not.toMatch(/credential|hash|\$7\$/);
    expect(await loadDirectory(house.db)).toMatchObject([
      { deviceCode: 'E-1', siteName: '一号工地', streetCode: STREET, retired: false, periodMs: 60_000 },
    ]);
  });

  it('writes access files that only their owner reads, and leaves them alone when nothing changed', async () => {
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    expect(statSync(join(dir, 'passwd')).mode & 0o777).toBe(0o600);
    const service = file('passwd').split('\n')[0];
    const before = statSync(join(dir, 'passwd'));
    const again = await startAccessApp(postgres.url, { brokerAccessDir: dir });
    await again.brokerAccess.write();
    await again.close();
    expect(statSync(join(dir, 'passwd')).ino).toBe(before.ino);
    await register('C-1', 'camera');
    expect(file('passwd').split('\n')[0]).toBe(service);
    expect(file('acl')).toContain('user C-1\ntopic write xw/v1/S-1/camera/C-1/event\n');
  });

  it('offers the files for other brokers, and records it', async () => {
    const passwd = await admin.ask<string>('GET', '/api/broker-access/mosquitto-passwd');
    expect(passwd.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(passwd.body).toBe(file('passwd'));
    expect((await admin.ask<string>('GET', '/api/broker-access/emqx-users')).body).toContain('\nE-1,');
    expect((await admin.ask<string>('GET', '/api/broker-access/emqx-acl')).body).toMatch(/\{deny, all\}\.\n$/);
    expect((await admin.ask('GET', '/api/broker-access/other')).status).toBe(400);
    const audit = await auditor.ask<{ rows: { verb: string }[] }>('GET', '/api/audit?limit=1');
    expect(audit.body.rows[0]?.verb).toBe('broker-access.export');
  });

  it('computes project figures from project tables', async () => {
    await house.db.run({
      text: `insert into organisations (code, name, kind, parent_code) values ('jw', '区建设局', 'department', '320102')`,
    });
    await house.db.run({
      text: `insert into projects (id, name, category, phase, department_code, street_code, budget_fen, starts_at, ends_at)
             values ('P-1', '老旧小区改造', 'urban-renewal', 'building', 'jw', '${STREET}', 1200000000, '2026-01-01', '2027-01-01'),
                    ('P-2', '未报送', 'livelihood', 'planning', 'jw', null, 100, '2026-01-01', '2027-01-01')`,
    });
    await house.db.run({
      text: `insert into project_weeks values ('P-1', '2026-05-25 00:00+08', 0.55, 0.48), ('P-1', '2026-06-01 00:00+08', 0.6, 0.51),
             ('P-1', '2026-06-08 00:00+08', 0.65, null), ('P-1', '2099-01-05 00:00+08', 1, 1)`,
    });
    await house.db.run({
      text: `insert into payments (project_id, paid_at, amount_fen) values ('P-1', '2026-03-01', 690000000), ('P-1', '2026-06-02', 10000000)`,
    });
    const now = Date.parse('2026-06-10T00:00:00+08:00');
    const earned = {
      planned: 0.6,
      progress: 0.51,
      spi: 0.85,
      cpi: 0.886957,
      asOf: Date.parse('2026-06-01T00:00:00+08:00'),
    };
    const figures = await loadProjectStanding(house.db, now);
    expect(figures.areas.get(STREET)?.figures).toMatchObject({
      ...earned,
      total: 1,
      building: 1,
      paidFen: '700000000',
    });
    expect(figures.areas.get('320102')?.figures).toMatchObject({ total: 2, reported: 1, investmentFen: '1200000100' });
    expect(figures.projects.get('P-2')).toMatchObject({
      row: { name: '未报送', light: null },
      area: { figures: { reported: 0, progress: null } },
    });

    const rows = (await admin.ask<{ rows: ProjectRow[] }>('GET', `/api/projects?streetCode=${STREET}`)).body.rows;
    expect(rows).toMatchObject([{ id: 'P-1', departmentName: '区建设局', budgetFen: '1200000000' }]);
    const detail = (await admin.ask<ProjectDetail>('GET', '/api/projects/P-1')).body;
    expect(detail.weeks[2]).toEqual({
      closesAt: Date.parse('2026-06-08T00:00:00+08:00'),
      planned: 0.65,
      progress: null,
    });
    expect(detail.payments.map((one) => one.amountFen)).toEqual(['690000000', '10000000']);
    expect((await admin.ask('GET', '/api/projects/P-9')).status).toBe(404);
    expect((await admin.ask<{ rows: unknown[] }>('GET', '/api/limits')).body.rows.length).toBeGreaterThan(4);
    expect((await admin.ask<{ rows: unknown[] }>('GET', '/api/streets')).body.rows).toHaveLength(7);
  });

  describeWithMosquitto('at a real broker', () => {
    let broker: TestMosquitto;
    beforeAll(async () => {
      const files = [`password_file ${join(dir, 'passwd')}`, `acl_file ${join(dir, 'acl')}`];
      broker = await startMosquitto(['allow_anonymous false', ...files]);
    });
    afterAll(() => broker.remove());
    const connect = (username?: string, password?: string) =>
      mqtt.connectAsync(broker.url, {
        protocolVersion: 5,
        reconnectPeriod: 0,
        ...(username !== undefined && { username, password: password ?? '' }),
      });

    it('a device publishes its own topics and no others; anonymous is refused; a retired one too', async () => {
      const { credential } = (await register('E-2', 'env')).body;
      await broker.reload();
      const service = await connect('xw-server', 'Service Secret');
      const heard: string[] = [];
      service.on('message', (topic) => heard.push(topic));
      await service.subscribeAsync('xw/v1/+/env/+/telemetry', { qos: 1 });

      const device = await connect(credential.username, credential.password);
      const own = credential.publishTopics[0] ?? '';
      await device.publishAsync(own, '{}', { qos: 1 });
      await expect(device.publishAsync(own.replace('E-2', 'E-1'), '{}', { qos: 1 })).rejects.toThrow(/authori/i);
      await device.subscribeAsync('xw/v1/#').catch(() => undefined);
      const overheard: string[] = [];
      device.on('message', (topic) => overheard.push(topic));
      await device.publishAsync(own, '{}', { qos: 1 });
      await sleep(200);
      expect([heard, overheard]).toEqual([[own, own], []]);
      await device.endAsync();

      await expect(connect()).rejects.toThrow(/authori/i);
      await expect(connect(credential.username, 'wrong')).rejects.toThrow(/authori/i);

      const rotated = await admin.ask<DeviceCredential>('POST', '/api/devices/E-2/credential');
      await broker.reload();
      await expect(connect(credential.username, credential.password)).rejects.toThrow(/authori/i);
      await (await connect('E-2', rotated.body.password)).endAsync();

      expect((await admin.ask('DELETE', '/api/devices/E-2')).status).toBe(204);
      await broker.reload();
      await expect(connect('E-2', rotated.body.password)).rejects.toThrow(/authori/i);
      expect((await admin.ask('POST', '/api/devices/E-2/credential')).status).toBe(404);
      expect((await register('E-2', 'env')).body.code).toBe('already-exists');
      await service.endAsync();
    });
  });
});
