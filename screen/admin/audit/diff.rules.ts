import { fieldText, instantText, yesNo } from '../../words/audit.ts';

/** One field of a change: what it was and what it is; null where it was not there. */
export interface FieldChange {
  readonly key: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly kind: 'same' | 'changed' | 'added' | 'removed';
}

type Leaf = readonly [path: readonly string[], text: string];

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

function textOf(value: unknown): string {
  if (typeof value === 'boolean') return yesNo(value);
  if (typeof value !== 'string') return JSON.stringify(value);
  return INSTANT.test(value) ? instantText(value) : value;
}
const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** Every value that has none within, by its path. A list of plain values is one value. */
function leavesOf(value: unknown, path: readonly string[] = []): Leaf[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value) && value.every(isPlain)) return [[path, value.map(textOf).join('、')]];
  if (Array.isArray(value)) return value.flatMap((one, i) => leavesOf(one, [...path, `${i + 1}`]));
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([name, held]) => leavesOf(held, [...path, name]));
  return [[path, textOf(value)]];
}

/** A change field by field: those of before in their order, then what came new. */
export function fieldChanges(before: unknown, after: unknown): FieldChange[] {
  const keyOf = (path: readonly string[]): string => JSON.stringify(path);
  const was = new Map(leavesOf(before).map(([path, text]) => [keyOf(path), { path, text }]));
  const is = new Map(leavesOf(after).map(([path, text]) => [keyOf(path), { path, text }]));
  return [...new Set([...was.keys(), ...is.keys()])].map((key) => {
    const [old, now] = [was.get(key), is.get(key)];
    const kind =
      old === undefined ? 'added' : now === undefined ? 'removed' : old.text === now.text ? 'same' : 'changed';
    const path = old?.path ?? now?.path ?? [];
    return { key, label: fieldText(path), before: old?.text ?? null, after: now?.text ?? null, kind };
  });
}
