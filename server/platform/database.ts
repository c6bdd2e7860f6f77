import pg from 'pg';
import type { Permission } from '../../contracts/permissions.ts';
import { mayBeAsked } from './asked.rules.ts';
import { begin, beginAs, goOnAs, goOnAsServer, selectRoleBy } from './database.sql.ts';
import type { Logger } from './logger.ts';

/** One statement's text and values; the only way SQL travels. Built in `*.sql.ts` files. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** Something that runs statements: the pool, or one transaction. */
export interface Runner {
  run<Row>(statement: Statement): Promise<Row[]>;
}

/** A transaction in progress. `client` is there for COPY only. */
export interface Transaction extends Runner {
  readonly client: pg.PoolClient;
  /** Has `last` done right before the commit, after all else: for what holds up everybody else who wants it. */
  beforeCommit(last: () => Promise<void>): void;
}

/** The database as one request sees it: only the rows that its viewer's permission reaches. */
export interface RequestDatabase extends Runner {
  /** Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. */
  withTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

/** The database as the server itself sees it, row security not applied: ingestion, live figures, housekeeping. */
export interface Database extends RequestDatabase {
  /** The same for somebody's eyes: each statement in a transaction under a role that row security holds (migration 020). */
  as(viewpoint: Viewpoint): RequestDatabase;
  close(): Promise<void>;
}

/** Whose eyes, and by which permission. */
export interface Viewpoint {
  readonly viewer: `${'person' | 'wall' | 'key'}:${number}` | 'nobody';
  readonly permission: Permission;
}

const TIMESTAMPTZ = 1184;
const INT8 = 20;
const asDate = pg.types.getTypeParser(TIMESTAMPTZ) as (text: string) => Date;
type Parser = (text: string) => unknown;

/** Instants come out as milliseconds; int8 as number when exact, else as text (fen are cast to text in SQL). */
const parsers = new Map<number, Parser>([
  [TIMESTAMPTZ, (text) => asDate(text).getTime()],
  [INT8, (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : text)],
]);
/** How values come out, for whoever opens a connection of its own. */
export const houseTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? (pg.types.getTypeParser(oid, format ?? 'text') as Parser),
};

const runOn = async <Row>(client: pg.Pool | pg.PoolClient, statement: Statement): Promise<Row[]> => {
  const result = await client.query(statement.text, statement.values as unknown[] | undefined);
  return result.rows as Row[];
};

/** A statement of a request: one to a message, and none that could put off its role. @throws Error for any other */
async function runAsked<Row>(client: pg.PoolClient, { text, values }: Statement): Promise<Row[]> {
  if (!mayBeAsked(text)) throw new Error(`no request asks this: ${text.slice(0, 40)}`);
  const asked: pg.QueryConfig & { queryMode: 'extended' } = {
    text,
    values: [...(values ?? [])],
    queryMode: 'extended',
  };
  return (await client.query(asked)).rows as Row[];
}

/**
 * The one road to TimescaleDB, embedded or server alike.
 * @param url PostgreSQL connection string
 * @param max connections at most; the embedded database serves them one transaction at a time
 */
export function openDatabase(url: string, max: number, log: Logger): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types: houseTypes,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // Without a listener an idle connection that breaks would end the process.
  pool.on('error', (error) => log.warn({ error: error.message }, 'database connection lost'));
  const transact = async <T>(
    opening: string,
    work: (tx: Transaction) => Promise<T>,
    runBy: typeof runAsked = runOn,
  ): Promise<T> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    // The pool looks after idle connections only. One that breaks between two statements of ours tells nobody but the
    // client itself, and an 'error' that nobody hears ends the process.
    const onBroken = (error: Error) => (broken = error);
    client.on('error', onBroken);
    try {
      await client.query(opening);
      const lasts: (() => Promise<void>)[] = [];
      const beforeCommit = (last: () => Promise<void>) => void lasts.push(last);
      const result = await work({ client, beforeCommit, run: (statement) => runBy(client, statement) });
      for (const last of lasts) await last();
      await client.query('commit');
      return result;
    } catch (error) {
      try {
        await client.query('rollback');
      } catch (rollbackError) {
        broken = rollbackError as Error;
      }
      throw error;
    } finally {
      client.off('error', onBroken);
      client.release(broken);
    }
  };
  return {
    run: (statement) => runOn(pool, statement),
    withTransaction: (work) => transact(begin, work),
    as(viewpoint) {
      const opening = beginAs(viewpoint);
      return {
        run: (statement) => transact(opening, (tx) => tx.run(statement), runAsked),
        withTransaction: (work) => transact(opening, work, runAsked),
      };
    },
    close: () => pool.end(),
  };
}

/**
 * From here on the transaction reaches what its viewer reaches by this permission. Not held, it reaches nothing: row
 * security asks the role matrix, not us.
 */
export async function lookBy(tx: Runner, permission: Permission): Promise<void> {
  const [taken] = await tx.run<{ role: string }>(selectRoleBy(permission));
  if (taken) await tx.run(goOnAs(taken.role));
}

/**
 * From here on the transaction is the server's own, past row security: for what follows from a decision whoever took it,
 * as a project moves once its approval has passed. `lookBy` takes the viewer's eyes again. Not by `run`: no text that a
 * request sends can do it.
 */
export const actAsServer = async (tx: Transaction): Promise<void> => void (await tx.client.query(goOnAsServer.text));

/**
 * What a database error means for the data it was given.
 * `content`: this very data is refused (SQLSTATE classes 22 data exception, 23 integrity violation, 54 limit exceeded):
 * trying again is pointless. `away`: connection, disk, memory, shutdown, lock: the same data may go through later.
 */
export function judgeDatabaseError(error: unknown): 'content' | 'away' {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^(22|23|54)[0-9A-Z]{3}$/.test(code) ? 'content' : 'away';
}
