import { existsSync, renameSync, rmSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { lockDirectory } from '../embedded/dataLock.ts';
import { databaseNameOf } from './addresses.rules.ts';
import { recordBackup } from './backupRecord.ts';
import { stateOf, withClient } from './databaseState.ts';
import { differences } from './differences.rules.ts';
import { FILES, withCopy } from './embeddedCopy.ts';
import { BackupRefused, type Manifest, type Part } from './manifest.ts';
import { unpackPart, verifyPart } from './parts.ts';
import { demoFiles, folders, partNames } from './places.ts';
import { countTables, emptyDatabase, restoreServer } from './serverRestore.ts';

export interface PutBackPlan {
  readonly archive: string;
  readonly manifest: Manifest;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** The newest migration that this build knows. */
  readonly newestSchema: number;
  /** What the operator typed to have a target replaced that is not empty. */
  readonly replace: string | undefined;
  /** Part of the names of what is moved aside. */
  readonly stamp: string;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}

/** Reads every file of an archive. @throws BackupRefused naming those that are not what they were */
export async function verifyArchive(archive: string, { parts }: Manifest): Promise<void> {
  const wrong: string[] = [];
  for (const part of parts) wrong.push(...(await verifyPart(archive, part)));
  const named = wrong.slice(0, 5).join('、');
  if (wrong.length > 0)
    throw new BackupRefused(
      `备份 ${archive} 有 ${wrong.length} 个文件缺失或已损坏:${named}${wrong.length > 5 ? ' 等' : ''}`,
    );
}

function checkReplace(plan: PutBackPlan, what: string, name: string): void {
  if (plan.replace === name) return;
  const typed = plan.replace === undefined ? '' : `(所输入的 ${plan.replace} 不是它的名称)`;
  throw new BackupRefused(`${what} 不是空的${typed}。确要替换,请加 --replace ${name};原有数据会移到一旁,不会删除`);
}

const partOf = ({ parts }: Manifest, name: string): Part | undefined => parts.find((part) => part.name === name);

/** Moves what lies there aside. @returns where to; undefined when there was nothing */
function moveAside(path: string, stamp: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const aside = `${path}.replaced-${stamp}`;
  renameSync(path, aside);
  return aside;
}

async function putBackEmbedded(plan: PutBackPlan): Promise<void> {
  const { archive, manifest, dataDir, stamp, say } = plan;
  const part = partOf(manifest, 'database');
  if (part === undefined) throw new BackupRefused(`备份 ${archive} 中没有数据库`);
  const folder = join(dataDir, 'database');
  const there = await readdir(folder).catch(() => []);
  if (there.length > 0) {
    checkReplace(plan, `目标 ${folder}`, basename(resolve(dataDir)));
    // Refuses while somebody uses it.
    lockDirectory(folder)();
  }
  const fresh = `${folder}.restoring`;
  rmSync(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  await unpackPart(archive, part, join(fresh, FILES));
  await withCopy(fresh, async (url) => {
    const wrong = differences(manifest.database, await withClient(url, (client) => stateOf(client)));
    if (wrong.length > 0) throw new Error(['恢复后的数据库与备份不一致:', ...wrong].join('\n  '));
    await recordBackup(url, 'backup.restore', basename(archive), manifest, plan.newestSchema);
  });
  const aside = there.length > 0 ? moveAside(folder, stamp) : undefined;
  if (there.length === 0) rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
  if (aside !== undefined) say(`原数据库已移到 ${aside},确认无误后可自行删除`);
}

/** What waited at the embedded broker when the archive was taken comes again; what is known already is dropped. */
async function putBackBroker({ archive, manifest, dataDir, stamp, say }: PutBackPlan): Promise<void> {
  const part = partOf(manifest, 'broker');
  if (part === undefined) return;
  const unlock = lockDirectory(join(dataDir, 'broker'));
  try {
    const store = join(dataDir, 'broker', 'store');
    const aside = moveAside(store, stamp);
    await unpackPart(archive, part, store);
    say(`已恢复消息代理的会话与待送报文${aside === undefined ? '' : `(原有的移到 ${aside})`}`);
  } finally {
    unlock();
  }
}

async function putBackServer(plan: PutBackPlan, databaseUrl: string): Promise<void> {
  const { archive, manifest, stamp, env, say } = plan;
  const name = databaseNameOf(databaseUrl);
  const tables = await countTables(databaseUrl);
  if (tables !== undefined && tables > 0) checkReplace(plan, `数据库 ${name}(${tables} 张表)`, name);
  if (tables !== 0) {
    const aside = await emptyDatabase(databaseUrl, tables !== undefined, stamp.replaceAll(/\W/g, '_').toLowerCase());
    if (aside !== undefined) say(`原数据库已改名为 ${aside},确认无误后可自行删除`);
  }
  const complaints = await restoreServer(databaseUrl, archive, manifest, env);
  await recordBackup(databaseUrl, 'backup.restore', basename(archive), manifest, plan.newestSchema);
  if (complaints !== '') say(`pg_restore 有下列提示,但各表行数与内容摘要均与备份一致:\n${complaints}`);
}

/** Files that never change: those that are there already stay. */
async function putBackFiles({ archive, manifest, dataDir, say }: PutBackPlan): Promise<void> {
  for (const { name } of folders) {
    const part = partOf(manifest, name);
    if (part === undefined) continue;
    const written = await unpackPart(archive, part, join(dataDir, name));
    say(`已恢复${partNames[name] ?? name} ${written} 个(备份中共 ${part.files} 个)`);
  }
}

/** They belong to the accounts in the database: those of another demonstration would open nothing. */
async function putBackDemo({ archive, manifest, dataDir }: PutBackPlan): Promise<void> {
  const demo = partOf(manifest, 'demo');
  if (demo === undefined) return;
  for (const file of demoFiles) rmSync(join(dataDir, file), { force: true });
  await unpackPart(archive, demo, dataDir);
}

/**
 * Puts an archive back into an empty place. Nothing is touched before every file of the archive was read and found whole;
 * what is there is replaced only by name, and then stands aside.
 */
export async function putBack(plan: PutBackPlan): Promise<void> {
  const { archive, manifest, databaseUrl, newestSchema, say } = plan;
  const { schemaVersion } = manifest.database;
  if (schemaVersion > newestSchema)
    throw new BackupRefused(
      `备份的结构版本为 ${schemaVersion},本版本只到 ${newestSchema}:请用产品 ${manifest.productVersion} 或更新的版本恢复`,
    );
  if ((databaseUrl === undefined) !== (manifest.kind === 'embedded'))
    throw new BackupRefused(
      manifest.kind === 'embedded'
        ? '备份出自内置数据库,只能恢复到内置数据库:请不要设置 DATABASE_URL'
        : '备份出自 TimescaleDB 服务器,请设置 DATABASE_URL 指明目标数据库',
    );
  await verifyArchive(archive, manifest);
  say(`备份 ${archive} 完整`);
  if (databaseUrl === undefined) await putBackEmbedded(plan);
  else await putBackServer(plan, databaseUrl);
  await putBackBroker(plan);
  await putBackDemo(plan);
  const rows = manifest.database.tables.reduce((sum, table) => sum + table.rows, 0);
  say(`已恢复数据库:${manifest.database.tables.length} 张表 ${rows} 行,逐表行数与内容摘要均与备份一致`);
  await putBackFiles(plan);
}
