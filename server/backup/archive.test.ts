import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { copyBrokerStore } from './brokerCopy.ts';
import { copyKeys, keyPlaces, putBackKeys } from './keys.ts';
import { BackupRefused, readManifest } from './manifest.ts';
import { unpackPart, verifyPart, writePart } from './parts.ts';
import { TreeCopy } from './trees.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xw-archive-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});
const at = (path: string) => join(folder, path);
const write = (path: string, text: string) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};
const read = (path: string) => readFileSync(at(path), 'utf8');
/** As if nobody had touched it for a while. */
const age = (path: string) => utimesSync(at(path), 1_000_000, 1_000_000);

describe('a copy of a folder that changes', () => {
  it('is what the folder is at the second pass, of which it takes only what changed', async () => {
    for (const path of ['from/same', 'from/deep/grows', 'from/goes', 'from/turns']) {
      write(path, 'before');
      age(path);
    }
    mkdirSync(at('from/empty'));
    const copy = new TreeCopy(at('from'), at('to'));
    expect(await copy.pass()).toBe(4);
    write('from/deep/grows', 'before and after');
    write('from/turns', 'BEFORE');
    write('from/comes', 'late');
    rmSync(at('from/goes'));
    expect(await copy.pass()).toBe(3);
    expect([read('to/same'), read('to/deep/grows'), read('to/turns'), read('to/comes')]).toEqual([
      'before',
      'before and after',
      'BEFORE',
      'late',
    ]);
    expect([existsSync(at('to/goes')), existsSync(at('to/empty'))]).toEqual([false, true]);
  });

  it('takes a file again that was written in the very moment of the first pass, though its time and size are the same', async () => {
    write('from/a', 'one');
    const copy = new TreeCopy(at('from'), at('to'));
    await copy.pass();
    const { atime, mtime } = statSync(at('from/a'));
    write('from/a', 'two');
    utimesSync(at('from/a'), atime, mtime);
    await copy.pass();
    expect(read('to/a')).toBe('two');
  });
});

describe('a part of an archive', () => {
  const plan = (name: string, isZipped: boolean) => ({ name, from: at('data'), isZipped });

  it('comes back file by file, folders without files too', async () => {
    write('data/base/1', 'x'.repeat(10_000));
    write('data/2', '');
    mkdirSync(at('data/pg_notify'));
    mkdirSync(at('whole'));
    const whole = await writePart(at('whole'), plan('database', true));
    expect([whole.files, whole.emptyFolders]).toEqual([2, ['pg_notify']]);
    expect(whole.bytes).toBeLessThan(1_000);
    expect(await verifyPart(at('whole'), whole)).toEqual([]);
    await unpackPart(at('whole'), whole, at('back'));
    expect([read('back/base/1'), read('back/2')]).toEqual(['x'.repeat(10_000), '']);
    expect(existsSync(at('back/pg_notify'))).toBe(true);
  });

  it('tells which file was changed or is gone, and is refused when its list was', async () => {
    for (const name of ['a', 'b', 'c']) write(`data/${name}`, name);
    mkdirSync(at('archive'));
    const part = await writePart(at('archive'), plan('images', false));
    write('archive/images/b', 'B');
    rmSync(at('archive/images/c'));
    expect(await verifyPart(at('archive'), part)).toEqual(['images/b', 'images/c']);
    write('archive/images.sha256', read('archive/images.sha256').split('\n').slice(1).join('\n'));
    await expect(verifyPart(at('archive'), part)).rejects.toThrow(BackupRefused);
  });

  it('shares what never changes with the archive before, and still has it when that one is gone', async () => {
    write('data/a', 'first');
    mkdirSync(at('one'));
    mkdirSync(at('two'));
    await writePart(at('one'), plan('images', false));
    write('data/b', 'second');
    const second = await writePart(at('two'), { ...plan('images', false), sharedWith: at('one') });
    expect([second.files, second.bytes]).toEqual([2, 'second'.length]);
    expect(statSync(at('one/images/a')).ino).toBe(statSync(at('two/images/a')).ino);
    rmSync(at('one'), { recursive: true });
    expect(await verifyPart(at('two'), second)).toEqual([]);
  });

  it('without a manifest is no archive', () => {
    expect(() => readManifest(folder)).toThrow(BackupRefused);
    write('manifest.json', '{"format": 2}');
    expect(() => readManifest(folder)).toThrow('格式版本');
  });
});

describe("the broker's store", () => {
  it('is copied while it is written to, and holds every message that was stored before', async () => {
    const db = new ClassicLevel<string, Buffer>(at('store'), { valueEncoding: 'buffer', writeBufferSize: 64 * 1024 });
    await db.open();
    const payload = Buffer.alloc(500, 1);
    const key = (i: number) => `queue:${String(i).padStart(8, '0')}`;
    const put = (from: number, count: number) =>
      db.batch(Array.from({ length: count }, (_, i) => ({ type: 'put' as const, key: key(from + i), value: payload })));
    await put(0, 1_000);
    let written = 1_000;
    let isCopied = false;
    const writing = (async () => {
      while (!isCopied) {
        await put(written, 20);
        written += 20;
        // A new table every tenth of a second: a machine that is busy with something else gets a copy in between.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    expect(await copyBrokerStore(at('store'), at('copy'))).toBe(true);
    isCopied = true;
    await writing;
    await db.close();
    const copy = new ClassicLevel<string, Buffer>(at('copy'), { valueEncoding: 'buffer' });
    const keys = await copy.keys().all();
    await copy.close();
    expect(keys.slice(0, 1_000)).toEqual(Array.from({ length: 1_000 }, (_, i) => key(i)));
    expect(keys).toEqual(Array.from({ length: keys.length }, (_, i) => key(i)));
  });

  it('need not be there', async () => {
    expect(await copyBrokerStore(at('nowhere'), at('copy'))).toBe(false);
  });
});

describe('keys', () => {
  const places = () => keyPlaces(at('data'), undefined);
  const apart = () => [at('data'), at('archives')];

  it('go to a place of their own, and come back where there are none', async () => {
    write('data/secrets/vault-keys.json', 'vault');
    write('data/secrets/audit-seal.key', 'seal');
    write('data/secrets/secrets.json', 'made anew at each start');
    const { folder: copy, count } = await copyKeys(places(), at('safe'), apart(), Date.now());
    expect(count).toBe(2);
    expect(await putBackKeys(copy, places())).toEqual([]);
    rmSync(at('data'), { recursive: true });
    expect(await putBackKeys(copy, places())).toHaveLength(2);
    expect([read('data/secrets/vault-keys.json'), read('data/secrets/audit-seal.key')]).toEqual(['vault', 'seal']);
    expect(existsSync(at('data/secrets/secrets.json'))).toBe(false);
  });

  it('are not put where the data or the archives are, nor above them', async () => {
    write('data/secrets/vault-keys.json', 'vault');
    for (const place of ['data/keys', 'archives', 'archives/keys', '.'])
      await expect(copyKeys(places(), at(place), apart(), 0)).rejects.toThrow('密钥不得与数据同处');
  });

  it('never replace another key, and are refused when damaged', async () => {
    write('data/secrets/vault-keys.json', 'vault');
    const { folder: copy } = await copyKeys(places(), at('safe'), apart(), 0);
    write('data/secrets/vault-keys.json', 'another');
    await expect(putBackKeys(copy, places())).rejects.toThrow('已有另一份密钥');
    expect(read('data/secrets/vault-keys.json')).toBe('another');
    rmSync(at('data'), { recursive: true });
    writeFileSync(join(copy, 'vault-keys.json'), 'vaulT');
    await expect(putBackKeys(copy, places())).rejects.toThrow('已损坏');
    expect(existsSync(at('data'))).toBe(false);
  });
});
