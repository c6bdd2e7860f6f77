import { expect, it } from 'vitest';
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
