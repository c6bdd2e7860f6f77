import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { archiveName } from './archives.rules.ts';
import { BackupRefused } from './manifest.ts';
import { fromSumList, toSumList, type SumLine } from './sumList.rules.ts';
import { carry, sumOfFile } from './trees.ts';

/** A key file: its name in a copy of the keys, and where the running system has it. */
export interface KeyPlace {
  readonly name: string;
  readonly path: string;
}

const LIST = 'keys.sha256';

/** Where the keys lie: those of sealed fields, and the one that seals the audit log. */
export const keyPlaces = (dataDir: string, vaultKeys: string | undefined): KeyPlace[] => [
  { name: 'vault-keys.json', path: vaultKeys ?? join(dataDir, 'secrets', 'vault-keys.json') },
  { name: 'audit-seal.key', path: join(dataDir, 'secrets', 'audit-seal.key') },
];

const isWithin = (path: string, folder: string): boolean => !relative(folder, path).startsWith('..');

/**
 * Copies the key files to a place of their own. Whoever has keys and data has everything, so they do not go where the
 * data or the archives are.
 * @returns the folder of the copy and how many there are
 */
export async function copyKeys(places: readonly KeyPlace[], to: string, apartFrom: readonly string[], now: number) {
  const near = apartFrom.find((folder) => isWithin(resolve(to), folder) || isWithin(folder, resolve(to)));
  if (near !== undefined) throw new BackupRefused(`密钥不得与数据同处:${to} 与 ${near} 在一起,请另选位置`);
  const there = places.filter(({ path }) => existsSync(path));
  if (there.length === 0) throw new BackupRefused('没有密钥文件可备份');
  const folder = join(to, archiveName(now).replace('xw-', 'xw-keys-'));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lines: SumLine[] = [];
  for (const { name, path } of there) {
    const { sha256 } = await carry(path, join(folder, name), 'plain');
    lines.push({ sha256, path: name });
  }
  writeFileSync(join(folder, LIST), toSumList(lines), { mode: 0o600 });
  return { folder, count: lines.length };
}

/** Puts key files back where there are none; another key in the place of one is left and named. @returns the paths written */
export async function putBackKeys(folder: string, places: readonly KeyPlace[]): Promise<string[]> {
  const list = existsSync(join(folder, LIST)) ? fromSumList(readFileSync(join(folder, LIST), 'utf8')) : undefined;
  if (list === undefined) throw new BackupRefused(`${folder} 不是密钥备份:没有可读的 ${LIST}`);
  const wanted = list.flatMap(({ path, sha256 }) =>
    places.filter(({ name }) => name === path).map((place) => ({ ...place, sha256, from: join(folder, path) })),
  );
  for (const { name, from, path, sha256 } of wanted) {
    const found = await sumOfFile(from).catch(() => undefined);
    if (found?.sha256 !== sha256) throw new BackupRefused(`密钥备份 ${folder} 中的 ${name} 缺失或已损坏`);
    if (existsSync(path) && (await sumOfFile(path)).sha256 !== sha256)
      throw new BackupRefused(`${path} 已有另一份密钥,未作任何改动;确要替换,请先自行移走`);
  }
  const written = wanted.filter(({ path }) => !existsSync(path));
  for (const { from, path } of written) await carry(from, path, 'plain');
  return written.map(({ path }) => path);
}
