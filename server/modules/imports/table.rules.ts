import type { ImportFault, ImportFaultCode } from '../../../contracts/imports.ts';

/** A cell's text as a value, or why it is none. */
export type Reading<T> = { readonly value: T } | { readonly fault: ImportFaultCode; readonly sentence: string };
export type ReadCell<T> = (text: string) => Reading<T>;

/** A column of a table: its Chinese head, and what its text means. Every head is listed; `optional` ones may be absent. */
export interface TableColumn<T> {
  readonly head: string;
  readonly read: ReadCell<T>;
  readonly optional?: boolean;
}
export type TableColumns = Readonly<Record<string, TableColumn<unknown>>>;
export type RowOf<C extends TableColumns> = {
  readonly [K in keyof C]: C[K] extends TableColumn<infer T> ? T : never;
};
export interface ReadRow<C extends TableColumns> {
  /** As the sheet numbers it. */
  readonly row: number;
  readonly cells: RowOf<C>;
}
export interface ReadTable<C extends TableColumns> {
  readonly rows: readonly ReadRow<C>[];
  readonly faults: readonly ImportFault[];
}

const fault = (code: ImportFaultCode, sentence: string): Reading<never> => ({ fault: code, sentence });

/** Text of at most `longest` characters. */
export const words =
  (longest: number): ReadCell<string> =>
  (text) =>
    [...text].length > longest ? fault('cell-too-long', `不得超过 ${longest} 个字`) : { value: text };

/** The cell may be empty: then it is null. */
export const orNull =
  <T>(read: ReadCell<T>): ReadCell<T | null> =>
  (text) =>
    text === '' ? { value: null } : read(text);

/** The cell must not be empty. */
export const needed =
  <T>(read: ReadCell<T>): ReadCell<T> =>
  (text) =>
    text === '' ? fault('cell-empty', '不得为空') : read(text);

const NUMBER = /^-?\d{1,12}(\.\d{1,8})?$/;
/** An exact number in its own digits. A percent sign, separators of thousands and full-width digits are understood. */
export const decimal: ReadCell<string> = (text) => {
  const plain = text.normalize('NFKC').replaceAll(',', '').replace(/%$/, '').trim();
  return NUMBER.test(plain) ? { value: plain } : fault('cell-not-a-number', `“${text}”不是数字`);
};

export const whole =
  (least: number, most: number): ReadCell<number> =>
  (text) => {
    const plain = text.normalize('NFKC').trim();
    return /^\d{1,6}$/.test(plain) && Number(plain) >= least && Number(plain) <= most
      ? { value: Number(plain) }
      : fault('cell-not-a-number', `应为 ${least} 至 ${most} 的整数`);
  };

export const code: ReadCell<string> = (text) =>
  /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(text)
    ? { value: text }
    : fault('cell-not-a-code', '编号只能含字母、数字、“-”与“_”，不超过 40 个字符');

/** `2026-11`, `2026/11`, `2026年11月`, `202611`, and a date within the month. */
export const month: ReadCell<string> = (text) => {
  const found = /^(20\d{2})(?:[-/.年])?(0?[1-9]|1[0-2])(?:月|[-/.]\d{1,2})?$/.exec(text.normalize('NFKC').trim());
  return found?.[1] === undefined || found[2] === undefined
    ? fault('cell-not-a-month', `“${text}”不是月份，应如 2026-11`)
    : { value: `${found[1]}-${found[2].padStart(2, '0')}` };
};

export const date: ReadCell<string> = (text) => {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize('NFKC').trim());
  if (!found) return fault('cell-not-a-date', `“${text}”不是日期，应如 2026-11-25`);
  const plain = `${found[1]}-${found[2]?.padStart(2, '0')}-${found[3]?.padStart(2, '0')}`;
  const isDay = !Number.isNaN(Date.parse(plain)) && new Date(plain).toISOString().startsWith(plain);
  return isDay ? { value: plain } : fault('cell-not-a-date', `“${text}”不是日期`);
};

const inOneWidth = (text: string): string => text.normalize('NFKC');
/** One of the names that people know, as the word that programs know; brackets of either width. */
export const named =
  <K extends string>(names: Readonly<Record<K, string>>): ReadCell<K> =>
  (text) => {
    const found = (Object.keys(names) as K[]).find(
      (key) => inOneWidth(names[key]) === inOneWidth(text) || key === text,
    );
    return found === undefined
      ? fault('cell-not-in-list', `“${text}”不在可选值内：${Object.values(names).join('、')}`)
      : { value: found };
  };

export const yesNo: ReadCell<boolean> = (text) =>
  text === '' || text === '否'
    ? { value: false }
    : text === '是'
      ? { value: true }
      : fault('cell-not-in-list', '应为“是”或“否”');

/** Where columns stand, by the head row; blanks within a head do not matter, nor does the order of columns. */
function places(columns: TableColumns, head: readonly string[]) {
  const bare = (text: string) => text.normalize('NFKC').replace(/\s/g, '');
  const at = new Map(head.map((text, index) => [bare(text), index]));
  return Object.entries(columns).map(([key, column]) => ({ key, column, index: at.get(bare(column.head)) }));
}

const HEAD = 1;

/**
 * Reads a table by its head. Total: every fault of every row is told, in order; empty rows are passed over.
 * @param lines the sheet as texts, the head first
 */
export function readTable<C extends TableColumns>(columns: C, lines: readonly (readonly string[])[]): ReadTable<C> {
  const placed = places(columns, lines[0] ?? []);
  const missing = placed.filter(({ column, index }) => index === undefined && column.optional !== true);
  if (missing.length > 0)
    return { rows: [], faults: missing.map(({ column }) => faultAt(HEAD, column.head, 'column-missing', '缺少此列')) };
  const rows: ReadRow<C>[] = [];
  const faults: ImportFault[] = [];
  lines.slice(1).forEach((line, offset) => {
    if (line.every((text) => text === '')) return;
    const row = offset + 2;
    const cells: Record<string, unknown> = {};
    for (const { key, column, index } of placed) {
      const reading = column.read(index === undefined ? '' : (line[index] ?? ''));
      if ('value' in reading) cells[key] = reading.value;
      else faults.push(faultAt(row, column.head, reading.fault, reading.sentence));
    }
    rows.push({ row, cells: cells as RowOf<C> });
  });
  return { rows, faults };
}

export const faultAt = (row: number, column: string | null, code: ImportFaultCode, sentence: string): ImportFault => ({
  row,
  column,
  code,
  sentence,
});

/** A fault for every row whose key an earlier row has too. */
export function repeated<C extends TableColumns>(
  rows: readonly ReadRow<C>[],
  keyOf: (cells: RowOf<C>) => string,
): ImportFault[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ row, cells }) => {
    const key = keyOf(cells);
    const earlier = first.get(key);
    if (earlier !== undefined) return [faultAt(row, null, 'row-twice', `与第 ${earlier} 行重复`)];
    first.set(key, row);
    return [];
  });
}
