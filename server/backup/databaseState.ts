import pg from 'pg';
import type { Statement } from '../platform/database.ts';
import { selectSchemaVersion } from '../platform/timescale.sql.ts';
import * as sql from './databaseState.sql.ts';
import type { DatabaseState, NamedRole, Shape, TableSum } from './manifest.ts';

/** One connection, for as long as `work` takes. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, keepAlive: true });
  // A connection that breaks between two statements tells nobody else, and an 'error' that nobody hears ends the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Runs a statement on one connection. */
export async function run<Row>(client: pg.Client, { text, values }: Statement): Promise<Row[]> {
  const result = await client.query(text, values as unknown[] | undefined);
  return result.rows as Row[];
}

const UNDEFINED_FUNCTION = '42883';

/** @param isInside whether the connection is in a transaction, which an error must not end */
async function sumOf(client: pg.Client, { name, source }: sql.NamedTable, isInside: boolean): Promise<TableSum> {
  if (isInside) await run(client, sql.mark);
  const [row] = await run<{ rows: string; digest: string }>(client, sql.sumByRecord(source)).catch(
    async (error: unknown) => {
      if ((error as { code?: string }).code !== UNDEFINED_FUNCTION) throw error;
      if (isInside) await run(client, sql.backToMark);
      return run<{ rows: string; digest: string }>(client, sql.sumByText(source));
    },
  );
  return { name, rows: Number(row?.rows), digest: row?.digest ?? '' };
}

async function schemaVersionOf(client: pg.Client, tables: readonly sql.NamedTable[]): Promise<number> {
  if (!tables.some(({ name }) => name === 'public.schema_version')) return 0;
  const [row] = await run<{ version: number | null }>(client, selectSchemaVersion);
  return row?.version ?? 0;
}

export interface Versions {
  readonly postgres: string;
  readonly number: number;
  readonly timescale: string | null;
}

export async function versionsOf(client: pg.Client): Promise<Versions> {
  const [versions] = await run<Versions>(client, sql.selectVersions);
  return versions ?? { postgres: '', number: 0, timescale: null };
}

/** The database as it is: versions, rows and their sums by table, and how many objects of each kind. */
export async function stateOf(client: pg.Client, isInside = false): Promise<DatabaseState> {
  const { postgres, timescale } = await versionsOf(client);
  const tables = await run<sql.NamedTable>(client, sql.selectTables);
  const aggregates = timescale === null ? [] : await run<sql.NamedTable>(client, sql.selectAggregates);
  const schemaVersion = await schemaVersionOf(client, tables);
  const sums: TableSum[] = [];
  for (const table of [...tables, ...aggregates]) sums.push(await sumOf(client, table, isInside));
  const [shape = {}] = await run<Shape>(client, sql.selectShape);
  return { schemaVersion, postgres, timescale, tables: sums, shape };
}

export const rolesOf = (client: pg.Client): Promise<NamedRole[]> => run<NamedRole>(client, sql.selectRoles);
