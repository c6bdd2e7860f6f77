import { expect, it } from 'vitest';
import { zipOf } from '../../tests/helpers/zip.ts';
import { readRows, SheetError, writeWorkbook } from './sheets.ts';

const sheet = (rows: Parameters<typeof writeWorkbook>[0][0]['rows']) =>
  writeWorkbook([{ name: '表', widths: [10, 10], rows }]);

it('reads back what it wrote: texts as they are, numbers in their own digits', async () => {
  const bytes = await sheet([
    [
      { text: '指标', look: 'head' },
      { text: '完成值', look: 'head' },
    ],
    ['改造面积', { number: '92.4', decimals: 2 }],
    ['资金', { number: '86.37' }],
    ['整数', { number: '1200' }],
  ]);
  expect(await readRows(bytes)).toEqual([
    ['指标', '完成值'],
    ['改造面积', '92.4'],
    ['资金', '86.37'],
    ['整数', '1200'],
  ]);
});

it('rids a number of the noise of binary fractions', async () => {
  const bytes = await sheet([[{ number: String(0.1 + 0.2) }]]);
  expect(await readRows(bytes)).toEqual([['0.3']]);
});

it('keeps what looks like a formula a text', async () => {
  const bytes = await sheet([['=1+1', '@SUM(A1)']]);
  expect(await readRows(bytes)).toEqual([['=1+1', '@SUM(A1)']]);
});

it('leaves a missing value empty, never 0', async () => {
  const bytes = await sheet([
    ['无', { number: null }],
    [null, '末'],
  ]);
  expect(await readRows(bytes)).toEqual([
    ['无', ''],
    ['', '末'],
  ]);
});

it('says in words why something is no workbook', async () => {
  await expect(readRows(Buffer.from('一个文本'))).rejects.toThrow(SheetError);
  const bytes = await sheet([['一']]);
  await expect(readRows(bytes.subarray(0, bytes.length - 40))).rejects.toThrow(SheetError);
});

const sheetWith = (data: string, more: Readonly<Record<string, string>> = {}): Buffer =>
  zipOf({
    'xl/workbook.xml':
      '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${data}</sheetData></worksheet>`,
    ...more,
  });
const cell = (place: string, content = '<v>1</v>'): string => `<row><c r="${place}">${content}</c></row>`;

it('opens a small workbook that another program wrote', async () => {
  expect(await readRows(sheetWith(`${cell('A1')}${cell('B2', '<v>2.50</v>')}`))).toEqual([
    ['1', ''],
    ['', '2.5'],
  ]);
});

it.each([
  ['the last cell of a sheet', cell('XFD1048576'), '超出可读取的范围'],
  ['a column far out', cell('IW1'), '超出可读取的范围'],
  ['a row far down', '<row r="20001"></row>', '超出可读取的范围'],
  ['a row number in another notation', '<row r="1e9"></row>', '无法识别'],
  ['a place behind an entity', cell('&#88;FD9'), '无法识别'],
  ['a place under a prefix', '<row><c x:r="XFD9"><v>1</v></c></row>', '无法识别'],
  ['a place in other quotes, over lines', "<row><c s='1' r\n=\n'XFD9'><v>1</v></c></row>", '超出可读取的范围'],
  ['rows without end and number', '<row/>'.repeat(20_001), '超出可读取的范围'],
  ['a cell behind a comment', `<!-- " -->${cell('A1')}`, '不予读取'],
  ['an entity', '<!ENTITY a "b">', '不予读取'],
  ['a number of ten thousand digits', cell('A1', `<v>${'9'.repeat(10_000)}</v>`), '数字'],
  ['a number that would be written with a million zeros', cell('A1', '<v>1e999999</v>'), '数字'],
  [
    'a text longer than a cell',
    `<row><c r="A1" t="inlineStr"><is><t>${'长'.repeat(32_768)}</t></is></c></row>`,
    '文字',
  ],
  ['a part that no table of ours needs', ' '.repeat(17 * 1024 * 1024), '过大'],
])('is not brought down by %s', async (_, data, sentence) => {
  const startedAt = performance.now();
  await expect(readRows(sheetWith(data))).rejects.toThrow(sentence);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

it('reads what the directory lists, and nothing that only stands between', async () => {
  const hidden = sheetWith(cell('XFD1048576'));
  const listed = sheetWith(cell('A1'));
  // The parts of one archive before another: a reader that walks along would come to them first.
  const both = Buffer.concat([hidden.subarray(0, hidden.indexOf('PK\x01\x02', 0, 'latin1')), listed]);
  const outcome = await readRows(both).catch((error: unknown) => (error as Error).message);
  expect([[['1']], 'XLSX 文件已损坏', '不是有效的 XLSX 文件']).toContainEqual(outcome);
});

it('refuses a part that is larger than its archive says', async () => {
  const honest = sheetWith(`${cell('A1')}${' '.repeat(1_000)}`);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(
    Buffer.byteLength(`<worksheet><sheetData>${cell('A1')}${' '.repeat(1_000)}</sheetData></worksheet>`),
  );
  const at = honest.lastIndexOf(size);
  const lying = Buffer.from(honest);
  lying.writeUInt32LE(100, at);
  await expect(readRows(lying)).rejects.toThrow(SheetError);
});
