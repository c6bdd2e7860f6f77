import { ConfigError } from './config.ts';
import { migrate } from './platform/migrations.ts';

/** `npm run migrate`: brings the database named by DATABASE_URL to the newest schema. */
async function main(): Promise<void> {
  const url = process.env['DATABASE_URL'];
  if (url === undefined || url === '') throw new ConfigError('配置有误。DATABASE_URL:未设置');
  const { applied } = await migrate(url);
  console.log(applied.length === 0 ? '数据库结构已是最新' : `已应用 ${applied.length} 个迁移`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
