import type { Instant } from '../../../contracts/glossary.ts';
import {
  thresholdFact,
  thresholdNames,
  type NewThreshold,
  type ThresholdName,
  type ThresholdRow,
  type ThresholdUnit,
} from '../../../contracts/thresholds.ts';
import { dayOf, dayStart, isDay } from '../../platform/calendar.rules.ts';
import { areEqual, compare, decimalsOf, type Decimal } from '../../platform/exact.rules.ts';

/** What a value of each unit may be. Money in fen. */
const bounds: Readonly<Record<ThresholdUnit, { least: Decimal; most: Decimal; places: number; words: string }>> = {
  ratio: { least: '0.0001', most: '10', places: 4, words: '比例应大于 0 且不超过 10，最多四位小数' },
  index: { least: '0.01', most: '2', places: 4, words: '指数应在 0.01 与 2 之间，最多四位小数' },
  change: { least: '-0.9', most: '0', places: 4, words: '变化目标应在 −90% 与 0 之间' },
  points: { least: '0.1', most: '100', places: 2, words: '百分点应大于 0 且不超过 100' },
  score: { least: '1', most: '100', places: 2, words: '分值应在 1 与 100 之间' },
  weeks: { least: '1', most: '52', places: 0, words: '周数应为 1 至 52 的整数' },
  days: { least: '1', most: '365', places: 0, words: '天数应为 1 至 365 的整数' },
  workdays: { least: '1', most: '250', places: 1, words: '工作日应在 1 与 250 之间，最多一位小数' },
  months: { least: '1', most: '60', places: 0, words: '月数应为 1 至 60 的整数' },
  fen: { least: '1', most: '99999999999999', places: 0, words: '金额应大于 0，以分为最小单位' },
  switch: { least: '0', most: '1', places: 0, words: '只能选择是或否' },
};

/** The value of a threshold that holds at an instant, among its rows. */
export const rowAt = (rows: readonly ThresholdRow[], code: ThresholdName, at: Instant): ThresholdRow | undefined =>
  rows.find(
    (row) => row.code === code && row.effectiveFrom <= at && (row.effectiveTo === null || row.effectiveTo > at),
  );
/** The value that is laid down and has not come into force. */
export const rowToCome = (rows: readonly ThresholdRow[], code: ThresholdName, now: Instant): ThresholdRow | undefined =>
  rows.find((row) => row.code === code && row.effectiveFrom > now);

/** Thresholds that stand below a given one, or above it. */
export const neighboursOf = (code: ThresholdName): ThresholdName[] => {
  const { below } = thresholdFact(code);
  return thresholdNames.filter((other) => other === below || thresholdFact(other).below === code);
};

/** From when a value holds that is laid down for a day: today's from now on, for what was judged stays judged. */
export const startOf = (fromDay: string, now: Instant): Instant =>
  fromDay === dayOf(now) ? now : dayStart(Date.parse(`${fromDay}T12:00:00+08:00`));

type Judged = { readonly row: ThresholdRow; readonly from: Instant } | { readonly objection: string };
/**
 * Which row a new value follows and from when it holds, or why it may not be laid down. `rows`: those in force and to come
 * of the threshold and its neighbours.
 */
export function judgeChange(
  code: ThresholdName,
  { value, fromDay }: Pick<NewThreshold, 'value' | 'fromDay'>,
  rows: readonly ThresholdRow[],
  now: Instant,
): Judged {
  const { least, most, places, words } = bounds[thresholdFact(code).unit];
  if (compare(value, least) < 0 || compare(value, most) > 0 || decimalsOf(value) > places) return { objection: words };
  if (!isDay(fromDay)) return { objection: '日期不存在' };
  if (fromDay < dayOf(now)) return { objection: '不得追溯：生效日期最早为今日' };
  if (rowToCome(rows, code, now)) return { objection: '已有待生效的取值，请先撤销' };
  const from = startOf(fromDay, now);
  const row = rowAt(rows, code, from);
  if (row === undefined) return { objection: '没有现行取值' };
  if (row.effectiveFrom >= from) return { objection: '刚刚调整过，请稍后再试' };
  if (areEqual(row.value, value)) return { objection: '与现行取值相同' };
  const others = neighboursOf(code).flatMap((other) => rowAt(rows, other, from) ?? rowToCome(rows, other, from) ?? []);
  const crossed = others.find((other) =>
    thresholdFact(code).below === other.code ? compare(value, other.value) >= 0 : compare(value, other.value) <= 0,
  );
  if (crossed === undefined) return { row, from };
  const way = thresholdFact(code).below === crossed.code ? '小于' : '大于';
  return { objection: `应${way}“${crossed.label}”的取值` };
}
