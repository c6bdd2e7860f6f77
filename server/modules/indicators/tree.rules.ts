import type { Aspect, Indicator, TreeFault, TreeView } from '../../../contracts/indicators.ts';
import { add, areEqual, compare, isPositive } from '../../platform/exact.rules.ts';

const WHOLE = '100';
/** 产出 and 效益 together, of the whole (财预〔2020〕10号, domain.md 1.2). */
const LEAST_OUTPUT_AND_BENEFIT = '60';
const outputAspects: readonly Aspect[] = ['quantity', 'quality', 'timeliness'];
const benefitAspects: readonly Aspect[] = ['economic', 'social', 'ecological', 'sustainable'];

/** What a check looks at. */
export type TreeRow = Pick<
  Indicator,
  'id' | 'parentId' | 'level' | 'code' | 'weight' | 'method' | 'direction' | 'target' | 'aspect' | 'points'
>;

/** Rows by their parent's id (null: the first level), in the order given. */
export function childrenOf<Row extends Pick<Indicator, 'parentId'>>(rows: readonly Row[]): Map<number | null, Row[]> {
  const found = new Map<number | null, Row[]>();
  for (const row of rows) {
    const siblings = found.get(row.parentId);
    if (siblings === undefined) found.set(row.parentId, [row]);
    else siblings.push(row);
  }
  return found;
}

/** Those without children: what is scored. */
export function leavesOf<Row extends Pick<Indicator, 'id' | 'parentId'>>(rows: readonly Row[]): Row[] {
  const parents = new Set(rows.map((row) => row.parentId));
  return rows.filter((row) => !parents.has(row.id));
}

/**
 * What the first levels of 产出 and of 效益 weigh together. A first level is one of them by what its leaves speak of, so
 * that it holds whatever it is called: cost and satisfaction count where they stand inside one, not by themselves.
 */
export function outputAndBenefit(rows: readonly TreeRow[]): string {
  const below = childrenOf(rows);
  const aspectsUnder = (row: TreeRow): (Aspect | null)[] => {
    const children = below.get(row.id);
    return children === undefined ? [row.aspect] : children.flatMap(aspectsUnder);
  };
  const counts = (row: TreeRow): boolean =>
    aspectsUnder(row).some((a) => a !== null && (outputAspects.includes(a) || benefitAspects.includes(a)));
  return add(...(below.get(null) ?? []).filter(counts).map((row) => row.weight));
}

const fault = (
  code: TreeFault['code'],
  indicatorId: number | null,
  expected: string | null = null,
  found: string | null = null,
): TreeFault => ({ code, indicatorId, expected, found });

/** Everything that keeps a tree from being submitted, the whole first, then in the order of the rows. */
export function checkTree(rows: readonly TreeRow[]): TreeFault[] {
  if (rows.length === 0) return [fault('no-leaf', null)];
  const below = childrenOf(rows);
  const whole = add(...(below.get(null) ?? []).map((row) => row.weight));
  const effect = outputAndBenefit(rows);
  return [
    ...(areEqual(whole, WHOLE) ? [] : [fault('whole-is-not-100', null, WHOLE, whole)]),
    ...(compare(effect, LEAST_OUTPUT_AND_BENEFIT) >= 0
      ? []
      : [fault('output-and-benefit-below-60', null, LEAST_OUTPUT_AND_BENEFIT, effect)]),
    ...rows.flatMap((row) => faultsOf(row, below.get(row.id))),
    ...repeatedCodes(rows),
  ];
}

function faultsOf(row: TreeRow, children: readonly TreeRow[] | undefined): TreeFault[] {
  const faults = isPositive(row.weight) ? [] : [fault('weight-not-positive', row.id, null, row.weight)];
  if (children !== undefined) {
    const sum = add(...children.map((child) => child.weight));
    return areEqual(sum, row.weight) ? faults : [...faults, fault('siblings-do-not-add-up', row.id, row.weight, sum)];
  }
  return [...faults, ...leafFaults(row)];
}

/** A leaf must be scorable: a level that only groups has something below it. */
function leafFaults(row: TreeRow): TreeFault[] {
  if (row.aspect === null) return [fault('no-leaf', row.id)];
  const needsDirection = row.method === 'ratio' || row.target !== null;
  const needsPoints = row.method === 'points' || row.method === 'veto';
  return [
    ...(needsDirection && row.direction === null ? [fault('target-without-direction', row.id)] : []),
    ...(needsPoints && row.points.length === 0 ? [fault('points-missing', row.id)] : []),
  ];
}

function repeatedCodes(rows: readonly TreeRow[]): TreeFault[] {
  const seen = new Set<string>();
  return rows.filter(({ code }) => seen.size === seen.add(code).size).map(({ id }) => fault('code-twice', id));
}

/** A tree with what its weights add up to, row by row and in all. */
export function viewOf(rows: readonly Indicator[]): Omit<TreeView, 'template' | 'version'> {
  const below = childrenOf(rows);
  return {
    indicators: [...rows],
    sums: rows.flatMap((row) => {
      const children = below.get(row.id);
      if (children === undefined) return [];
      const sum = add(...children.map((child) => child.weight));
      return [{ indicatorId: row.id, sum, addsUp: areEqual(sum, row.weight) }];
    }),
    whole: add(...(below.get(null) ?? []).map((row) => row.weight)),
    outputAndBenefit: outputAndBenefit(rows),
    faults: checkTree(rows),
  };
}
