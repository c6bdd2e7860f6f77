import { withCommandDatabase } from './commandDatabase.ts';
import { vaultKeysOf } from './config.ts';
import { systemClock } from './platform/clock.ts';
import { openDatabase } from './platform/database.ts';
import { createLogger } from './platform/logger.ts';
import { turnKeyFile } from './vault/keyFile.ts';
import { resealAll } from './vault/reseal.ts';
import { openVault } from './vault/vault.ts';

/**
 * `npm run vault:rotate`: makes a new key and seals every field anew with it, beside the running server, which takes the
 * new key by itself. Old keys stay in the file, for backups. With `--reseal` no key is made: what an interrupted run or
 * another suite (VAULT_SUITE) has left is sealed anew.
 */
function rotate(): Promise<void> {
  const { env, argv } = process;
  return withCommandDatabase(env, '轮换密钥,', async ({ url, dataDir }) => {
    const keys = vaultKeysOf({ ...env, XW_DATA_DIR: dataDir });
    const now = systemClock.now();
    const vault = openVault(keys, now);
    const db = openDatabase(url, 1, createLogger('warn'));
    try {
      if (!argv.includes('--reseal')) turnKeyFile(keys, now);
      for (const [purpose, count] of await resealAll(db, vault)) console.log(`${purpose}:${count} 项已重新加密`);
      console.log(`密钥文件 ${keys.path} 现有 ${vault.keys().length} 个密钥,请立即备份该文件`);
    } finally {
      await db.close();
    }
  });
}

rotate().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
