import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text as collect } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docmOf, docxOf, xlsxOf, zipOf } from '../../../tests/helpers/zip.ts';
import { openFileStore, TooManyBytes } from './fileStore.ts';
import { inspectFile } from './inspect.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'xw-files-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const pdf = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n');
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const jpeg = Buffer.from('/9j/4AAQSkZJRgABAQEASABIAAD/2Q==', 'base64');
const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200), Buffer.from('PE\0\0')]);

describe('a file that came in', () => {
  const judge = (name: string, bytes: Buffer) => {
    const path = join(folder, 'one');
    writeFileSync(path, bytes);
    return inspectFile(path, name);
  };

  it.each([
    ['合同.pdf', pdf, 'pdf'],
    ['现场.png', png, 'png'],
    ['现场.JPG', jpeg, 'jpeg'],
    ['报告.docx', docxOf(), 'docx'],
    ['台账.xlsx', xlsxOf(), 'xlsx'],
    ['资料.zip', zipOf({ '1.txt': '一', '2/3.pdf': '二' }), 'zip'],
  ])('%s is what it says', async (name, bytes, kind) => expect(await judge(name, bytes)).toEqual({ kind }));

  it.each([
    ['合同.pdf', program, '不符'],
    ['合同.pdf', png, '不符'],
    ['合同.pdf', Buffer.from('<html><script>alert(1)</script>'), '不符'],
    ['合同.pdf', Buffer.alloc(0), '不符'],
    ['程序.exe', program, '只接受'],
    ['报告.docx', zipOf({ 'a.txt': 'a' }), '不符'],
    ['报告.docx', docmOf(), '宏'],
    ['报告.docx', docxOf({ 'word/vbaProject.bin': 'x' }), '宏'],
    ['台账.xlsx', xlsxOf({ 'xl/activeX/activeX1.bin': 'x' }), '控件'],
    ['资料.zip', zipOf({ 'setup.exe': 'MZ' }), '可执行'],
    ['资料.zip', zipOf({ '../../a.txt': 'a' }), '越出'],
    ['资料.zip', zipOf({ 'a.txt': 'a' }, { encrypted: true }), '加密'],
    ['资料.zip', zipOf({ 'a.txt': 'a' }).subarray(0, 60), '损坏'],
    ['资料.zip', docxOf(), '不符'],
  ])('%s is refused when its bytes are something else (%#)', async (name, bytes, sentence) => {
    expect(await judge(name, bytes)).toMatchObject({ objection: expect.stringContaining(sentence) as string });
  });
});

describe('the store of files', () => {
  it('keeps bytes under their hash, once, and gives them back', async () => {
    const store = openFileStore(join(folder, 'store'));
    const first = await store.receive(Readable.from([Buffer.from('玄武'), Buffer.from('湖')]), 100);
    expect(first).toMatchObject({ bytes: 9, hash: createHash('sha256').update('玄武湖').digest('hex') });
    await store.keep(first);
    await store.keep(await store.receive(Readable.from([Buffer.from('玄武湖')]), 100));
    const found = await store.read(first.hash);
    expect(found === undefined ? undefined : await collect(found)).toBe('玄武湖');
    expect(await store.read('0'.repeat(64))).toBeUndefined();
    expect(await store.read('../../secrets/vault-keys.json')).toBeUndefined();
    await store.remove(first.hash, Date.now() - 60_000);
    expect(await store.read(first.hash).then((kept) => kept?.destroy())).toBeDefined();
    await store.remove(first.hash, Date.now() + 60_000);
    expect(await store.read(first.hash)).toBeUndefined();
  });

  it('leaves nothing behind of what was too large, broke off or was never kept', async () => {
    const store = openFileStore(join(folder, 'left'));
    const arriving = () => readdirSync(join(folder, 'left', 'arriving'));
    await expect(store.receive(Readable.from([Buffer.alloc(60), Buffer.alloc(60)]), 100)).rejects.toThrow(TooManyBytes);
    const broken = Readable.from(
      (async function* () {
        yield Buffer.alloc(10);
        throw new Error('connection lost');
      })(),
    );
    await expect(store.receive(broken, 100)).rejects.toThrow('connection lost');
    expect(arriving()).toEqual([]);
    await store.discard(await store.receive(Readable.from([Buffer.alloc(1)]), 100));
    expect(arriving()).toEqual([]);
    await store.receive(Readable.from([Buffer.alloc(1)]), 100);
    await store.forgetArrived(Date.now() - 60_000);
    expect(arriving()).toHaveLength(1);
    await store.forgetArrived(Date.now() + 60_000);
    expect(arriving()).toEqual([]);
  });
});
