import { withCommandDatabase } from './commandDatabase.ts';
import { shipTemplates } from './modules/indicators/shipped.ts';
import { migrate } from './platform/migrations.ts';

/** `npm run migrate`: brings the database of this installation (DATABASE_URL, or the embedded one) to the newest schema. */
async function main(): Promise<void> {
  const { applied } = await withCommandDatabase(process.env, '升级', ({ url }) =>
    migrate(url, { bring: shipTemplates }),
  );
  console.log(applied.length === 0 ? '数据库结构已是最新' : `已应用 ${applied.length} 个迁移`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
