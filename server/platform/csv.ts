/** What a cell may hold. Null is a value nobody has: an empty cell, never 0. */
export type Cell = string | number | boolean | null;

/** One column of an export: its Chinese head, and what it takes from a row. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => Cell;
}

/** With it spreadsheets read UTF-8 rather than the machine's code page. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Texts that a spreadsheet would run as a formula begin with one of these (OWASP, CSV injection), blanks before it and
 * the full-width forms that some programs take for the same included.
 */
const FORMULA = /^[\s\u00A0\u3000\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/**
 * A text that no spreadsheet runs: what would be a formula gets an apostrophe before it. Numbers are numbers: a negative
 * figure of ours stays one.
 */
const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

const wordOf = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'string') return harmless(cell);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return Number.isFinite(cell) ? String(cell) : '';
};

/** RFC 4180: quotes where the text holds a comma, a quote or a line end; quotes within are doubled. */
const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** One line with its end. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map((cell) => field(wordOf(cell))).join(',')}\r\n`;

/** A whole table, head first. */
export const csvOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string =>
  BYTE_ORDER_MARK +
  csvLine(columns.map((column) => column.head)) +
  rows.map((row) => csvLine(columns.map((column) => column.cell(row)))).join('');
