import type { Declaration, DeclarationEdit } from '../../../contracts/targets.ts';
import type { ImportFault } from '../../../contracts/imports.ts';
import { editDeclaration, readDeclaration, termsOf } from '../targets/targets.ts';
import { refused, tryRow, type Apply, type Applied } from './apply.ts';
import * as sql from './imports.sql.ts';
import { faultAt, readTable } from './table.rules.ts';
import {
  isSameTerms,
  mergedTerms,
  monthlyOf,
  targetColumns,
  targetsTwice,
  type EditedTarget,
  type TargetRow,
} from './targets.rules.ts';

export interface TargetsUndo {
  readonly declarations: readonly { readonly id: number; readonly targets: readonly EditedTarget[] }[];
}
const editOf = (one: Declaration, targets: readonly EditedTarget[]): DeclarationEdit => ({
  ...{ attribute: one.attribute, wholeGoal: one.wholeGoal, annualGoal: one.annualGoal, initialFen: one.initialFen },
  ...{ fiscalFen: one.fiscalFen, carriedFen: one.carriedFen, otherFen: one.otherFen, revision: one.revision },
  targets: [...targets],
});

/** Lays a table of targets over declarations that are being filled in. */
export const applyTargets: Apply = async (tx, actor, { lines, year, personId, now }) => {
  const { rows, faults } = readTable(targetColumns, lines);
  const found = [...faults, ...targetsTwice(rows)];
  if (found.length > 0) return refused(found);
  const named = await tx.run<sql.NamedTarget>(
    sql.selectTargets(year, [...new Set(rows.map(({ cells }) => cells.projectId))]),
  );
  const organisations = await tx.run<{ code: string; name: string }>(sql.selectOrganisations());
  const targetOf = new Map(named.map((one) => [`${one.projectId} ${one.code}`, one]));
  const orgOf = new Map(
    organisations.flatMap(
      ({ code, name }) =>
        [
          [code, code],
          [name, code],
        ] as const,
    ),
  );
  const grouped = new Map<number, TargetRow[]>();
  for (const row of rows) {
    const target = targetOf.get(`${row.cells.projectId} ${row.cells.code}`);
    const fault = rowFault(row, target, orgOf, year);
    if (fault !== undefined) found.push(fault);
    else if (target !== undefined)
      grouped.set(target.declarationId, [...(grouped.get(target.declarationId) ?? []), row]);
  }
  if (found.length > 0) return refused(found);
  const told: Applied['rows'][number][] = [];
  const undo: { id: number; targets: EditedTarget[] }[] = [];
  for (const [id, own] of grouped) {
    const before = await readDeclaration(tx, id, personId);
    const edited: EditedTarget[] = [];
    for (const row of own) {
      const target = before.targets.find(({ code }) => code === row.cells.code);
      const plan = monthlyOf(row);
      if (target === undefined || 'fault' in plan) continue;
      const terms = termsOf(target);
      const merged = {
        ...mergedTerms(terms, row, { orgCode: orgOf.get(row.cells.organisation) ?? null, ...plan }),
        id: terms.id,
      };
      const isSame = isSameTerms(terms, merged);
      if (!isSame) edited.push(merged);
      told.push({
        row: row.row,
        change: isSame ? 'unchanged' : 'changed',
        what: `${before.projectName} ${target.name}`,
      });
    }
    if (edited.length === 0) continue;
    undo.push({
      id,
      targets: before.targets.filter((one) => edited.some((other) => other.id === one.id)).map(termsOf),
    });
    await tryRow(own[0]?.row ?? 1, found, () =>
      editDeclaration(tx, actor, { id, personId, now, edit: editOf(before, edited) }),
    );
  }
  return {
    rows: told.sort((a, b) => a.row - b.row),
    faults: found,
    undo: { declarations: undo } satisfies TargetsUndo,
  };
};

function rowFault(
  row: TargetRow,
  target: sql.NamedTarget | undefined,
  orgOf: ReadonlyMap<string, string>,
  year: number,
): ImportFault | undefined {
  const { projectId, code, organisation } = row.cells;
  if (target === undefined)
    return faultAt(row.row, '指标编号', 'row-unknown', `项目 ${projectId} 的 ${year} 年度申报中没有指标 ${code}`);
  if (organisation !== '' && !orgOf.has(organisation))
    return faultAt(row.row, '责任单位', 'row-unknown', `没有机构“${organisation}”`);
  const plan = monthlyOf(row);
  return 'fault' in plan ? plan.fault : undefined;
}

/** Puts back the terms that were there. @throws ProblemError when a declaration is not being filled in any more */
export async function undoTargets(
  tx: Parameters<Apply>[0],
  actor: Parameters<Apply>[1],
  { declarations }: TargetsUndo,
  by: { readonly personId: number; readonly now: number },
): Promise<void> {
  for (const { id, targets } of declarations) {
    const current = await readDeclaration(tx, id, by.personId);
    await editDeclaration(tx, actor, { id, ...by, edit: editOf(current, targets) });
  }
}
