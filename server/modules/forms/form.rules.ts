import Big from 'big.js';
import {
  directionSigns,
  natureNames,
  type Direction,
  type Method,
  type Nature,
} from '../../../contracts/indicators.ts';
import type { Label } from '../../../contracts/labels.ts';
import type { Light } from '../../../contracts/projects.ts';
import { bandNames, type Band } from '../../../contracts/scores.ts';
import type { FormCell } from '../../platform/sheets.ts';

/** What the head of every official table tells of a project and its year. Money in fen. */
export interface FormHead {
  readonly id: string;
  readonly name: string;
  readonly label: Label;
  readonly budgetFen: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly unitName: string | null;
  readonly demo: boolean;
  readonly realName: boolean;
  readonly declarationId: number;
  readonly attribute: 'new' | 'continued';
  readonly wholeGoal: string;
  readonly annualGoal: string;
  readonly initialFen: string | null;
  readonly fiscalFen: string | null;
  readonly carriedFen: string | null;
  readonly otherFen: string | null;
  readonly templateName: string;
  readonly version: number;
  readonly paidFen: string | null;
  readonly score: string | null;
}

/** One indicator of a table with the newest reviewed value; numbers are exact, missing is null. */
export interface FormRow {
  readonly first: string;
  readonly second: string | null;
  readonly code: string;
  readonly name: string;
  readonly nature: Nature;
  readonly method: Method;
  readonly direction: Direction | null;
  readonly unit: string;
  readonly decimals: number;
  readonly points: readonly string[];
  readonly target: string | null;
  readonly targetText: string;
  readonly weight: string;
  readonly value: string | null;
  readonly band: Band | null;
  readonly pointsMet: number | null;
  readonly vetoed: boolean | null;
  readonly forecast: string | null;
  readonly deviation: string | null;
  readonly likelihood: string | null;
  readonly note: string | null;
  readonly overReason: string | null;
  readonly score: string | null;
  readonly light: Light | null;
}

const FEN_IN_TEN_THOUSAND = 1_000_000;
/** Fen as 万元, exactly. */
export const tenThousands = (fen: string | null): string | null =>
  fen === null ? null : new Big(fen).div(FEN_IN_TEN_THOUSAND).toFixed();

/** A sum that is there only when something of it is. */
export const sumOf = (parts: readonly (string | null)[]): string | null => {
  const known = parts.filter((part): part is string => part !== null);
  return known.length === 0 ? null : known.reduce((sum, part) => sum.plus(part), new Big(0)).toFixed();
};

/** A share in percent with two decimals, rounded half up; null where either side is missing or there is nothing to share. */
export function percentOf(part: string | null, whole: string | null): string | null {
  if (part === null || whole === null || new Big(whole).eq(0)) return null;
  return new Big(part).times(100).div(whole).round(2, Big.roundHalfUp).toFixed(2);
}

/** `≥95`, or what was written where the target is no number. */
export const targetWords = (row: FormRow): string =>
  row.target === null
    ? row.targetText
    : `${row.direction === null ? '' : directionSigns[row.direction]}${new Big(row.target).toFixed()}`;

/** What was achieved, as the tables show it; empty while nothing has been reviewed. */
export function achievedWords(row: FormRow): string {
  if (row.method === 'points' || row.method === 'veto') {
    if (row.pointsMet === null && row.vetoed !== true) return '';
    return `${row.vetoed === true ? '存在一票否决情形;' : ''}满足 ${row.pointsMet ?? 0}/${row.points.length} 项要点`;
  }
  if (row.band !== null) return bandNames[row.band];
  return row.value === null ? '' : new Big(row.value).toFixed();
}

const money = (fen: string | null): FormCell => ({ number: tenThousands(fen), decimals: 2 });
export const cells = {
  title: (text: string, across: number): FormCell[] => [{ text, across, look: 'title' }, ...blanks(across - 1)],
  note: (text: string, across: number): FormCell[] => [{ text, across, look: 'note' }, ...blanks(across - 1)],
  head: (text: string, across = 1): FormCell[] => [{ text, across, look: 'head' }, ...blanks(across - 1)],
  text: (text: string, across = 1): FormCell[] => [{ text, across }, ...blanks(across - 1)],
  money: (fen: string | null, across = 1): FormCell[] => [{ ...(money(fen) as object), across }, ...blanks(across - 1)],
  number: (number: string | null, decimals: number, across = 1): FormCell[] => [
    { number, decimals, across },
    ...blanks(across - 1),
  ],
};
const blanks = (count: number): FormCell[] => Array.from({ length: count }, () => null);

/** Names of the first and second level stand once for all the rows below them. */
export function levelCells(rows: readonly FormRow[]): [FormCell, FormCell][] {
  const span = (from: number, same: (a: FormRow, b: FormRow) => boolean): number => {
    const start = rows[from];
    let end = from;
    for (let row = rows[end]; start && row && same(row, start); row = rows[end]) end += 1;
    return end - from;
  };
  const sameFirst = (a: FormRow, b: FormRow) => a.first === b.first;
  const sameSecond = (a: FormRow, b: FormRow) => sameFirst(a, b) && a.second === b.second;
  return rows.map((row, index): [FormCell, FormCell] => {
    const before = rows[index - 1];
    const opensFirst = before === undefined || !sameFirst(before, row);
    const opensSecond = before === undefined || !sameSecond(before, row);
    return [
      opensFirst ? { text: row.first, down: span(index, sameFirst), look: 'group' } : null,
      opensSecond ? { text: row.second ?? '—', down: span(index, sameSecond) } : null,
    ];
  });
}

/** Under every table: which template it is of, and that figures are invented where they are. */
export const footWords = (head: FormHead, day: string): string =>
  [
    `指标模板：${head.templateName} 第 ${head.version} 版；金额单位：万元；制表日期：${day}`,
    ...(head.demo ? [head.realName ? '演示数据，非真实绩效' : '演示数据'] : []),
  ].join(';');

export const natureWords = (nature: Nature): string => natureNames[nature];
