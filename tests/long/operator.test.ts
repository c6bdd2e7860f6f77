import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { runToEnd } from '../../server/embedded/launcher.ts';
import { shipTemplates } from '../../server/modules/indicators/shipped.ts';
import { shippedTemplates } from '../../server/modules/indicators/shipped/templates.data.ts';
import { migrate } from '../../server/platform/migrations.ts';
import { expectFoldedExactlyOnce, expectStoredExactlyOnce, reachStored } from '../helpers/exactlyOnce.ts';
import { describeWithPostgres, startOwnPostgres } from '../helpers/postgres.ts';
import { startRig, type Rig } from '../helpers/rig.ts';

describe('an operator', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig();
  });
  beforeEach(() => rig.stack.showLogsOnFailure());
  afterAll(() => rig.remove());

  it('stops the server politely in full flow: it ends well within seven seconds, and nothing is lost', async () => {
    const { server, address } = rig.stack;
    const publisher = rig.send();
    await reachStored(rig.stack, publisher, 3_000);
    // Somebody who opened a connection and says nothing on it is not waited for.
    const silent = connect(Number(new URL(address).port), '127.0.0.1').on('error', () => undefined);
    await once(silent, 'connect');
    const { ms, reason } = await server.end('SIGTERM');
    expect(reason).toContain('退出码 0');
    expect(ms).toBeLessThan(7_000);
    silent.destroy();
    expect(server.lines.some((line) => line.includes('did not stop cleanly'))).toBe(false);
    await server.start();
    await publisher.reach();
    await expectStoredExactlyOnce(rig.stack, publisher);
    await expectFoldedExactlyOnce(rig.stack, rig.admin);
  });

  it('is told in one sentence what keeps a server from starting', async () => {
    const { databaseUrl, mqttUrl, address, home } = rig.stack;
    const refuse = (env: Record<string, string>) =>
      runToEnd({
        name: 'server',
        entry: join(inject('entries'), 'main.js'),
        env: { MQTT_URL: mqttUrl, XW_DATA_DIR: join(home, 'server'), ...env },
      }).then(
        () => 'it started',
        (error: Error) => error.message,
      );
    const away = await refuse({ DATABASE_URL: 'postgresql://127.0.0.1:1/xuanwu' });
    expect(away).toContain('数据库无法连接,请检查 DATABASE_URL');
    const { port } = new URL(address);
    const busy = await refuse({ DATABASE_URL: databaseUrl, PORT: port });
    expect(busy).toContain(`端口 ${port} 已被占用,请设置 PORT 换一个端口`);
    for (const said of [away, busy]) expect(said).not.toMatch(/\bat .*\.js/);
  });

  it('migrates beside the running server, twice at once, without disturbing the flow', async () => {
    const publisher = rig.send();
    await publisher.reach(1_000);
    const env = { DATABASE_URL: rig.stack.databaseUrl };
    const plan = { name: 'migrate', entry: join(inject('entries'), 'migrate.js'), env };
    expect(await Promise.all([runToEnd(plan), runToEnd(plan)])).toEqual(['数据库结构已是最新', '数据库结构已是最新']);
    await publisher.reach();
    await expectStoredExactlyOnce(rig.stack, publisher);
  });

  it('verifies the audit log beside the running server, and where nothing runs', async () => {
    const { stack } = rig;
    const verify = (env: Record<string, string>) =>
      runToEnd({ name: 'audit:verify', entry: join(inject('entries'), 'audit-verify.js'), env });
    const right = /^审计链完整:(\d+) 条记录/;
    const count = (said: string) => Number(right.exec(said)?.[1]);
    const beside = count(await verify({ DATABASE_URL: stack.databaseUrl }));
    expect(beside).toBeGreaterThan(10);
    for (const part of [stack.server, stack.broker, stack.database]) await part.stop();
    // Its own check of a moment ago is in the log now.
    expect(count(await verify({ DATABASE_URL: '', XW_DATA_DIR: stack.home }))).toBe(beside + 1);
  });
});

describeWithPostgres('migrations on a PostgreSQL server', () => {
  const whole = { plain: true, bring: shipTemplates };
  const shippedIn = async (url: string): Promise<string[]> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const { rows } = await client.query<{ told: string }>(
        `select template_code || ' v' || version || ' ' || state as told from template_versions order by template_code collate "C"`,
      );
      return rows.map(({ told }) => told);
    } finally {
      await client.end();
    }
  };

  it('are applied once by four processes that begin at the same moment', async () => {
    const postgres = await startOwnPostgres({ migrated: false });
    try {
      const reports = await Promise.all([1, 2, 3, 4].map(() => migrate(postgres.url, whole)));
      const applied = reports.map((report) => report.applied.length).sort((a, b) => b - a);
      expect(applied[0]).toBeGreaterThan(0);
      expect(applied.slice(1)).toEqual([0, 0, 0]);
      expect((await migrate(postgres.url, whole)).applied).toEqual([]);
      expect(await shippedIn(postgres.url)).toEqual(shippedTemplates.map(({ code }) => `${code} v1 published`).sort());
    } finally {
      await postgres.remove();
    }
  });
});
