import type { Indicator } from '../../../contracts/indicators.ts';
import { editTree, viewVersion } from '../indicators/indicators.ts';
import { planLibrary, planReturn } from './edits.rules.ts';
import { refused, tryRow, type Apply } from './apply.ts';
import { libraryColumns, toIndicators, treeFaults } from './library.rules.ts';
import { readTable } from './table.rules.ts';

export interface LibraryUndo {
  readonly template: string;
  readonly version: number;
  readonly before: readonly Indicator[];
}

/** Lays a table of indicators over a draft. */
export const applyLibrary: Apply = async (tx, actor, { lines, template, version, now }) => {
  const { rows, faults } = readTable(libraryColumns, lines);
  const found = [...faults, ...treeFaults(rows)];
  if (found.length > 0) return refused(found);
  const key = { code: template, version, now };
  const before = await viewVersion(tx, key);
  const plan = planLibrary(before.indicators, toIndicators(rows));
  const revised = { ...key, revision: before.version.revision };
  if (plan.edits.length > 0) await tryRow(1, found, () => editTree(tx, actor, { ...revised, edits: plan.edits }));
  const undo: LibraryUndo = { template, version, before: before.indicators };
  return { rows: plan.rows, faults: found, undo };
};

/** Makes the draft what it was before. @throws ProblemError when it is no draft any more */
export const undoLibrary = async (
  tx: Parameters<Apply>[0],
  actor: Parameters<Apply>[1],
  { template, version, before }: LibraryUndo,
  now: number,
): Promise<void> => {
  const key = { code: template, version, now };
  const current = await viewVersion(tx, key);
  const edits = planReturn(current.indicators, before);
  if (edits.length > 0) await editTree(tx, actor, { ...key, revision: current.version.revision, edits });
};
