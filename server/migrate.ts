import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { reachEmbeddedDatabase } from './embedded/launcher.ts';
import { migrate } from './platform/migrations.ts';

/**
 * `npm run migrate`: brings the database named by DATABASE_URL to the newest schema. Without one it takes the embedded
 * database of XW_DATA_DIR, and without that either the one of `npm start` or the demo's, whichever is there: the running
 * one beside whoever uses it, else its own process for as long as it takes. It says which.
 */
async function main(): Promise<void> {
  const url = process.env['DATABASE_URL'];
  if (url !== undefined && url !== '') return report(await migrate(url));
  const there = ['data/embedded', 'data/demo'].find((dir) => existsSync(join(dir, 'database')));
  const dir = process.env['XW_DATA_DIR'] ?? there ?? 'data/embedded';
  console.log(`未设置 DATABASE_URL,升级内置数据库 ${join(dir, 'database')}`);
  const database = await reachEmbeddedDatabase({ dataDir: join(dir, 'database') });
  try {
    report(await migrate(database.url));
  } finally {
    await database.stop();
  }
}

function report({ applied }: { readonly applied: readonly string[] }): void {
  console.log(applied.length === 0 ? '数据库结构已是最新' : `已应用 ${applied.length} 个迁移`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
