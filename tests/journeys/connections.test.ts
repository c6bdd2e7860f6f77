import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../server/platform/database.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { describeWithPostgres, startOwnPostgres, type OwnPostgres } from '../helpers/postgres.ts';

const me = { text: 'select pg_backend_pid() as pid' };
const terminate = (pid: number) => ({ text: 'select pg_terminate_backend($1, 5000)', values: [pid] });

describeWithPostgres('a database connection that breaks', () => {
  let postgres: OwnPostgres;
  let db: Database;
  const heard: unknown[] = [];
  const hear = (error: unknown) => heard.push(error);
  beforeAll(async () => {
    postgres = await startOwnPostgres({ migrated: false });
    db = openDatabase(postgres.url, 3, createLogger('silent'));
    process.on('uncaughtException', hear);
  });
  afterAll(async () => {
    process.off('uncaughtException', hear);
    await db.close();
    await postgres.remove();
  });

  it('between two statements of a transaction is an error to the caller and does not end the process', async () => {
    const work = db.withTransaction(async (tx) => {
      const [row] = await tx.run<{ pid: number }>(me);
      // The news travels over a socket; only then does the next statement meet a dead connection.
      const ended = new Promise<void>((resolve) => tx.client.once('end', resolve));
      await db.run(terminate(row?.pid ?? 0));
      await ended;
      await tx.run(me);
    });
    await expect(work).rejects.toThrow();
    expect(await db.run(me)).toHaveLength(1);
    expect(heard).toEqual([]);
  });

  it('while it is idle is replaced at the next statement', async () => {
    const [row] = await db.run<{ pid: number }>(me);
    await db.withTransaction(async (tx) => {
      const [other] = await tx.run<{ pid: number }>(me);
      if (other?.pid !== row?.pid) await tx.run(terminate(row?.pid ?? 0));
    });
    expect(await db.withTransaction((tx) => tx.run(me))).toHaveLength(1);
    expect(heard).toEqual([]);
  });
});
