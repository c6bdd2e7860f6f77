import Big from 'big.js';
import { readSheet } from 'read-excel-file/node';
import writeExcelFile, { type Cell as WrittenCell, type SheetOptions } from 'write-excel-file/node';
import type { Cell, Column } from './csv.ts';
import { plainArchive } from './plainArchive.ts';
import { SheetError, takeParts } from './sheetParts.ts';

export { SheetError } from './sheetParts.ts';

/** A cell as text: numbers in their own digits, dates as `2026-11-25`, yes and no as 是 and 否; empty is ''. */
export type SheetRow = readonly string[];

export const MOST_SHEET_ROWS = 5_000;
/** A number in a workbook has 15 digits that mean something; the rest is the noise of binary fractions. */
const DIGITS = 15;

/** No figure of ours is beyond a hundred million million million, nor are digits of a number without end. */
const MOST_DIGITS = 20;
/** As many characters as a spreadsheet lets into a cell. */
const MOST_CHARACTERS = 32_767;

function exactly(digits: string): string {
  const number = digits.length > 2 * MOST_DIGITS ? undefined : new Big(digits);
  if (number === undefined || Math.abs(number.e) > MOST_DIGITS) throw new SheetError('表格中的数字超出可读取的范围');
  return number.prec(DIGITS).toFixed();
}

/** A number keeps its digits until it is text: it never becomes a floating point number on the way. */
class Digits {
  readonly text: string;
  constructor(text: string) {
    this.text = exactly(text);
  }
}

function textOf(cell: unknown): string {
  if (cell instanceof Digits) return cell.text;
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  if (typeof cell !== 'string') return '';
  if (cell.length > MOST_CHARACTERS) throw new SheetError(`单元格文字超过 ${MOST_CHARACTERS} 字`);
  return cell.trim();
}

/**
 * The first sheet of a workbook, row by row, empty rows at its end left out.
 * @throws SheetError when it is no workbook, or larger than we take
 */
export async function readRows(bytes: Buffer): Promise<SheetRow[]> {
  // Written anew from what was looked at: what its heads say and its directory does not is never unpacked.
  const whole = plainArchive(await takeParts(bytes));
  const data = await readSheet(whole, 1, { parseNumber: (text) => new Digits(text) }).catch((error: unknown) => {
    throw error instanceof SheetError ? error : new SheetError('表格内容无法读取');
  });
  const rows = data.map((row) => row.map(textOf));
  while (rows.at(-1)?.every((cell) => cell === '') === true) rows.pop();
  if (rows.length > MOST_SHEET_ROWS) throw new SheetError(`表格超过 ${MOST_SHEET_ROWS} 行`);
  return rows;
}

/** What a cell of a form shows. `number` holds exact digits and is shown with `decimals`; nothing is ever a formula. */
export type FormCell =
  | null
  | string
  | {
      readonly text?: string;
      readonly number?: string | null;
      readonly decimals?: number;
      readonly across?: number;
      readonly down?: number;
      readonly look?: 'title' | 'head' | 'group' | 'body' | 'note';
      readonly align?: 'left' | 'center' | 'right';
    };

export interface FormSheet {
  readonly name: string;
  /** Widths of columns in characters. */
  readonly widths: readonly number[];
  readonly landscape?: boolean;
  readonly frozenRows?: number;
  readonly rows: readonly (readonly FormCell[])[];
}

const looks = {
  title: { fontSize: 16, fontWeight: 'bold', align: 'center', height: 32 },
  head: { fontWeight: 'bold', align: 'center', backgroundColor: '#E8EDF3', borderStyle: 'thin', height: 24 },
  group: { fontWeight: 'bold', borderStyle: 'thin', backgroundColor: '#F4F6F9' },
  body: { borderStyle: 'thin' },
  note: { fontSize: 9 },
} as const;

function written(cell: FormCell): WrittenCell {
  if (cell === null) return null;
  const form = typeof cell === 'string' ? { text: cell } : cell;
  const base = {
    ...looks[form.look ?? 'body'],
    alignVertical: 'center',
    wrap: true,
    ...(form.align && { align: form.align }),
    ...(form.across && { columnSpan: form.across }),
    ...(form.down && { rowSpan: form.down }),
  } as const;
  if (form.number === undefined || form.number === null)
    return { ...base, type: String, value: form.text ?? '', format: '@' };
  const format = form.decimals === undefined || form.decimals === 0 ? '0' : `0.${'0'.repeat(form.decimals)}`;
  return { ...base, type: Number, value: Number(form.number), format, align: form.align ?? 'right' };
}

/** Two characters a Chinese one, so that a head stands on one line. */
const widthOf = (head: string): number => Math.max(10, [...head].length * 2 + 2);
const digitsOf = (value: number): number => String(value).split('.')[1]?.length ?? 0;
const cellOf = (cell: Cell): FormCell =>
  typeof cell === 'number'
    ? { number: String(cell), decimals: digitsOf(cell) }
    : typeof cell === 'boolean'
      ? cell
        ? '是'
        : '否'
      : (cell ?? '');

/** A table with its head as a sheet, as `csvOf` writes it as text. */
export const tableSheet = <Row>(name: string, columns: readonly Column<Row>[], rows: readonly Row[]): FormSheet => ({
  name,
  widths: columns.map(({ head }) => widthOf(head)),
  frozenRows: 1,
  landscape: true,
  rows: [
    columns.map(({ head }) => ({ text: head, look: 'head' as const })),
    ...rows.map((row) => columns.map((column) => cellOf(column.cell(row)))),
  ],
});

/** A workbook of forms, as its bytes. */
export function writeWorkbook(sheets: readonly FormSheet[]): Promise<Buffer> {
  const made = sheets.map((sheet) => {
    const options: SheetOptions<Buffer> = {
      sheet: sheet.name,
      columns: sheet.widths.map((width) => ({ width })),
      ...(sheet.landscape && { orientation: 'landscape' as const }),
      ...(sheet.frozenRows && { stickyRowsCount: sheet.frozenRows }),
    };
    return { data: sheet.rows.map((row) => row.map(written)), ...options };
  });
  return writeExcelFile(made, { fontFamily: '宋体', fontSize: 11 }).toBuffer();
}
