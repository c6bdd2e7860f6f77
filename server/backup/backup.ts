/**
 * Process: `npm run backup [-- --to DIR] [--keep N]` takes an archive of the database and the files beside whoever uses
 * them; `npm run backup -- --verify ARCHIVE` reads one through; `npm run backup -- --keys DIR` copies the key files, which
 * no archive has.
 *   --to DIR   the folder of archives (default BACKUP_DIR, else data/backups)
 *   --keep N   afterwards only the newest N archives stay there (default: all)
 */
import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { embeddedDatabaseUrl } from '../embedded/launcher.ts';
import { newestMigration } from '../readiness.ts';
import { forgetArchives } from './archives.ts';
import { recordBackup } from './backupRecord.ts';
import { copyKeys, keyPlaces } from './keys.ts';
import { BackupRefused, readManifest, type Manifest } from './manifest.ts';
import { partNames } from './places.ts';
import { verifyArchive } from './putBack.ts';
import { settingsFrom } from './settings.ts';
import { takeArchive } from './take.ts';

const say = (line: string): void => console.log(line);
const MIB = 1024 * 1024;
function describe(manifest: Manifest): string[] {
  const { kind, database, parts, heldMs } = manifest;
  const rows = database.tables.reduce((sum, table) => sum + table.rows, 0);
  const seconds = (Date.parse(manifest.endedAt) - Date.parse(manifest.begunAt)) / 1000;
  const engine = `PostgreSQL ${database.postgres}${database.timescale === null ? '' : `,TimescaleDB ${database.timescale}`}`;
  return [
    `  ${kind === 'embedded' ? '内置数据库' : '数据库服务器'}(${engine}),结构版本 ${database.schemaVersion},${database.tables.length} 张表 ${rows} 行`,
    ...parts.map(
      ({ name, files, bytes }) => `  ${partNames[name] ?? name}:${files} 个文件,新写 ${(bytes / MIB).toFixed(1)} MB`,
    ),
    `  开始于 ${manifest.begunAt},用时 ${seconds.toFixed(1)} 秒${kind === 'embedded' ? `,其间数据库暂停服务 ${(heldMs / 1000).toFixed(2)} 秒` : ''}`,
  ];
}

/** A copy on the disk that holds the data is lost with it. */
function warnOfSameDisk(to: string, dataDir: string): void {
  if (existsSync(dataDir) && statSync(to).dev === statSync(dataDir).dev)
    say('注意:备份与数据在同一磁盘上,磁盘损坏时会一同丢失,请另存一份到别处');
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const keep = Number(text);
  if (!Number.isInteger(keep) || keep < 1) throw new BackupRefused(`--keep 应为不小于 1 的整数,现为 ${text}`);
  return keep;
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values: args } = parseArgs({ options: { to: text, keep: text, verify: text, keys: text } });
  if (args.verify !== undefined) {
    const archive = resolve(args.verify);
    const manifest = readManifest(archive);
    await verifyArchive(archive, manifest);
    return [`备份 ${archive} 完整`, ...describe(manifest)].forEach(say);
  }
  const keep = wholeNumber(args.keep);
  const settings = settingsFrom(process.env);
  const to = args.to === undefined ? settings.to : resolve(args.to);
  if (args.keys !== undefined) {
    const places = keyPlaces(settings.dataDir, settings.vaultKeys);
    const { folder, count } = await copyKeys(places, args.keys, [settings.dataDir, to], Date.now());
    return say(`已备份密钥文件 ${count} 个:${folder}。请与数据备份分开保管`);
  }
  const { archive, manifest } = await takeArchive({ ...settings, to, now: () => Date.now() });
  say(`备份完成:${archive}(数据目录 ${settings.dataDir})`);
  // An embedded database that nobody else uses is not started for it.
  const runningUrl = manifest.heldMs > 0 ? embeddedDatabaseUrl(join(settings.dataDir, 'database')) : undefined;
  const url = settings.databaseUrl ?? runningUrl;
  if (url !== undefined) await recordBackup(url, 'backup.take', basename(archive), manifest, newestMigration());
  describe(manifest).forEach(say);
  if (keep !== undefined) for (const name of await forgetArchives(to, keep)) say(`  已删除旧备份 ${name}`);
  if (keyPlaces(settings.dataDir, settings.vaultKeys).some(({ path }) => existsSync(path)))
    say('  不含密钥:没有密钥,加密字段无法读出。请用 npm run backup -- --keys 目录 另行备份,并分开保管');
  warnOfSameDisk(to, settings.dataDir);
}

main().catch((error: unknown) => {
  console.error(
    error instanceof BackupRefused
      ? error.message
      : `备份失败:${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
});
