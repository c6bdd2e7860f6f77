import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import mqtt from 'mqtt';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { topicOf } from '../../contracts/mqtt.ts';
import { readManifest, type Manifest } from '../../server/backup/manifest.ts';
import { putBack, verifyArchive, type PutBackPlan } from '../../server/backup/putBack.ts';
import { runToEnd, withCredentials } from '../../server/embedded/launcher.ts';
import { loadOrCreateSecrets } from '../../server/embedded/secrets.ts';
import { ensureServiceAccess } from '../../server/embedded/serviceAccess.ts';
import { registerDevice } from '../helpers/devices.ts';
import { expectStoredExactlyOnce, reachStored } from '../helpers/exactlyOnce.ts';
import { describeWithPostgres, findPostgres, startOwnPostgres, type OwnPostgres } from '../helpers/postgres.ts';
import { valuesOf, type Publisher } from '../helpers/publisher.ts';
import { rigOn, type Rig } from '../helpers/rig.ts';
import { Stack } from '../helpers/stack.ts';
import { until } from '../helpers/until.ts';

/** Runs `npm run backup` or `npm run restore` as built. @returns what it said, or its reason when it refused */
async function runBackup(name: 'backup' | 'restore', env: Record<string, string>, ...args: string[]): Promise<string> {
  const lines: string[] = [];
  const entry = join(inject('entries'), `${name}.js`);
  const usual = { DATABASE_URL: '', BACKUP_DIR: '', POSTGRES_BIN: findPostgres() ?? '' };
  const plan = { name, entry, args, env: { ...usual, ...env }, onLine: (line: string) => void lines.push(line) };
  await runToEnd(plan).catch((error: Error) => lines.push(error.message));
  return lines.join('\n');
}

const archiveIn = (folder: string): string => {
  const [name] = readdirSync(folder)
    .filter((one) => one.startsWith('xw-'))
    .sort()
    .reverse();
  if (name === undefined) throw new Error(`no archive in ${folder}`);
  return join(folder, name);
};
const rowsOf = ({ database }: Manifest, table: string): number | undefined =>
  database.tables.find(({ name }) => name === `public.${table}`)?.rows;

const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2_000, 7)]);
const imageHash = createHash('sha256').update(jpeg).digest('hex');

describe('a backup of the embedded database', () => {
  let rig: Rig;
  let home: string;
  let archives: string;
  let archive: string;
  let manifest: Manifest;
  /** Where the keys were copied, apart from everything else. */
  let keys: string;
  /** What was coming in meanwhile. */
  let flow: Publisher;
  /** Tables that nobody writes to while the archive is taken, as the test itself hashes them. */
  let standing: Record<string, string>;

  const contentOf = async (table: string): Promise<string> => {
    const rows = await rig.stack.sql<{ row: string }>(`select t::text as row from ${table} t order by 1`);
    return createHash('sha256')
      .update(rows.map(({ row }) => row).join('\n'))
      .digest('hex');
  };
  const standingTables = [
    'devices',
    'sites',
    'people',
    `(select * from audit_log where verb not like 'backup.%')`,
    'camera_events',
    'limits',
    'thresholds',
    `(select * from readings_1d where bucket < now() - interval '21 days')`,
  ];
  const hashStanding = async () => {
    const pairs: [string, string][] = [];
    for (const table of standingTables) pairs.push([table, await contentOf(table)]);
    return Object.fromEntries(pairs);
  };
  const backup = (...args: string[]) => runBackup('backup', { XW_DATA_DIR: home }, ...args);
  const restore = (dir: string, ...args: string[]) => runBackup('restore', { XW_DATA_DIR: dir }, ...args);

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'xw-backup-'));
    archives = mkdtempSync(join(tmpdir(), 'xw-archives-'));
    rig = await rigOn(await Stack.start({ home, env: { XW_DATA_DIR: home } }));
    const { stack, admin } = rig;
    const camera = await registerDevice(admin, 'S-MANY', 'C-1', 'camera');
    const link = await mqtt.connectAsync(stack.mqttUrl, camera);
    const image = { mime: 'image/jpeg', base64: jpeg.toString('base64') };
    const snap = { id: 'snap-1', at: Date.now(), kind: 'no-helmet', confidence: 0.9, image };
    await link.publishAsync(topicOf({ ...camera, leaf: 'event' }), JSON.stringify(snap), { qos: 1 });
    await link.endAsync();
    await until('the event is stored', async () => (await stack.sql('select from camera_events')).length === 1);
    // Weeks ago: a chunk to compress and aggregates to compute, so that the archive has both.
    await stack.sql(`insert into readings (device_id, at, pm10, received_at)
      select d.id, t, 50, t from devices d, generate_series(now() - interval '40 days', now() - interval '20 days', interval '3 hours') t`);
    for (const aggregate of ['readings_1m', 'readings_10m', 'readings_1h', 'readings_1d'])
      await stack.sql(
        `call refresh_continuous_aggregate('${aggregate}', now() - interval '45 days', now() - interval '19 days')`,
      );
    await stack.sql(`select compress_chunk(c) from show_chunks('readings', older_than => interval '21 days') c`);
  });
  beforeEach(() => rig.stack.showLogsOnFailure());
  afterAll(async () => {
    await rig.remove();
    for (const folder of [archives, dirname(keys)]) rmSync(folder, { recursive: true, force: true });
  });

  it('is taken while readings come in, and holds the database as it was at one moment', async () => {
    standing = await hashStanding();
    const publisher = rig.send(10_000, 50);
    flow = publisher;
    await reachStored(rig.stack, publisher, 1_000);
    const stored = async () =>
      Number((await rig.stack.sql<{ count: string }>('select count(*) from readings'))[0]?.count);
    const before = await stored();
    const said = await backup('--to', archives);
    const after = await stored();
    expect(said).toContain('备份完成');
    archive = archiveIn(archives);
    manifest = readManifest(archive);
    const inArchive = rowsOf(manifest, 'readings') ?? -1;
    expect(inArchive).toBeGreaterThanOrEqual(before);
    expect(inArchive).toBeLessThan(after);
    expect(publisher.acknowledged).toBeLessThan(publisher.total);
    expect(manifest.heldMs).toBeGreaterThan(0);
    const [taken] = await rig.stack.sql(`select subject from audit_log where verb = 'backup.take'`);
    expect(taken).toEqual({ subject: basename(archive) });
    expect(manifest.parts.map(({ name }) => name)).toEqual(['broker', 'database', 'images']);
    expect(readdirSync(archive, { recursive: true }).filter((path) => String(path).includes('key'))).toEqual([]);
    expect(await backup('--to', archives, '--keys', join(archives, 'keys'))).toContain('密钥不得与数据同处');
    keys = mkdtempSync(join(tmpdir(), 'xw-keys-'));
    expect(await backup('--to', archives, '--keys', keys)).toContain('密钥文件 2 个');
    keys = join(keys, readdirSync(keys)[0] ?? '');
    // Nobody who sent meanwhile lost anything by it.
    publisher.close();
    await reachStored(rig.stack, publisher, publisher.acknowledged);
    expect(await rig.stack.sql('select reason from quarantine')).toEqual([]);
  });

  it('is read through by --verify, which names what was damaged', async () => {
    expect(await backup('--verify', archive)).toContain('完整');
    const damaged = join(archives, 'damaged');
    cpSync(archive, damaged, { recursive: true });
    appendFileSync(join(damaged, 'images', imageHash.slice(0, 2), imageHash), 'x');
    const named = `images/${imageHash.slice(0, 2)}/${imageHash}`;
    await expect(verifyArchive(damaged, manifest)).rejects.toThrow(named);
    expect(await restore(join(archives, 'elsewhere'), '--from', damaged)).toContain(`缺失或已损坏:${named}`);
    expect(readdirSync(archives)).not.toContain('elsewhere');
    rmSync(damaged, { recursive: true });
  });

  it('is refused where it does not belong: a newer schema, a database in use, a folder that is not empty', async () => {
    const name = basename(home);
    const refusal = (over: Partial<PutBackPlan>) =>
      putBack({
        archive,
        manifest,
        databaseUrl: undefined,
        dataDir: home,
        newestSchema: manifest.database.schemaVersion,
        replace: undefined,
        stamp: 'now',
        env: {},
        say: () => undefined,
        ...over,
      }).then(
        () => 'it was put back',
        (error: Error) => error.message,
      );
    expect(await refusal({ newestSchema: manifest.database.schemaVersion - 1 })).toContain('或更新的版本恢复');
    expect(await refusal({ databaseUrl: 'postgresql://localhost/xuanwu' })).toContain('请不要设置 DATABASE_URL');
    expect(await refusal({})).toContain(`--replace ${name}`);
    expect(await refusal({ replace: 'wrong' })).toContain('不是它的名称');
    expect(await refusal({ replace: name })).toContain('正被进程');
  });

  it('brings everything back after everything was lost, and the system goes on from there', async () => {
    const { stack } = rig;
    for (const part of [stack.server, stack.broker, stack.database]) await part.kill();
    rmSync(home, { recursive: true });
    // Somebody began anew in the same place meanwhile: that is not destroyed, it stands aside.
    mkdirSync(join(home, 'database', 'pg'), { recursive: true });
    const said = await restore(home, '--from', archive, '--keys', keys, '--replace', basename(home));
    expect(said).toContain('原数据库已移到');
    expect(readdirSync(home).filter((one) => one.startsWith('database.replaced-'))).toHaveLength(1);
    expect(said).toContain('逐表行数与内容摘要均与备份一致');
    expect(said).toContain('恢复完成');
    expect(said).toContain('audit-seal.key');

    const secrets = loadOrCreateSecrets(join(home, 'secrets'));
    ensureServiceAccess(stack.accessDir, secrets);
    await Promise.all([stack.database.start(), stack.broker.start()]);
    expect(await hashStanding()).toEqual(standing);
    const [row] = await stack.sql<{ count: string }>('select count(*) from readings');
    expect(Number(row?.count)).toBe(rowsOf(manifest, 'readings'));
    // Of what was coming in: row for row what was sent, as far as it had come.
    const rows = await stack.sql<{ device: string; seq: string; pm10: number; noise: number; temperature: number }>(
      `select d.code as device, r.seq, r.pm10, r.noise, r.temperature from readings r join devices d on d.id = r.device_id
        where r.seq is not null order by d.code, r.seq`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(1_000);
    const codes = flow.devices.map(({ deviceCode }) => deviceCode);
    const wrong = rows.filter(
      ({ device, seq, ...values }) =>
        JSON.stringify(values) !== JSON.stringify(valuesOf(codes.indexOf(device), Number(seq))),
    );
    expect(wrong).toEqual([]);
    const image = readFileSync(join(home, 'images', imageHash.slice(0, 2), imageHash));
    expect(image.equals(jpeg)).toBe(true);

    const verified = await runToEnd({
      name: 'audit:verify',
      entry: join(inject('entries'), 'audit-verify.js'),
      env: { DATABASE_URL: stack.databaseUrl, XW_DATA_DIR: home },
    });
    expect(verified).toContain('完整');
    const trace = await stack.sql<{ verb: string; subject: string }>(
      `select verb, subject from audit_log order by seq desc limit 2`,
    );
    expect(trace.map(({ verb }) => verb)).toEqual(['audit.verify', 'backup.restore']);
    expect(trace[1]?.subject).toBe(basename(archive));

    const MQTT_URL = withCredentials(stack.mqttUrl, secrets.serviceUser, secrets.servicePassword);
    await stack.server.start({ env: { MQTT_URL } });
    await until('everything ready', async () => (await stack.readiness()).ready);
    const publisher = rig.send(50);
    await publisher.reach();
    await expectStoredExactlyOnce(stack, publisher);
    expect((await rig.admin.fetch(`/api/images/${imageHash}`)).status).toBe(200);
  });

  it('once put back takes refreshes, compression and retention as before', async () => {
    const { stack } = rig;
    const count = async (from: string) =>
      Number((await stack.sql<{ count: string }>(`select count(*) from ${from}`))[0]?.count);
    const old = `readings where at < now() - interval '19 days'`;
    const kept = await count(old);
    await stack.sql(`insert into readings (device_id, at, pm10, received_at)
      select d.id, now() - interval '30 days 1 hour', 60, now() from devices d on conflict do nothing`);
    expect(await count(old)).toBeGreaterThan(kept);
    for (const aggregate of ['readings_1m', 'readings_10m', 'readings_1h', 'readings_1d'])
      await stack.sql(
        `call refresh_continuous_aggregate('${aggregate}', now() - interval '45 days', now() - interval '19 days')`,
      );
    const [most] = await stack.sql<{ most: number }>(
      `select max(pm10_max) as most from readings_1d where bucket < now() - interval '28 days'`,
    );
    expect(most?.most).toBe(60);
    const jobs = await stack.sql<{ id: number; name: string }>(
      `select job_id as id, proc_name as name from timescaledb_information.jobs where hypertable_name = 'readings'`,
    );
    expect(jobs.map(({ name }) => name).sort()).toEqual(['policy_compression', 'policy_retention']);
    for (const { id } of jobs) await stack.sql(`call run_job(${id})`);
    await stack.sql(
      `select compress_chunk(c, if_not_compressed => true) from show_chunks('readings', older_than => interval '14 days') c`,
    );
    expect(
      await count(`timescaledb_information.chunks where hypertable_name = 'readings' and is_compressed`),
    ).toBeGreaterThan(1);
    await stack.sql(`select drop_chunks('readings', older_than => interval '28 days')`);
    expect(await count(old)).toBeLessThan(kept);
    expect(await count(`readings_1d where bucket < now() - interval '30 days'`)).toBeGreaterThan(0);
  });

  it('goes on being taken of a database that does not run, and shares images with the one before', async () => {
    const { stack } = rig;
    for (const part of [stack.server, stack.broker, stack.database]) await part.stop();
    const said = await backup('--to', archives, '--keep', '1');
    expect(said).toContain('暂停服务 0.00 秒');
    expect(said).toContain('图像:1 个文件,新写 0.0 MB');
    expect(said).toContain('已删除旧备份');
    const standingOf = ({ database }: Manifest) =>
      database.tables.filter(({ name }) => standingTables.includes(name.replace('public.', '')));
    expect(standingOf(readManifest(archiveIn(archives)))).toEqual(standingOf(manifest));
    expect(standingOf(manifest).length).toBeGreaterThan(4);
  });
});

describeWithPostgres('a backup of a PostgreSQL server', () => {
  let postgres: OwnPostgres;
  /** Another machine, with nothing on it yet. */
  let elsewhere: OwnPostgres;
  let folder: string;
  const sql = async (server: OwnPostgres, text: string): Promise<Record<string, unknown>[]> => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };
  const env = (server: OwnPostgres) => ({ DATABASE_URL: server.url, XW_DATA_DIR: join(folder, 'data') });
  const addOrganisation = (code: string) =>
    sql(
      postgres,
      `insert into organisations (code, name, kind, parent_code) values ('${code}', '科室', 'department', '320102')`,
    );

  beforeAll(async () => {
    [postgres, elsewhere] = await Promise.all([startOwnPostgres(), startOwnPostgres({ migrated: false })]);
    folder = mkdtempSync(join(tmpdir(), 'xw-server-backup-'));
  });
  afterAll(async () => {
    await postgres.remove();
    await elsewhere.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is one snapshot while rows come in, and comes back on another machine, with roles, rights and policies', async () => {
    let isDone = false;
    let added = 0;
    const coming = (async () => {
      for (; !isDone; added += 1) await addOrganisation(`n-${added}`);
    })();
    const said = await runBackup('backup', env(postgres), '--to', join(folder, 'archives'));
    isDone = true;
    await coming;
    expect(said).toContain('备份完成');
    const archive = archiveIn(join(folder, 'archives'));
    const manifest = readManifest(archive);
    expect([manifest.kind, manifest.heldMs]).toEqual(['server', 0]);
    expect(manifest.roles).toEqual([
      { name: 'xw_app', isOurs: true, memberOf: [] },
      ...['all', 'assigned', 'department', 'mixed', 'own', 'street'].map((arm) => ({
        ...{ name: `xw_reach_${arm}`, isOurs: true, memberOf: ['xw_app'] },
      })),
    ]);

    expect(await runBackup('restore', { XW_DATA_DIR: folder }, '--from', archive)).toContain('请设置 DATABASE_URL');
    expect(await runBackup('restore', env(elsewhere), '--from', archive)).toContain('均与备份一致');
    const count = async () => (await sql(elsewhere, 'select count(*)::int from organisations'))[0]?.count;
    const regained = await count();
    expect(regained).toBe(rowsOf(manifest, 'organisations'));
    expect(regained).toBeGreaterThanOrEqual(8);
    expect(regained).toBeLessThanOrEqual(8 + added);
    const rights = `select (select count(*)::int from pg_policies where 'xw_app' = any (roles)) as policies,
      (select count(*)::int from pg_policies where roles::text like '%xw_reach_%') as arms,
      has_table_privilege('xw_reach_street', 'projects', 'insert') as writes, has_table_privilege('xw_app', 'readings', 'select') as reads,
      (select max(version)::int from schema_version) as schema`;
    expect(await sql(elsewhere, rights)).toEqual(await sql(postgres, rights));

    expect(await runBackup('restore', env(elsewhere), '--from', archive)).toContain('--replace postgres');
    await sql(elsewhere, `delete from organisations where parent_code is not null`);
    const other = `${elsewhere.url.replace('/postgres?', '/regained?')}`;
    expect(await runBackup('restore', { ...env(elsewhere), DATABASE_URL: other }, '--from', archive)).toContain(
      '均与备份一致',
    );
    const replaced = await runBackup(
      'restore',
      { ...env(elsewhere), DATABASE_URL: other },
      '--from',
      archive,
      '--replace',
      'regained',
    );
    expect(replaced).toMatch(/原数据库已改名为 regained_replaced_\w+/);
    expect((await sql(elsewhere, `select datname from pg_database where datname like 'regained_%'`)).length).toBe(1);
  });
});
