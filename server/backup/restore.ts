/**
 * Process: `npm run restore -- --from ARCHIVE [--replace NAME]`. Puts an archive back into an empty database (the one of
 * DATABASE_URL, else the embedded one of XW_DATA_DIR) and the files beside it.
 *   --keys FOLDER    puts back key files that `npm run backup -- --keys` copied; alone, or with --from
 *   --replace NAME   the target is not empty and may be replaced; NAME is the database's, or the data folder's
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { newestMigration } from '../readiness.ts';
import { keyPlaces, putBackKeys } from './keys.ts';
import { BackupRefused, readManifest } from './manifest.ts';
import { putBack } from './putBack.ts';
import { settingsFrom } from './settings.ts';

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values: args } = parseArgs({ options: { from: text, replace: text, keys: text } });
  const settings = settingsFrom(process.env);
  if (args.keys !== undefined) {
    const written = await putBackKeys(resolve(args.keys), keyPlaces(settings.dataDir, settings.vaultKeys));
    console.log(written.length === 0 ? '密钥文件均已在原处' : `已恢复密钥文件:${written.join('、')}`);
    if (args.from === undefined) return;
  }
  if (args.from === undefined) throw new BackupRefused('请用 --from 指明要恢复的备份');
  const archive = resolve(args.from);
  const beganAt = Date.now();
  await putBack({
    ...settings,
    archive,
    manifest: readManifest(archive),
    newestSchema: newestMigration(),
    replace: args.replace,
    stamp: new Date(beganAt).toISOString().slice(0, 19).replaceAll(/[-:]/g, ''),
    say: (line) => console.log(line),
  });
  console.log(
    `恢复完成,用时 ${((Date.now() - beganAt) / 1000).toFixed(1)} 秒。备份之后的变更不在其中,请核对账号、权限与大屏授权`,
  );
}

main().catch((error: unknown) => {
  console.error(
    error instanceof BackupRefused
      ? error.message
      : `恢复失败:${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
});
