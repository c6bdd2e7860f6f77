import { parseArgs } from 'node:util';
import { withCommandDatabase } from './commandDatabase.ts';
import { explainScore } from './modules/scores/explain.rules.ts';
import { readScore } from './modules/scores/reading.ts';
import { openDatabase } from './platform/database.ts';
import { createLogger } from './platform/logger.ts';

/** `npm run score:explain -- --project CODE --year Y [--month 2026-11]`: a project's waterfall on the console. */
function explain(): Promise<string> {
  const options = { project: { type: 'string' }, year: { type: 'string' }, month: { type: 'string' } } as const;
  const { project, year, month } = parseArgs({ options }).values;
  if (project === undefined || !/^\d{4}$/.test(year ?? ''))
    throw new Error('用法:npm run score:explain -- --project 项目编号 --year 年度 [--month 2026-11]');
  return withCommandDatabase(process.env, '读取', async ({ url }) => {
    const db = openDatabase(url, 1, createLogger('silent'));
    try {
      return explainScore(await readScore(db, project, { year: Number(year), month }));
    } finally {
      await db.close();
    }
  });
}

try {
  console.log(await explain());
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
