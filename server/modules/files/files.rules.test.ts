import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachmentOf } from '../../platform/attachment.ts';
import { claimedKind, cleanName, whyMismatch, whyNotInside, type ArchiveEntry } from './files.rules.ts';

describe('names', () => {
  it.each([
    ['施工合同.pdf', '施工合同.pdf'],
    ['C:\\users\\a\\合同 (1).pdf', '合同 (1).pdf'],
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['a\u0000b.pdf', 'ab.pdf'],
    ['report\u202Efdp.exe', 'reportfdp.exe'],
    ['a<b>:"|?*.pdf', 'a_b______.pdf'],
    ['  a   b .pdf. ', 'a b.pdf'],
    ['CON.pdf', '_CON.pdf'],
    ['.pdf', undefined],
    ['pdf', undefined],
    ['/', undefined],
  ])('%j is kept as %j', (name, kept) => expect(cleanName(name)).toBe(kept));

  it('are never long, never a path, never out of sight', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const kept = cleanName(`${name}.pdf`);
        if (kept === undefined) return;
        expect([...kept].length).toBeLessThanOrEqual(125);
        expect(kept).not.toMatch(/[/\\\p{Cc}<>:"|?*\u202A-\u202E\u2066-\u2069]/u);
        expect(kept).not.toMatch(/^\./);
      }),
    );
  });

  it('stand in a header of a download without breaking out of it', () => {
    expect(attachmentOf("合同'(1).pdf")).toBe(
      "attachment; filename=\"__'(1).pdf\"; filename*=UTF-8''%E5%90%88%E5%90%8C%27%281%29.pdf",
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const name = cleanName(`${text}.pdf`) ?? 'a.pdf';
        expect(attachmentOf(name)).toMatch(/^attachment; filename="[^"\\\r\n]*"; filename\*=UTF-8''[\w.%!#$&+^`|~-]*$/);
      }),
    );
  });
});

describe('what a name claims', () => {
  it.each([
    ['a.PDF', 'pdf'],
    ['a.jpeg', 'jpeg'],
    ['a.pdf.exe', undefined],
    ['a.exe.pdf', 'pdf'],
    ['a.docm', undefined],
    ['a.svg', undefined],
    ['a.html', undefined],
  ])('%s: %s', (name, kind) => expect(claimedKind(name)).toBe(kind));

  it('must be what the bytes are', () => {
    expect(whyMismatch('pdf', 'application/pdf')).toBeUndefined();
    expect(whyMismatch('pdf', 'image/png')).toContain('不符');
    expect(whyMismatch('pdf', undefined)).toContain('不符');
    expect(whyMismatch('docx', 'application/vnd.ms-word.document.macroenabled.12')).toContain('宏');
    expect(whyMismatch(undefined, 'application/pdf')).toContain('只接受');
  });
});

describe('what is inside', () => {
  const entry = (name: string, over: Partial<ArchiveEntry> = {}): ArchiveEntry => ({
    name,
    packed: 100,
    unpacked: 1_000,
    isEncrypted: false,
    ...over,
  });
  it.each<[string, ArchiveEntry[], string]>([
    ['an executable', [entry('资料/setup.EXE')], '可执行'],
    ['a script with a blank after its ending', [entry('a.ps1 ')], '可执行'],
    ['a document with macros', [entry('表.xlsm')], '可执行'],
    ['a way out of the folder', [entry('../../a.txt')], '越出'],
    ['an absolute path', [entry('C:/a.txt')], '越出'],
    ['a locked entry', [entry('a.txt', { isEncrypted: true })], '加密'],
    ['a bomb', [entry('a.txt', { unpacked: 2 * 1024 ** 3 })], '过大'],
    ['a dense bomb', [entry('a.txt', { packed: 1_000, unpacked: 900 * 1024 ** 2 })], '过大'],
    ['too much of it', Array.from({ length: 5_001 }, (_, i) => entry(`${i}.txt`)), '过多'],
  ])('%s is refused', (_, entries, sentence) => expect(whyNotInside('zip', entries)).toContain(sentence));

  it('macros and active controls are refused in documents', () => {
    expect(whyNotInside('docx', [entry('word/vbaProject.bin')])).toContain('宏');
    expect(whyNotInside('xlsx', [entry('xl/activeX/activeX1.bin')])).toContain('控件');
    expect(whyNotInside('docx', [entry('word/embeddings/oleObject1.bin')])).toContain('控件');
  });

  it('what is ordinary is kept', () => {
    expect(whyNotInside('zip', [entry('照片/1.jpg'), entry('合同..最终版.pdf')])).toBeUndefined();
    expect(whyNotInside('docx', [entry('[Content_Types].xml'), entry('word/document.xml')])).toBeUndefined();
  });
});
