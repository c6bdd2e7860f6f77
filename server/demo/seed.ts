/**
 * Fills an empty database with the demo district, once; on every run it hands out a fresh wall token and the sign-in
 * details again. With SYSTEMS_PORT the simulated systems that listen there get their keys. The last line on stdout is one
 * JSON object for the launcher.
 */
import { resolve } from 'node:path';
import pg from 'pg';
import { houseTypes } from '../platform/database.ts';
import { inTransaction, issueWall, seedDistrict } from './district.ts';
import { portFrom } from '../embedded/ports.ts';
import { openVault } from '../vault/vault.ts';
import { vaultKeysOf } from '../config.ts';
import { connectSystems } from './systems.ts';
import { demoSecretsPath, DemoSecrets, readSecrets } from './secrets.ts';

async function seed(databaseUrl: string, dataDir: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, types: houseTypes });
  try {
    const now = Date.now();
    const port = process.env['SYSTEMS_PORT'];
    const outcome = await inTransaction(pool, async (db) => {
      const seeded = await seedDistrict(db, dataDir, now);
      if (port !== undefined) {
        const vault = openVault(vaultKeysOf(process.env), now);
        await connectSystems(db, { dataDir, vault, now, port: portFrom(port, 8091, 'SYSTEMS_PORT') });
      }
      return { seeded, wallPath: await issueWall(db) };
    });
    const people = readSecrets(demoSecretsPath(dataDir), DemoSecrets)?.people ?? [];
    if (people.length === 0) console.error(`演示账号的口令文件 ${demoSecretsPath(dataDir)} 不在了,无法再次显示口令`);
    console.log(JSON.stringify({ people, ...outcome }));
  } finally {
    await pool.end();
  }
}

const databaseUrl = process.env['DATABASE_URL'];
if (databaseUrl === undefined || databaseUrl === '') {
  console.error('请设置 DATABASE_URL:演示数据要写入的数据库');
  process.exit(2);
}
try {
  await seed(databaseUrl, resolve(process.env['XW_DATA_DIR'] ?? 'data/demo'));
} catch (problem) {
  console.error(`演示数据未写入:${problem instanceof Error ? problem.message : String(problem)}`);
  process.exit(1);
}
