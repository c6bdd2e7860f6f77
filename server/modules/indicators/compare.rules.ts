import {
  directionSigns,
  indicatorFields,
  type Comparison,
  type FieldChange,
  type Indicator,
  type IndicatorFacts,
  type TemplateRecord,
} from '../../../contracts/indicators.ts';
import { areEqual } from '../../platform/exact.rules.ts';

const numbers: readonly (keyof IndicatorFacts)[] = ['weight', 'target'];

/** A field as text; null: not set. */
function textOf(facts: IndicatorFacts, field: keyof IndicatorFacts): string | null {
  const value = facts[field];
  if (value === null) return null;
  if (field === 'direction') return directionSigns[value as keyof typeof directionSigns];
  return Array.isArray(value) ? value.join('；') : String(value);
}
const isSame = (field: keyof IndicatorFacts, before: string | null, after: string | null): boolean =>
  before === after || (before !== null && after !== null && numbers.includes(field) && areEqual(before, after));

/** Fields in which two states of an indicator differ; `4` and `4.00` do not. */
export const fieldChanges = (before: IndicatorFacts, after: IndicatorFacts): FieldChange[] =>
  indicatorFields
    .map((field) => ({ field, before: textOf(before, field), after: textOf(after, field) }))
    .filter((change) => !isSame(change.field, change.before, change.after));

const placed = ({ code, name, level, weight }: Indicator) => ({ code, name, level, weight });

/** Two versions by the codes of their indicators. */
export function compareTrees(
  before: readonly Indicator[],
  after: readonly Indicator[],
): Pick<Comparison, 'added' | 'removed' | 'changed'> {
  const [old, now] = [before, after].map((rows) => new Map(rows.map((row) => [row.code, row])));
  return {
    added: after.filter(({ code }) => !old?.has(code)).map(placed),
    removed: before.filter(({ code }) => !now?.has(code)).map(placed),
    changed: after.flatMap((row) => {
      const was = old?.get(row.code);
      const fields = was === undefined ? [] : fieldChanges(was, row);
      return fields.length === 0 ? [] : [{ ...placed(row), fields }];
    }),
  };
}

/** What an edit did, as the audit log keeps it and the page tells it. */
export function editsBetween(
  before: readonly Indicator[],
  {
    removed,
    added,
    changed,
  }: { removed: readonly Indicator[]; added: readonly Indicator[]; changed: readonly Indicator[] },
): TemplateRecord['edits'] {
  const old = new Map(before.map((row) => [row.id, row]));
  return [
    ...removed.map(({ code, name }) => ({ code, name, kind: 'removed', fields: [] })),
    ...added.map(({ code, name }) => ({ code, name, kind: 'added', fields: [] })),
    ...changed.flatMap((row) => {
      const was = old.get(row.id);
      const fields = was === undefined ? [] : fieldChanges(was, row);
      const isMoved = was?.parentId !== row.parentId;
      return fields.length > 0 || isMoved
        ? [{ code: row.code, name: row.name, kind: fields.length > 0 ? 'changed' : 'moved', fields }]
        : [];
    }),
  ];
}
