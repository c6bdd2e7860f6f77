import type { Indicator } from '../../../contracts/indicators.ts';
import type { Runner } from '../../platform/database.ts';
import { changesBetween, inReadingOrder, type TreeChanges } from './edits.rules.ts';
import * as sql from './indicators.sql.ts';

const LEVELS = [1, 2, 3] as const;

export const readTree = async (db: Runner, code: string, version: number): Promise<Indicator[]> =>
  inReadingOrder(await db.run<Indicator>(sql.selectIndicators(code, version)));

/** Parents by their codes where they come in with the same writing (ids below 1), by their ids where they stand. */
function placedIn(rows: readonly Indicator[], isNew: (id: number) => boolean) {
  const codeOf = new Map(rows.map(({ id, code }) => [id, code]));
  return (row: Indicator): sql.PlacedRow => {
    const { parentId } = row;
    return parentId !== null && isNew(parentId)
      ? { ...row, parentId: null, parentCode: codeOf.get(parentId) ?? null }
      : { ...row, parentCode: null };
  };
}

async function insertRows(
  tx: Runner,
  code: string,
  version: number,
  rows: readonly Indicator[],
  place: (row: Indicator) => sql.PlacedRow,
): Promise<void> {
  for (const level of LEVELS) {
    const ofLevel = rows.filter((row) => row.level === level).map(place);
    if (ofLevel.length > 0) await tx.run(sql.insertLevel(code, version, ofLevel));
  }
}

/** Writes a whole tree into an empty draft; the ids of the rows given are of no account. */
export const writeTree = (tx: Runner, code: string, version: number, rows: readonly Indicator[]): Promise<void> =>
  insertRows(
    tx,
    code,
    version,
    rows,
    placedIn(rows, () => true),
  );

/** Makes one tree of the other, in a draft. */
export async function rewriteTree(
  tx: Runner,
  code: string,
  version: number,
  trees: { readonly before: readonly Indicator[]; readonly after: readonly Indicator[] },
): Promise<TreeChanges> {
  const changes = changesBetween(trees.before, trees.after);
  const { removed, added, changed } = changes;
  const place = placedIn(trees.after, (id) => id < 1);
  await insertRows(tx, code, version, added, place);
  if (changed.length > 0) await tx.run(sql.updateIndicators(code, version, changed.map(place)));
  // Last: what stood below a row that goes may have been moved away from it.
  if (removed.length > 0)
    await tx.run(
      sql.deleteIndicators(
        code,
        version,
        removed.map(({ id }) => id),
      ),
    );
  return changes;
}
