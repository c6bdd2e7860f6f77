import {
  directionSigns,
  type Aspect,
  type Binding,
  type Indicator,
  type TreeEdit,
  type TreeFault,
  type TreeView,
} from '../../../contracts/indicators.ts';
import type { DropPlace } from '../parts/drag.rules.ts';
import type { RowKey, TreeRow } from '../parts/table.ts';

/** A line of the library: an indicator with what its weights add up to and who else has it. */
export interface LibraryRow {
  readonly indicator: Indicator;
  /** Null: nothing below it. */
  readonly sum: { readonly sum: string; readonly addsUp: boolean } | null;
  /** Scored indicators at or below it. */
  readonly leaves: number;
  readonly faults: readonly TreeFault[];
  readonly templates: number;
}

/** The tree of a version; nodes that nothing below was found for are left out while somebody searches. */
export function nodesOf(view: TreeView, bindings: readonly Binding[], search = ''): TreeRow<LibraryRow>[] {
  const wanted = search.trim().toLowerCase();
  const isFound = ({ name, code }: Indicator): boolean => `${name} ${code}`.toLowerCase().includes(wanted);
  const below = (parentId: number | null, isWhole: boolean): TreeRow<LibraryRow>[] =>
    view.indicators
      .filter((row) => row.parentId === parentId)
      .flatMap((indicator) => {
        const takesAll = isWhole || isFound(indicator);
        const children = below(indicator.id, takesAll);
        if (!takesAll && children.length === 0) return [];
        return [{ key: indicator.id, row: rowOf(view, bindings, indicator), children }];
      });
  return below(null, wanted === '');
}

function rowOf(view: TreeView, bindings: readonly Binding[], indicator: Indicator): LibraryRow {
  return {
    indicator,
    sum: view.sums.find(({ indicatorId }) => indicatorId === indicator.id) ?? null,
    leaves: leavesBelow(view.indicators, indicator.id),
    faults: view.faults.filter(({ indicatorId }) => indicatorId === indicator.id),
    templates: bindings.filter(({ name }) => name === indicator.name).length,
  };
}

/** Indicators that are scored at or below one. */
export function leavesBelow(rows: readonly Indicator[], id: number): number {
  const children = rows.filter(({ parentId }) => parentId === id);
  return children.length === 0 ? 1 : children.reduce((sum, child) => sum + leavesBelow(rows, child.id), 0);
}

/** Every indicator below one. */
export const below = (rows: readonly Indicator[], id: number): Indicator[] =>
  rows.filter(({ parentId }) => parentId === id).flatMap((child) => [child, ...below(rows, child.id)]);

/** 产出 › 产出数量: names above an indicator, from the first level. */
export function pathOf(rows: readonly Indicator[], indicator: Indicator): string[] {
  const parent = rows.find(({ id }) => id === indicator.parentId);
  return parent === undefined ? [] : [...pathOf(rows, parent), parent.name];
}

/** Every key of a tree that has something below it: all of it is unfolded. */
export const keysOf = (nodes: readonly TreeRow<LibraryRow>[]): RowKey[] =>
  nodes.flatMap(({ key, children = [] }) => (children.length === 0 ? [] : [key, ...keysOf(children)]));

const siblingsOf = (rows: readonly Indicator[], parentId: number | null): Indicator[] =>
  rows.filter((row) => row.parentId === parentId).sort((a, b) => a.position - b.position);

/** Levels that an indicator and all below it take up. */
const depthOf = (rows: readonly Indicator[], id: number): number =>
  1 + Math.max(0, ...rows.filter(({ parentId }) => parentId === id).map((child) => depthOf(rows, child.id)));

const DEEPEST = 3;
/** The edit that a row let go over another asks for; null: it cannot stand there. */
export function moveTo(rows: readonly Indicator[], from: number, to: number, where: DropPlace): TreeEdit | null {
  const target = rows.find(({ id }) => id === to);
  if (target === undefined || from === to || below(rows, from).some(({ id }) => id === to)) return null;
  const parentId = where === 'into' ? target.id : target.parentId;
  const level = where === 'into' ? target.level + 1 : target.level;
  if (level + depthOf(rows, from) - 1 > DEEPEST) return null;
  const siblings = siblingsOf(rows, parentId).filter(({ id }) => id !== from);
  const at = siblings.findIndex(({ id }) => id === to);
  const position = where === 'into' ? siblings.length : at + (where === 'after' ? 1 : 0);
  return { kind: 'move', id: from, parentId, position };
}

/** The edit that puts an indicator one place up or down among its own; null: it is at the end already. */
export function shiftBy(rows: readonly Indicator[], id: number, by: -1 | 1): TreeEdit | null {
  const row = rows.find((one) => one.id === id);
  if (row === undefined) return null;
  const siblings = siblingsOf(rows, row.parentId);
  const position = siblings.findIndex((one) => one.id === id) + by;
  return position < 0 || position >= siblings.length ? null : { kind: 'move', id, parentId: row.parentId, position };
}

/** `≥ 100%`, `≤ 5 件`; by what it is judged where no number is aimed at. Null: each project sets its own. */
export function targetText(
  { method, direction, target, unit }: Pick<Indicator, 'method' | 'direction' | 'target' | 'unit'>,
  words: { readonly lawful: string; readonly points: string; readonly bands: string; readonly own: string },
): string {
  if (method === 'veto') return words.lawful;
  if (method === 'points') return words.points;
  if (method === 'bands') return words.bands;
  const sign = direction === null ? '' : `${directionSigns[direction]} `;
  if (target === null) return words.own;
  return `${sign}${target}${unit === '%' || unit === '' ? unit : ` ${unit}`}`;
}

/** The four grounds of the weight bar, and a fifth for what stands beside them (spec 2.2). */
export type SegmentTone = 'decision' | 'process' | 'output' | 'benefit' | 'rest';
const toneOf: Readonly<Record<Aspect, SegmentTone>> = {
  ...{ decision: 'decision', process: 'process', execution: 'process', cost: 'rest', satisfaction: 'decision' },
  ...{ quantity: 'output', quality: 'output', timeliness: 'output' },
  ...{ economic: 'benefit', social: 'benefit', ecological: 'benefit', sustainable: 'benefit' },
};
export interface Segment {
  readonly id: number;
  readonly name: string;
  readonly weight: string;
  readonly tone: SegmentTone;
}
/** First levels with the ground of what their first leaf speaks of. */
export function segmentsOf(rows: readonly Indicator[]): Segment[] {
  const aspectOf = (row: Indicator): Aspect | null => {
    const [child] = siblingsOf(rows, row.id);
    return child === undefined ? row.aspect : aspectOf(child);
  };
  return siblingsOf(rows, null).map((row) => {
    const aspect = aspectOf(row);
    return { id: row.id, name: row.name, weight: row.weight, tone: aspect === null ? 'rest' : toneOf[aspect] };
  });
}

/** The next code below a parent: `C-03-01-02` after `C-03-01-01`. */
export function nextCode(rows: readonly Indicator[], parent: Indicator | null): string {
  const siblings = rows.filter(({ parentId }) => parentId === (parent?.id ?? null));
  const stem = parent?.code ?? siblings[0]?.code.replace(/-\d+$/, '') ?? 'X';
  const taken = new Set(rows.map(({ code }) => code));
  for (let n = siblings.length + 1; ; n++) {
    const code = `${stem}-${String(n).padStart(2, '0')}`;
    if (!taken.has(code)) return code;
  }
}
