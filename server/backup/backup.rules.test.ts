import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, databaseNameOf, withoutPassword } from './addresses.rules.ts';
import { archiveName, archivesAmong, begunAt, beyond, leftoversAmong, partialName } from './archives.rules.ts';
import { backupTrouble } from './lastBackup.rules.ts';
import { differences } from './differences.rules.ts';
import type { DatabaseState } from './manifest.ts';
import { fromSumList, toSumList } from './sumList.rules.ts';

const seconds = fc.integer({ min: 0, max: 4_000_000_000 }).map((s) => s * 1000);

describe('the name of an archive', () => {
  it('says when it was begun, and sorts by it', () => {
    fc.assert(
      fc.property(seconds, seconds, (a, b) => {
        expect(begunAt(archiveName(a))).toBe(a);
        expect(archiveName(a) < archiveName(b)).toBe(a < b);
      }),
    );
  });

  it('is not borne by one that is still being written, nor by anything else', () => {
    const name = archiveName(Date.UTC(2026, 10, 25, 3, 15));
    expect(name).toBe('xw-20261125T031500Z');
    const names = [partialName(name), name, 'lock.json', `${name}.old`, 'xw-2026'];
    expect(archivesAmong(names)).toEqual([name]);
    expect(leftoversAmong(names)).toEqual([partialName(name)]);
  });

  it('decides which go: never one of the newest', () => {
    fc.assert(
      fc.property(fc.uniqueArray(seconds, { maxLength: 20 }), fc.integer({ min: 1, max: 20 }), (times, keep) => {
        const gone = beyond([...times.map(archiveName), 'notes.txt'], keep).map(begunAt);
        const kept = times.filter((time) => !gone.includes(time));
        expect(kept).toHaveLength(Math.min(keep, times.length));
        expect(gone.every((time) => kept.every((other) => (time ?? 0) < other))).toBe(true);
      }),
    );
  });
});

describe('a list of sums', () => {
  it('comes back as it was written', () => {
    const sha256 = 'ab'.repeat(32);
    const lines = ['database/base/5/1.gz', 'images/ab/名 称'].map((path) => ({ sha256, path }));
    expect(fromSumList(toSumList(lines))).toEqual(lines);
    expect(fromSumList('')).toEqual([]);
  });

  it('is refused when a path leads out of the archive, and when it was cut off', () => {
    const sum = 'ab'.repeat(32);
    for (const path of ['/etc/passwd', 'a/../../b', '..', 'a//b', './a'])
      expect(fromSumList(`${sum}  ${path}\n`)).toBeUndefined();
    for (const text of [`${sum}  a`, `${sum} a\n`, `short  a\n`]) expect(fromSumList(text)).toBeUndefined();
  });
});

describe('a database that was put back', () => {
  const state = (rows: number, digest: string, policies = 2): DatabaseState => ({
    schemaVersion: 9,
    postgres: '17.5',
    timescale: '2.23.0',
    tables: [{ name: 'public.people', rows, digest }],
    shape: { 行级策略: policies },
  });

  it('is the same when every table has the same rows', () => {
    expect(differences(state(3, '77'), { ...state(3, '77'), postgres: '17.6' })).toEqual([]);
  });

  it('differs by a row, by what is in a row, by a table, by a policy, each in a sentence', () => {
    const wanted = state(3, '77');
    expect(differences(wanted, state(2, '70'))).toEqual(['public.people 行数:备份时 3,现为 2']);
    expect(differences(wanted, state(3, '78'))).toEqual(['public.people 内容摘要:备份时 77,现为 78']);
    expect(differences(wanted, { ...wanted, tables: [] })).toEqual(['public.people 行数:备份时 3,现为 无']);
    expect(differences(wanted, state(3, '77', 1))).toEqual(['行级策略 数量:备份时 2,现为 1']);
    const many = Array.from({ length: 30 }, (_, i) => ({ name: `t${i}`, rows: i, digest: '' }));
    expect(differences({ ...wanted, tables: many }, wanted).at(-1)).toBe('另有 21 处不同');
  });
});

it('a night without a backup is noticed before the next, and none at all at once', () => {
  const at = Date.UTC(2026, 10, 25);
  expect(backupTrouble(at, at + 35 * 3_600_000)).toBeNull();
  expect(backupTrouble(at, at + 37 * 3_600_000)).toContain('37 小时前');
  expect(backupTrouble(null, at)).toContain('尚无备份');
});

describe('an address of a database', () => {
  const full = 'postgresql://xuanwu:p%40ss%2Fword@db.example:5433/xu%20an?sslmode=require';
  const socket = 'postgresql://postgres@/postgres?host=%2Frun%2Fxw';

  it('names its database', () => {
    expect([full, socket, 'postgres://db/xw', 'postgres://me@db'].map(databaseNameOf)).toEqual([
      'xu an',
      'postgres',
      'xw',
      'me',
    ]);
  });

  it('leads to another database of the same server', () => {
    expect(addressOf(full, 'a b')).toBe('postgresql://xuanwu:p%40ss%2Fword@db.example:5433/a%20b?sslmode=require');
    expect(addressOf(socket, 'xw')).toBe('postgresql://postgres@/xw?host=%2Frun%2Fxw');
  });

  it('is shown to other users of the machine without its password', () => {
    expect(withoutPassword(full)).toEqual({
      address: 'postgresql://xuanwu@db.example:5433/xu%20an?sslmode=require',
      password: 'p@ss/word',
    });
    expect(withoutPassword(socket)).toEqual({ address: socket, password: undefined });
  });
});
