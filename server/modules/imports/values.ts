import type { Method } from '../../../contracts/indicators.ts';
import type { Achievement } from '../../../contracts/scores.ts';
import type { SourceDetail } from '../../../contracts/sourceDetails.ts';
import { correctValue, reportValue } from '../values/values.ts';
import { takeBackValue } from '../values/review.ts';
import { refused, tryRow, type Applied, type Apply } from './apply.ts';
import * as sql from './imports.sql.ts';
import { faultAt, readTable } from './table.rules.ts';
import { achievementOf, valueColumns, valuesTwice, type ValueRow } from './values.rules.ts';

export interface ValuesUndo {
  readonly values: readonly number[];
}
type MeasuredTarget = sql.NamedTarget & { readonly method: Method };
interface AcceptedRow extends Achievement {
  readonly id: number;
  readonly targetId: number;
  readonly month: string;
}

const detailOf = (hash: string, row: number): SourceDetail => ({
  ...{ formula: 'table@1', from: null, to: null },
  inputs: { batch: hash.slice(0, 12), row: String(row) },
});

/** Reports the values of a table, each to be reviewed by a second person; what was accepted before is corrected. */
export const applyValues: Apply = async (tx, actor, { lines, year, personId, now, hash }) => {
  const { rows, faults } = readTable(valueColumns, lines);
  const found = [...faults, ...valuesTwice(rows)];
  if (found.length > 0) return refused(found);
  const named = await tx.run<MeasuredTarget>(
    sql.selectTargets(year, [...new Set(rows.map(({ cells }) => cells.projectId))]),
  );
  const accepted = await tx.run<AcceptedRow>(sql.selectAccepted(named.map(({ id }) => id)));
  const targetOf = new Map(named.map((one) => [`${one.projectId} ${one.code}`, one]));
  const acceptedOf = new Map(accepted.map((one) => [`${one.targetId} ${one.month}`, one]));
  const told: Applied['rows'][number][] = [];
  const values: number[] = [];
  for (const row of rows) {
    const { projectId, code, month } = row.cells;
    const target = targetOf.get(`${projectId} ${code}`);
    if (target === undefined || !month.startsWith(`${year}-`)) {
      found.push(
        faultAt(
          row.row,
          '指标编号',
          'row-unknown',
          `项目 ${projectId} 的 ${year} 年度申报中没有指标 ${code}，或月份不在本年度`,
        ),
      );
      continue;
    }
    const read = achievementOf(row, target.method);
    if ('fault' in read) {
      found.push(read.fault);
      continue;
    }
    const before = acceptedOf.get(`${target.id} ${month}`);
    const what = `${projectId} ${code} ${month}`;
    if (before !== undefined && isSame(before, read.achievement)) {
      told.push({ row: row.row, change: 'unchanged', what });
      continue;
    }
    const entry = entryOf(row, read.achievement);
    const common = { personId, now, origin: { source: 'import' as const, detail: detailOf(hash, row.row) } };
    const made = await tryRow(row.row, found, async () => {
      if (before !== undefined) return (await correctValue(tx, actor, { ...common, id: before.id, entry })).result.id;
      return (await reportValue(tx, actor, { ...common, entry: { ...entry, targetId: target.id, month } })).result.id;
    });
    if (made !== undefined) values.push(made);
    told.push({ row: row.row, change: before === undefined ? 'added' : 'changed', what });
  }
  return { rows: told, faults: found.sort((a, b) => a.row - b.row), undo: { values } satisfies ValuesUndo };
};

const numberOf = (value: string | null) => (value === null ? null : Number(value));
const isSame = (a: Achievement, b: Achievement): boolean =>
  numberOf(a.value) === numberOf(b.value) &&
  a.band === b.band &&
  a.vetoed === b.vetoed &&
  JSON.stringify(a.pointsMet) === JSON.stringify(b.pointsMet);

const entryOf = ({ cells }: ValueRow, achievement: Achievement) => ({
  ...{ achievement, note: cells.note, overReason: cells.overReason, deviation: cells.deviation },
  ...{ likelihood: cells.likelihood, forecast: cells.forecast, evidence: [] },
});

/** Takes back what still waits. @throws ProblemError value-closed when any of it was reviewed meanwhile */
export async function undoValues(
  tx: Parameters<Apply>[0],
  actor: Parameters<Apply>[1],
  { values }: ValuesUndo,
  by: { readonly personId: number; readonly now: number },
): Promise<void> {
  for (const id of values) await takeBackValue(tx, actor, { id, ...by });
}
