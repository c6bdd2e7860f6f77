import { bandNames, type Achievement } from '../../../contracts/scores.ts';
import { deviationNames, likelihoodNames } from '../../../contracts/values.ts';
import type { Method } from '../../../contracts/indicators.ts';
import type { ImportFault } from '../../../contracts/imports.ts';
import {
  code,
  decimal,
  faultAt,
  month,
  named,
  needed,
  orNull,
  repeated,
  words,
  yesNo,
  type ReadRow,
} from './table.rules.ts';

/** The columns by which achieved values come in; which are filled depends on the indicator. */
export const valueColumns = {
  projectId: { head: '项目编号', read: needed(code) },
  code: { head: '指标编号', read: needed(code) },
  month: { head: '月份', read: needed(month) },
  value: { head: '完成值', read: orNull(decimal) },
  band: { head: '完成档次', read: orNull(named(bandNames)), optional: true },
  points: { head: '满足要点', read: words(200), optional: true },
  vetoed: { head: '一票否决', read: yesNo, optional: true },
  overReason: { head: '超额原因', read: words(500), optional: true },
  deviation: { head: '偏差原因', read: orNull(named(deviationNames)), optional: true },
  likelihood: { head: '完成可能性', read: orNull(named(likelihoodNames)), optional: true },
  forecast: { head: '全年预计完成', read: orNull(decimal), optional: true },
  note: { head: '说明', read: words(500), optional: true },
} as const;
export type ValueRow = ReadRow<typeof valueColumns>;

/** Same project, indicator and month twice in one sheet. */
export const valuesTwice = (rows: readonly ValueRow[]): ImportFault[] =>
  repeated(rows, (cells) => `${cells.projectId} ${cells.code} ${cells.month}`);

/** `1、3、4` as places from 0; undefined where it is no such list. */
function placesOf(text: string): number[] | undefined {
  if (text === '' || text === '无') return [];
  const parts = text.normalize('NFKC').split(/[、,;\s]+/);
  return parts.every((part) => /^([1-9]|1\d|20)$/.test(part))
    ? [...new Set(parts.map((part) => Number(part) - 1))]
    : undefined;
}

/** A row's cells as what was achieved, by the indicator's method, or the fault in its cells. */
export function achievementOf(
  { row, cells }: ValueRow,
  method: Method,
): { readonly achievement: Achievement } | { readonly fault: ImportFault } {
  const none = { value: null, band: null, pointsMet: null, vetoed: false };
  if (method === 'points' || method === 'veto') {
    const pointsMet = placesOf(cells.points);
    if (pointsMet === undefined || (cells.points === '' && !cells.vetoed))
      return { fault: faultAt(row, '满足要点', 'cell-empty', '填所满足要点的序号，如 1、3；都不满足填“无”') };
    return { achievement: { ...none, pointsMet, vetoed: cells.vetoed } };
  }
  if (cells.value === null) return { fault: faultAt(row, '完成值', 'cell-empty', '不得为空；没有数据请删去此行') };
  if (method !== 'bands') return { achievement: { ...none, value: cells.value } };
  if (cells.band === null) return { fault: faultAt(row, '完成档次', 'cell-empty', '定性指标须选完成档次') };
  return { achievement: { ...none, value: cells.value, band: cells.band } };
}
