import { indicatorFields, type Indicator, type IndicatorFacts, type TreeEdit } from '../../../contracts/indicators.ts';
import type { ProblemCode } from '../../../contracts/errors.ts';
import { childrenOf } from './tree.rules.ts';

export interface Objection {
  readonly code: ProblemCode;
  readonly detail: string;
}
const DEEPEST = 3;

/** Only what an indicator has: a request may carry more. */
function factsOf(given: Partial<IndicatorFacts>): Partial<IndicatorFacts> {
  const known = indicatorFields.filter((field) => given[field] !== undefined).map((field) => [field, given[field]]);
  return Object.fromEntries(known) as Partial<IndicatorFacts>;
}

/** Siblings in their order, level by level down: the rows of a tree in reading order, numbered anew. */
export function inReadingOrder(rows: readonly Indicator[]): Indicator[] {
  const below = childrenOf([...rows].sort((a, b) => a.position - b.position));
  const walk = (parentId: number | null, level: number): Indicator[] =>
    (below.get(parentId) ?? []).flatMap((row, position) => [{ ...row, level, position }, ...walk(row.id, level + 1)]);
  return walk(null, 1);
}

/** A row and all below it. */
function withDescendants(rows: readonly Indicator[], id: number): Set<number> {
  const found = new Set([id]);
  const below = childrenOf(rows);
  const add = (parentId: number): void =>
    below.get(parentId)?.forEach((row) => {
      found.add(row.id);
      add(row.id);
    });
  add(id);
  return found;
}

/** Puts a row among the children of another, those after it one further down. */
function place(rows: readonly Indicator[], row: Indicator, parentId: number | null, position: number): Indicator[] {
  const others = rows.filter((other) => other.id !== row.id);
  const siblings = others.filter((other) => other.parentId === parentId).sort((a, b) => a.position - b.position);
  siblings.splice(Math.min(position, siblings.length), 0, { ...row, parentId });
  const order = new Map(siblings.map((one, i) => [one.id, i]));
  return [...others, { ...row, parentId }].map((one) => ({ ...one, position: order.get(one.id) ?? one.position }));
}

/**
 * A tree after a list of edits, in reading order, or why it cannot be so. Rows that come in have the ids −1, −2 …
 * in the order of their edits. What the tree then lacks is not asked here: a draft may be wrong until it is submitted.
 */
export function applyEdits(rows: readonly Indicator[], edits: readonly TreeEdit[]): Indicator[] | Objection {
  let now: Indicator[] = [...rows];
  let added = 0;
  for (const edit of edits) {
    const objection = whyNot(now, edit);
    if (objection !== undefined) return objection;
    if (edit.kind === 'remove') {
      const gone = withDescendants(now, edit.id);
      now = now.filter((row) => !gone.has(row.id));
    } else if (edit.kind === 'change') {
      now = now.map((row) => (row.id === edit.id ? { ...row, ...factsOf(edit.facts) } : row));
    } else if (edit.kind === 'move') {
      const moved = now.find((row) => row.id === edit.id);
      if (moved !== undefined) now = place(now, moved, edit.parentId, edit.position);
    } else {
      added += 1;
      const facts = factsOf(edit.facts) as IndicatorFacts;
      const row: Indicator = { ...facts, id: -added, parentId: edit.parentId, level: 1, position: edit.position };
      now = place(now, row, edit.parentId, edit.position);
    }
  }
  const ordered = inReadingOrder(now);
  return tooDeep(ordered) ?? takenCode(rows, ordered) ?? ordered;
}

function whyNot(rows: readonly Indicator[], edit: TreeEdit): Objection | undefined {
  const has = (id: number): boolean => rows.some((row) => row.id === id);
  if (edit.kind !== 'add' && !has(edit.id)) return { code: 'not-found', detail: `指标 ${edit.id}` };
  if (edit.kind !== 'add' && edit.kind !== 'move') return undefined;
  if (edit.parentId !== null && !has(edit.parentId)) return { code: 'not-found', detail: `上级指标 ${edit.parentId}` };
  return edit.kind === 'move' && edit.parentId !== null && withDescendants(rows, edit.id).has(edit.parentId)
    ? { code: 'bad-request', detail: '指标不能移到自身或自身的下级' }
    : undefined;
}

function tooDeep(rows: readonly Indicator[]): Objection | undefined {
  const deep = rows.find((row) => row.level > DEEPEST);
  return deep && { code: 'bad-request', detail: `${deep.name}将处于第 ${deep.level} 级，指标至多三级` };
}

/** A code that another row has, or had before: codes are not exchanged or handed on within one edit. */
function takenCode(before: readonly Indicator[], after: readonly Indicator[]): Objection | undefined {
  const owner = new Map(before.map((row) => [row.code, row.id]));
  for (const row of after) {
    const other = owner.get(row.code);
    if (other !== undefined && other !== row.id) return { code: 'already-exists', detail: `指标编号 ${row.code}` };
    owner.set(row.code, row.id);
  }
  return undefined;
}

/** What makes one tree of the other: rows to take out, to put in (parents first), and to write anew. */
export interface TreeChanges {
  readonly removed: readonly Indicator[];
  readonly added: readonly Indicator[];
  readonly changed: readonly Indicator[];
}
export function changesBetween(before: readonly Indicator[], after: readonly Indicator[]): TreeChanges {
  const old = new Map(before.map((row) => [row.id, row]));
  const kept = new Set(after.map((row) => row.id));
  const isSame = (row: Indicator): boolean => JSON.stringify(sorted(old.get(row.id))) === JSON.stringify(sorted(row));
  return {
    removed: before.filter((row) => !kept.has(row.id)),
    added: after.filter((row) => !old.has(row.id)),
    changed: after.filter((row) => old.has(row.id) && !isSame(row)),
  };
}
const sorted = (row: Indicator | undefined): [string, unknown][] =>
  Object.entries(row ?? {}).sort(([a], [b]) => a.localeCompare(b));
