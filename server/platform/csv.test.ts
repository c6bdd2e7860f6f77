import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BYTE_ORDER_MARK, csvLine, csvOf, type Cell, type Column } from './csv.ts';

/** RFC 4180 read strictly, written apart from the writer: the test's own reader. */
function readCsv(source: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < source.length) {
    let value = '';
    if (source[at] === '"') {
      for (at += 1; ; at += 1) {
        if (source[at] !== '"') value += source[at] ?? '';
        else if (source[at + 1] === '"') [value, at] = [`${value}"`, at + 1];
        else break;
        if (at >= source.length) throw new Error('a quote that never ends');
      }
      at += 1;
    } else {
      const end = /[,\r]/.exec(source.slice(at));
      value = source.slice(at, at + (end?.index ?? 0));
      if (/["\n]/.test(value)) throw new Error('a bare quote or line end');
      at += value.length;
    }
    row.push(value);
    if (source[at] === ',') at += 1;
    else if (source.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else throw new Error(`neither comma nor line end at ${at}`);
  }
  return rows;
}

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' =', '＝', '"', ','), fc.string())
    .map(([head, tail]) => head + tail),
);

describe('an export', () => {
  it('reads back as it was, apart from the apostrophe before what would run', () => {
    fc.assert(
      fc.property(fc.array(fc.array(nasty, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        const back = readCsv(rows.map(csvLine).join(''));
        expect(back.map((row) => row.map((cell) => cell.replace(/^'/, '')))).toEqual(
          rows.map((row) => row.map((cell) => cell.replace(/^'/, ''))),
        );
      }),
    );
  });

  it('holds no cell of text that a spreadsheet would run', () => {
    fc.assert(
      fc.property(nasty, (cell) => {
        const [[read = ''] = []] = readCsv(csvLine([cell]));
        expect(read).not.toMatch(/^[\s\u3000\uFEFF]*[=+\-@＝＋－＠]|^[\t\r]/);
      }),
    );
    expect(csvLine(['=HYPERLINK("http://x")', '@SUM(1)', '+1', '-1', '\tx'])).toBe(
      `"'=HYPERLINK(""http://x"")",'@SUM(1),'+1,'-1,'\tx\r\n`,
    );
  });

  it('keeps figures figures, and shows what is missing as empty', () => {
    const cells: Cell[] = [-1.5, 0, null, Number.NaN, true, false, '玄武湖'];
    expect(csvLine(cells)).toBe('-1.5,0,,,是,否,玄武湖\r\n');
  });

  it('begins with the mark of UTF-8 and its heads, and ends every line', () => {
    const columns: Column<{ name: string; fen: number | null }>[] = [
      { head: '名称', cell: (row) => row.name },
      { head: '金额', cell: (row) => row.fen },
    ];
    const rows = [
      { name: 'a,b', fen: 1 },
      { name: '=c', fen: null },
    ];
    const whole = csvOf(columns, rows);
    expect(whole).toBe(`${BYTE_ORDER_MARK}名称,金额\r\n"a,b",1\r\n'=c,\r\n`);
  });
});
