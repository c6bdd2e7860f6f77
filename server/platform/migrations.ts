import { join } from 'node:path';
import pg from 'pg';
import Postgrator from 'postgrator';
import { defaultPermissions } from '../../contracts/permissions.ts';
import { adoptRecords } from '../access/auditAdoption.ts';
import { houseTypes, type Runner, type Statement } from './database.ts';
import { offerPermissions, takeMigrationLock } from './migrations.sql.ts';
import { projectRoot } from './paths.ts';

const NEEDS_TIMESCALE = /^-- needs: timescaledb/;

export interface MigrateOptions {
  /** Leaves out the files that need TimescaleDB: for tests that want a bare PostgreSQL. */
  readonly plain?: boolean;
  /** What a release brings beside its schema, in the same transaction; to bring it again does nothing. */
  readonly bring?: (tx: Runner) => Promise<void>;
}

export interface MigrationReport {
  readonly applied: readonly string[];
}

/**
 * Brings the schema to the newest version: every pending file of `migrations/` in ONE transaction under an advisory
 * lock. Two processes at once are safe on a server (the lock) and on the embedded database (its single session serves
 * one transaction at a time); running it twice does nothing the second time; a failing file leaves nothing behind.
 * Permissions that this release brings are offered to their roles once; audit records from before the chain enter it.
 * @throws when a file fails, or one already applied was edited (checksums are kept).
 */
export async function migrate(databaseUrl: string, options: MigrateOptions = {}): Promise<MigrationReport> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(takeMigrationLock.text, [...(takeMigrationLock.values ?? [])]);
    const runner = new Postgrator({
      migrationPattern: join(projectRoot(), 'migrations', '*.sql'),
      driver: 'pg',
      database: '',
      schemaTable: 'schema_version',
      execQuery: (text) => client.query(text),
      execSqlScript: async (text) => {
        if (!(options.plain === true && NEEDS_TIMESCALE.test(text))) await client.query(text);
      },
    });
    const done = await runner.migrate();
    const { text, values } = offerPermissions(defaultPermissions);
    await client.query(text, [...(values ?? [])]);
    await adoptRecords(runnerOf(client));
    await options.bring?.(runnerOf(client));
    await client.query('commit');
    return { applied: done.map((step) => step.filename) };
  } finally {
    await client.end();
  }
}

const runnerOf = (client: pg.Client): Runner => ({
  run: async <Row>({ text, values }: Statement) =>
    (await client.query({ text, values: [...(values ?? [])], types: houseTypes })).rows as Row[],
});
